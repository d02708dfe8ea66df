import type { Role } from '../shared/actor.ts'
import { assertNone, problemIf, Refusal } from '../shared/refusal.ts'

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
 * AZ-07: with another address an account may be another person's, so a manager's role that holds waits again for somebody other than who
 * changes it. Before the person has joined it holds on where nobody could confirm it: nobody has acted by it yet.
 * @param accounts all of them. @returns whether it waits. @throws Problems when nobody could confirm it
 */
export function mustConfirmAgain(account: Account, accounts: readonly Account[], changerId: number): boolean {
  if (!account.held.some(({ role, holds }) => role === 'manager' && holds)) return false
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
}

/** Nobody waits whose account is closed. */
export const waitingRolesOf = (accounts: readonly Account[]): WaitingRole[] =>
  accounts.filter(({ disabled }) => !disabled).flatMap((account) => account.held.filter(({ holds }) => !holds).map(({ grantedBy }) => ({ account, grantedBy })))

export const mayConfirm = ({ account, grantedBy }: WaitingRole, personId: number): boolean => account.id !== personId && grantedBy !== personId

/** That roles wait, but not for this person to confirm them: null when none does. */
export function othersConfirmText(accounts: readonly Account[], personId: number): string | null {
  const names = waitingRolesOf(accounts).flatMap((each) => (mayConfirm(each, personId) ? [] : [each.account.name]))
  if (names.length === 0) return null
  return `${names.length === 1 ? '1 role waits for somebody else to confirm it' : `${names.length} roles wait for somebody else to confirm them`}: ${names.join(', ')}.`
}

/** What somebody may do once they have the roles `wanted`: a manager's role that is given now may still have to be confirmed. */
export const rolesAfter = ({ held }: Pick<Account, 'held'>, wanted: readonly Role[], hasHadManager: boolean): Role[] =>
  wanted.filter((role) => held.find((each) => each.role === role)?.holds ?? !needsConfirmation(role, hasHadManager))

/** Who may lead a review, since nobody else can open it. */
export const mayLead = (roles: readonly Role[]): boolean => roles.includes('coordinator') || roles.includes('manager')

/** @throws Refusal when `confirmerId` granted the role or would hold it */
export function assertMayConfirm(account: Account, confirmerId: number): void {
  const waiting = account.held.find(({ role, holds }) => role === 'manager' && !holds)
  if (!waiting) throw new Refusal('conflict', `${account.name} has no role that waits for a confirmation.`)
  if (account.id === confirmerId) throw new Refusal('forbidden', 'Somebody else must confirm your role.')
  if (waiting.grantedBy === confirmerId) throw new Refusal('forbidden', 'You granted this role, so another administrator or manager must confirm it.')
}
