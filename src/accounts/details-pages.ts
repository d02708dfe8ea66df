import { shownVersion } from '../http/conflict.ts'
import { inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { rolesMeanwhile, type Account } from './account.ts'
import type { Corrected } from './details-service.ts'
import { formPage, head } from './form-pages.ts'
import { reviewsText, shutReviews } from './work.ts'

export const detailsFields = ['name', 'email'] as const
export const ownNameFields = ['name'] as const

const people = { label: 'People', href: '/admin/people' }
/** What another address does, before it is given: to the sign-in, to a manager's role, and to the reviews that are led by it. */
function emailHint(account: Account, reviews: number): string {
  const signIn = account.joined
    ? 'They sign in with it. Another one signs them out everywhere, and ends a link that they have not used.'
    : 'They will sign in with it. Another one ends the link of their invitation: you then make a new one.'
  const manager = account.held.find(({ role }) => role === 'manager')
  if (manager === undefined) return signIn
  const waits = manager.holds
    ? ' Their role as program manager then waits until another administrator or manager confirms it again.'
    : ' Their role as program manager waits, and whoever changes the address cannot confirm it.'
  const shut = shutReviews(rolesMeanwhile(account), reviews)
  return `${signIn}${waits}${manager.holds && shut > 0 ? ` Meanwhile they cannot open the ${reviewsText(shut)} that they lead.` : ''}`
}

/** The name and e-mail address of somebody else, as an administrator corrects them. @param reviews how many open ones they lead */
export function detailsPage(account: Account, reviews: number, given: FormState<(typeof detailsFields)[number]> | null = null): FormPage {
  const held = filledForm(detailsFields, { name: account.name, email: account.email })
  const hint = emailHint(account, reviews)
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

/** What was done, and what follows from it: who signs in how, who confirms, and who takes over. */
export function detailsSavedText({ name, joined, disabled }: Pick<Account, 'name' | 'joined' | 'disabled'>, { changed, waits, shut }: Corrected): string {
  if (!changed.includes('email')) return changed.length === 0 ? 'Nothing was changed.' : `The name is saved: ${name}.`
  const signIn = joined ? `${name} signs in with the new address from now on, and is signed out.` : invitedText(name)
  const role = waits ? ' Their role as program manager waits until another administrator or manager confirms it.' : ''
  const led = shut === 0 ? '' : ` Until then they cannot open the ${reviewsText(shut)} that they lead: let somebody take over what cannot wait.`
  return `${disabled ? `The new address of ${name} is saved. The account stays closed.` : signIn}${role}${led}`
}

const invitedText = (name: string): string =>
  `The new address of ${name} is saved, and the link of their invitation works no more. Make a one-time link here and hand it to them: with it they join, and sign in with the new address.`
