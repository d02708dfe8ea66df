import { conflictPage, wasShown } from '../http/conflict.ts'
import { typedForm, type FormState } from '../http/forms.ts'
import type { ConflictPage, FormPage } from '../http/parts.ts'
import { dayAt, dayText } from '../shared/days.ts'
import { contactFields, editContactPage, keepPhoneField, newContactPage } from './contact-pages.ts'
import type { Contact, Ending } from './contact.ts'

interface Named {
  id: number
  name: string
}

/** R3, for a contact that somebody else saved meanwhile. A private phone is not shown: that it was changed is said, and the choice left. */
export function contactConflictPage(center: Named, contact: Contact, phoneChanged: boolean, body: unknown): ConflictPage {
  const form = typedContact(contact, body)
  const [typed, held] = [editContactPage(center, contact, form), editContactPage(center, contact)]
  if (contact.kind === 'front desk') return conflictPage(typed, held, 'contact', body)
  const covered = [
    { name: 'phone', asked: askedOf(contact, form), changed: phoneChanged },
    { name: 'keepPhone', asked: null, changed: false },
  ]
  return conflictPage(typed, held, 'contact', body, covered)
}

/** Where the form had no box yet that keeps a private phone, it is kept: nobody asked for it to go. */
function typedContact(contact: Contact, body: unknown): FormState<(typeof contactFields)[number]> {
  const form = typedForm(contactFields, body)
  const kept = { ...form, fields: { ...form.fields, keepPhone: { ...form.fields.keepPhone, entered: 'yes', chosen: ['yes'] } } }
  return contact.hasPrivatePhone && !wasShown(body, keepPhoneField(kept)) ? kept : form
}

function askedOf({ hasPrivatePhone }: Contact, { fields }: FormState<(typeof contactFields)[number]>): string | null {
  const typed = fields.phone.entered.trim()
  return typed !== '' ? typed : hasPrivatePhone && fields.keepPhone.chosen.length === 0 ? 'not to be kept' : null
}

/** R3, for a contact that is none any more: what was typed, ready to be added as a new one. */
export function endedContactPage(center: Named, contact: Contact, ending: Ending | null, timeZone: string, body: unknown): FormPage {
  const form = typedForm(contactFields, body)
  const page = newContactPage(center, form)
  const who = ending === null ? 'Somebody' : `${ending.by}, on ${momentText(ending.at, timeZone)},`
  const lines = [
    `${who} noted that ${contact.name} is no longer a contact of ${center.name}. So your change cannot be saved to them.`,
    'Nothing you typed is lost: it stands in the form below. If they are still there, add them anew with it.',
    ...(contact.kind === 'private' && form.fields.phone.entered.trim() === '' ? ['A private phone went with the contact: type it again if they have one.'] : []),
  ]
  const title = `${contact.name} is no longer a contact`
  return { ...page, title, notice: { tone: 'warn', title, lines: lines.map((text) => ({ text, lift: null })) }, submit: 'Add them anew' }
}

const momentText = (at: Temporal.Instant, timeZone: string): string =>
  `${dayText(dayAt(at, timeZone))} at ${at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })}`
