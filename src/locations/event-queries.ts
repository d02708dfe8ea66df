import type { Reader } from '../db/database.ts'
import { documentKinds, kindsWithPlace, type DocumentKind } from '../documents/document.ts'
import { instantText } from '../shared/days.ts'

/**
 * How often one person has been shown a place, any place, since an instant, also by opening a document that is
 * about one: counted from the log, which nobody can clear.
 */
export async function countShowings(db: Reader, personId: number, since: Temporal.Instant): Promise<number> {
  const { count } = await db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('subject_kind', '=', 'place')
    .where('action', '=', 'place.shown')
    .where('actor_id', '=', personId)
    .where('at', '>', instantText(since))
    .executeTakeFirstOrThrow()
  return count + (await countOpenings(db, personId, since, kindsWithPlace))
}

/** How many documents of these kinds one person has opened since an instant; the same one twice is two. */
export async function countOpenings(db: Reader, personId: number, since: Temporal.Instant, kinds: readonly DocumentKind[] = documentKinds): Promise<number> {
  const { count } = await db
    .selectFrom('events')
    .innerJoin('documents', 'documents.id', 'events.subject_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('events.action', '=', 'document.opened')
    .where('events.actor_id', '=', personId)
    .where('events.at', '>', instantText(since))
    .where('documents.kind', 'in', kinds)
    .executeTakeFirstOrThrow()
  return count
}

/** How many people have been shown one center's place since an instant, and how often in all. */
export async function countLooks(db: Reader, centerId: number, since: Temporal.Instant): Promise<{ people: number; looks: number }> {
  return db
    .selectFrom('events')
    .select(({ fn }) => [fn.count<number>('actor_id').distinct().as('people'), fn.countAll<number>().as('looks')])
    .where('subject_kind', '=', 'place')
    .where('subject_id', '=', centerId)
    .where('action', '=', 'place.shown')
    .where('at', '>', instantText(since))
    .executeTakeFirstOrThrow()
}
