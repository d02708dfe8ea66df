import { sql } from 'kysely'
import { traitsOf } from '../../src/centers/center.ts'
import { getCenter } from '../../src/centers/queries.ts'
import type { Trx } from '../../src/db/database.ts'
import { earlier, isAfter, later, type Day } from '../../src/shared/days.ts'
import { decidedOn, type StandingCondition, type StandingDecision, type StandingHistory, type StandingReview } from '../../src/standing/standing.ts'
import { cora, paul, priya } from '../support/register.ts'
import { insertEvidenceDocument } from '../support/vetted.ts'

/** One center's history while it is really recorded, day by day, as far as the database lets it be. */
export interface Recording {
  centerId: number
  /** What is yet to come, as it was drawn. */
  planned: StandingHistory
  /** What the register holds by now: what the pure fold is asked about. */
  recorded: { decisions: StandingDecision[]; conditions: StandingCondition[]; reviews: StandingReview[] }
  /** The review under way, if there is one. */
  open: number | null
  conditions: { id: number; metOn: Day | null; recorded: StandingCondition }[]
}

export const beginRecording = (centerId: number, planned: StandingHistory): Recording => ({
  centerId,
  planned,
  recorded: { decisions: [], conditions: [], reviews: [] },
  open: null,
  conditions: [],
})

/** The day on which each decision is recorded: as late as may be, since none is back-dated and none is recorded before the one drawn before it. */
function recordingDays(decisions: readonly StandingDecision[]): Day[] {
  const days: Day[] = []
  for (const decision of decisions.toReversed()) {
    const after = days.at(-1)
    days.push(after === undefined ? decision.effectiveOn : earlier(after, decision.effectiveOn))
  }
  return days.toReversed()
}

/** Records all that falls on a day: reviews that end and begin, decisions in their order, conditions that are met. */
export async function recordDay(trx: Trx, recording: Recording, day: Day, isFirst: boolean): Promise<void> {
  const due = (each: Day): boolean => each.equals(day) || (isFirst && !isAfter(each, day))
  const days = recordingDays(recording.planned.decisions)
  for (const review of recording.planned.reviews) if (review.endedOn !== null && due(review.endedOn)) await endReview(trx, recording, day, 'withdrawn')
  for (const review of recording.planned.reviews) if (due(review.openedOn)) await openReview(trx, recording, day)
  for (const [index, decision] of recording.planned.decisions.entries()) {
    const on = days[index]
    if (on !== undefined && due(on)) await recordDecision(trx, recording, decision, day)
  }
  for (const { id, metOn, recorded } of recording.conditions) {
    if (recorded.metOn !== null || metOn === null || isAfter(metOn, day)) continue
    await trx
      .insertInto('condition_meetings')
      .values({ condition_id: id, met_on: metOn.toString(), note: 'Seen.', said_by: cora.id, said_at: at(day) })
      .execute()
    recorded.metOn = metOn
  }
}

const at = (day: Day): string => `${day.toString()}T09:00:00.000Z`

async function openReview(trx: Trx, recording: Recording, day: Day): Promise<number> {
  if (recording.open !== null) return recording.open
  const dated = { opened_on: day.toString(), opened_at: at(day), target_on: day.toString(), moved_at: at(day) }
  const { id } = await trx
    .insertInto('reviews')
    .values({ center_id: recording.centerId, kind: 'initial', checklist_id: 1, lead_id: cora.id, opened_by: cora.id, ...dated })
    .returning('id')
    .executeTakeFirstOrThrow()
  recording.recorded.reviews.push({ openedOn: day, endedOn: null })
  recording.open = id
  return id
}

async function endReview(trx: Trx, recording: Recording, day: Day, state: 'withdrawn' | 'decided'): Promise<void> {
  if (recording.open === null) return
  await trx.updateTable('reviews').set({ state, ended_on: day.toString() }).where('id', '=', recording.open).execute()
  const last = recording.recorded.reviews.at(-1)
  if (last) last.endedOn = day
  recording.open = null
}

/** V4, V5: every item that applies is met, with one paper for all that want evidence. */
async function submitReview(trx: Trx, centerId: number, reviewId: number, day: Day): Promise<void> {
  const paper = await insertEvidenceDocument(trx, centerId, { receivedOn: day.toString(), expiresOn: '2126-12-31' })
  const items = sql`FROM review_items WHERE review_id = ${reviewId}`
  await sql`INSERT INTO findings (review_id, item_id, revision, result, basis, found_by, found_at)
    SELECT review_id, item_id, 1, 'met', 'document', ${cora.id}, ${at(day)} ${items}`.execute(trx)
  await sql`INSERT INTO finding_evidence (review_id, item_id, document_id, added_by, added_at)
    SELECT review_id, item_id, ${paper}, ${cora.id}, ${at(day)} ${items} AND evidence_wanted IS NOT NULL`.execute(trx)
  const traits = JSON.stringify(traitsOf(await getCenter(trx, centerId)))
  await trx.updateTable('reviews').set({ state: 'submitted', traits }).where('id', '=', reviewId).execute()
}

/** Approvals and refusals rest on a review that was submitted; a suspension counts at once, as does its end, which there is of a suspension alone, and they are by two people (V8). */
async function recordDecision(trx: Trx, recording: Recording, planned: StandingDecision, day: Day): Promise<void> {
  const { validUntil } = planned
  const effectiveOn = planned.outcome === 'suspend' || planned.outcome === 'reinstate' ? day : planned.effectiveOn
  if (planned.outcome === 'reinstate' && decidedOn(recording.recorded.decisions, day).suspendedOn === null) return
  const asked = recording.planned.conditions.some(({ decisionId }) => decisionId === planned.id)
  const outcome = planned.outcome === 'approve with conditions' && !asked ? 'approve' : planned.outcome // V5: of none it cannot be.
  const rests = validUntil !== null || outcome === 'decline'
  const reviewId = rests ? await openReview(trx, recording, day) : null
  if (reviewId !== null) await submitReview(trx, recording.centerId, reviewId, day)
  const { id } = await trx
    .insertInto('decisions')
    .values({
      center_id: recording.centerId,
      review_id: reviewId,
      outcome,
      effective_on: effectiveOn.toString(),
      valid_until: validUntil?.toString() ?? null,
      scope: validUntil === null ? null : '{"populations":[]}',
      rationale: 'As drawn.',
      decided_by: outcome === 'reinstate' ? paul.id : priya.id,
      decided_on: day.toString(),
      decided_at: at(day),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  recording.recorded.decisions.push({ ...planned, outcome, effectiveOn, id })
  if (outcome === 'approve with conditions') await recordConditions(trx, recording, planned, id)
  if (rests) await endReview(trx, recording, day, 'decided')
}

/** None is met before its approval counts. */
async function recordConditions(trx: Trx, recording: Recording, decision: StandingDecision, id: number): Promise<void> {
  for (const planned of recording.planned.conditions.filter(({ decisionId }) => decisionId === decision.id)) {
    const row = await trx
      .insertInto('conditions')
      .values({ decision_id: id, text: 'As drawn.', due_on: planned.dueOn.toString() })
      .returning('id')
      .executeTakeFirstOrThrow()
    const recorded = { decisionId: id, dueOn: planned.dueOn, metOn: null }
    recording.recorded.conditions.push(recorded)
    recording.conditions.push({ id: row.id, metOn: planned.metOn && later(planned.metOn, decision.effectiveOn), recorded })
  }
}
