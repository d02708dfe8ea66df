import request from 'supertest'
import { expect, it } from 'vitest'
import { loadTerms } from '../../src/reports/amount-queries.ts'
import { allRowsApart, figureApart, summaryApart } from '../../src/reports/apart-queries.ts'
import { reportDays, type ReportDays } from '../../src/reports/days.ts'
import { whole } from '../../src/reports/figure-queries.ts'
import { figureKeys } from '../../src/reports/figures.ts'
import { measure } from '../../src/reports/measure-queries.ts'
import { listFigureRows } from '../../src/reports/row-queries.ts'
import type { FigureRow } from '../../src/reports/row.ts'
import { loadSummary } from '../../src/reports/summary-queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { appOf, bea, browserOf, cookieOf, on, openRegister } from '../support/register.ts'
import { asOf, buildExample } from './example.ts'

const days = (on: string, from: string, known: string): ReportDays => reportDays({ on: toDay(on), from: toDay(from), to: null, known: toDay(known) }, toDay(asOf), 'UTC')

/** As it is known today, and as it was known on three days when less was. */
const asked = [
  days(asOf, '2026-12-20', asOf),
  days(asOf, '2026-12-01', '2027-02-28'),
  days('2027-01-31', '2026-12-15', '2027-01-31'),
  days('2027-01-25', '2027-01-10', '2027-02-01'),
]

it('what is worked out apart is what is worked out here, for every figure', async () => {
  const register = await openRegister()
  await buildExample(register)
  const { reader } = register

  for (const each of asked) {
    expect(await summaryApart(reader, each, 'USD')).toEqual(await loadSummary(reader, each, 'USD'))
    for (const key of figureKeys) {
      const terms = await loadTerms(reader, each, 'USD')
      const question = { key, days: each, currency: 'USD', part: whole }
      const { rows, total } = await listFigureRows(reader, key, terms, { limit: 100, offset: 0 })
      const batches: FigureRow[][] = []
      for await (const batch of allRowsApart(reader, question, 2)) batches.push(batch)

      expect(await figureApart(reader, question, { limit: 2, offset: 1 })).toEqual({ rows: rows.slice(1, 3), total, measure: await measure(reader, key, terms) })
      expect(batches.flat()).toEqual(rows)
      expect(batches.every(({ length }) => length <= 2)).toBe(true)
    }
  }
})

it('others are answered before a report of what was known on a past day, though they ask after', async () => {
  const register = await openRegister()
  await buildExample(register)
  const app = appOf(register)
  app.setNow(`${asOf}T09:10:00Z`)
  const { name, value } = await cookieOf(register, on(bea, asOf))
  const server = app.app.listen(0)
  const answered: string[] = []
  const get = async (address: string): Promise<void> => {
    await request(server).get(address).set('Cookie', `${name}=${value}`).expect(200)
    answered.push(address)
  }

  // To start the thread alone takes many times as long as the other answer.
  await Promise.all(['/reports/summary?on=2027-01-31&known=2027-01-31', '/healthz'].map(get))
  server.close()

  expect(answered).toEqual(['/healthz', '/reports/summary?on=2027-01-31&known=2027-01-31'])
})

it('a report follows what was recorded just before it is asked for', async () => {
  const register = await openRegister()
  const { hope } = await buildExample(register)
  const app = appOf(register)
  app.setNow(`${asOf}T09:10:00Z`)
  const browser = await browserOf(register, app, on(bea, asOf))
  expect((await browser.get('/reports/rows/vetted-centers').expect(200)).text).toContain('Hope House')

  await register.writer.transaction().execute((trx) => trx.updateTable('centers').set({ name: 'Hope House Nairobi' }).where('id', '=', hope).execute())

  expect((await browser.get('/reports/rows/vetted-centers').expect(200)).text).toContain('Hope House Nairobi')
})
