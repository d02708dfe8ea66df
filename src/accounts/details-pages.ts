import { shownVersion } from '../http/conflict.ts'
import { inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import type { Account } from './account.ts'
import { formPage, head } from './form-pages.ts'

export const detailsFields = ['name', 'email'] as const
export const ownNameFields = ['name'] as const

const people = { label: 'People', href: '/admin/people' }
const emailHint = 'They sign in with it. Another one signs them out everywhere, and ends a link that they have not used.'
const managerHint = ' Their role as program manager then waits until another administrator or manager confirms it again.'

/** The name and e-mail address of somebody else, as an administrator corrects them. */
export function detailsPage(account: Account, given: FormState<(typeof detailsFields)[number]> | null = null): FormPage {
  const held = filledForm(detailsFields, { name: account.name, email: account.email })
  const isManager = account.held.some(({ role, holds }) => role === 'manager' && holds)
  const hint = `${emailHint}${isManager ? managerHint : ''}`
  const fieldsOf = (form: typeof held): FormPage['fields'] => [inputField(form, 'name', 'Name'), inputField(form, 'email', 'E-mail address', { type: 'email', hint })]
  const form = given ?? held
  return formPage({
    title: `Name and address of ${account.name}`,
    head: head(`Name and address of ${account.name}`, null, [people, { label: account.name, href: `/admin/people/${account.id}` }]),
    action: `/admin/people/${account.id}/details`,
    form,
    hidden: [shownVersion(account.version, fieldsOf(held))],
    fields: fieldsOf(form),
    submit: 'Save the name and address',
  })
}

/** One's own name; one's e-mail address another person changes. */
export function ownNamePage(account: Account, given: FormState<'name'> | null = null): FormPage {
  const held = filledForm(ownNameFields, { name: account.name })
  const fieldsOf = (form: typeof held): FormPage['fields'] => [inputField(form, 'name', 'Name', { autocomplete: 'name' })]
  const form = given ?? held
  return formPage({
    title: 'Your name',
    head: head('Your name', 'It stands beside what you do from now on, and beside what you did. An administrator other than you changes your e-mail address.', [
      { label: 'Your account', href: '/account' },
    ]),
    action: '/account/name',
    form,
    hidden: [shownVersion(account.version, fieldsOf(held))],
    fields: fieldsOf(form),
    submit: 'Save your name',
  })
}

/** What was done, and what follows from it. @param waits whether a manager's role has to be confirmed again */
export function detailsSavedText(name: string, changed: readonly string[], waits: boolean): string {
  if (!changed.includes('email')) return changed.length === 0 ? 'Nothing was changed.' : `The name is saved: ${name}.`
  const role = waits ? ' Their role as program manager waits until another administrator or manager confirms it.' : ''
  return `${name} signs in with the new address from now on, and is signed out.${role}`
}
