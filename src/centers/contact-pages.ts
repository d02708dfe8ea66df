import { shownVersion } from '../http/conflict.ts'
import { checkField, inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormField, FormPage } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { languageName } from '../shared/languages.ts'
import { contactKinds, type Contact } from './contact.ts'
import { formPage, head } from './form-pages.ts'
import { capital } from './words.ts'

export const contactFields = ['name', 'role', 'kind', 'phone', 'keepPhone', 'email', 'language', 'isPrimary', 'anyway'] as const
type ContactField = (typeof contactFields)[number]

interface Named {
  id: number
  name: string
}

const crumbsOf = ({ id, name }: Named) => [
  { label: 'Centers', href: '/centers' },
  { label: name, href: `/centers/${id}` },
]

export function newContactPage(center: Named, form: FormState<ContactField> = filledForm(contactFields, { kind: 'front desk' })): FormPage {
  return formPage(form, {
    title: 'Add a contact',
    head: head('Add a contact', `Somebody at ${center.name}: whom to call, or who answers for it. Never somebody it cares for.`, crumbsOf(center)),
    action: `/centers/${center.id}/contacts`,
    hidden: [onceField(form)],
    fields: fieldsOf(form, false),
    submit: 'Add the contact',
    back: { label: 'Leave it', href: `/centers/${center.id}` },
  })
}

/** A private phone stands in no form: it stays as it is unless another is typed, or the box is cleared. */
export function editContactPage(center: Named, contact: Contact, form: FormState<ContactField> = filledContact(contact)): FormPage {
  const page = head(`Edit ${contact.name}`, `A contact of ${center.name}.`, crumbsOf(center))
  const fields = fieldsOf(form, contact.hasPrivatePhone)
  return formPage(form, {
    title: `Edit ${contact.name}`,
    head: { ...page, actions: [{ label: 'No longer a contact', href: `/contacts/${contact.id}/ending`, tone: 'warn', method: 'post' }] },
    action: `/contacts/${contact.id}/edit`,
    hidden: [shownVersion(contact.version, fields)],
    fields,
    submit: 'Save the contact',
    back: { label: 'Leave it as it was', href: `/centers/${center.id}` },
  })
}

const filledContact = (contact: Contact): FormState<ContactField> =>
  filledForm(contactFields, {
    name: contact.name,
    role: contact.role ?? '',
    kind: contact.kind,
    phone: contact.phone ?? '',
    keepPhone: contact.hasPrivatePhone ? ['yes'] : [],
    email: contact.email ?? '',
    language: contact.language === null ? '' : (languageName(contact.language) ?? contact.language),
    isPrimary: contact.isPrimary ? ['yes'] : [],
  })

const fieldsOf = (form: FormState<ContactField>, hasPrivatePhone: boolean): FormField[] => [
  inputField(form, 'name', 'Name'),
  inputField(form, 'role', 'Role', { required: false }),
  selectField(
    form,
    'kind',
    'Which kind of contact',
    contactKinds.map((kind) => ({ value: kind, label: capital(kind) })),
    { hint: 'A front desk’s phone stands on the center’s page. A private contact’s is encrypted and shown only on request, with the place.' },
  ),
  inputField(form, 'phone', 'Phone', { type: 'tel', required: false, hint: 'With its country code, such as +502 5550 1234.' }),
  ...(hasPrivatePhone ? [keepPhoneField(form)] : []),
  inputField(form, 'email', 'E-mail address', { type: 'email', required: false }),
  inputField(form, 'language', 'Language', { required: false, hint: 'By name or code.' }),
  checkField(form, 'isPrimary', 'First to turn to', [{ value: 'yes', label: 'The center’s primary contact' }]),
  ...anywayField(form),
]

export const keepPhoneField = (form: FormState<ContactField>): FormField =>
  checkField(form, 'keepPhone', 'The private phone on record', [{ value: 'yes', label: 'Keep it, unless another is typed above' }])
