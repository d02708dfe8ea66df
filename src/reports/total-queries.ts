import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { earlier, toDay } from '../shared/days.ts'
import { lastDayOf } from '../totals/total-queries.ts'
import { isAtRisk, lapsingWithin, readAmounts, riskDays, type Terms } from './amount-queries.ts'
import { amountsOf, medianOf, ninetiethOf, sizeOf, type DaysCount } from './arithmetic.ts'
import { sumBeds } from './capacity-queries.ts'
import type { ReportDays } from './days.ts'
import type { FigureKey } from './figures.ts'
import { isTotalled, loadConcentration, loadFlow } from './flow-queries.ts'
import { countOf, countriesOf, type Measure } from './measure.ts'
import { atRiskNow } from './money-queries.ts'
import { openBedsSaid } from './withheld.ts'

/** A figure out of the tables that add it up with each change; null for one that none adds up. */
export async function measureTotals(db: Reader, key: FigureKey, terms: Terms): Promise<Measure | null> {
  const { days } = terms
  if (isAtRisk(key)) return measureRisk(db, key, terms)
  if (isTotalled(key)) return { kind: 'money', amounts: (await loadFlow(db, key, terms)).amounts }
  switch (key) {
    case 'concentration':
      return { kind: key, ...(await loadConcentration(db, terms)) }
    case 'vetted-centers':
      return countOf(await countVetted(db, terms))
    case 'single-countries':
      return countriesOf(new Map([...(await countVetted(db, terms))].filter(([, centers]) => centers === 1)))
    case 'vetting-current': {
      const [vetted, others] = [await countVetted(db, terms), await countStanding(db, terms, ['lapsed', 'suspended'])]
      return { kind: 'share', part: sumOf(vetted), whole: sumOf(vetted) + sumOf(others) }
    }
    case 'evidence-expired':
      return countOf(await countStanding(db, terms, ['evidence not in date']))
    case 'beds':
    case 'open-beds': {
      const { beds, open, known, centers } = await terms.once('beds', () => sumBeds(db, days))
      return { kind: 'beds', beds: key === 'beds' ? beds : openBedsSaid(beds, open), known, centers }
    }
    case 'days-to-decide':
      return daysOf(await listDaysToDecide(db, days))
    case 'days-to-meet':
      return daysOf(await listDaysToMeet(db, days))
    case 'needs-met':
      return { kind: 'share', ...(await countNeeds(db, days)) }
    case 'needs-met-by-cost':
      return measureNeedCosts(db, terms)
    default:
      return null
  }
}

const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** How many centers are vetted on the day in each country that has one. */
export const countVetted = (db: Reader, terms: Terms): Promise<Map<string, number>> => countStanding(db, terms, ['vetted', 'conditional'])

const counted = ['vetted', 'conditional', 'lapsed', 'suspended', 'evidence not in date']

/** How many spans of these kinds reach over the day, in each country that has one. */
async function countStanding(db: Reader, { days, once }: Terms, what: readonly string[]): Promise<Map<string, number>> {
  const countries = new Map<string, number>()
  for (const { what: kind, country, count } of await once('standing', () => listStandingCounts(db, days)))
    if (what.includes(kind)) countries.set(country, (countries.get(country) ?? 0) + count)
  return countries
}

/** Those begun by the day, less those ended. */
const listStandingCounts = (db: Reader, { on }: ReportDays) =>
  db
    .selectFrom('standing_counts')
    .select(({ fn }) => ['what', 'country', fn.sum<number>('change').as('count')])
    .where('what', 'in', counted)
    .where('on_day', '<=', on.toString())
    .groupBy(['what', 'country'])
    .having(({ fn }) => fn.sum('change'), '>', 0)
    .orderBy('country')
    .execute()

/** From what each allocation has left to pay now, which says nothing of a day with something after it. */
async function measureRisk(db: Reader, key: keyof typeof riskDays, { days, once, currency, rates }: Terms): Promise<Measure | null> {
  const stands = await once('stands still', () => standsStill(db, days))
  if (!stands) return null
  const rows = await once('at risk now', () => readAmounts(db, atRiskNow(days, riskDays['at-risk-90']), days))
  return { kind: 'money', amounts: amountsOf(lapsingWithin(riskDays[key], days, rows), currency, rates) }
}

/** Whether nothing was paid, returned, approved or ended after the day. */
async function standsStill(db: Reader, { on }: ReportDays): Promise<boolean> {
  for (const figure of ['paid', 'committed'] as const) if (((await lastDayOf(db, figure)) ?? '') > on.toString()) return false
  return true
}

const daysOf = (counts: readonly DaysCount[]): Measure => ({ kind: 'days', over: sizeOf(counts), median: medianOf(counts), ninetieth: ninetiethOf(counts) })

const listDaysToDecide = (db: Reader, { from, to }: ReportDays): Promise<DaysCount[]> =>
  db
    .selectFrom('decision_totals')
    .select(({ fn }) => ['days', fn.sum<number>('decisions').as('times')])
    .where('decided_on', '>=', from.toString())
    .where('decided_on', '<=', to.toString())
    .groupBy('days')
    .execute()

const listDaysToMeet = (db: Reader, { from, to, on }: ReportDays): Promise<DaysCount[]> =>
  db
    .selectFrom('need_totals')
    .select(({ fn }) => [sql<number>`CAST(julianday(met_on) - julianday(recorded_on) AS INTEGER)`.as('days'), fn.sum<number>('needs').as('times')])
    .where('met_on', '>=', from.toString())
    .where('met_on', '<=', earlier(to, on).toString())
    .groupBy('days')
    .having(({ fn }) => fn.sum('needs'), '>', 0)
    .execute()

const metBy = ({ on }: ReportDays) => sql<0 | 1>`met_on BETWEEN '1' AND ${on.toString()}`

const totalsOfNeeds = (db: Reader, { from, to }: ReportDays) =>
  db.selectFrom('need_totals').where('recorded_on', '>=', from.toString()).where('recorded_on', '<=', to.toString())

async function countNeeds(db: Reader, days: ReportDays): Promise<{ part: number; whole: number }> {
  const { part, whole } = await totalsOfNeeds(db, days)
    .select(({ fn }) => [sql<number | null>`sum(iif(${metBy(days)}, needs, 0))`.as('part'), fn.sum<number | null>('needs').as('whole')])
    .executeTakeFirstOrThrow()
  return { part: part ?? 0, whole: whole ?? 0 }
}

/** Costs in the reporting currency are added up already; each of the others is converted by itself (M11). */
async function measureNeedCosts(db: Reader, { days, currency, rates }: Terms): Promise<Measure> {
  const own = await totalsOfNeeds(db, days)
    .select(({ fn }) => [sql<number>`sum(iif(${metBy(days)}, cost_minor, 0))`.as('met'), fn.sum<number>('cost_minor').as('cost'), fn.sum<number>('needs').as('needs')])
    .where('currency', '=', currency)
    .executeTakeFirstOrThrow()
  const others = await db
    .selectFrom('need_progress')
    .select(['currency', 'recorded_on', 'cost_minor', metBy(days).as('is_met')])
    // As two ranges of the index: with <> SQLite would read every need in the reporting currency as well.
    .where(({ or, eb }) => or([eb('currency', '<', currency), eb('currency', '>', currency)]))
    .where('recorded_on', '>=', days.from.toString())
    .where('recorded_on', '<=', days.to.toString())
    .execute()
  const known = (own.needs ?? 0) > 0 ? [own] : []
  const inAll = (counted: 'met' | 'cost') => [
    ...known.map((sums) => ({ minor: sums[counted], currency, on: days.on })),
    ...others.map((row) => ({ minor: counted === 'met' && !row.is_met ? 0 : (row.cost_minor ?? 0), currency: row.currency ?? '', on: toDay(row.recorded_on) })),
  ]
  return { kind: 'money share', part: amountsOf(inAll('met'), currency, rates), whole: amountsOf(inAll('cost'), currency, rates) }
}
