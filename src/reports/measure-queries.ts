import type { Reader } from '../db/database.ts'
import { listAmounts, type Terms } from './amount-queries.ts'
import { amountsBy, amountsOf, concentrationOf, medianOf, ninetiethOf, sizeOf, type DaysCount } from './arithmetic.ts'
import type { Contributions } from '../totals/contributions-queries.ts'
import { contributionsOf } from './figure-queries.ts'
import { figures, type FigureKey } from './figures.ts'
import { countOf, countriesOf, type Measure } from './measure.ts'
import { countVetted, measureTotals } from './total-queries.ts'
import { openBedsSaid } from './withheld.ts'

/** A figure for its days: from what is added up with each change where that says it, else from its rows. Both come to the same. */
export const measure = async (db: Reader, key: FigureKey, terms: Terms): Promise<Measure> =>
  (terms.fromTotals ? await measureTotals(db, key, terms) : null) ?? measureRows(db, key, terms)

/** A figure as its rows add up to it: what it is by definition. */
export async function measureRows(db: Reader, key: FigureKey, terms: Terms): Promise<Measure> {
  const rows = contributionsOf(key, terms.days, terms.part)
  const { kind } = figures[key]
  switch (kind) {
    case 'count':
    case 'countries':
      return measureCountries(db, rows, kind)
    case 'share': {
      const { counts, of } = await tally(db, rows)
      return { kind, part: counts, whole: of }
    }
    case 'beds': {
      const { counts, of, rows: centers } = await tally(db, rows)
      const beds = key === 'open-beds' ? openBedsSaid((await tally(db, contributionsOf('beds', terms.days, terms.part))).counts, counts) : counts
      return { kind, beds, known: of, centers }
    }
    case 'days': {
      const counts = await listDaysCounts(db, rows)
      return { kind, over: sizeOf(counts), median: medianOf(counts), ninetieth: ninetiethOf(counts) }
    }
    case 'money':
      return { kind, amounts: amountsOf(await listAmounts(db, key, terms), terms.currency, terms.rates) }
    case 'money share': {
      const rows = await listAmounts(db, key, terms)
      const wholes = rows.map(({ ofMinor, currency, on }) => ({ minor: ofMinor ?? 0, currency, on }))
      return { kind, part: amountsOf(rows, terms.currency, terms.rates), whole: amountsOf(wholes, terms.currency, terms.rates) }
    }
    case 'concentration': {
      const rows = await listAmounts(db, 'paid', terms)
      const centers = amountsBy(rows, ({ centerId }) => centerId, terms.currency, terms.rates)
      const paid = [...centers.values()].map(({ total }) => total.minor)
      return { kind, ...concentrationOf(paid, amountsOf(rows, terms.currency, terms.rates).total) }
    }
    default:
      return kind satisfies never
  }
}

async function measureCountries(db: Reader, rows: Contributions, kind: 'count' | 'countries'): Promise<Measure> {
  const found = await countByCountry(db, rows)
  return kind === 'countries' ? countriesOf(found) : countOf(found)
}

/** How many centers are vetted on the day in each country that has one. */
export const countVettedByCountry = (db: Reader, terms: Terms): Promise<Map<string, number>> =>
  terms.fromTotals ? countVetted(db, terms) : countByCountry(db, contributionsOf('vetted-centers', terms.days, terms.part))

/** How many rows there are in each country, by its code. */
async function countByCountry(db: Reader, rows: Contributions): Promise<Map<string, number>> {
  const found = await db
    .selectFrom(rows.as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .select(({ fn }) => ['c.country', fn.countAll<number>().as('count')])
    .groupBy('c.country')
    .orderBy('c.country')
    .execute()
  return new Map(found.map(({ country, count }) => [country, count]))
}

async function tally(db: Reader, rows: Contributions): Promise<{ rows: number; counts: number; of: number }> {
  const { count, counts, of } = await db
    .selectFrom(rows.as('r'))
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('counts').as('counts'), fn.sum<number | null>('of_counts').as('of')])
    .executeTakeFirstOrThrow()
  return { rows: count, counts: counts ?? 0, of: of ?? 0 }
}

async function listDaysCounts(db: Reader, rows: Contributions): Promise<DaysCount[]> {
  const found = await db
    .selectFrom(rows.as('r'))
    .select(({ fn }) => ['counts', fn.countAll<number>().as('times')])
    .groupBy('counts')
    .execute()
  return found.map(({ counts, times }) => ({ days: counts, times }))
}
