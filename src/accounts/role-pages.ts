import { shownVersion } from '../http/conflict.ts'
import { checkField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Head, Notice } from '../http/parts.ts'
import { roleName, roles } from '../shared/actor.ts'
import { mayConfirm, othersConfirmText, rolesOf, type Account, type WaitingRole } from './account.ts'
import { formPage, head } from './form-pages.ts'
import { reviewsText, shutReviews, type LedReview } from './work.ts'

export const roleChoices = roles.map((role) => ({ value: role, label: roleName[role] }))

const hint = 'A change signs them out; they sign in again with the new roles.'
const ownHint = 'You can give up a role of yours. Another administrator must give you one.'

/** The roles of a person; of oneself only those that one has. */
export function rolesPage(account: Account, isSelf: boolean, given: FormState<'roles'> | null = null): FormPage {
  const heldNow = account.held.map(({ role }) => role)
  const held = filledForm(['roles'], { roles: heldNow })
  const choices = isSelf ? roleChoices.filter(({ value }) => heldNow.includes(value)) : roleChoices
  const fieldsOf = (form: FormState<'roles'>): FormPage['fields'] => [checkField(form, 'roles', 'Roles', choices, { hint: isSelf ? ownHint : hint })]
  const form = given ?? held
  return formPage({
    title: `Roles of ${account.name}`,
    head: head(`Roles of ${account.name}`, null, [
      { label: 'People', href: '/admin/people' },
      { label: account.name, href: `/admin/people/${account.id}` },
    ]),
    action: `/admin/people/${account.id}/roles`,
    form,
    hidden: [shownVersion(account.version, fieldsOf(held))],
    fields: fieldsOf(form),
    submit: 'Change the roles',
  })
}

/**
 * Where what somebody leads is handed over, one by one or all at once.
 * @param total how many open reviews they lead. @param reviews those that whoever reads this may hand over
 */
export function handOverNotice(account: Account, total: number, reviews: readonly LedReview[]): Notice {
  const one = 'A coordinator or program manager hands each over on its own page.'
  const all = 'To hand all over at once, close the account below, where it is chosen who takes over, and open it again.'
  return {
    tone: 'warn',
    title: `${account.name} leads ${reviewsText(total)}${shutReviews(rolesOf(account), total) > 0 ? `, and cannot open ${total === 1 ? 'it' : 'them'} now` : ''}`,
    lines: [
      ...reviews.map(({ id, center }) => ({ text: `${center}:`, lift: { label: 'hand the review over', href: `/reviews/${id}/lead` } })),
      ...(reviews.length < total ? [{ text: one, lift: null }] : []),
      { text: all, lift: null },
    ],
  }
}

export interface RolesWaitingPage {
  title: string
  head: Head
  rows: { name: string; email: string; said: string; action: string | null }[]
}

export function rolesWaitingPage(waiting: readonly WaitingRole[], names: Map<number, string>, personId: number): RolesWaitingPage {
  const lede =
    'A program manager’s role holds once somebody has confirmed it who neither granted it nor changed their e-mail address, so that nobody makes a second self. Confirming it signs them out; they sign in again with the role.'
  const others = othersConfirmText(waiting, personId)
  return {
    title: 'Roles to confirm',
    head: head('Roles to confirm', others === null ? lede : `${lede} ${others}`),
    rows: waiting.map((each) => ({
      name: each.account.name,
      email: each.account.email,
      said: `Program manager, granted by ${names.get(each.grantedBy ?? 0) ?? 'the register'}`,
      action: mayConfirm(each, personId) ? `/roles/${each.account.id}/confirmation` : null,
    })),
  }
}

/** What was done, and how the person comes to use the role. */
export const roleConfirmedText = ({ name, joined }: Pick<Account, 'name' | 'joined'>): string =>
  `${name} is a program manager now${joined ? ', and is signed out: they sign in again with the new role' : ''}.`
