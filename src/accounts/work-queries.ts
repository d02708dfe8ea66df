import { sql } from 'kysely'
import { followedBy as allocationFollowedBy } from '../allocations/follower-queries.ts'
import type { Reader } from '../db/database.ts'
import { followedBy as paymentFollowedBy, isPlanned } from '../payments/follower-queries.ts'
import type { LedReview, Work } from './work.ts'

/** What a person leads, and the allocations and payments that they follow and that wait. */
export async function workOf(db: Reader, personId: number): Promise<Work> {
  const counted = sql<number>`count(*)`.as('n')
  const centers = await db.selectFrom('centers').where('lead_id', '=', personId).select(counted).executeTakeFirstOrThrow()
  const reviews = await db.selectFrom('reviews').where('lead_id', '=', personId).where('state', 'in', ['open', 'submitted']).select(counted).executeTakeFirstOrThrow()
  const allocations = await db
    .selectFrom('allocations')
    .where('state', 'in', ['draft', 'proposed'])
    .where(allocationFollowedBy(personId))
    .select(['state', counted])
    .groupBy('state')
    .execute()
  const payments = await db.selectFrom('payments').where(paymentFollowedBy(personId)).where(isPlanned).select(counted).executeTakeFirstOrThrow()
  const inState = (state: string): number => allocations.find((each) => each.state === state)?.n ?? 0
  return { centers: centers.n, reviews: reviews.n, drafts: inState('draft'), proposed: inState('proposed'), payments: payments.n }
}

/** The reviews under way that a person leads, as many as a page can name, the most late first. */
export function listLedReviews(db: Reader, personId: number): Promise<LedReview[]> {
  return db
    .selectFrom('reviews')
    .innerJoin('centers', 'centers.id', 'reviews.center_id')
    .select(['reviews.id', 'centers.name as center'])
    .where('reviews.lead_id', '=', personId)
    .where('reviews.state', 'in', ['open', 'submitted'])
    .orderBy('reviews.target_on')
    .orderBy('reviews.id')
    .limit(20)
    .execute()
}
