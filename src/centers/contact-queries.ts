import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { listPhoneHolders } from '../locations/phone-queries.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { Contact, ContactKind, Ending } from './contact.ts'

const contacts = (db: Reader) =>
  db.selectFrom('contacts').select(['id', 'center_id', 'name', 'role', 'kind', 'phone', 'email', 'language', 'is_primary', 'ended_at', 'version'])

type Row = Awaited<ReturnType<ReturnType<typeof contacts>['execute']>>[number]

const toContact = (row: Row, holders: ReadonlySet<number>): Contact => ({
  id: row.id,
  centerId: row.center_id,
  name: row.name,
  role: row.role,
  kind: row.kind,
  phone: row.phone,
  hasPrivatePhone: holders.has(row.id),
  email: row.email,
  language: row.language,
  isPrimary: row.is_primary === 1,
  ended: row.ended_at !== null,
  version: row.version,
})

const presentContacts = question((db, { centerId }: { centerId: number }) =>
  contacts(db).where('center_id', '=', centerId).where('ended_at', 'is', null).orderBy('is_primary', 'desc').orderBy('name'),
)

/** The contacts that a center has now, its primary one first. */
export async function listContacts(db: Reader, centerId: number): Promise<Contact[]> {
  const rows = await presentContacts(db, { centerId })
  const holders = await listPhoneHolders(db, centerId)
  return rows.map((row) => toContact(row, holders))
}

/** @throws Refusal (not found) */
export async function getContact(db: Reader, id: number): Promise<Contact> {
  const row = await contacts(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such contact.')
  return toContact(row, await listPhoneHolders(db, row.center_id))
}

export interface ContactRow {
  name: string
  role: string | null
  kind: ContactKind
  /** Only a front desk's. */
  phone: string | null
  email: string | null
  language: string | null
  is_primary: 0 | 1
}

export async function insertContact(trx: Trx, centerId: number, row: ContactRow, made: { created_by: number; created_at: string }): Promise<number> {
  return (
    await trx
      .insertInto('contacts')
      .values({ center_id: centerId, ...row, ...made })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}

/** @throws Stale when the contact is not at that version any more (R3) */
export async function updateContact(trx: Trx, id: number, version: number, row: ContactRow): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('contacts')
    .set({ ...row, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('contact')
}

/** Takes it from a center's primary contact, unless that is `id`, to be the primary one: a change of that contact, so another version of it. @returns whose it was */
export async function takePrimary(trx: Trx, centerId: number, id: number): Promise<number[]> {
  const none = trx.updateTable('contacts').set(({ eb }) => ({ is_primary: 0, version: eb('version', '+', 1) }))
  const taking = none.where('center_id', '=', centerId).where('id', '<>', id).where('is_primary', '=', 1)
  return (await taking.returning('id').execute()).map((row) => row.id)
}

export async function endContact(trx: Trx, id: number, at: string): Promise<void> {
  await trx
    .updateTable('contacts')
    .set(({ eb }) => ({ ended_at: at, is_primary: 0, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

const eventsOf = (db: Reader, id: number) => db.selectFrom('events').where('events.subject_kind', '=', 'contact').where('events.subject_id', '=', id)

/** Whether a contact's phone was changed since a version, as the log says it, which holds none: each edit is one version (R3, AUD-07). */
export async function wasPhoneChanged(db: Reader, { id, version }: Pick<Contact, 'id' | 'version'>, since: number): Promise<boolean> {
  if (version <= since) return false
  const edits = eventsOf(db, id).select('details').where('action', '=', 'contact.edited').orderBy('seq', 'desc')
  const rows = await edits.limit(version - since).execute()
  return rows.some(({ details }) => (JSON.parse(details) as { fields?: string[] }).fields?.includes('phone') ?? false)
}

/** @returns null while the contact is there */
export async function findEnding(db: Reader, id: number): Promise<Ending | null> {
  const row = await eventsOf(db, id)
    .innerJoin('people', 'people.id', 'events.actor_id')
    .select(['people.name', 'events.at'])
    .where('events.action', '=', 'contact.ended')
    .executeTakeFirst()
  return row ? { by: row.name, at: Temporal.Instant.from(row.at) } : null
}
