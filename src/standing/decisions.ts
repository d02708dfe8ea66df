import { dayText, isAfter, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { decidedOn, type Outcome, type StandingHistory } from './standing.ts'

/**
 * Why an outcome makes no sense for what stands on the day from which it would count, decisions already recorded ahead
 * included; null when it does.
 *
 * While closed: only reopen. While suspended: no approval, no second suspension; a decline is allowed, since a review
 * for cause may end so, and so is closing. Reinstate wants a suspension, reopen a closing. A center that was never approved may be
 * suspended: it keeps an approval off until someone else has looked (V8). That a suspension counts from today is the service's to see to.
 */
export function outcomeBar(history: StandingHistory, outcome: Outcome, effectiveOn: Day): string | null {
  const { suspendedOn, closedOn } = decidedOn(history.decisions, effectiveOn)
  if (outcome === 'reopen') return closedOn === null ? 'This center is not closed, so it cannot be reopened.' : null
  if (closedOn !== null) {
    const first = outcome === 'close' ? '' : ' Reopen it first.'
    return `This center is closed since ${dayText(closedOn)}.${first}`
  }
  if (outcome === 'reinstate' && suspendedOn === null) return 'This center is not suspended, so it cannot be reinstated.'
  if (suspendedOn === null) return null
  const since = `This center is suspended since ${dayText(suspendedOn)}.`
  if (outcome === 'suspend') return since
  return outcome === 'approve' || outcome === 'approve with conditions' ? `${since} It must be reinstated before it can be approved.` : null
}

/**
 * A closed center gets nothing: no review of it is opened, no need, delivery, allocation or payment is begun for it, and no allocation
 * proposed or approved. What is known of it may still be written down, and what is under way be called off. Null while it is open.
 */
export function closedBar(history: StandingHistory, today: Day): string | null {
  const { closedOn } = decidedOn(history.decisions, today)
  return closedOn === null ? null : `This center is closed since ${dayText(closedOn)}, so nothing is begun or approved for it. A program manager can reopen it.`
}

/** @throws Refusal while it is closed (`closedBar`) */
export function assertNotClosed(history: StandingHistory, today: Day): void {
  const bar = closedBar(history, today)
  if (bar !== null) throw new Refusal('conflict', bar)
}

/** @throws Refusal when the outcome makes no sense for what stands (`outcomeBar`) */
export function assertAllowed(history: StandingHistory, outcome: Outcome, effectiveOn: Day): void {
  const bar = outcomeBar(history, outcome, effectiveOn)
  if (bar !== null) throw new Refusal('conflict', bar)
}

/** V8, for a page to say before the attempt: whoever suspended a center does not lift the suspension. Null when this person may. */
export const reinstatementBar = (suspendedBy: number | null, personId: number): string | null =>
  suspendedBy === personId ? 'You suspended this center, so someone else must reinstate it.' : null

/** @throws Refusal (V8) */
export function assertMayReinstate(suspendedBy: number | null, personId: number): void {
  const bar = reinstatementBar(suspendedBy, personId)
  if (bar !== null) throw new Refusal('forbidden', bar)
}

/** V7: for how many months an approval is good at most. */
export const longestMonths = (servesMinors: boolean): number => (servesMinors ? 12 : 24)

/** V7: the furthest last day an approval may name. From 29 February twelve months on is 28 February. */
export function latestValidity(effectiveOn: Day, servesMinors: boolean): Day {
  return effectiveOn.add({ months: longestMonths(servesMinors) })
}

/** V7: an approval's last day comes after its first, and at most 24 months on, 12 for a center that serves minors. Null when it does, else why not. */
export function validityProblem(effectiveOn: Day, validUntil: Day, servesMinors: boolean): string | null {
  if (!isAfter(validUntil, effectiveOn)) return `An approval from ${dayText(effectiveOn)} must be valid until a later day.`
  const latest = latestValidity(effectiveOn, servesMinors)
  if (!isAfter(validUntil, latest)) return null
  const whose = servesMinors ? ' of a center that serves minors' : ''
  return `An approval${whose} lasts at most ${longestMonths(servesMinors)} months: until ${dayText(latest)} at the latest.`
}
