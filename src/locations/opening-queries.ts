import type { Reader } from '../db/database.ts'
import type { Keys, Place as SealedPlace } from '../db/keys.ts'
import { noPlace, type Place } from './location.ts'

// What opens a seal. Nothing outside this folder may use this file, which a test keeps (CONF-02).

/** Where a place's text is bound to (CRY-01). */
export const placeSealedAt = (centerId: number): SealedPlace => ({ table: 'locations', column: 'sealed', id: centerId })

/** Where a private phone is bound to (CRY-01). */
export const phoneSealedAt = (contactId: number): SealedPlace => ({ table: 'private_phones', column: 'sealed', id: contactId })

export const placeIn = (keys: Keys, centerId: number, sealed: string | null): Place =>
  sealed === null ? noPlace : { ...noPlace, ...(JSON.parse(keys.openText(placeSealedAt(centerId), sealed)) as Partial<Place>) }

/** The place itself, opened: for showing it on request, under an event (R4). */
export async function openPlace(db: Reader, keys: Keys, centerId: number): Promise<Place> {
  const row = await db.selectFrom('locations').select('sealed').where('center_id', '=', centerId).executeTakeFirst()
  return placeIn(keys, centerId, row?.sealed ?? null)
}

/** One private phone, opened; null where there is none. */
export async function openPhone(db: Reader, keys: Keys, contactId: number): Promise<string | null> {
  const row = await db.selectFrom('private_phones').select('sealed').where('contact_id', '=', contactId).executeTakeFirst()
  return row ? keys.openText(phoneSealedAt(contactId), row.sealed) : null
}

/** The private phones of a center's contacts, opened: shown together with the place, under its one event (R4). */
export async function openPhones(db: Reader, keys: Keys, centerId: number): Promise<{ contactId: number; name: string; role: string | null; phone: string }[]> {
  const rows = await db
    .selectFrom('private_phones')
    .innerJoin('contacts', 'contacts.id', 'private_phones.contact_id')
    .select(['private_phones.contact_id', 'private_phones.sealed', 'contacts.name', 'contacts.role'])
    .where('contacts.center_id', '=', centerId)
    .where('contacts.ended_at', 'is', null)
    .orderBy('contacts.name')
    .execute()
  return rows.map(({ contact_id, sealed, name, role }) => ({ contactId: contact_id, name, role, phone: keys.openText(phoneSealedAt(contact_id), sealed) }))
}
