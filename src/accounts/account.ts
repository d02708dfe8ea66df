import type { Role } from '../shared/actor.ts'
import { assertNone, problemIf, Refusal } from '../shared/refusal.ts'
import { nameIdentity } from '../shared/folded.ts'

export interface HeldRole {
  role: Role
  grantedBy: number | null
  /** A manager's role holds once somebody else confirmed it; the others hold at once. */
  holds: boolean
}

export interface Account {
  id: number
  name: string
  email: string
  held: HeldRole[]
  /** Signed up: an invited person has no password yet. */
  joined: boolean
  disabled: boolean
  version: number
}

export const rolesOf = (account: Account): Role[] => (account.disabled ? [] : account.held.filter(({ holds }) => holds).map(({ role }) => role))

/** @throws Refusal when somebody closes their own account: nobody would be left to answer for it */
export function assertClosesAnother(personId: number, actorId: number): void {
  if (personId === actorId) throw new Refusal('forbidden', 'You cannot close your own account. Another administrator can.')
}

/**
 * AZ-07: somebody must be able to let others in. `others` are all other accounts.
 * @throws Refusal when `account` is the last administrator who can sign in
 */
export function assertAdministratorRemains(account: Account, others: Account[]): void {
  if (!rolesOf(account).includes('administrator')) return
  const another = others.some((other) => other.id !== account.id && other.joined && rolesOf(other).includes('administrator'))
  if (!another) throw new Refusal('conflict', `${account.name} is the last administrator. Give another person this role first.`)
}

/**
 * So that nobody makes a second self, a manager is confirmed by an administrator or manager who is
 * neither the new manager nor who granted the role. In the first set-up nobody else could: the
 * first manager ever needs no confirmation.
 */
export const needsConfirmation = (role: Role, hasHadManager: boolean): boolean => role === 'manager' && hasHadManager

/**
 * AZ-07: with another address an account may be another person's, so a manager's role waits from then on for somebody other than who
 * changes it, whether it held or waited already. Before the person has joined one that holds does so still where nobody could confirm it:
 * nobody has acted by it yet.
 * @param accounts all of them. @returns whether it waits. @throws Problems when it held and nobody could confirm it
 */
export function mustConfirmAgain(account: Account, accounts: readonly Account[], changerId: number): boolean {
  const manager = account.held.find(({ role }) => role === 'manager')
  if (!manager?.holds) return manager !== undefined
  const mightConfirm = (other: Account): boolean => rolesOf(other).some((role) => role === 'administrator' || role === 'manager')
  const could = accounts.some((other) => other.id !== account.id && other.id !== changerId && other.joined && mightConfirm(other))
  const message = `${account.name} is a program manager, and with another address somebody other than you confirms that again: an administrator or a manager. There is nobody else yet.`
  assertNone(problemIf(!could && account.joined, 'email', message))
  return could
}

/** A manager's role that waits for a second person. */
export interface WaitingRole {
  account: Account
  grantedBy: number | null
  /** Who gave the account the address that it has; null when nobody changed it, or somebody confirmed the role with it. */
  addressBy: number | null
}

/** @param addressBy by the id of an account. Nobody waits whose account is closed. */
export const waitingRolesOf = (accounts: readonly Account[], addressBy: ReadonlyMap<number, number | null>): WaitingRole[] =>
  accounts
    .filter(({ disabled }) => !disabled)
    .flatMap((account) => account.held.filter(({ holds }) => !holds).map(({ grantedBy }) => ({ account, grantedBy, addressBy: addressBy.get(account.id) ?? null })))

/**
 * AZ-07: why a person is not the second one for a role that waits; null when they may confirm it. Who granted it chose whom it is for, and
 * so did who changed the address: before it was granted, or since.
 */
function whyNotConfirm({ account, grantedBy, addressBy }: WaitingRole, personId: number): string | null {
  if (account.id === personId) return 'Somebody else must confirm your role.'
  if (addressBy === personId) return `You changed the e-mail address of ${account.name}, so another administrator or manager must confirm the role.`
  return grantedBy === personId ? 'You granted this role, so another administrator or manager must confirm it.' : null
}

export const mayConfirm = (waiting: WaitingRole, personId: number): boolean => whyNotConfirm(waiting, personId) === null

/** That roles wait, but not for this person to confirm them: null when none does. */
export function othersConfirmText(waiting: readonly WaitingRole[], personId: number): string | null {
  const names = waiting.flatMap((each) => (mayConfirm(each, personId) ? [] : [each.account.name]))
  if (names.length === 0) return null
  return `${names.length === 1 ? '1 role waits for somebody else to confirm it' : `${names.length} roles wait for somebody else to confirm them`}: ${names.join(', ')}.`
}

/** What somebody may do once they have the roles `wanted`: a manager's role that is given now may still have to be confirmed. */
export const rolesAfter = ({ held }: Pick<Account, 'held'>, wanted: readonly Role[], hasHadManager: boolean): Role[] =>
  wanted.filter((role) => held.find((each) => each.role === role)?.holds ?? !needsConfirmation(role, hasHadManager))

/** Who may lead a review, since nobody else can open it. */
export const mayLead = (roles: readonly Role[]): boolean => roles.includes('coordinator') || roles.includes('manager')

/** What somebody may do while a manager's role waits. */
export const rolesMeanwhile = (account: Account): Role[] => rolesOf(account).filter((role) => role !== 'manager')

/** @param waiting the role of `account` that waits, if any. @throws Refusal when `confirmerId` may not be the second person */
export function assertMayConfirm(account: Account, waiting: WaitingRole | undefined, confirmerId: number): void {
  if (!waiting) throw new Refusal('conflict', `${account.name} has no role that waits for a confirmation.`)
  const why = whyNotConfirm(waiting, confirmerId)
  if (why !== null) throw new Refusal('forbidden', why)
}

/** A name as it is seen: what no screen shows tells nobody apart. */
const seenName = (name: string): string => nameIdentity(name.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''))

/** Whether two people would stand under one name beside what they did. */
export const isNamesake = (name: string, other: string): boolean => seenName(name) === seenName(other)
