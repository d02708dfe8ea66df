import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import type { Rate } from '../shared/rates.ts'
import { amountsOf, concentrationOf, medianOf, ninetiethOf, sizeOf, type AmountGroup, type Amounts, type DaysCount, type Rates } from './arithmetic.ts'
import { beds, openBeds } from './capacity-queries.ts'
import type { Contributions } from './contributions-queries.ts'
import type { ReportDays } from './days.ts'
import { figures, type FigureKey } from './figures.ts'
import type { Measure } from './measure.ts'
import { atRisk, committed, paid } from './money-queries.ts'
import { due, singleCountries, vettedCenters, vettingCurrent } from './standing-queries.ts'
import { daysToMeet, inKind, needsMet, needsMetByCost } from './supply-queries.ts'
import { daysToDecide, evidenceExpired, late } from './vetting-queries.ts'

/** The rows of each figure: its one definition. */
export const rowsOf: Record<FigureKey, (days: ReportDays) => Contributions> = {
  'vetted-centers': vettedCenters,
  'vetting-current': vettingCurrent,
  'single-countries': singleCountries,
  'days-to-decide': daysToDecide,
  due,
  late,
  'evidence-expired': evidenceExpired,
  committed,
  paid,
  concentration: paid,
  'at-risk-30': (days) => atRisk(days, 30),
  'at-risk-60': (days) => atRisk(days, 60),
  'at-risk-90': (days) => atRisk(days, 90),
  'needs-met': needsMet,
  'needs-met-by-cost': needsMetByCost,
  'days-to-meet': daysToMeet,
  'in-kind': inKind,
  beds,
  'open-beds': openBeds,
}

/** What a figure is worked out with, besides its days. */
export interface Terms {
  days: ReportDays
  /** The reporting currency. */
  currency: string
  rates: Rates
}

/** The rates that were known, by currency; of several for one day the newest then counts. */
export async function loadKnownRates(db: Reader, { knownBefore }: ReportDays): Promise<Rates> {
  const rows = await db.selectFrom('exchange_rates').select(['currency', 'on_day', 'rate']).where('entered_at', '<', knownBefore).orderBy('id', 'desc').execute()
  const rateOf = ({ on_day, rate }: { on_day: string; rate: string }): Rate => ({ on: toDay(on_day), rate })
  return new Map([...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, found]) => [currency, found.map(rateOf)]))
}

export async function measure(db: Reader, key: FigureKey, terms: Terms): Promise<Measure> {
  const rows = rowsOf[key](terms.days)
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
      return { kind, beds: counts, known: of, centers }
    }
    case 'days': {
      const counts = await listDaysCounts(db, rows)
      return { kind, over: sizeOf(counts), median: medianOf(counts), ninetieth: ninetiethOf(counts) }
    }
    case 'money':
      return { kind, amounts: await sumAmounts(db, rows, terms), rows: (await tally(db, rows)).rows }
    case 'money share':
      return { kind, part: await sumAmounts(db, rows, terms), whole: await sumAmounts(db, rows, terms, 'of_minor') }
    case 'concentration': {
      const centers = [...(await amountsBy(db, rows, terms, 'center'))].map(([id, { total }]) => ({ centerId: Number(id), total }))
      return { kind, ...concentrationOf(centers, terms.currency), amounts: await sumAmounts(db, rows, terms) }
    }
    default:
      return kind satisfies never
  }
}

async function measureCountries(db: Reader, rows: Contributions, kind: 'count' | 'countries'): Promise<Measure> {
  const found = await countByCountry(db, rows)
  if (kind === 'countries') return { kind, count: found.size, codes: [...found.keys()] }
  return { kind, count: [...found.values()].reduce((sum, count) => sum + count, 0), countries: found.size }
}

/** How many rows there are in each country, by its code. */
export async function countByCountry(db: Reader, rows: Contributions): Promise<Map<string, number>> {
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

async function sumAmounts(db: Reader, rows: Contributions, terms: Terms, column: 'minor' | 'of_minor' = 'minor'): Promise<Amounts> {
  return (await amountsBy(db, rows, terms, 'all', column)).get('') ?? amountsOf([], terms.currency, terms.rates)
}

export type AmountsKey = 'all' | 'month' | 'purpose' | 'country' | 'center'
const keys: Record<AmountsKey, RawBuilder<string>> = {
  all: sql<string>`''`,
  month: sql<string>`substr(r.on_day, 1, 7)`,
  purpose: sql<string>`r.purpose`,
  country: sql<string>`c.country`,
  center: sql<string>`CAST(r.center_id AS TEXT)`,
}

/**
 * The amounts of a figure by month, purpose, country or center. What is in the reporting currency is summed by the database; what has
 * to be converted comes by day and amount, since each row is rounded before it is summed (M11).
 */
export async function amountsBy(
  db: Reader,
  rows: Contributions,
  { currency, rates }: Terms,
  by: AmountsKey,
  column: 'minor' | 'of_minor' = 'minor',
): Promise<Map<string, Amounts>> {
  const amount = sql.ref<number>(`r.${column}`)
  const alike = sql`CASE WHEN r.currency = ${currency} THEN NULL ELSE r.rate_day || ' ' || ${amount} END`
  const found = await db
    .selectFrom(rows.as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .select(({ fn }) => [keys[by].as('key'), 'r.currency', fn.min<string>('r.rate_day').as('day'), fn.countAll<number>().as('times')])
    .select([sql<number>`min(${amount})`.as('each'), sql<number>`sum(${amount})`.as('sum')])
    .where(sql<boolean>`${amount} IS NOT NULL`)
    .groupBy([keys[by], 'r.currency', alike])
    .orderBy(keys[by])
    .execute()
  const groupOf = (row: (typeof found)[number]): AmountGroup => {
    const own = row.currency === currency
    return { currency: row.currency ?? currency, on: toDay(row.day), minor: own ? row.sum : row.each, times: own ? 1 : row.times }
  }
  return new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, group]) => [key, amountsOf(group.map(groupOf), currency, rates)]))
}
