import { expect, it } from 'vitest'
import { listLedCenters } from '../../src/home/queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { cora, openRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

it('leaves out a center whose approval lapsed since anything was recorded last, by the day of who asks', async () => {
  const { reader, ...register } = await openRegister()
  await vettedCenter({ reader, ...register }, { name: 'Hope House', until: '2026-12-05', evidenceUntil: '2026-12-20' })
  const ledOn = async (day: string): Promise<string[]> => (await listLedCenters(reader, cora.id, toDay(day))).map(({ name }) => name)

  expect(await ledOn('2026-12-05')).toEqual(['Hope House'])
  expect(await ledOn('2026-12-06')).toEqual([])
})
