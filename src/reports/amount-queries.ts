import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDay, type Day } from '../shared/days.ts'
import type { Rate } from '../shared/rates.ts'
import type { Contributions } from '../totals/contributions-queries.ts'
import { areSettled } from '../totals/total-queries.ts'
import type { AmountRow, Rates } from './arithmetic.ts'
import type { ReportDays } from './days.ts'
import { contributionsOf, whole, type Part } from './figure-queries.ts'
import type { FigureKey } from './figures.ts'

type Column = 'minor' | 'of_minor'

/** What figures are worked out with, besides their days. Amounts are read once for all figures of the same days. */
export interface Terms {
  days: ReportDays
  /** What the figures are of: all, unless something else is asked for. */
  part: Part
  /** The reporting currency. */
  currency: string
  rates: Rates
  /** The totals hold all that is known, so that what is totalled need not be read row by row. */
  fromTotals: boolean
  /** Reads something that several figures share once for all of them. */
  once: <Found>(name: string, read: () => Promise<Found>) => Promise<Found>
}

export async function loadTerms(db: Reader, asked: ReportDays, currency: string, part: Part = whole): Promise<Terms> {
  const days = { ...asked, knowsAll: asked.knowsAll && (await isBeforeAll(db, asked.knownBefore)) }
  const fromTotals = part === whole && days.knowsAll && (await areSettled(db))
  return { days, part, currency, rates: await loadKnownRates(db, days), fromTotals, once: reading() }
}

/** Whether nothing was recorded later than is asked for. It can have been, by a clock that was ahead and was put right. */
async function isBeforeAll(db: Reader, knownBefore: string): Promise<boolean> {
  const last = await db.selectFrom('events').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return last === undefined || last.at < knownBefore
}

function reading(): Terms['once'] {
  const kept = new Map<string, Promise<unknown>>()
  return <Found>(name: string, read: () => Promise<Found>) => {
    const found = kept.get(name) ?? read()
    kept.set(name, found)
    return found as Promise<Found>
  }
}

/** The rates that were known, by currency; of several for one day the newest then counts. */
async function loadKnownRates(db: Reader, { knownBefore }: ReportDays): Promise<Rates> {
  const rows = await db.selectFrom('exchange_rates').select(['currency', 'on_day', 'rate']).where('entered_at', '<', knownBefore).orderBy('id', 'desc').execute()
  const rateOf = ({ on_day, rate }: { on_day: string; rate: string }): Rate => ({ on: toDay(on_day), rate })
  return new Map([...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, found]) => [currency, found.map(rateOf)]))
}

/** The amounts of a figure, row by row: each is converted and rounded by itself (M11). */
export async function listAmounts(db: Reader, key: FigureKey, terms: Terms, column: Column = 'minor'): Promise<AmountRow[]> {
  if (!isAtRisk(key)) return listRead(db, key, terms, column)
  return lapsingWithin(riskDays[key], terms.days, await listRead(db, 'at-risk-90', terms, column))
}

/** What is at risk within fewer days is among what is within more, which is read once for all. */
export const riskDays = { 'at-risk-30': 30, 'at-risk-60': 60, 'at-risk-90': 90 } as const
export const isAtRisk = (key: FigureKey): key is keyof typeof riskDays => key in riskDays
export const lapsingWithin = (within: number, { on }: ReportDays, rows: readonly AmountRow[]): AmountRow[] =>
  rows.filter(({ day }) => day <= on.add({ days: within }).toString())

const listRead = (db: Reader, key: FigureKey, terms: Terms, column: Column): Promise<AmountRow[]> =>
  terms.once(`${key} ${column}`, () => readAmounts(db, contributionsOf(key, terms.days, terms.part), terms.days, column))

/** The amounts of some rows. */
export async function readAmounts(db: Reader, contributions: Contributions, days: ReportDays, column: Column = 'minor'): Promise<AmountRow[]> {
  const minor = sql.ref<number>(`r.${column}`)
  const rows = await db
    .selectFrom(contributions.as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .select(['r.center_id', 'c.country', 'r.purpose', 'r.on_day', 'r.rate_day', 'r.currency', minor.as('minor')])
    .where(sql<boolean>`${minor} IS NOT NULL AND r.currency IS NOT NULL`)
    .execute()
  const dayOf = keptDays()
  return rows.map((row) => ({
    centerId: row.center_id,
    country: row.country,
    purpose: row.purpose,
    day: row.on_day ?? '',
    month: (row.on_day ?? '').slice(0, 7),
    minor: row.minor,
    currency: row.currency ?? '',
    on: dayOf(row.rate_day ?? days.on.toString()),
  }))
}

/** There are many rows of few days: each text is read once. */
function keptDays(): (text: string) => Day {
  const kept = new Map<string, Day>()
  return (text) => {
    const day = kept.get(text) ?? toDay(text)
    kept.set(text, day)
    return day
  }
}
