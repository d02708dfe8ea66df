import type { Reader } from '../db/database.ts'
import { instantText } from '../shared/days.ts'

/** How often one person has been shown a place, any place, since an instant: counted from the log, which nobody can clear. */
export async function countShowings(db: Reader, personId: number, since: Temporal.Instant): Promise<number> {
  const { count } = await db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('subject_kind', '=', 'place')
    .where('action', '=', 'place.shown')
    .where('actor_id', '=', personId)
    .where('at', '>', instantText(since))
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
