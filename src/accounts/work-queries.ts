import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Work } from './work.ts'

/** What a person leads, and the allocations and payments that they began and that are not over. */
export async function workOf(db: Reader, personId: number): Promise<Work> {
  return db
    .selectFrom('people')
    .where('people.id', '=', personId)
    .select((eb) => [
      eb
        .selectFrom('centers')
        .where('lead_id', '=', personId)
        .select(sql<number>`count(*)`.as('n'))
        .$asScalar()
        .$notNull()
        .as('centers'),
      eb
        .selectFrom('reviews')
        .where('lead_id', '=', personId)
        .where('state', 'in', ['open', 'submitted'])
        .select(sql<number>`count(*)`.as('n'))
        .$asScalar()
        .$notNull()
        .as('reviews'),
      eb
        .selectFrom('allocations')
        .where('drafted_by', '=', personId)
        .where('state', '=', 'draft')
        .select(sql<number>`count(*)`.as('n'))
        .$asScalar()
        .$notNull()
        .as('drafts'),
      eb
        .selectFrom('payments')
        .where('planned_by', '=', personId)
        .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM payment_events WHERE payment_id = payments.id)`)
        .select(sql<number>`count(*)`.as('n'))
        .$asScalar()
        .$notNull()
        .as('payments'),
    ])
    .executeTakeFirstOrThrow()
}
