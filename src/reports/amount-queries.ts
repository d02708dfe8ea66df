import { sql, type NotNull } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import type { Rate } from '../shared/rates.ts'
import type { Contributions } from '../totals/contributions-queries.ts'
import { areSettled } from '../totals/total-queries.ts'
import type { AmountRow, Rates } from './arithmetic.ts'
import type { ReportDays } from './days.ts'
import { contributionsOf, isWhole, whole, type Part } from './figure-queries.ts'
import type { FigureKey } from './figures.ts'

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
  const fromTotals = isWhole(part) && (await isAddedUp(db, days))
  return { days, part, currency, rates: await loadKnownRates(db, days), fromTotals, once: reading() }
}

/** Whether a report of these days is read from the totals, as nearly all are. */
export const isAddedUp = async (db: Reader, { knowsAll, knownBefore }: ReportDays): Promise<boolean> =>
  knowsAll && (await isBeforeAll(db, knownBefore)) && (await areSettled(db))

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
export async function listAmounts(db: Reader, key: FigureKey, terms: Terms): Promise<AmountRow[]> {
  if (!isAtRisk(key)) return listRead(db, key, terms)
  return lapsingWithin(riskDays[key], terms.days, await listRead(db, 'at-risk-90', terms))
}

/** What is at risk within fewer days is among what is within more, which is read once for all. */
export const riskDays = { 'at-risk-30': 30, 'at-risk-60': 60, 'at-risk-90': 90 } as const
export const isAtRisk = (key: FigureKey): key is keyof typeof riskDays => key in riskDays
export const lapsingWithin = (within: number, { on }: ReportDays, rows: readonly AmountRow[]): AmountRow[] =>
  rows.filter(({ day }) => day <= on.add({ days: within }).toString())

const listRead = (db: Reader, key: FigureKey, terms: Terms): Promise<AmountRow[]> =>
  terms.once(`amounts of ${key}`, () => readAmounts(db, contributionsOf(key, terms.days, terms.part), terms.days))

/** The amounts of some rows. */
export async function readAmounts(db: Reader, contributions: Contributions, days: ReportDays): Promise<AmountRow[]> {
  const rows = await db
    .selectFrom(contributions.as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .select(({ fn }) => ['r.center_id', 'c.country', 'r.purpose', fn.coalesce('r.on_day', sql<string>`''`).as('day'), 'r.rate_day', 'r.of_minor'])
    .select(['r.minor', 'r.currency'])
    .$narrowType<{ minor: NotNull; currency: NotNull }>()
    .where('r.minor', 'is not', null)
    .where('r.currency', 'is not', null)
    .execute()
  const [textOf, monthOf] = [keptOnce((text) => text), keptOnce((text) => text.slice(0, 7))]
  return rows.map(({ center_id, country, purpose, day, rate_day, currency, minor, of_minor }) => ({
    centerId: center_id,
    country: textOf(country),
    purpose: purpose === null ? null : textOf(purpose),
    day: textOf(day),
    month: monthOf(day),
    minor,
    ofMinor: of_minor,
    currency: textOf(currency),
    on: toDay(rate_day ?? days.on.toString()),
  }))
}

/** There may be a million rows of few texts: what comes of each is made once. */
function keptOnce(of: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>()
  return (text) => {
    const made = kept.get(text) ?? of(text)
    kept.set(text, made)
    return made
  }
}
