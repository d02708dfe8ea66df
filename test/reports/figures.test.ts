import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Money } from '../../src/shared/money.ts'
import { reportDays, type ReportDays } from '../../src/reports/days.ts'
import { figureKeys, type FigureKey } from '../../src/reports/figures.ts'
import { loadTerms } from '../../src/reports/amount-queries.ts'
import { measure } from '../../src/reports/measure-queries.ts'
import type { Measure } from '../../src/reports/measure.ts'
import { listFigureRows } from '../../src/reports/row-queries.ts'
import { loadSummary } from '../../src/reports/summary-queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn } from '../../src/standing/holds.ts'
import { loadFacts } from '../../src/standing/queries.ts'
import { openRegister, type TestRegister } from '../support/register.ts'
import { asOf, buildExample } from './example.ts'

const daysOf = (on: string, from: string, known: string): ReportDays =>
  reportDays({ on: toDay(on), from: toDay(from), to: null, known: toDay(known) }, toDay('2027-03-31'), 'UTC')
const days = daysOf(asOf, '2027-01-01', asOf)

async function measured(register: TestRegister, key: FigureKey, asked = days): Promise<Measure> {
  return measure(register.reader, key, await loadTerms(register.reader, asked, 'USD'))
}
const totalOf = (minor: number) => ({ kind: 'money', amounts: { total: { minor, currency: 'USD' } } })

describe('the worked example', () => {
  it('gives each figure as worked out by hand', async () => {
    const register = await openRegister()
    await buildExample(register)

    const expected: Partial<Record<FigureKey, object>> = {
      'vetted-centers': { count: 3, countries: 2 },
      'vetting-current': { part: 3, whole: 4 },
      'single-countries': { count: 1, codes: ['GT'] },
      'days-to-decide': { over: 0, median: null, ninetieth: null },
      due: { count: 1 }, // Hope, on 16 April.
      late: { count: 1 }, // New Home, due on 10 February.
      // 9,000.00 + 1,000.00 + 600.00 - 300.00 given back; 10,000.00 KES on 9 January has only a later rate.
      committed: totalOf(1_030_000),
      // 2,500 + 700 + 1,500 - 500 = 4,200.00; 1,000.05 KES at 0.008 is 8.0004, so 8.00; at 0.0075 it is 7.500375, so 7.50. The third has no rate.
      paid: totalOf(420_000 + 800 + 750),
      'at-risk-30': totalOf(0),
      'at-risk-60': totalOf(550_000), // Hope lapses in 47 days: 9,000 - 3,500.
      'at-risk-90': totalOf(550_000),
      'needs-met': { part: 1, whole: 3 },
      'needs-met-by-cost': { part: { total: { minor: 80_000 } }, whole: { total: { minor: 130_000 } } },
      'days-to-meet': { over: 1, median: 20, ninetieth: 20 },
      'in-kind': totalOf(11 * 7_500),
      beds: { beds: 24, known: 1, centers: 3 },
      'open-beds': { beds: 4, known: 1, centers: 3 },
      concentration: { largest: { minor: 350_000, currency: 'USD' }, five: { minor: 421_550, currency: 'USD' } },
    }
    for (const [key, value] of Object.entries(expected)) expect({ key, ...(await measured(register, key as FigureKey)) }).toMatchObject({ key, ...value })
  })

  it('names the days of its rates, and what had none', async () => {
    const register = await openRegister()
    await buildExample(register)

    const paid = await measured(register, 'paid')

    expect(paid).toMatchObject({
      amounts: {
        perCurrency: [
          { currency: 'USD', minor: 420_000 },
          { currency: 'KES', minor: 204_010 },
        ],
        total: { rateDays: [toDay('2027-01-10'), toDay('2027-02-08')], unconverted: [{ currency: 'KES', minor: 4_000 }] },
      },
    })
  })

  it('counts every critical item whose evidence is not in date, at vetted centers', async () => {
    const register = await openRegister()
    await buildExample(register)

    // All of Quiet Place's evidence was good until 20 February.
    expect(await measured(register, 'evidence-expired', daysOf('2027-02-20', '2027-01-01', asOf))).toMatchObject({ count: 0 })
    const after = await measured(register, 'evidence-expired')
    expect(after).toMatchObject({ kind: 'count', countries: 1 })
    const { rows } = await listFigureRows(register.reader, 'evidence-expired', await loadTerms(register.reader, days, 'USD'), { limit: 100, offset: 0 })
    expect(new Set(rows.map(({ center }) => center))).toEqual(new Set(['Quiet Place']))
    expect(after).toMatchObject({ count: rows.length })
  })

  it('takes the median and the 90th percentile of the days to decide', async () => {
    const register = await openRegister()
    await buildExample(register)

    // Three on the day they were opened, Quiet Place after 10 days.
    expect(await measured(register, 'days-to-decide', daysOf('2026-12-31', '2026-12-01', asOf))).toMatchObject({ over: 4, median: 0, ninetieth: 10 })
  })

  it.each([
    { what: 'a receipt found wrong later', key: 'in-kind', on: '2027-01-31', known: '2027-01-31', value: totalOf(12 * 7_500) },
    { what: 'the same day, known after its reversal', key: 'in-kind', on: '2027-01-31', known: '2027-02-01', value: totalOf(10 * 7_500) },
    { what: 'a center that has lapsed since', key: 'vetted-centers', on: '2027-01-31', known: asOf, value: { count: 4 } },
    { what: 'money that came back since', key: 'paid', on: '2027-02-11', known: asOf, value: totalOf(470_000 + 800 + 750) },
    { what: 'beds read since', key: 'beds', on: '2027-02-21', known: '2027-02-21', value: { beds: 0, known: 0 } },
  ] as const)('shows the past with $what', async ({ key, on, known, value }) => {
    const register = await openRegister()
    await buildExample(register)

    expect(await measured(register, key, daysOf(on, '2027-01-01', known))).toMatchObject(value)
  })
})

describe('a need that was put right', () => {
  it('counts in a report of an earlier day as it was known then', async () => {
    const register = await openRegister()
    await buildExample(register)
    // Hope's 10 mattresses at 80.00 were all met; from 1 March on it is 20 at 90.00 that were wanted.
    const put = { quantity: 20, unit_cost_minor: 9_000, changed_at: '2027-03-01T10:00:00.000Z' }
    await register.writer.transaction().execute((trx) => trx.updateTable('needs').set(put).where('item', '=', 'Mattress').execute())

    expect(await measured(register, 'needs-met-by-cost', daysOf(asOf, '2027-01-01', asOf))).toMatchObject({
      part: { total: { minor: 80_000 } },
      whole: { total: { minor: 130_000 } },
    })
    expect(await measured(register, 'days-to-meet', daysOf(asOf, '2027-01-01', asOf))).toMatchObject({ over: 1 })
    expect(await measured(register, 'needs-met-by-cost', daysOf(asOf, '2027-01-01', '2027-03-01'))).toMatchObject({
      part: { total: { minor: 0 } },
      whole: { total: { minor: 230_000 } },
    })
    expect(await measured(register, 'days-to-meet', daysOf(asOf, '2027-01-01', '2027-03-01'))).toMatchObject({ over: 0 })
  })
})

/** Every figure once more, added up from its rows. */
async function assertReconciled(register: TestRegister, asked: ReportDays): Promise<void> {
  const terms = await loadTerms(register.reader, asked, 'USD')
  for (const key of figureKeys) {
    const found = await measured(register, key, asked)
    const { rows, total } = await listFigureRows(register.reader, key, terms, { limit: 1000, offset: 0 })
    const counts = rows.reduce((sum, row) => sum + (row.counts ?? 0), 0)
    const of = rows.reduce((sum, row) => sum + row.of, 0)
    const sums: Record<string, number> = {}
    for (const { amount } of rows) if (amount !== null) sums[amount.currency] = (sums[amount.currency] ?? 0) + amount.minor
    const perCurrency = (found.kind === 'money' ? found.amounts : found.kind === 'money share' ? found.part : null)?.perCurrency
    expect({ key, rows: rows.length }).toEqual({ key, rows: total })
    if (perCurrency) expect({ key, sums }).toEqual({ key, sums: Object.fromEntries(perCurrency.map(({ currency, minor }) => [currency, minor])) })
    const whole = found.kind === 'money' ? found.amounts : found.kind === 'money share' ? found.part : null
    if (whole) expect({ key, converted: rows.reduce((sum, { inReporting }) => sum + (inReporting?.minor ?? 0), 0) }).toEqual({ key, converted: whole.total.minor })
    if (found.kind === 'count' || found.kind === 'countries') expect({ key, counts }).toEqual({ key, counts: found.count })
    if (found.kind === 'share') expect({ key, counts, of }).toEqual({ key, counts: found.part, of: found.whole })
    if (found.kind === 'beds') expect({ key, counts, of }).toEqual({ key, counts: found.beds, of: found.known })
    if (found.kind === 'days') expect({ key, total }).toEqual({ key, total: found.over })
    if (found.kind === 'concentration') expect({ key, paid: sums['USD'] ?? 0 }).toEqual({ key, paid: found.whole.minor })
  }
}

const sumOf = (all: Money[]): number => all.reduce((sum, { minor }) => sum + minor, 0)

describe('whatever the days', () => {
  it('each figure is what its rows add up to, and months, purposes and countries add up to the money', async () => {
    const register = await openRegister()
    await buildExample(register)
    const first = toDay('2026-11-25')
    const day = fc.integer({ min: 0, max: 120 }).map((after) => first.add({ days: after }))

    await fc.assert(
      fc.asyncProperty(day, day, day, async (a, b, c) => {
        const [from, on, known] = [a, b, c].toSorted((x, y) => Temporal.PlainDate.compare(x, y)) as [Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate]
        const asked = reportDays({ on, from, to: null, known }, toDay('2027-03-31'), 'UTC')
        await assertReconciled(register, asked)
        const { now, months, purposes, countries } = await loadSummary(register.reader, asked, 'USD')
        for (const key of ['paid', 'committed'] as const) {
          const whole = now[key].kind === 'money' ? now[key].amounts.total.minor : NaN
          for (const parts of [months, purposes, countries]) expect(sumOf(parts.map((part) => part[key]))).toBe(whole)
        }
        expect(countries.reduce((sum, { vetted }) => sum + vetted, 0)).toBe(now['vetted-centers'].kind === 'count' ? now['vetted-centers'].count : NaN)
      }),
      { numRuns: 25 },
    )
  })

  it('finds the same evidence out of date as the holds do', async () => {
    const register = await openRegister()
    const { hope, quiet, lake } = await buildExample(register)

    for (const on of ['2027-02-19', '2027-02-20', '2027-02-21', asOf]) {
      const held = await Promise.all(
        [hope, quiet, lake].map(async (id) => holdsOn(await loadFacts(register.reader, id), toDay(on)).filter(({ kind }) => kind === 'evidence not in date').length),
      )
      expect({ on, ...(await measured(register, 'evidence-expired', daysOf(on, '2027-01-01', asOf))) }).toMatchObject({
        on,
        count: held.reduce((sum, count) => sum + count, 0),
      })
    }
  })
})
