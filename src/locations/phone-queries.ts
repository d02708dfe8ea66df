import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Keys } from '../db/keys.ts'
import { openPhone, phoneSealedAt } from './opening-queries.ts'

/**
 * Keeps the phone of a private contact, sealed: an area code gives a place away. Null takes it away.
 * The event is the contact's, and names `phone` without its value.
 * @returns whether anything changed
 */
export async function savePrivatePhone(trx: Trx, keys: Keys, contactId: number, phone: string | null): Promise<boolean> {
  const before = await openPhone(trx, keys, contactId)
  if (before === phone) return false
  if (phone === null) {
    await trx.deleteFrom('private_phones').where('contact_id', '=', contactId).execute()
    return true
  }
  const sealed = keys.sealText(phoneSealedAt(contactId), phone)
  await trx
    .insertInto('private_phones')
    .values({ contact_id: contactId, sealed })
    .onConflict((conflict) => conflict.column('contact_id').doUpdateSet({ sealed }))
    .execute()
  return true
}

const holders = question((db, { centerId }: { centerId: number }) =>
  db
    .selectFrom('private_phones')
    .innerJoin('contacts', 'contacts.id', 'private_phones.contact_id')
    .select('private_phones.contact_id')
    .where('contacts.center_id', '=', centerId),
)

/** Which of a center's contacts have a private phone: that one exists may be seen, the number only on request. */
export async function listPhoneHolders(db: Reader, centerId: number): Promise<Set<number>> {
  const rows = await holders(db, { centerId })
  return new Set(rows.map(({ contact_id }) => contact_id))
}
