import type { Reader } from '../db/database.ts'

/** Something that was done to somebody's account. */
export interface AccountEvent {
  at: string
  action: string
  details: { [name: string]: unknown }
  actorId: number | null
  actor: string | null
}

/** What changes who may sign in as somebody, and as what; not each time that they did. */
const told = [
  'person.invited',
  'person.joined',
  'person.edited',
  'person.disabled',
  'person.enabled',
  'role.granted',
  'role.taken',
  'role.confirmed',
  'role.unconfirmed',
  'link.invitation',
  'link.password',
  'password.reset',
  'password.changed',
  'sessions.ended',
]

/** The latest that was done to somebody's account, newest first. */
export async function listAccountEvents(db: Reader, personId: number, limit = 20): Promise<AccountEvent[]> {
  const rows = await db
    .selectFrom('events')
    .leftJoin('people', 'people.id', 'events.actor_id')
    .select(['events.at', 'events.action', 'events.details', 'events.actor_id as actorId', 'people.name as actor'])
    .where('events.subject_kind', '=', 'person')
    .where('events.subject_id', '=', personId)
    .where('events.action', 'in', told)
    .orderBy('events.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ details, ...event }) => ({ ...event, details: JSON.parse(details) as AccountEvent['details'] }))
}
