import type { Reader } from '../db/database.ts'
import { sumMinor, type Money } from '../shared/money.ts'
import { toDay, type Day } from '../shared/days.ts'
import { lastDayOf, listLargest, sumMonths, sumTotals, type Sum } from '../totals/total-queries.ts'
import { spansWithin, totalledFigures, type TotalledFigure } from '../totals/total.ts'
import { listAmounts, type Terms } from './amount-queries.ts'
import { amountsBy, amountsOf, concentrationOf, inOrder, mostShared, type AmountRow, type Amounts, type Concentration } from './arithmetic.ts'
import type { FigureKey } from './figures.ts'

/** What flowed in a period: as it is shown, and in the reporting currency by what it can be put together with. */
export interface Flow {
  amounts: Amounts
  months: Map<string, number>
  purposes: Map<string, number>
  countries: Map<string, number>
}

export const isTotalled = (key: FigureKey): key is TotalledFigure => (totalledFigures as readonly string[]).includes(key)

/** From the totals where they hold all that is known, else from the rows: both come to the same. */
export const loadFlow = (db: Reader, figure: TotalledFigure, terms: Terms): Promise<Flow> =>
  terms.once(`flow of ${figure}`, async () => (terms.fromTotals ? flowOfTotals(db, figure, terms) : flowOfRows(await listAmounts(db, figure, terms), terms)))

/** The shares of what was paid that went to the largest centers, by the totals. */
export async function loadConcentration(db: Reader, terms: Terms): Promise<Concentration> {
  const { amounts } = await loadFlow(db, 'paid', terms)
  const largest = await listLargest(db, await spansOf(db, 'paid', terms, 'year'), mostShared)
  return concentrationOf(largest, amounts.total)
}

function flowOfRows(rows: readonly AmountRow[], terms: Terms): Flow {
  return {
    amounts: amountsOf(rows, terms.currency, terms.rates),
    months: minorBy(rows, ({ month }) => month, terms),
    purposes: minorBy(rows, ({ purpose }) => purpose ?? '', terms),
    countries: minorBy(rows, ({ country }) => country, terms),
  }
}

const minorBy = <Key>(rows: readonly AmountRow[], keyOf: (row: AmountRow) => Key, { currency, rates }: Terms): Map<Key, number> =>
  new Map([...amountsBy(rows, keyOf, currency, rates)].map(([key, { total }]) => [key, total.minor]))

async function flowOfTotals(db: Reader, figure: TotalledFigure, terms: Terms): Promise<Flow> {
  const spans = await spansOf(db, figure, terms, 'month')
  const countries = await sumTotals(db, figure, 'country', spans)
  return {
    amounts: amountsOfSums(countries, await sumTotals(db, figure, 'rate day', spans), terms.currency),
    months: byName(await sumMonths(db, figure, spans)),
    purposes: byName(await sumTotals(db, figure, 'purpose', spans)),
    countries: byName(countries),
  }
}

/** A period that reaches to the last row there is reaches to the end of that year: so the years' totals can be used before it is over. */
async function spansOf(db: Reader, figure: TotalledFigure, { days: { from, to } }: Terms, largest: 'year' | 'month'): Promise<string[]> {
  const last = await lastDayOf(db, figure)
  return spansWithin(from, last !== null && last > to.toString() ? to : endOfYear(to), largest)
}

const endOfYear = (day: Day): Day => day.with({ month: 12, day: 31 })

function byName(sums: readonly Sum[]): Map<string, number> {
  const names = new Map<string, number>()
  for (const { name, converted } of sums) names.set(name, sumMinor([names.get(name) ?? 0, converted]))
  return names
}

function amountsOfSums(sums: readonly Sum[], rateDays: readonly Sum[], reporting: string): Amounts {
  const currencies = [...Map.groupBy(sums, ({ currency }) => currency)]
  const perCurrency = (of: (sum: Sum) => number): Money[] => currencies.map(([currency, each]) => ({ currency, minor: sumMinor(each.map(of)) }))
  const total = {
    minor: sumMinor(sums.map(({ converted }) => converted)),
    currency: reporting,
    rateDays: [...new Set(rateDays.map(({ name }) => name))].toSorted().map(toDay),
    unconverted: inOrder(
      perCurrency(({ unconverted }) => unconverted),
      reporting,
    ).filter(({ minor }) => minor !== 0),
  }
  return {
    perCurrency: inOrder(
      perCurrency(({ minor }) => minor),
      reporting,
    ),
    total,
  }
}
