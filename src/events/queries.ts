import type { Reader } from '../db/database.ts'
import type { LogEvent, LogFilter } from './event.ts'
import { mentionedIn, nameKey, type NamedKind, type Names } from './names.ts'

const filtered = (db: Reader, { who, action, kind, id, since, before }: LogFilter) => {
  let query = db
    .selectFrom('events')
    .leftJoin('people', 'people.id', 'events.actor_id')
    .leftJoin('centers', 'centers.id', 'events.center_id')
    .select(['events.seq', 'events.at', 'events.action', 'events.subject_kind', 'events.subject_id', 'events.details'])
    .select(['people.name as actor', 'centers.name as center'])
    .orderBy('events.seq', 'desc')
  if (who !== null) query = who === 0 ? query.where('events.actor_id', 'is', null) : query.where('events.actor_id', '=', who)
  if (action !== null) query = query.where('events.action', '=', action)
  if (kind !== null) query = query.where('events.subject_kind', '=', kind)
  if (id !== null) query = query.where('events.subject_id', '=', id)
  if (since !== null) query = query.where('events.at', '>=', since)
  if (before !== null) query = query.where('events.at', '<', before)
  return query
}

/** The log, newest first. `below` is the number of the last event that was read: only older ones follow. */
export async function listEvents(db: Reader, filter: LogFilter, { below, limit }: { below: number | null; limit: number }): Promise<LogEvent[]> {
  const query = filtered(db, filter).limit(limit)
  const rows = await (below === null ? query : query.where('events.seq', '<', below)).execute()
  const events = rows.map(({ seq, at, action, subject_kind, subject_id, details, actor, center }) => ({
    seq,
    at,
    action,
    subject: { kind: subject_kind, id: subject_id },
    center,
    actor,
    details: JSON.parse(details) as LogEvent['details'],
  }))
  const names = await namesIn(db, events)
  return events.map((event) => ({ ...event, names }))
}

/** What the records that some events mention are called: a question for each kind of record, not for each event. */
async function namesIn(db: Reader, events: readonly Pick<LogEvent, 'subject' | 'details'>[]): Promise<Names> {
  const mentioned = Map.groupBy(
    events.flatMap((event) => mentionedIn(event)),
    ({ kind }) => kind,
  )
  const found = await Promise.all([...mentioned].map(async ([kind, all]) => ({ kind, rows: await named[kind](db, [...new Set(all.map(({ id }) => id))]) })))
  return new Map(found.flatMap(({ kind, rows }) => rows.map(({ id, name }) => [nameKey(kind, id), name])))
}

type Called = Promise<{ id: number; name: string }[]>

const named: Record<NamedKind, (db: Reader, ids: number[]) => Called> = {
  person: (db, ids) => db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute(),
  organization: (db, ids) => db.selectFrom('organizations').select(['id', 'legal_name as name']).where('id', 'in', ids).execute(),
  fund: (db, ids) => db.selectFrom('funds').select(['id', 'code as name']).where('id', 'in', ids).execute(),
  document: (db, ids) => db.selectFrom('documents').select(['id', 'title as name']).where('id', 'in', ids).execute(),
  need: (db, ids) => db.selectFrom('needs').select(['id', 'item as name']).where('id', 'in', ids).execute(),
  'key person': (db, ids) => db.selectFrom('key_people').select(['id', 'name']).where('id', 'in', ids).execute(),
}

/** All that match, in batches read by key. */
export async function* allEvents(db: Reader, filter: LogFilter, limit = 1000): AsyncGenerator<LogEvent[]> {
  let below: number | null = null
  for (;;) {
    const events: LogEvent[] = await listEvents(db, filter, { below, limit })
    yield events
    below = events.at(-1)?.seq ?? null
    if (events.length < limit) return
  }
}

/** The actions and the kinds of records that the log has, for its filters. */
export async function listNames(db: Reader): Promise<{ actions: string[]; kinds: string[] }> {
  const actions = await db.selectFrom('events').select('action').distinct().orderBy('action').execute()
  const kinds = await db.selectFrom('events').select('subject_kind').distinct().orderBy('subject_kind').execute()
  return { actions: actions.map(({ action }) => action), kinds: kinds.map(({ subject_kind }) => subject_kind) }
}
