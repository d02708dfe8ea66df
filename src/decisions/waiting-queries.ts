import type { Reader } from '../db/database.ts'

/** What has not left for a center yet. */
export interface Waiting {
  payments: { count: number; currency: string; minor: number }[]
  deliveries: number
}

/** Payments planned and not sent, per currency, and deliveries still being packed. */
export async function findWaiting(db: Reader, centerId: number): Promise<Waiting> {
  const payments = await db
    .selectFrom('payments as p')
    .innerJoin('allocations as a', 'a.id', 'p.allocation_id')
    .select(({ fn }) => ['a.currency', fn.countAll<number>().as('count'), fn.sum<number>('p.amount_minor').as('minor')])
    .where('a.center_id', '=', centerId)
    .where('a.state', '=', 'approved')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('payment_events as e').select('e.id').whereRef('e.payment_id', '=', 'p.id').where('e.kind', 'in', ['sent', 'void']))),
    )
    .groupBy('a.currency')
    .orderBy('a.currency')
    .execute()
  const packing = await db
    .selectFrom('deliveries as d')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('d.center_id', '=', centerId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('delivery_events as e').select('e.id').whereRef('e.delivery_id', '=', 'd.id'))))
    .executeTakeFirstOrThrow()
  return { payments, deliveries: packing.count }
}
