import { sql, type SelectQueryBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import type { PaymentEventKind, PaymentState } from './payment.ts'
import { followedBy, isPlanned } from './follower-queries.ts'
import { joined, withEvents, type PaymentWithEvents } from './queries.ts'

export interface PaymentFilter {
  state: PaymentState | null
  fundId: number | null
  centerId: number | null
  /** Only what this person planned, or was handed. */
  followedBy: number | null
}

export const paymentSorts = ['id', 'center', 'planned'] as const
export type PaymentSort = (typeof paymentSorts)[number]
const sortColumn = { id: 'payments.id', center: 'centers.name', planned: 'payments.planned_on' } as const

interface Wanted {
  sort: { by: PaymentSort; descending: boolean }
  page: number
  size: number
}

export async function listPayments(db: Reader, filter: PaymentFilter, { sort, page, size }: Wanted): Promise<PaymentWithEvents[]> {
  const direction = sort.descending ? 'desc' : 'asc'
  const rows = await filtered(joined(db), filter)
    .orderBy(sortColumn[sort.by], direction)
    .orderBy('payments.id', direction)
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return withEvents(db, rows)
}

const batch = 500

/** All that the filter lets through, in an order, in batches: a file of any length stands in nobody's way. */
export async function* allPayments(db: Reader, filter: PaymentFilter, sort: Wanted['sort']): AsyncGenerator<PaymentWithEvents[]> {
  for (let page = 1; ; page += 1) {
    const rows = await listPayments(db, filter, { sort, page, size: batch })
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
  }
}

export async function countPayments(db: Reader, filter: PaymentFilter): Promise<number> {
  const { count } = await filtered(db.selectFrom('payments').innerJoin('allocations', 'allocations.id', 'payments.allocation_id'), filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const had = (kind: PaymentEventKind) => sql<0 | 1>`EXISTS (SELECT 1 FROM payment_events WHERE payment_id = payments.id AND kind = ${kind})`
/** Arrivals less those that were reversed. */
const isHere = sql<0 | 1>`coalesce((SELECT sum(amount_minor) FROM payment_events WHERE payment_id = payments.id AND kind = 'received'), 0) > 0`
const cameBack = sql<0 | 1>`coalesce((SELECT sum(amount_minor) FROM payment_events WHERE payment_id = payments.id AND kind = 'returned'), 0) >= payments.amount_minor`

/** `stateOf` once more, in SQL, for lists. */
const stateIs: Record<PaymentState, ReturnType<typeof had>> = {
  planned: isPlanned,
  sent: sql<0 | 1>`${had('sent')} AND NOT ${isHere} AND NOT ${cameBack}`,
  arrived: sql<0 | 1>`${isHere} AND NOT ${cameBack}`,
  returned: cameBack,
  void: had('void'),
}

function filtered<Tables extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Tables | 'payments', Row>,
  { state, centerId, fundId, followedBy: personId }: PaymentFilter,
) {
  return query
    .$if(state !== null, (of) => of.where(sql`(${stateIs[state ?? 'planned']})`, '=', 1))
    .$if(centerId !== null, (of) => of.where(sql.ref('allocations.center_id'), '=', centerId))
    .$if(fundId !== null, (of) => of.where(sql.ref('allocations.fund_id'), '=', fundId))
    .$if(personId !== null, (of) => of.where(followedBy(personId ?? 0)))
}
