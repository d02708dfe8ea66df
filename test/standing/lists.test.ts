import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdText } from '../../src/standing/holds.ts'
import { listLapsing, listStandings } from '../../src/standing/list-queries.ts'
import { firstDay, openRegister, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

it('gives the standing of many centers on a day', async () => {
  const register = await openRegister()
  const [vetted, plain, ahead] = [await vettedCenter(register), await plainCenter(register), await vettedCenter(register, { from: '2026-12-01' })]

  const standings = await listStandings(register.reader, [vetted, plain, ahead, 99], toDay('2026-11-30'))

  expect([...standings].map(([id, { kind, until }]) => [id, kind, until?.toString() ?? null])).toEqual([
    [vetted, 'vetted', '2028-11-22'],
    [plain, 'prospect', null],
    [ahead, 'prospect', '2026-12-01'],
  ])
  expect(await listStandings(register.reader, [], firstDay)).toEqual(new Map())
})

it('names who lapses soon, the first to go first, and why', async () => {
  const register = await openRegister()
  const kind = 'drop-in'
  await vettedCenter(register, { name: 'Lasting', kind })
  await vettedCenter(register, { name: 'Ending', kind, until: '2027-01-19' })
  await vettedCenter(register, { name: 'Ending later', kind, until: '2027-01-20' })
  await vettedCenter(register, { name: 'With a condition', kind, conditions: [{ dueOn: '2026-12-15' }] })
  await vettedCenter(register, { name: 'With it met', kind, conditions: [{ dueOn: '2026-12-15', metOn: '2026-11-21' }] })
  await vettedCenter(register, { name: 'With evidence', kind, evidenceUntil: '2026-12-31' })
  const suspended = await vettedCenter(register, { name: 'Suspended', kind, until: '2027-01-01' })
  await takeStep(register.writer, priya, suspended, 'suspend', 'A report came in.', formToken())

  const lapsing = await listLapsing(register.reader, firstDay, 60)

  expect(lapsing.map(({ centerName, on, because }) => `${on.toString()} ${centerName}: ${because.slice(0, 1).map(holdText).join()}`)).toEqual([
    '2026-12-16 With a condition: a condition of its approval was due on 15 Dec 2026',
    '2027-01-01 With evidence: the evidence for LEG-01 was good until 31 Dec 2026',
    '2027-01-20 Ending: its vetting lapsed on 20 Jan 2027',
  ])
  expect(await listLapsing(register.reader, firstDay, 24)).toEqual([])
})
