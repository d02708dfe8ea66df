import { expect, it } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn, holdText, lapseAfter } from '../../src/standing/holds.ts'
import { findApproval, listSpans, loadFacts, rewriteSpans } from '../../src/standing/queries.ts'
import { on, openRegister, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const said = (spans: Awaited<ReturnType<typeof listSpans>>): string[] => spans.map(({ kind, from, until }) => `${kind} ${from.toString()} ${until?.toString() ?? 'on'}`)

it('finds nothing against a center that was approved with its evidence in date', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register)

  const facts = await loadFacts(register.reader, id)

  expect(holdsOn(facts, toDay('2026-11-21'))).toEqual([])
  expect(lapseAfter(facts, toDay('2026-11-21'))?.on.toString()).toBe('2028-11-22')
  expect(said(await listSpans(register.reader, id))).toEqual(['vetted 2026-11-21 2028-11-22', 'lapsed 2028-11-22 on'])
  expect(await findApproval(register.reader, facts.history, toDay('2026-11-21'))).toMatchObject({ until: toDay('2028-11-21'), scope: { populations: ['POP-WOMEN'] } })
})

it('lets the approval of a center that serves minors end after twelve months', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { servesMinors: true })

  expect(said(await listSpans(register.reader, id))).toEqual(['vetted 2026-11-21 2027-11-22', 'lapsed 2027-11-22 on'])
})

it('holds a center whose critical evidence ran out, and one that never had any', async () => {
  const register = await openRegister()
  const expired = await loadFacts(register.reader, await vettedCenter(register, { evidenceUntil: '2026-12-31', kind: 'drop-in' }))
  const never = await loadFacts(register.reader, await vettedCenter(register, { evidenceUntil: null, kind: 'drop-in' }))

  expect(holdsOn(expired, toDay('2026-12-31'))).toEqual([])
  const holds = holdsOn(expired, toDay('2027-01-01')).map(holdText)
  expect(holds[0]).toBe('the evidence for LEG-01 was good until 31 Dec 2026')
  expect(holds).toHaveLength(13)
  expect(holdsOn(never, toDay('2026-11-21')).map(holdText)[0]).toBe('the evidence for LEG-01 does not say how long it is good')
})

it('begins the spans of a center with the day it was registered, and writes nothing when nothing changed', async () => {
  const register = await openRegister()
  const id = await plainCenter(register)
  const rows = () => register.reader.selectFrom('standing_spans').selectAll().where('center_id', '=', id).execute()
  const before = await rows()

  await register.writer.transaction().execute((trx) => rewriteSpans(trx, id, on(priya, '2026-11-25')))

  expect(before).toMatchObject([{ kind: 'prospect', from_on: '2026-11-21', until_on: null, recorded_at: '2026-11-21T09:00:00.000Z' }])
  expect(await rows()).toEqual(before)
})
