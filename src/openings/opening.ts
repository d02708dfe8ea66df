import type { Coverage } from '../centers/center.ts'
import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { validityProblem } from '../standing/decisions.ts'
import { scopeProblems, type Scope } from '../standing/scope.ts'

/** An approval that was in force before the register began: asked for by one person, taken over by a manager who is another. */
export interface Opening {
  id: number
  centerId: number
  centerName: string
  effectiveOn: Day
  validUntil: Day
  scope: Scope
  rationale: string
  documentId: number
  askedBy: number
  answer: { said: 'taken over' | 'declined' | 'withdrawn'; by: number } | null
}

interface Asked {
  effective?: Day
  valid?: Day
  populations?: string[]
  fromAge?: number | null
  toAge?: number | null
}

/**
 * Only an approval that is in force can be taken over, with its real days and of the groups that the center serves.
 * Of what could not be read nothing is said.
 */
export function openingProblems(asked: Asked, center: Coverage, today: Day): Problem[] {
  const { effective, valid } = asked
  const validity = effective && valid ? validityProblem(effective, valid, center.servesMinors) : null
  return [
    ...problemIf(effective !== undefined && isAfter(effective, today), 'effective', `An approval in force began on or before today, ${dayText(today)}.`),
    ...(valid && isBefore(valid, today) ? [{ field: 'valid', message: `This approval ended on ${dayText(valid)}. Open a review instead.` }] : []),
    ...(validity === null ? [] : [{ field: 'valid', message: validity }]),
    ...scopeProblems(asked, center.served),
  ]
}

/** An opening entry is a center's first: after a decision of the register's own nothing is back-dated any more. */
export function assertFirst(decisions: number): void {
  if (decisions > 0) throw new Refusal('conflict', 'This center was decided on in the register already. Open a review instead.')
}

/** @throws Refusal when it was answered already, or by whoever asked */
export function assertMayAnswer({ askedBy, answer }: Pick<Opening, 'askedBy' | 'answer'>, personId: number): void {
  if (answer !== null) throw new Refusal('conflict', `This was ${answer.said} already.`)
  if (askedBy === personId) throw new Refusal('forbidden', 'You asked for this, so someone else must take it over.')
}

/** @throws Refusal when it was answered already, or by anybody but who asked */
export function assertMayWithdraw({ askedBy, answer }: Pick<Opening, 'askedBy' | 'answer'>, personId: number): void {
  if (answer !== null) throw new Refusal('conflict', `This was ${answer.said} already.`)
  if (askedBy !== personId) throw new Refusal('forbidden', 'Only whoever asked for it can withdraw it.')
}
