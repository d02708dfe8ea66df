import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDay, toDayOrNull } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'
import { convert, isConvertible, rateFor } from '../shared/rates.ts'
import { Refusal } from '../shared/refusal.ts'
import { listPurposes } from '../lists/queries.ts'
import type { FigureKey } from './figures.ts'
import { listAmounts, type Terms } from './amount-queries.ts'
import { amountsBy } from './arithmetic.ts'
import { contributionsOf, type Part } from './figure-queries.ts'
import type { CountedRow, FigureRow, NamedPart } from './row.ts'
import { withholdFew } from './withheld.ts'

export interface Paging {
  limit: number
  offset: number
}

/** A part as its page names it. @throws Refusal when there is no such purpose */
export async function namedPart(db: Reader, { country, purpose }: Part): Promise<NamedPart> {
  if (purpose === null) return { country, purpose: null }
  const found = (await listPurposes(db)).find(({ code }) => code === purpose)
  if (!found) throw new Refusal('not-found', 'This figure has no such part.')
  return { country, purpose: found }
}

/** The rows of a figure, the latest day first, and how many there are in all. */
export async function listFigureRows(db: Reader, key: FigureKey, terms: Terms, { limit, offset }: Paging): Promise<{ rows: FigureRow[]; total: number }> {
  const whole = await listWhole(db, key, terms)
  if (whole !== null) return { rows: whole.slice(offset, offset + limit), total: whole.length }
  return { rows: await listContributions(db, key, terms, { limit, offset }), total: await countContributions(db, key, terms) }
}

/** The figures whose rows are made of many contributions each, and so are read whole. */
async function listWhole(db: Reader, key: FigureKey, terms: Terms): Promise<FigureRow[] | null> {
  if (key === 'concentration') return listPaidCenters(db, terms)
  if (key !== 'open-beds') return null
  const all = { limit: -1, offset: 0 }
  const beds = new Map((await listContributions(db, 'beds', terms, all)).map((row) => [row.centerId, row.counts]))
  return withholdFew((await listContributions(db, key, terms, all)).map((row) => ({ row, beds: beds.get(row.centerId) ?? 0 })))
}

const selectContributions = (db: Reader, key: FigureKey, { days, part }: Terms) =>
  db
    .selectFrom(contributionsOf(key, days, part).as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .leftJoin('purposes as p', 'p.code', 'r.purpose')
    .select([
      'r.on_day',
      'r.center_id',
      'c.name',
      'c.country',
      'r.said',
      'r.counts',
      'r.of_counts',
      'r.minor',
      'r.of_minor',
      'r.currency',
      'r.rate_day',
      'p.name as purpose_name',
    ])

async function listContributions(db: Reader, key: FigureKey, terms: Terms, { limit, offset }: Paging): Promise<CountedRow[]> {
  const rows = await selectContributions(db, key, terms)
    .orderBy(sql`ifnull(r.on_day, '')`, 'desc')
    .orderBy(sql`c.name COLLATE NOCASE`)
    .orderBy('r.center_id')
    .orderBy('r.said')
    .orderBy('r.minor')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    on: toDayOrNull(row.on_day),
    centerId: row.center_id,
    center: row.name,
    country: row.country,
    said: row.said,
    counts: row.counts,
    of: row.of_counts,
    amount: row.minor === null || row.currency === null ? null : { minor: row.minor, currency: row.currency },
    ofAmount: row.of_minor === null || row.currency === null ? null : { minor: row.of_minor, currency: row.currency },
    purpose: row.purpose_name,
    ...convertedOf(row, terms),
  }))
}

/** What a row comes to in the reporting currency, and the day of the rate (M11): the sums of a figure are sums of these. */
function convertedOf({ minor, of_minor, currency, rate_day }: Amounts, terms: Terms): Pick<FigureRow, 'inReporting' | 'ofInReporting' | 'rateOn'> {
  const to = terms.currency
  const none = { inReporting: null, ofInReporting: null, rateOn: null }
  if (currency === null) return none
  const day = rate_day === null ? terms.days.on : toDay(rate_day)
  const rate = currency === to ? null : rateFor(terms.rates.get(currency) ?? [], day)
  if (currency !== to && rate === null) return none
  const inTo = (amount: number | null): Money | null => {
    if (amount === null || rate === null) return amount === null ? null : { minor: amount, currency: to }
    const money = { minor: amount, currency }
    return isConvertible(money, rate.rate, to) ? { minor: convert(money, rate.rate, to), currency: to } : null
  }
  return { inReporting: inTo(minor), ofInReporting: inTo(of_minor), rateOn: rate?.on ?? null }
}

interface Amounts {
  minor: number | null
  of_minor: number | null
  currency: string | null
  rate_day: string | null
}

async function countContributions(db: Reader, key: FigureKey, { days, part }: Terms): Promise<number> {
  const { count } = await db
    .selectFrom(contributionsOf(key, days, part).as('r'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** What went to each center in the period, converted, the largest first. */
async function listPaidCenters(db: Reader, terms: Terms): Promise<FigureRow[]> {
  const paid = amountsBy(await listAmounts(db, 'paid', terms), ({ centerId }) => centerId, terms.currency, terms.rates)
  const centers = await selectContributions(db, 'concentration', terms).clearSelect().select(['c.id', 'c.name', 'c.country']).distinct().execute()
  return centers
    .map(({ id, name, country }): FigureRow => {
      const total = paid.get(id)?.total
      const left = total !== undefined && total.unconverted.length > 0
      const amount = { minor: total?.minor ?? 0, currency: terms.currency }
      return {
        on: null,
        centerId: id,
        center: name,
        country,
        said: left ? 'more has no rate' : null,
        counts: 1,
        of: 0,
        amount,
        ofAmount: null,
        purpose: null,
        inReporting: amount,
        ofInReporting: null,
        rateOn: null,
      }
    })
    .toSorted((a, b) => (b.amount?.minor ?? 0) - (a.amount?.minor ?? 0) || (a.center < b.center ? -1 : 1))
}
