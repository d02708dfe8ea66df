import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDayOrNull } from '../shared/days.ts'
import type { ReportDays } from './days.ts'
import type { FigureKey } from './figures.ts'
import { listAmounts, type Terms } from './amount-queries.ts'
import { amountsBy } from './arithmetic.ts'
import { rowsOf } from './figure-queries.ts'
import type { FigureRow } from './row.ts'
import { withholdFew } from './withheld.ts'

export interface Paging {
  limit: number
  offset: number
}

/** The rows of a figure, the latest day first, and how many there are in all. */
export async function listFigureRows(db: Reader, key: FigureKey, terms: Terms, { limit, offset }: Paging): Promise<{ rows: FigureRow[]; total: number }> {
  const whole = await listWhole(db, key, terms)
  if (whole !== null) return { rows: whole.slice(offset, offset + limit), total: whole.length }
  return { rows: await listContributions(db, key, terms.days, { limit, offset }), total: await countContributions(db, key, terms.days) }
}

/** All rows, in batches: a batch is read before it is written, so that nothing else waits. */
export async function* allFigureRows(db: Reader, key: FigureKey, terms: Terms, limit = 1000): AsyncGenerator<FigureRow[]> {
  for (let offset = 0; ; offset += limit) {
    const { rows } = await listFigureRows(db, key, terms, { limit, offset })
    yield rows
    if (rows.length < limit) return
  }
}

/** The figures whose rows are made of many contributions each, and so are read whole. */
async function listWhole(db: Reader, key: FigureKey, terms: Terms): Promise<FigureRow[] | null> {
  if (key === 'concentration') return listPaidCenters(db, terms)
  if (key !== 'open-beds') return null
  const all = { limit: -1, offset: 0 }
  const beds = new Map((await listContributions(db, 'beds', terms.days, all)).map(({ centerId, counts }) => [centerId, counts]))
  return withholdFew((await listContributions(db, key, terms.days, all)).map((row) => ({ row, beds: beds.get(row.centerId) ?? 0 })))
}

const selectContributions = (db: Reader, key: FigureKey, days: ReportDays) =>
  db
    .selectFrom(rowsOf[key](days).as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .leftJoin('purposes as p', 'p.code', 'r.purpose')
    .select(['r.on_day', 'r.center_id', 'c.name', 'c.country', 'r.said', 'r.counts', 'r.of_counts', 'r.minor', 'r.of_minor', 'r.currency', 'p.name as purpose_name'])

async function listContributions(db: Reader, key: FigureKey, days: ReportDays, { limit, offset }: Paging): Promise<FigureRow[]> {
  const rows = await selectContributions(db, key, days)
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
  }))
}

async function countContributions(db: Reader, key: FigureKey, days: ReportDays): Promise<number> {
  const { count } = await db
    .selectFrom(rowsOf[key](days).as('r'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** What went to each center in the period, converted, the largest first. */
async function listPaidCenters(db: Reader, terms: Terms): Promise<FigureRow[]> {
  const paid = amountsBy(await listAmounts(db, 'paid', terms), ({ centerId }) => centerId, terms.currency, terms.rates)
  const centers = await selectContributions(db, 'concentration', terms.days).clearSelect().select(['c.id', 'c.name', 'c.country']).distinct().execute()
  return centers
    .map(({ id, name, country }): FigureRow => {
      const total = paid.get(id)?.total
      const left = total !== undefined && total.unconverted.length > 0
      const amount = { minor: total?.minor ?? 0, currency: terms.currency }
      return { on: null, centerId: id, center: name, country, said: left ? 'more has no rate' : null, counts: 1, of: 0, amount, ofAmount: null, purpose: null }
    })
    .toSorted((a, b) => (b.amount?.minor ?? 0) - (a.amount?.minor ?? 0) || (a.center < b.center ? -1 : 1))
}
