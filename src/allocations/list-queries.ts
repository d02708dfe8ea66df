import { sql, type SelectQueryBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Schema } from '../db/schema.ts'
import type { AllocationState } from './allocation.ts'
import { followedBy } from './follower-queries.ts'
import { joined } from './queries.ts'

export interface AllocationFilter {
  state: AllocationState | null
  centerId: number | null
  fundId: number | null
  /** Only what this person drafted, or was handed. */
  followedBy: number | null
}

export interface AllocationRow {
  id: number
  centerId: number
  centerName: string
  country: string
  fundCode: string
  purposeName: string
  minor: number
  currency: string
  state: AllocationState
  paidMinor: number
  draftedBy: number
  draftedOn: string
}

export const allocationSorts = ['id', 'center', 'fund', 'state'] as const
export type AllocationSort = (typeof allocationSorts)[number]
const sortColumn = { id: 'allocations.id', center: 'centers.name', fund: 'funds.code', state: 'allocations.state' } as const

interface Wanted {
  sort: { by: AllocationSort; descending: boolean }
  page: number
  size: number
}

export async function listAllocations(db: Reader, filter: AllocationFilter, { sort, page, size }: Wanted): Promise<AllocationRow[]> {
  const direction = sort.descending ? 'desc' : 'asc'
  const rows = await filtered(joined(db), filter)
    .select(paidOf.as('paid_minor'))
    .orderBy(sortColumn[sort.by], direction)
    .orderBy('allocations.id', direction)
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return rows.map(toRow)
}

const allOfCenter = question((db, { centerId }: { centerId: number }) =>
  joined(db).select(paidOf.as('paid_minor')).where('allocations.center_id', '=', centerId).orderBy('allocations.id', 'desc'),
)

/** All allocations to a center, the newest first. */
export const listAllocationsOfCenter = async (db: Reader, centerId: number): Promise<AllocationRow[]> => (await allOfCenter(db, { centerId })).map(toRow)

const toRow = (row: Awaited<ReturnType<typeof allOfCenter>>[number]): AllocationRow => ({
  id: row.id,
  centerId: row.center_id,
  centerName: row.center_name,
  country: row.country,
  fundCode: row.fund_code,
  purposeName: row.purpose_name,
  minor: row.amount_minor,
  currency: row.currency,
  state: row.state,
  paidMinor: row.paid_minor,
  draftedBy: row.drafted_by,
  draftedOn: row.drafted_at.slice(0, 10),
})

const batch = 500

/** All that the filter lets through, in an order, in batches: a file of any length stands in nobody's way. */
export async function* allAllocations(db: Reader, filter: AllocationFilter, sort: Wanted['sort']): AsyncGenerator<AllocationRow[]> {
  for (let page = 1; ; page += 1) {
    const rows = await listAllocations(db, filter, { sort, page, size: batch })
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
  }
}

// Sent, less what came back: it follows each payment's events (migration 0014).
const paidOf = sql<number>`coalesce((SELECT t.paid_minor FROM allocation_totals t WHERE t.allocation_id = allocations.id), 0)`

export async function countAllocations(db: Reader, filter: AllocationFilter): Promise<number> {
  const { count } = await filtered(db.selectFrom('allocations'), filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function filtered<Tables extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Tables | 'allocations', Row>,
  { state, centerId, fundId, followedBy: personId }: AllocationFilter,
) {
  return query
    .$if(state !== null, (of) => of.where(sql.ref('allocations.state'), '=', state))
    .$if(centerId !== null, (of) => of.where(sql.ref('allocations.center_id'), '=', centerId))
    .$if(fundId !== null, (of) => of.where(sql.ref('allocations.fund_id'), '=', fundId))
    .$if(personId !== null, (of) => of.where(followedBy(personId ?? 0)))
}
