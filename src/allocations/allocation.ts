import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'

export const allocationStates = ['draft', 'proposed', 'approved', 'closed', 'declined', 'cancelled'] as const
export type AllocationState = (typeof allocationStates)[number]

/** What is asked for, and what an approval binds: fixed once it is proposed. */
export interface Terms {
  purposeCode: string
  minor: number
  forWhat: string
  /** Codes of the groups that it is for (M6). */
  populations: string[]
  fromAge: number | null
  toAge: number | null
  /** The needs that it covers. */
  needs: number[]
  /** How many days after a payment arrived its expense report is due. */
  reportDays: number
}

/** An amount of one fund set aside for one center and one purpose. */
export interface Allocation extends Terms {
  id: number
  fundId: number
  fundCode: string
  centerId: number
  centerName: string
  country: string
  purposeName: string
  currency: string
  state: AllocationState
  draftedBy: number
  version: number
}

export type MoveKind = 'proposed' | 'returned' | 'approved' | 'declined' | 'cancelled' | 'closed'

export interface Move {
  id: number
  move: MoveKind
  gaveBackMinor: number
  on: Day
  /** As the register keeps instants. */
  at: string
  reason: string | null
  by: number
}

/** Somebody who left handed it over: no move, since nothing of the allocation itself changes. */
export interface Handing {
  from: number
  to: number
  on: Day
  /** Null when the register did it. */
  by: number | null
  /** The last move before it; 0 when there was none. */
  afterMove: number
}

/** How much of an allocation has gone and is going, in minor units of its currency. */
export interface Use {
  /** Sent, less what came back. */
  paidMinor: number
  /** In payments that are planned and have not left. */
  plannedMinor: number
  /** Whether any payment ever left. */
  everSent: boolean
}

export const defaultReportDays = 45

/** How the log names an allocation: it stands in its center's history too. */
export const subjectOf = ({ id, centerId }: Pick<Allocation, 'id' | 'centerId'>) => ({ kind: 'allocation', id, centerId })

/** M5: what may still be planned. */
export const leftToPlan = ({ minor }: Pick<Terms, 'minor'>, use: Use): number => minor - use.paidMinor - use.plannedMinor

/** M3, M4: who drafted it or ever proposed it. */
export const proposersOf = (allocation: Pick<Allocation, 'draftedBy'>, moves: readonly Move[]): ReadonlySet<number> =>
  new Set([allocation.draftedBy, ...moves.filter(({ move }) => move === 'proposed').map(({ by }) => by)])

const stateWords: Record<AllocationState, string> = {
  draft: 'is a draft',
  proposed: 'waits for approval',
  approved: 'is approved',
  closed: 'is closed',
  declined: 'was declined',
  cancelled: 'was cancelled',
}

/** @throws Refusal unless the allocation is in one of these states */
function assertState({ state }: Pick<Allocation, 'state'>, allowed: readonly AllocationState[], act: string): void {
  if (allowed.includes(state)) return
  const wanted = allowed.map((each) => stateWords[each]).join(' or ')
  throw new Refusal('conflict', `This allocation ${stateWords[state]}, so it cannot be ${act}. Only one that ${wanted} can.`)
}

export const assertMayChange = (allocation: Pick<Allocation, 'state'>): void => assertState(allocation, ['draft'], 'changed')
export const assertMayPropose = (allocation: Pick<Allocation, 'state'>): void => assertState(allocation, ['draft'], 'proposed')
export const assertMayReturn = (allocation: Pick<Allocation, 'state'>): void => assertState(allocation, ['proposed'], 'sent back')
export const assertMayDecline = (allocation: Pick<Allocation, 'state'>): void => assertState(allocation, ['proposed'], 'declined')
export const assertMayPay = (allocation: Pick<Allocation, 'state'>): void => assertState(allocation, ['approved'], 'paid from')

/** Whoever may propose may take back what is not approved; what managers approved, a manager takes back, and only while nothing is paid. @throws Refusal */
export function assertMayCancel(allocation: Pick<Allocation, 'state'>, use: Use, person: Pick<Person, 'roles'>): void {
  assertState(allocation, ['draft', 'proposed', 'approved'], 'cancelled')
  if (allocation.state === 'approved' && !person.roles.includes('manager')) throw new Refusal('forbidden', 'It is approved, so a program manager must cancel it.')
  if (use.everSent) throw new Refusal('conflict', 'A payment of it has left, so it can be closed but not cancelled.')
  assertNothingPlanned(use, 'cancelling')
}

/** @returns what closing gives back: what is unpaid (M2) */
export function givenBackByClosing(allocation: Pick<Allocation, 'state' | 'minor'>, use: Use): number {
  assertState(allocation, ['approved'], 'closed')
  assertNothingPlanned(use, 'closing')
  return allocation.minor - use.paidMinor
}

function assertNothingPlanned(use: Use, act: string): void {
  if (use.plannedMinor > 0) throw new Refusal('conflict', `A payment of it is planned. Release it or void it before ${act} the allocation.`)
}

/** @throws Refusal when all of it is planned or paid */
export function assertLeftToPlan(allocation: Pick<Allocation, 'minor' | 'currency'>, use: Use): void {
  if (leftToPlan(allocation, use) > 0) return
  const all = moneyText({ minor: allocation.minor, currency: allocation.currency })
  const voided = use.plannedMinor > 0 ? 'Void a payment that is planned, or propose another allocation.' : 'Propose another allocation.'
  throw new Refusal('conflict', `All of this allocation of ${all} is planned or paid, so no more of it can be planned. ${voided}`)
}

/** M5: payments of an allocation never exceed it. Of an amount that could not be read nothing is said. */
export function amountProblems(allocation: Pick<Allocation, 'minor' | 'currency'>, use: Use, minor: number | undefined): Problem[] {
  const left = leftToPlan(allocation, use)
  const of = moneyText({ minor: allocation.minor, currency: allocation.currency })
  const message = `Only ${moneyText({ minor: left, currency: allocation.currency })} of this allocation of ${of} is left to plan.`
  return problemIf(minor !== undefined && minor > left, 'amount', message)
}
