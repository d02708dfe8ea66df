import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'
import { dayAt } from '../shared/days.ts'
import type { Handing } from './allocation.ts'

/** Whether a person follows an allocation: whoever took it over, else who drafted it. */
export const followedBy = (personId: number) =>
  sql<boolean>`(allocations.id IN (SELECT allocation_id FROM allocation_followers WHERE person_id = ${personId})
    OR (allocations.drafted_by = ${personId} AND allocations.id NOT IN (SELECT allocation_id FROM allocation_followers)))`

/** Who took an allocation over; null when nobody did. */
export async function findFollower(db: Reader, allocationId: number): Promise<number | null> {
  const row = await db.selectFrom('allocation_followers').select('person_id').where('allocation_id', '=', allocationId).executeTakeFirst()
  return row?.person_id ?? null
}

/** Each time an allocation was handed over, as the log has it (R1), in that order; `timeZone` is the register's. */
export async function listHandings(db: Reader, allocationId: number, timeZone: string): Promise<Handing[]> {
  const rows = await db
    .selectFrom('events')
    .select(['at', 'actor_id as by'])
    .select([sql<number>`details ->> '$.before.followedBy'`.as('from'), sql<number>`details ->> '$.after.followedBy'`.as('to')])
    .select(sql<number>`(SELECT coalesce(max(m.id), 0) FROM allocation_moves m WHERE m.allocation_id = ${allocationId} AND m.at <= events.at)`.as('afterMove'))
    .where('subject_kind', '=', 'allocation')
    .where('subject_id', '=', allocationId)
    .where('action', '=', 'allocation.handed-over')
    .orderBy('seq')
    .execute()
  return rows.map(({ at, ...each }) => ({ ...each, on: dayAt(Temporal.Instant.from(at), timeZone) }))
}

/** Gives what one person follows and nobody has approved or ended to another. Who drafted and proposed it stays as it is (M3). @returns which */
export async function moveFollowed(trx: Trx, from: number, to: number): Promise<{ id: number; centerId: number }[]> {
  const waiting = await trx
    .selectFrom('allocations')
    .select(['id', 'center_id as centerId'])
    .where('state', 'in', ['draft', 'proposed'])
    .where(followedBy(from))
    .orderBy('id')
    .execute()
  for (const { id } of waiting) {
    await trx
      .insertInto('allocation_followers')
      .values({ allocation_id: id, person_id: to })
      .onConflict((conflict) => conflict.column('allocation_id').doUpdateSet({ person_id: to }))
      .execute()
  }
  return waiting
}
