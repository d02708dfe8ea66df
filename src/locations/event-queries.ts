import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { documentKinds, kindsWithPlace, type DocumentKind } from '../documents/document.ts'
import { instantText } from '../shared/days.ts'
import { noChange, type ChangeOfPlace, type Secrecy } from './location.ts'
import type { Look } from './looks.ts'

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

/**
 * All looks at places since an instant, of anybody, as `countShowings` counts them, and those that were refused; oldest first.
 * For each kind of event the log's index by action is read from its end, back to the first that is older: not what was done in all the years.
 */
export async function listLooks(db: Reader, since: Temporal.Instant): Promise<Look[]> {
  const after = instantText(since)
  const looks = sql<{ seq: number; personId: number; at: string; refused: 0 | 1 }>`(
    WITH looking (action) AS (VALUES ('place.shown'), ('place.refused'), ('document.opened'), ('document.refused'))
    SELECT e.seq, e.actor_id AS personId, e.at, e.action IN ('place.refused', 'document.refused') AS refused
    FROM looking JOIN events e ON e.action = looking.action
      AND e.seq > coalesce((SELECT older.seq FROM events older WHERE older.action = looking.action AND older.at <= ${after} ORDER BY older.seq DESC LIMIT 1), 0)
    LEFT JOIN documents d ON e.subject_kind = 'document' AND d.id = e.subject_id
    WHERE e.subject_kind = 'place' OR d.kind IN (${sql.join(kindsWithPlace)}))`.as('looks')
  const rows = await db
    .selectFrom(looks)
    .innerJoin('people', 'people.id', 'looks.personId')
    .select(['looks.personId', 'people.name', 'looks.at', 'looks.refused'])
    .orderBy('looks.seq')
    .execute()
  return rows.map(({ refused, at, ...who }) => ({ ...who, at: Temporal.Instant.from(at), refused: refused === 1 }))
}

interface Told {
  fields?: string[]
  before?: Secrecy
  after?: Secrecy
}

/**
 * What was changed of a place since it was at a version, as the log says it: fields by name, and how secret it is (R3, AUD-07).
 * Each such event is one version.
 */
export async function readChangesSince(db: Reader, { centerId, version }: { centerId: number; version: number }, since: number): Promise<ChangeOfPlace> {
  if (version <= since) return noChange
  const rows = await db
    .selectFrom('events')
    .select('details')
    .where('subject_kind', '=', 'place')
    .where('subject_id', '=', centerId)
    .where('action', 'in', ['place.saved', 'secrecy.raised', 'secrecy.lowered'])
    .orderBy('seq', 'desc')
    .limit(version - since)
    .execute()
  const told = rows.map(({ details }) => JSON.parse(details) as Told).toReversed()
  const levels = told.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [{ before, after }]))
  const [first, last] = [levels.at(0), levels.at(-1)]
  return { fields: [...new Set(told.flatMap(({ fields = [] }) => fields))], secrecy: first && last ? { before: first.before, after: last.after } : null }
}
