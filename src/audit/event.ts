import type { Reader } from '../db/database.ts'

/** An event as it is sealed into the chain; `details` is the JSON text itself. */
export interface Event {
  seq: number
  at: string
  actor_id: number | null
  batch: string
  action: string
  subject_kind: string
  subject_id: number
  center_id: number | null
  details: string
}

/** What the keyed hash of an event is made of: all its columns in a fixed order, and the hash of the one before. */
export const eventText = (event: Event, before: string): string =>
  JSON.stringify([before, event.seq, event.at, event.actor_id, event.batch, event.action, event.subject_kind, event.subject_id, event.center_id, event.details])

/** The first event follows the register's own id, so that no other register's chain can be put in its place. */
export async function firstLink(db: Reader): Promise<string> {
  const { value } = await db.selectFrom('settings').select('value').where('name', '=', 'register_id').executeTakeFirstOrThrow()
  return value
}
