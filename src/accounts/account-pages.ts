import { actionText, changesText } from '../centers/history.ts'
import { inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Head } from '../http/parts.ts'
import { roleName, roles } from '../shared/actor.ts'
import { dayText, toDay } from '../shared/days.ts'
import type { Account } from './account.ts'
import { ownNamePage } from './details-pages.ts'
import type { AccountEvent } from './event-queries.ts'
import { formPage, head } from './form-pages.ts'

export interface AccountPage {
  title: string
  head: Head
  facts: { label: string; value: string; href: string | null }[]
  name: FormPage
  form: FormPage
  /** What was done to the account, newest first. */
  record: { text: string; changes: string[]; by: string }[]
}

const recordRow = (account: Account, { at, action, details, actorId, actor }: AccountEvent): AccountPage['record'][number] => {
  const role = roles.find((each) => each === details['role'])
  const who = actorId === account.id ? 'You' : (actor ?? 'The register')
  return {
    text: role === undefined ? actionText(action) : `${actionText(action)}: ${roleName[role]}`,
    changes: changesText(details, new Map()),
    by: `${who}, ${dayText(toDay(at.slice(0, 10)))} at ${at.slice(11, 16)} UTC`,
  }
}

export function accountPage(
  account: Account,
  events: readonly AccountEvent[],
  form: FormState<'current' | 'password'> = filledForm(['current', 'password']),
): AccountPage {
  return {
    title: 'Your account',
    head: {
      ...head('Your account', `${account.name} · ${account.email}`),
      actions: [{ label: 'Sign out everywhere', href: '/account/sign-out-everywhere', tone: 'plain', method: 'post' }],
    },
    facts: account.held.map(({ role, holds }) => ({
      label: roleName[role],
      value: holds ? 'holds' : 'waits until another administrator or manager confirms it',
      href: null,
    })),
    form: formPage({
      title: 'Change your password',
      head: head('Change your password', 'You stay signed in here; everywhere else you are signed out.'),
      action: '/account/password',
      form,
      fields: [
        inputField(form, 'current', 'The password you use now', { type: 'password', autocomplete: 'current-password' }),
        inputField(form, 'password', 'New password', { type: 'password', autocomplete: 'new-password', hint: 'At least 15 characters.' }),
      ],
      submit: 'Change the password',
    }),
    name: ownNamePage(account),
    record: events.map((event) => recordRow(account, event)),
  }
}
