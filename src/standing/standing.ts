import { compareDays, dayAfter, isAfter, isBefore, type Day } from '../shared/days.ts'
import { assert } from '../shared/refusal.ts'

export type Outcome = 'approve' | 'approve with conditions' | 'decline' | 'suspend' | 'reinstate' | 'close' | 'reopen'

export interface StandingDecision {
  id: number
  outcome: Outcome
  effectiveOn: Day
  /** The last day an approval is good; null for every other outcome. */
  validUntil: Day | null
}

export interface StandingCondition {
  /** The approval that set it. Only the current approval's conditions count. */
  decisionId: number
  dueOn: Day
  metOn: Day | null
}

/** Open from the day it was opened up to, not on, the day it was decided or withdrawn. */
export interface StandingReview {
  openedOn: Day
  endedOn: Day | null
}

/** Everything of one center that its standing follows from, in any order. */
export interface StandingHistory {
  decisions: readonly StandingDecision[]
  conditions: readonly StandingCondition[]
  reviews: readonly StandingReview[]
}

/** What a center's decisions amount to on a day. `until` is the last good day; `since` the first day it was so. */
export type Standing =
  | { kind: 'vetted'; until: Day; decisionId: number }
  | { kind: 'conditional'; until: Day; decisionId: number; unmet: number }
  | { kind: 'lapsed'; since: Day }
  | { kind: 'suspended'; since: Day }
  | { kind: 'closed'; since: Day }
  | { kind: 'declined'; since: Day }
  | { kind: 'in review'; since: Day }
  | { kind: 'prospect' }

/** What the decisions alone amount to: an approval or a refusal beneath, a suspension or a closing over it. */
export interface Decided {
  approval: { decisionId: number; until: Day } | null
  declinedOn: Day | null
  suspendedOn: Day | null
  closedOn: Day | null
}

/**
 * The decisions effective on or before a day, folded by (effective day, id), so that one recorded late takes the place of its day.
 *
 * Suspend and reinstate only cover and uncover: a center declined while suspended is `declined` once reinstated, and one
 * closed while suspended is suspended still when reopened. An approval that falls into a suspension or a closing (recorded
 * ahead, and then overtaken) has no effect, and never gets one later. Repeating a suspension or a closing changes nothing.
 */
export function decidedOn(decisions: readonly StandingDecision[], day: Day): Decided {
  const effective = decisions.filter((decision) => !isAfter(decision.effectiveOn, day)).toSorted(inOrder)
  return effective.reduce(after, { approval: null, declinedOn: null, suspendedOn: null, closedOn: null })
}

const inOrder = (a: StandingDecision, b: StandingDecision): number => compareDays(a.effectiveOn, b.effectiveOn) || a.id - b.id

function after(before: Decided, decision: StandingDecision): Decided {
  const { outcome, effectiveOn } = decision
  switch (outcome) {
    case 'approve':
    case 'approve with conditions':
      if (before.suspendedOn !== null || before.closedOn !== null) return before
      assert(decision.validUntil !== null, `approval ${decision.id} names its last day (V7)`)
      return { ...before, approval: { decisionId: decision.id, until: decision.validUntil }, declinedOn: null }
    case 'decline':
      return { ...before, approval: null, declinedOn: effectiveOn }
    case 'suspend':
      return { ...before, suspendedOn: before.suspendedOn ?? effectiveOn }
    case 'reinstate':
      return { ...before, suspendedOn: null }
    case 'close':
      return { ...before, approval: null, declinedOn: null, closedOn: before.closedOn ?? effectiveOn }
    case 'reopen':
      return { ...before, closedOn: null }
    default:
      return outcome satisfies never
  }
}

/** The standing of a center on a day: DESIGN.md 4, "Standing on day D", first that fits. */
export function standingOn(history: StandingHistory, day: Day): Standing {
  const { approval, declinedOn, suspendedOn, closedOn } = decidedOn(history.decisions, day)
  if (closedOn !== null) return { kind: 'closed', since: closedOn }
  if (suspendedOn !== null) return { kind: 'suspended', since: suspendedOn }
  if (approval !== null) {
    if (isAfter(day, approval.until)) return { kind: 'lapsed', since: dayAfter(approval.until) }
    const unmet = history.conditions.filter((condition) => condition.decisionId === approval.decisionId && isUnmet(condition, day)).length
    return unmet > 0 ? { kind: 'conditional', ...approval, unmet } : { kind: 'vetted', ...approval }
  }
  if (declinedOn !== null) return { kind: 'declined', since: declinedOn }
  const open = history.reviews.find((review) => isOpen(review, day))
  return open === undefined ? { kind: 'prospect' } : { kind: 'in review', since: open.openedOn }
}

/** A condition is met from the day on which it was met. */
export const isUnmet = (condition: StandingCondition, day: Day): boolean => condition.metOn === null || isAfter(condition.metOn, day)

const isOpen = (review: StandingReview, day: Day): boolean => !isAfter(review.openedOn, day) && (review.endedOn === null || isBefore(day, review.endedOn))

export type VettedStanding = Extract<Standing, { kind: 'vetted' | 'conditional' }>

/** Whether money and goods may go to a center of this standing (M6); holds come on top. */
export const isVettedKind = (kind: Standing['kind']): kind is VettedStanding['kind'] => kind === 'vetted' || kind === 'conditional'
export const isVetted = (standing: Standing): standing is VettedStanding => isVettedKind(standing.kind)
