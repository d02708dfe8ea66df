import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'

/** Whether a person follows a payment: whoever took it over, else who planned it. */
export const followedBy = (personId: number) =>
  sql<boolean>`(payments.id IN (SELECT payment_id FROM payment_followers WHERE person_id = ${personId})
    OR (payments.planned_by = ${personId} AND payments.id NOT IN (SELECT payment_id FROM payment_followers)))`

/** Whether a payment is planned and has neither left nor been voided. */
export const isPlanned = sql<0 | 1>`NOT EXISTS (SELECT 1 FROM payment_events WHERE payment_id = payments.id)`

/** Who took a payment over; null when nobody did. */
export async function findFollower(db: Reader, paymentId: number): Promise<number | null> {
  const row = await db.selectFrom('payment_followers').select('person_id').where('payment_id', '=', paymentId).executeTakeFirst()
  return row?.person_id ?? null
}

/** Gives the planned payments that one person follows to another. Who planned them stays as it is. @returns which */
export async function moveFollowed(trx: Trx, from: number, to: number): Promise<{ id: number; centerId: number }[]> {
  const waiting = await trx
    .selectFrom('payments')
    .innerJoin('allocations', 'allocations.id', 'payments.allocation_id')
    .select(['payments.id', 'allocations.center_id as centerId'])
    .where(isPlanned)
    .where(followedBy(from))
    .orderBy('payments.id')
    .execute()
  for (const { id } of waiting) {
    await trx
      .insertInto('payment_followers')
      .values({ payment_id: id, person_id: to })
      .onConflict((conflict) => conflict.column('payment_id').doUpdateSet({ person_id: to }))
      .execute()
  }
  return waiting
}
