import { checkField, heading, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Head, Notice, State } from '../http/parts.ts'
import { roleName } from '../shared/actor.ts'
import type { Account } from './account.ts'
import { detailsPage } from './details-pages.ts'
import { formPage, head } from './form-pages.ts'
import { roleChoices, rolesPage } from './role-pages.ts'
import { needsSuccessor, workText, type Work } from './work.ts'

export interface SignInPage {
  title: string
  organization: string
  next: string
  /** What was just done, when that ended the session that would have said it. */
  said: string | null
  form: FormState<'email' | 'password'>
}

export function linkPage(account: Account, token: string, form: FormState<'password'> = filledForm(['password'])): FormPage {
  const title = account.joined ? 'Set a new password' : 'Join Lantern'
  return formPage({
    title,
    head: head(title, `For ${account.name}. Nobody else will know this password, and no administrator can read it.`),
    action: `/links/${token}`,
    form,
    fields: [
      inputField(form, 'password', 'New password', {
        type: 'password',
        autocomplete: 'new-password',
        hint: 'At least 15 characters. A few unrelated words are easy to remember and hard to guess.',
      }),
    ],
    submit: account.joined ? 'Set the password' : 'Join and sign in',
  })
}

export interface PeoplePage {
  title: string
  head: Head
  rows: { name: string; href: string; email: string; roles: string; state: State }[]
}

export function peoplePage(accounts: Account[]): PeoplePage {
  return {
    title: 'People',
    head: {
      ...head('People', peopleText(accounts)),
      actions: [{ label: 'Invite somebody', href: '/admin/people/new', tone: 'main', method: 'get' }],
    },
    rows: accounts.map((account) => ({
      name: account.name,
      href: `/admin/people/${account.id}`,
      email: account.email,
      roles: heldText(account),
      state: stateOf(account),
    })),
  }
}

/** Who can sign in, who is yet to join, and whose account is closed. */
function peopleText(accounts: Account[]): string {
  const count = (word: string): number => accounts.filter((account) => stateOf(account).word === word).length
  const [active, invited, closed] = [count('active'), count('invited'), count('closed')]
  const parts = [
    `${active} ${active === 1 ? 'person' : 'people'} can sign in`,
    ...(invited === 0 ? [] : [`${invited} ${invited === 1 ? 'is invited and has' : 'are invited and have'} not joined`]),
    ...(closed === 0 ? [] : [`${closed} ${closed === 1 ? 'account is' : 'accounts are'} closed`]),
  ]
  return `${parts.join('; ')}.`
}

const heldText = (account: Account): string =>
  account.held.map(({ role, holds }) => (holds ? roleName[role] : `${roleName[role]} (waits for confirmation)`)).join(', ') || 'no role'

function stateOf(account: Account): State {
  if (account.disabled) return { word: 'closed', tone: 'still' }
  return account.joined ? { word: 'active', tone: 'good' } : { word: 'invited', tone: 'calm' }
}

export function invitationPage(form: FormState<'name' | 'email' | 'roles'> = filledForm(['name', 'email', 'roles'])): FormPage {
  return formPage({
    title: 'Invite somebody',
    head: head('Invite somebody', 'You will be shown a link, once, to hand to them. It works for 24 hours and one time.', [{ label: 'People', href: '/admin/people' }]),
    action: '/admin/people',
    form,
    fields: [
      inputField(form, 'name', 'Name'),
      inputField(form, 'email', 'E-mail address', { type: 'email' }),
      checkField(form, 'roles', 'Roles', roleChoices, {
        hint: 'A program manager’s role holds once another administrator or manager has confirmed it; the first manager of a register needs no confirmation.',
      }),
    ],
    submit: 'Make the link',
    back: { label: 'Back to people', href: '/admin/people' },
  })
}

export interface LinkMadePage {
  title: string
  head: Head
  link: string
  lasts: string
  next: { label: string; href: string }
}

export const linkMadePage = (account: Pick<Account, 'id' | 'name' | 'joined'>, link: string): LinkMadePage => ({
  title: `A link for ${account.name}`,
  head: head(`A link for ${account.name}`, 'Hand it over in a way that you trust: whoever opens it first sets the password. It is shown only now.', [
    { label: 'People', href: '/admin/people' },
  ]),
  link,
  lasts: account.joined ? 'It works once, within an hour.' : 'It works once, within 24 hours.',
  next: { label: 'Back to people', href: '/admin/people' },
})

export interface PersonPage {
  title: string
  head: Head
  /** What to do about roles that cannot be taken now. */
  notice: Notice | null
  /** Null on one's own page: one's name is corrected under one's account, one's address by another administrator. */
  details: FormPage | null
  roles: FormPage
  closing: FormPage | null
  /** What the buttons about signing in are for. */
  signingIn: string
  linkAction: string | null
  endAction: string | null
  endLabel: string
  openAction: string | null
}

export function personPage(
  account: Account,
  { successors, work, isSelf }: { successors: { id: number; name: string }[]; work: Work; isSelf: boolean },
  forms: { roles?: FormState<'roles'>; successor?: FormState<'successor'>; notice?: Notice } = {},
): PersonPage {
  const base = `/admin/people/${account.id}`
  const successorForm = forms.successor ?? filledForm(['successor'])
  const others = successors.filter(({ id }) => id !== account.id).map(({ id, name }) => ({ value: String(id), label: name }))
  return {
    title: account.name,
    head: { ...head(account.name, `${account.email} · ${heldText(account)}`, [{ label: 'People', href: '/admin/people' }]), state: stateOf(account) },
    notice: forms.notice ?? null,
    details: isSelf ? null : underHeading('Name and e-mail address', detailsPage(account, work.reviews)),
    roles: rolesPage(account, isSelf, forms.roles ?? null),
    // Nobody closes their own account: another administrator does.
    closing:
      account.disabled || isSelf
        ? null
        : formPage({
            title: 'Close this account',
            head: head('Close this account', null),
            action: `${base}/closing`,
            form: successorForm,
            fields: [
              heading('Close this account', `${account.name} is signed out at once and can no longer sign in. What they wrote stays. ${workText(account.name, work)}`),
              selectField(successorForm, 'successor', 'Who takes over', others, {
                empty: needsSuccessor(work) ? 'Choose somebody' : 'Nobody',
                required: needsSuccessor(work),
                hint: needsSuccessor(work) ? null : `Left empty, nobody takes over: what ${account.name} leads or began stays where it is.`,
              }),
            ],
            submit: 'Close the account',
            tone: 'warn',
          }),
    signingIn: signingInText(account, isSelf),
    linkAction: account.disabled ? null : `${base}/link`,
    endAction: account.disabled || !account.joined ? null : `${base}/sign-out`,
    endLabel: isSelf ? 'Sign out everywhere' : 'Sign them out everywhere',
    openAction: account.disabled ? `${base}/opening` : null,
  }
}

/** A form that stands beside others on a page. */
const underHeading = (text: string, form: FormPage): FormPage => ({ ...form, fields: [heading(text), ...form.fields] })

function signingInText({ disabled, joined }: Account, isSelf: boolean): string {
  if (disabled) return 'This account is closed. Opened again, it has the roles and the password that it had.'
  if (isSelf) return 'A one-time link sets a new password, should you have forgotten yours. Signing out everywhere ends your sessions on every device, this one too.'
  if (!joined) return 'They have not joined yet. With a one-time link they choose a password and join; a new link ends the one before.'
  return 'Forgotten password? Make a one-time link and hand it to them: with it they set a new one. Signing them out ends what is open on every device.'
}
