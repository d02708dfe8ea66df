import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { listPhoneHolders } from '../locations/phone-queries.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { Contact, ContactKind } from './contact.ts'

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
  await keepOnePrimary(trx, centerId, row)
  return (
    await trx
      .insertInto('contacts')
      .values({ center_id: centerId, ...row, ...made })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}

/** @throws Stale when the contact is not at that version any more (R3) */
export async function updateContact(trx: Trx, { id, centerId }: Pick<Contact, 'id' | 'centerId'>, version: number, row: ContactRow): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('contacts')
    .set({ ...row, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('contact')
  await keepOnePrimary(trx, centerId, row, id)
}

/** A center's primary contact is one: naming another takes it from the one before. */
async function keepOnePrimary(trx: Trx, centerId: number, row: ContactRow, id = 0): Promise<void> {
  if (row.is_primary === 0) return
  await trx.updateTable('contacts').set({ is_primary: 0 }).where('center_id', '=', centerId).where('id', '<>', id).where('is_primary', '=', 1).execute()
}

export async function endContact(trx: Trx, id: number, at: string): Promise<void> {
  await trx
    .updateTable('contacts')
    .set(({ eb }) => ({ ended_at: at, is_primary: 0, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
