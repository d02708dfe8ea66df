import { expect, it } from 'vitest'
import { listLedCenters } from '../../src/home/queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { cora, openRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

it('finds a center out of standing the day after its approval ends, with nothing recorded since, by the day of who asks', async () => {
  const { reader, ...register } = await openRegister()
  await vettedCenter({ reader, ...register }, { name: 'Hope House', until: '2026-12-05', evidenceUntil: '2026-12-20' })
  const heldOn = async (day: string): Promise<string[][]> =>
    (await listLedCenters(reader, cora.id, toDay(day))).map(({ name, holds }) => [name, ...holds.map(({ kind }) => kind)])

  expect(await heldOn('2026-12-05')).toEqual([['Hope House']])
  expect(await heldOn('2026-12-06')).toEqual([['Hope House', 'not vetted']])
})
