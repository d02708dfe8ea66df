import { change, changeOnce, type Record } from '../audit/record.ts'
import { coverageOf } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import { getReview } from '../reviews/queries.ts'
import { insertMove } from '../reviews/review-queries.ts'
import type { Review } from '../reviews/review.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { assert, assertNone, Stale } from '../shared/refusal.ts'
import { assertAllowed, assertMayReinstate } from '../standing/decisions.ts'
import { historyOf, rewriteSpans } from '../standing/queries.ts'
import { getCondition, insertMeeting, type Condition } from './condition-queries.ts'
import { assertDecidable, assertMayDecide, assertMeetable, meetingProblems, verdictProblems, type NewCondition, type Verdict } from './decision.ts'
import { addDecision, findSuspender, insertCondition, setDecided } from './queries.ts'

/**
 * Decides a submitted review: the decision, its conditions, the end of the review and what the center's standing now is, in one transaction.
 * @param form its one-time token, and the version of the review that it was filled from: one sent back meanwhile may say something else now
 * @returns the decision's id
 * @throws Stale (R3); Refusal by V4 to V7, or when what stands does not allow the outcome
 */
export function decide(writer: Writer, actor: Person, reviewId: number, verdict: Verdict, form: { token: string; version: number }): Promise<number> {
  return changeOnce(writer, actor, form.token, ['review.decided', reviewId, form, verdict], async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertDecidable(review)
    assertMayDecide(review, actor.id)
    if (review.version !== form.version) throw new Stale('review')
    const center = await getCenter(trx, review.centerId)
    const { outcome, effectiveOn, rationale, terms } = verdict
    assert((terms === null) === (outcome === 'decline'), 'an approval has terms, and nothing else does')
    assertNone(verdictProblems(review, verdict, { ...coverageOf(center), history: await historyOf(trx, center.id) }, actor.today))
    const id = await addDecision(trx, record, actor, { centerId: center.id, reviewId, outcome, effectiveOn, terms, rationale, documentId: null })
    if (terms && outcome === 'approve with conditions') await setConditions(trx, record, review, id, terms.conditions)
    await setDecided(trx, actor, reviewId)
    await insertMove(trx, actor, reviewId, { move: 'decided' })
    await record('review.decided', { kind: 'review', id: reviewId, centerId: center.id }, { state: ['submitted', 'decided'], decision: id, outcome })
    await rewriteSpans(trx, center.id, actor)
    return id
  })
}

/** R1: each is a record of its own, which somebody says was met one day. */
async function setConditions(trx: Trx, record: Record, { centerId, items }: Review, decision: number, conditions: readonly NewCondition[]): Promise<void> {
  for (const condition of conditions) {
    const id = await insertCondition(trx, decision, condition)
    const item = items.find((each) => each.item.id === condition.itemId)?.item.code ?? null
    await record('condition.set', { kind: 'condition', id, centerId }, { decision, item, text: condition.text, dueOn: condition.dueOn.toString() })
  }
}

export const steps = ['suspend', 'reinstate', 'close', 'reopen'] as const
export type Step = (typeof steps)[number]

/**
 * Suspends, reinstates, closes or reopens a center, from today on (V8).
 * @returns the decision's id
 * @throws Refusal when what stands does not allow it, or the person who suspended would reinstate
 */
export function takeStep(writer: Writer, actor: Person, centerId: number, step: Step, reason: string, token: string): Promise<number> {
  return changeOnce(writer, actor, token, ['center.stepped', centerId, step, reason], async (trx, record) => {
    const center = await getCenter(trx, centerId)
    assertAllowed(await historyOf(trx, centerId), step, actor.today)
    if (step === 'reinstate') assertMayReinstate(await findSuspender(trx, centerId), actor.id)
    const id = await addDecision(trx, record, actor, {
      centerId: center.id,
      reviewId: null,
      outcome: step,
      effectiveOn: actor.today,
      terms: null,
      rationale: reason,
      documentId: null,
    })
    await rewriteSpans(trx, center.id, actor)
    return id
  })
}

/** Says that a condition was met, from a day on. @throws Refusal when it was said already, or the day cannot be */
export function meetCondition(writer: Writer, actor: Person, conditionId: number, meeting: { metOn: Day; note: string }): Promise<Condition> {
  return change(writer, actor, async (trx, record) => {
    const condition = await getCondition(trx, conditionId)
    assertMeetable(condition)
    assertNone(meetingProblems(meeting, condition, actor.today))
    await insertMeeting(trx, actor, conditionId, meeting)
    await record('condition.met', { kind: 'condition', id: conditionId, centerId: condition.centerId }, { metOn: meeting.metOn.toString(), note: meeting.note })
    await rewriteSpans(trx, condition.centerId, actor)
    return condition
  })
}
