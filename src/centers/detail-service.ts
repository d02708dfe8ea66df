import { addOnce, change, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { savePrivatePhone } from '../locations/phone-queries.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { assertNone, Stale } from '../shared/refusal.ts'
import { coverageOf } from './center.ts'
import { insertReading } from './capacity-queries.ts'
import { endContact, getContact, insertContact, takePrimary, updateContact, type ContactRow } from './contact-queries.ts'
import { assertNotWithdrawn, assertStillThere, keptPhoneProblems, type Contact } from './contact.ts'
import type { ContactForm, NoteForm, ReadingForm } from './detail-forms.ts'
import { getNote, insertNote, setNoteWithdrawn } from './note-queries.ts'
import { aheadProblems, readingProblems } from './problems.ts'
import { getCenter } from './queries.ts'
import { changesBetween } from './registration.ts'

const contactSubject = ({ id, centerId }: Pick<Contact, 'id' | 'centerId'>) => ({ kind: 'contact', id, centerId })

/** What an event says of a contact: never a private phone, and of no phone more than that there is one (AUD-07). */
const said = ({ name, role, kind, email, language, isPrimary }: Omit<ContactForm, 'phone' | 'keepPhone'>) => ({ name, role, kind, email, language, isPrimary })

const rowOf = (form: ContactForm): ContactRow => ({
  name: form.name,
  role: form.role,
  kind: form.kind,
  phone: form.kind === 'front desk' ? form.phone : null,
  email: form.email,
  language: form.language,
  is_primary: form.isPrimary ? 1 : 0,
})

/** Once for each form (M7). @returns the new contact's id. A private contact's phone goes sealed to the places (CRY-01). */
export function addContact(writer: Writer, actor: Person, centerId: number, { token, ...form }: ContactForm): Promise<number> {
  return addOnce(writer, actor, token, ['contact.added', centerId, form], async (trx, record) => {
    await getCenter(trx, centerId)
    await yieldPrimary(trx, record, centerId, form)
    const id = await insertContact(trx, centerId, rowOf(form), { created_by: actor.id, created_at: instantText(actor.now) })
    if (form.kind === 'private' && form.phone !== null) await savePrivatePhone(trx, writer.keys, id, form.phone)
    await record('contact.added', contactSubject({ id, centerId }), { after: said(form), fields: form.phone === null ? [] : ['phone'] })
    return id
  })
}

/** @throws Stale (R3), Problems when a private phone is to be kept of who becomes a front desk, Refusal when the contact is no longer there */
export function editContact(writer: Writer, actor: Person, id: number, { version, ...form }: ContactForm & { version: number }): Promise<Contact> {
  return change(writer, actor, async (trx, record) => {
    const contact = await getContact(trx, id)
    assertStillThere(contact)
    if (contact.version !== version) throw new Stale('contact')
    assertNone(keptPhoneProblems(contact, form))
    const changes = changesBetween(said(contact), said(form))
    const sealed = await savePhoneOf(trx, writer, contact, form)
    const phone = sealed || contact.phone !== rowOf(form).phone
    if (changes === null && !phone) return contact
    await updateContact(trx, id, version, rowOf(form))
    await yieldPrimary(trx, record, contact.centerId, form, id)
    await record('contact.edited', contactSubject(contact), { ...changes, fields: phone ? ['phone'] : [] })
    return contact
  })
}

/** A center's primary contact is one: naming another takes it from the one before, whose own event says so (R1). */
async function yieldPrimary(trx: Trx, record: Record, centerId: number, { isPrimary }: ContactForm, id = 0): Promise<void> {
  if (!isPrimary) return
  for (const other of await takePrimary(trx, centerId, id))
    await record('contact.edited', contactSubject({ id: other, centerId }), { before: { isPrimary: true }, after: { isPrimary: false }, fields: [] })
}

/** A private phone is never shown in the form: empty with "keep" ticked leaves it as it is. @returns whether it changed */
async function savePhoneOf(trx: Trx, { keys }: Writer, contact: Contact, form: ContactForm): Promise<boolean> {
  if (form.kind === 'front desk') return contact.hasPrivatePhone && savePrivatePhone(trx, keys, contact.id, null)
  if (form.phone === null && form.keepPhone) return false
  return savePrivatePhone(trx, keys, contact.id, form.phone)
}

/** The contact is no longer there; what was done with them stays, and a private phone goes. */
export function removeContact(writer: Writer, actor: Person, id: number): Promise<Contact> {
  return change(writer, actor, async (trx, record) => {
    const contact = await getContact(trx, id)
    assertStillThere(contact)
    await endContact(trx, id, instantText(actor.now))
    if (contact.hasPrivatePhone) await savePrivatePhone(trx, writer.keys, id, null)
    const primary = contact.isPrimary ? { before: { isPrimary: true }, after: { isPrimary: false } } : {}
    await record('contact.ended', contactSubject(contact), { name: contact.name, ...primary, fields: contact.hasPrivatePhone ? ['phone'] : [] })
    return contact
  })
}

/** Once for each form (M7). The event names the note's words and whom it was with, and holds neither: they may have to be withdrawn. @throws Problems for a day to come */
export function writeNote(writer: Writer, actor: Person, centerId: number, { token, ...form }: NoteForm): Promise<number> {
  return addOnce(writer, actor, token, ['note.written', centerId, form], async (trx, record) => {
    await getCenter(trx, centerId)
    assertNone(aheadProblems('onDay', form.onDay, actor.today))
    const onDay = form.onDay.toString()
    const id = await insertNote(trx, centerId, { ...form, onDay }, { by: actor.id, at: instantText(actor.now) })
    await record('note.written', { kind: 'note', id, centerId }, { kind: form.kind, onDay, fields: form.withWhom === null ? ['text'] : ['text', 'withWhom'] })
    return id
  })
}

/** @throws Refusal when it is withdrawn already */
export function withdrawNote(writer: Writer, actor: Person, id: number, because: string): Promise<number> {
  return change(writer, actor, async (trx, record) => {
    const note = await getNote(trx, id)
    assertNotWithdrawn(note)
    const { centerId } = note
    await setNoteWithdrawn(trx, id, because, actor.id, instantText(actor.now))
    await record('note.withdrawn', { kind: 'note', id, centerId }, { because })
    return centerId
  })
}

/** A reading is added to those before it, once for each form (M7), and changes none. @throws Problems for a day to come, or a group that the center does not serve */
export function recordBeds(writer: Writer, actor: Person, centerId: number, { token, ...form }: ReadingForm): Promise<number> {
  return addOnce(writer, actor, token, ['capacity.recorded', centerId, form], async (trx, record) => {
    const center = await getCenter(trx, centerId)
    assertNone(readingProblems(form, coverageOf(center).served, actor.today))
    const id = await insertReading(trx, actor, centerId, form)
    await record('capacity.recorded', { kind: 'capacity reading', id, centerId }, { after: { ...form, onDay: form.onDay.toString() } })
    return id
  })
}
