import type { Reader, Trx } from '../db/database.ts'
import type { Keys, Place } from '../db/keys.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import { instantText } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Mapping } from './mapping.ts'
import type { Known } from './plan.ts'
import type { ListNames } from './read-as.ts'
import type { Result } from './result.ts'
import { lookUp, type Lists } from './row.ts'

/** A file that waits, without what is in it. What was said of it is sealed as it is: one value for every row may be a city. */
export interface Waiting {
  id: number
  addedAt: Temporal.Instant
  takenAt: Temporal.Instant | null
  mapping: Mapping
  /** Grows with each change of the mapping, so that nothing is taken in by another one than was looked at. */
  revision: number
}

/** CONF-06: how long a file waits. */
const hoursKept = 24
const oldest = (now: Temporal.Instant): string => instantText(now.subtract({ hours: hoursKept }))

const at = (id: number, column: 'sealed' | 'mapping' | 'result'): Place => ({ table: 'import_files', column, id })
const sealed = (keys: Keys, place: Place, value: object): string => JSON.stringify(keys.sealText(place, JSON.stringify(value)))
const opened = (keys: Keys, place: Place, text: string): unknown => JSON.parse(keys.openText(place, JSON.parse(text) as string))

type Said = { revision: number; mapping: Mapping }

/** Keeps a file, sealed and nameless, for who sent it. @returns its id */
export async function insertImport(trx: Trx, keys: Keys, personId: number, bytes: Buffer, mapping: Mapping, now: Temporal.Instant): Promise<number> {
  const empty = { person_id: personId, sealed: Buffer.alloc(0), mapping: '{}', added_at: instantText(now) }
  const { id } = await trx.insertInto('import_files').values(empty).returning('id').executeTakeFirstOrThrow()
  // What it is sealed to is its id, which is known only now.
  const values = { sealed: keys.sealBytes(at(id, 'sealed'), bytes), mapping: sealed(keys, at(id, 'mapping'), { revision: 1, mapping } satisfies Said) }
  await trx.updateTable('import_files').set(values).where('id', '=', id).execute()
  return id
}

export interface Mine {
  id: number
  personId: number
  now: Temporal.Instant
}

const columns = ['id', 'added_at', 'taken_at', 'mapping'] as const

/** One's own file, while it waits: nobody else's, and none older than a day. @throws Refusal (not found) */
export async function getWaiting(db: Reader, keys: Keys, { id, personId, now }: Mine): Promise<Waiting> {
  const row = await mine(db, personId, now).select(columns).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', `There is no such file. A file that waits to be taken in is gone after ${hoursKept} hours.`)
  return toWaiting(keys, row)
}

export async function listWaiting(db: Reader, keys: Keys, personId: number, now: Temporal.Instant): Promise<Waiting[]> {
  return (await mine(db, personId, now).select(columns).orderBy('id', 'desc').execute()).map((row) => toWaiting(keys, row))
}

const mine = (db: Reader, personId: number, now: Temporal.Instant) => db.selectFrom('import_files').where('person_id', '=', personId).where('added_at', '>', oldest(now))

function toWaiting(keys: Keys, row: { id: number; added_at: string; taken_at: string | null; mapping: string }): Waiting {
  const { mapping, revision } = opened(keys, at(row.id, 'mapping'), row.mapping) as Said
  return { id: row.id, addedAt: Temporal.Instant.from(row.added_at), takenAt: row.taken_at === null ? null : Temporal.Instant.from(row.taken_at), mapping, revision }
}

/** What is in a file that `getWaiting` gave. */
export async function openImport(db: Reader, keys: Keys, id: number): Promise<Buffer> {
  const row = await db.selectFrom('import_files').select('sealed').where('id', '=', id).executeTakeFirstOrThrow()
  return keys.openBytes(at(id, 'sealed'), row.sealed)
}

export async function saveMapping(trx: Trx, keys: Keys, { id, revision }: Waiting, mapping: Mapping): Promise<void> {
  const values = { mapping: sealed(keys, at(id, 'mapping'), { revision: revision + 1, mapping } satisfies Said) }
  await trx.updateTable('import_files').set(values).where('id', '=', id).execute()
}

/** What became of each row of a file that was taken in; null while it waits. */
export async function findResult(db: Reader, keys: Keys, id: number): Promise<Result | null> {
  const row = await db.selectFrom('import_files').select('result').where('id', '=', id).executeTakeFirstOrThrow()
  return row.result === null ? null : (opened(keys, at(id, 'result'), row.result) as Result)
}

export async function saveResult(trx: Trx, keys: Keys, id: number, result: Result, now: Temporal.Instant): Promise<void> {
  const values = { taken_at: instantText(now), result: sealed(keys, at(id, 'result'), result) }
  await trx.updateTable('import_files').set(values).where('id', '=', id).execute()
}

export async function deleteImport(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('import_files').where('id', '=', id).execute()
}

/** The files that waited for longer than a day. */
export const listExpired = async (db: Reader, now: Temporal.Instant): Promise<number[]> =>
  (await db.selectFrom('import_files').select('id').where('added_at', '<=', oldest(now)).execute()).map(({ id }) => id)

export async function loadLists(db: Reader): Promise<Lists> {
  return { populations: lookUp(await listPopulations(db)), services: lookUp(await listServiceTypes(db)) }
}

export async function loadListNames(db: Reader): Promise<ListNames> {
  const named = (list: { code: string; name: string }[]) => new Map(list.map(({ code, name }) => [code, name]))
  return { populations: named(await listPopulations(db)), services: named(await listServiceTypes(db)) }
}

/** What a file is compared with: all organizations and centers, of which no file names more than a part. */
export async function loadKnown(db: Reader): Promise<Known> {
  const organizations = await db.selectFrom('organizations').select(['id', 'legal_name as name', 'country']).execute()
  const centers = await db.selectFrom('centers').select(['id', 'organization_id as organizationId', 'name']).execute()
  return { organizations, centers }
}
