import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { CenterEvent } from './history.ts'

const eventsOf = question((db, { centerId, before, most }: { centerId: number; before: number; most: number }) =>
  db
    .selectFrom('events')
    .leftJoin('people', 'people.id', 'events.actor_id')
    .select(['events.seq', 'events.at', 'events.action', 'events.subject_kind', 'events.subject_id', 'events.details', 'people.name as actor'])
    .where('events.center_id', '=', centerId)
    .where('events.seq', '<', before)
    .orderBy('events.seq', 'desc')
    .limit(most),
)

/** What was done with a center, the latest first. `before` is the number of the event that the page before ended with. */
export async function listHistory(db: Reader, centerId: number, { before, most }: { before: number | null; most: number }): Promise<CenterEvent[]> {
  const rows = await eventsOf(db, { centerId, before: before ?? Number.MAX_SAFE_INTEGER, most })
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    details: JSON.parse(row.details) as CenterEvent['details'],
    actor: row.actor,
  }))
}
