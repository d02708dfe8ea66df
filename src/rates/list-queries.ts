import type { Reader } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import { counts } from './queries.ts'
import type { ExchangeRate } from './rate.ts'

export interface RateFilter {
  currency: string | null
  /** Only what this person entered. */
  enteredBy: number | null
}

export const rateSorts = ['day', 'currency'] as const
export type RateSort = (typeof rateSorts)[number]
const sortColumn = { day: 'on_day', currency: 'currency' } as const

interface Wanted {
  sort: { by: RateSort; descending: boolean }
  page: number
  size: number
}

const filtered = (db: Reader, { currency, enteredBy }: RateFilter) =>
  db
    .selectFrom('exchange_rates')
    .$if(currency !== null, (of) => of.where('currency', '=', currency))
    .$if(enteredBy !== null, (of) => of.where('entered_by', '=', enteredBy))

/** Rates that the filter lets through; of one currency the newest day first, and of one day the newest entry. */
export async function listRates(db: Reader, filter: RateFilter, { sort, page, size }: Wanted): Promise<ExchangeRate[]> {
  const rows = await filtered(db, filter)
    .selectAll()
    .select(counts.as('counts'))
    .orderBy(sortColumn[sort.by], sort.descending ? 'desc' : 'asc')
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    currency: row.currency,
    on: toDay(row.on_day),
    rate: row.rate,
    source: row.source,
    enteredBy: row.entered_by,
    counts: row.counts === 1,
  }))
}

const batch = 500

/** All that the filter lets through, in an order, in batches: a file of any length stands in nobody's way. */
export async function* allRates(db: Reader, filter: RateFilter, sort: Wanted['sort']): AsyncGenerator<ExchangeRate[]> {
  for (let page = 1; ; page += 1) {
    const rates = await listRates(db, filter, { sort, page, size: batch })
    if (rates.length > 0) yield rates
    if (rates.length < batch) return
  }
}

export const countRates = async (db: Reader, filter: RateFilter): Promise<number> =>
  (
    await filtered(db, filter)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

export const listRatedCurrencies = async (db: Reader): Promise<string[]> =>
  (await db.selectFrom('exchange_rates').select('currency').distinct().orderBy('currency').execute()).map(({ currency }) => currency)
