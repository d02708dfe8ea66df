import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Day } from '../shared/days.ts'
import type { FundPeriod } from './fund.ts'
import { balanced, withBalance, type FundWithBalance } from './queries.ts'

export interface FundFilter {
  /** Where its period stands on a day. */
  period: { is: FundPeriod; on: Day } | null
  currency: string | null
  /** Only funds that this person added, or drafted an allocation of. */
  personId: number | null
}

export const fundSorts = ['code', 'name', 'giver', 'ends'] as const
export type FundSort = (typeof fundSorts)[number]
const sortColumn = {
  code: sql`funds.code`,
  name: sql`funds.name COLLATE NOCASE`,
  giver: sql`funds.giver COLLATE NOCASE`,
  // What has no last day ends after all that have one.
  ends: sql`coalesce(funds.ends_on, '9999-12-31')`,
} as const

/** The funds that the filter lets through, each with its balance. There are so few of them that they are read at once. */
export async function listFilteredFunds(db: Reader, { period, currency, personId }: FundFilter, sort: { by: FundSort; descending: boolean }): Promise<FundWithBalance[]> {
  let query = balanced(db)
  if (currency !== null) query = query.where('funds.currency', '=', currency)
  if (personId !== null)
    query = query.where(sql<boolean>`(funds.created_by = ${personId} OR EXISTS (SELECT 1 FROM allocations WHERE fund_id = funds.id AND drafted_by = ${personId}))`)
  if (period !== null) query = query.where(inPeriod(period.is, period.on.toString()))
  const order = sort.descending ? 'desc' : 'asc'
  return (await query.orderBy(sortColumn[sort.by], order).orderBy('funds.code').execute()).map(withBalance)
}

function inPeriod(period: FundPeriod, on: string) {
  switch (period) {
    case 'open':
      return sql<boolean>`(funds.starts_on <= ${on} AND (funds.ends_on IS NULL OR funds.ends_on >= ${on}))`
    case 'to come':
      return sql<boolean>`funds.starts_on > ${on}`
    case 'ended':
      return sql<boolean>`funds.ends_on < ${on}`
    default:
      return period satisfies never
  }
}

/** The currencies that there are funds in. */
export const listFundCurrencies = async (db: Reader): Promise<string[]> =>
  (await db.selectFrom('funds').select('currency').distinct().orderBy('currency').execute()).map(({ currency }) => currency)
