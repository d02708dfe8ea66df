import { expect, it } from 'vitest'
import { appOf, bea, browserOf, openRegister } from '../support/register.ts'
import { arrived, logged, sent } from '../support/supplies.ts'
import { vettedCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

/** The board, of one center: one of ten beds is taken, and its goods say where it is. */
async function board(): Promise<{ textOf: (path: string) => Promise<string>; rowsIn: (figure: string) => Promise<string[]> }> {
  const register = await openRegister()
  const center = await vettedCenter(register, { name: 'Lake House', country: 'KE' })
  await register.writer.transaction().execute(async (trx) => {
    const reading = {
      center_id: center,
      on_day: '2026-11-21',
      population_code: 'POP-WOMEN',
      said_by: 'The matron',
      recorded_by: 2,
      recorded_at: '2026-11-21T09:00:00.000Z',
    }
    await trx
      .insertInto('capacity_readings')
      .values({ ...reading, beds: 10, open_beds: 9 })
      .execute()
  })
  const need = await logged(register, center, { catalogueCode: null, item: 'Rent for 12 Elm Street', unit: 'month', category: 'bedding' })
  await arrived(register, await sent(register, center, need), { received: 24 })
  const lines = [{ needId: null, item: 'Paint for 12 Elm Street', quantity: 2, unit: 'tin', unitValue: null }]
  await arrived(register, await sent(register, center, null, { lines }), { received: 2 })
  const browser: Browser = await browserOf(register, appOf(register), bea)
  const textOf = async (path: string): Promise<string> => (await browser.get(path).expect(200)).text
  return { textOf, rowsIn: async (figure) => (await textOf(`/reports/rows/${figure}.csv`)).trim().split('\r\n').slice(1) }
}

it('reads words of the catalogue alone in the rows of goods, never what somebody wrote', async () => {
  const { textOf, rowsIn } = await board()
  const says = { 'needs-met': 'bedding, met', 'needs-met-by-cost': 'bedding, met', 'days-to-meet': 'bedding', 'in-kind': 'for no need in particular' }

  for (const [figure, words] of Object.entries(says)) {
    const rows = (await rowsIn(figure)).join(' ')
    expect(rows).toContain(words)
    expect(rows).not.toContain('Elm Street')
    expect(await textOf(`/reports/rows/${figure}`)).not.toContain('Elm Street')
  }
  expect((await rowsIn('in-kind')).join(' ')).toContain('bedding')
})

it('is not told of one person, in rows, totals, CSV or summary', async () => {
  const { textOf, rowsIn } = await board()
  expect(await rowsIn('open-beds')).toEqual([',"One center, not named",,withheld: few beds taken,,,1'])
  expect(await rowsIn('beds')).toEqual(['2026-11-21,Lake House,KE,known,,10,1'])
  const rows = await textOf('/reports/rows/open-beds')
  expect(rows.match(/withheld/g)).toHaveLength(3)
  expect(rows).toContain('fewer than three are taken; known for 1 of 1 center')
  const summary = (await textOf('/reports/summary')).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(summary).toMatch(/Open beds.{0,9}fewer than three are taken; known for 1 of 1 center.{0,9}withheld/)
})
