import { listHolders } from '../accounts/queries.ts'
import { addOnce, change, type Record } from '../audit/record.ts'
import { traitsOf } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import { getPublishedChecklist } from '../checklists/queries.ts'
import type { Reader, Trx, Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone, problemIf, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf, rewriteSpans } from '../standing/queries.ts'
import { carriedOver } from './carrying.ts'
import { listRenewed } from './evidence-queries.ts'
import { insertEvidence, insertFinding } from './finding-queries.ts'
import type { OpeningForm } from './forms.ts'
import { findUnderWay, getReview } from './queries.ts'
import { findLastDecided, insertMove, insertReview, setLead, setState } from './review-queries.ts'
import { applicable, assertComplete, assertOpen, assertSubmitted, assertUnderWay, openingProblems, UnderReview, type Review } from './review.ts'

const subjectOf = (review: Pick<Review, 'id' | 'centerId'>) => ({ kind: 'review', id: review.id, centerId: review.centerId })

/**
 * Opens a review of a center on the checklist published now (V1), once for each form (M7). A renewal starts from what the last decided review found (V2).
 * @returns its id
 * @throws UnderReview when one is under way already; Refusal while the center is closed, when the lead cannot lead or the target day is past
 */
export function openReview(writer: Writer, actor: Person, centerId: number, { token, ...form }: OpeningForm): Promise<number> {
  return addOnce(writer, actor, token, ['review.opened', centerId, form], async (trx, record) => {
    const center = await getCenter(trx, centerId)
    assertNotClosed(await historyOf(trx, centerId), actor.today)
    const underWay = await findUnderWay(trx, centerId)
    if (underWay) throw new UnderReview(underWay)
    assertNone(openingProblems(form, await listLeads(trx), actor.today))
    const checklist = await getPublishedChecklist(trx)
    const id = await insertReview(trx, actor, { centerId, kind: form.kind, checklistId: checklist.id, leadId: form.lead, targetOn: form.target })
    await insertMove(trx, actor, id, { move: 'opened', leadId: form.lead })
    await record('review.opened', subjectOf({ id, centerId }), { kind: form.kind, checklist: checklist.version, lead: form.lead, target: form.target.toString() })
    if (form.kind === 'renewal') {
      const { items } = applicable(checklist.items, traitsOf(center))
      await carryOver(trx, record, actor, { reviewId: id, centerId, leadId: form.lead }, items)
    }
    await rewriteSpans(trx, centerId, actor)
    return id
  })
}

/** The lead stands for what is carried over until it is confirmed: somebody who assesses anyway, so that V6 bars nobody more. */
async function carryOver(
  trx: Trx,
  record: Record,
  actor: Person,
  { reviewId, centerId, leadId }: { reviewId: number; centerId: number; leadId: number },
  items: Review['items'][number]['item'][],
): Promise<void> {
  const lastId = await findLastDecided(trx, centerId)
  if (lastId === null) return
  const carried = carriedOver(await getReview(trx, lastId), await listRenewed(trx, lastId), items, actor.today)
  for (const { item, finding, documentIds } of carried) {
    const { result, basis, note } = finding
    await insertFinding(trx, actor, { reviewId, itemId: item.id, revision: 1, result, basis, note, carriedFrom: finding.id, foundBy: leadId })
    for (const documentId of documentIds) await insertEvidence(trx, actor, { reviewId, itemId: item.id, documentId })
    await record('finding.carried-over', subjectOf({ id: reviewId, centerId }), {
      item: item.code,
      from: lastId,
      result,
      basis,
      note,
      lead: leadId,
      documents: documentIds,
    })
  }
}

/** @throws Incomplete (V4), naming every item that lacks a finding or its confirmation */
export function submitReview(writer: Writer, actor: Person, reviewId: number): Promise<Review> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertOpen(review)
    assertComplete(review)
    await setState(trx, actor, reviewId, 'submitted', traitsOf(await getCenter(trx, review.centerId)))
    await insertMove(trx, actor, reviewId, { move: 'submitted' })
    await record('review.submitted', subjectOf(review), { state: ['open', 'submitted'] })
    return review
  })
}

/** Sends a submitted review back to be worked on. */
export function returnReview(writer: Writer, actor: Person, reviewId: number, reason: string): Promise<Review> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertSubmitted(review)
    await setState(trx, actor, reviewId, 'open', null)
    await insertMove(trx, actor, reviewId, { move: 'returned', reason })
    await record('review.returned', subjectOf(review), { state: ['submitted', 'open'], reason })
    return review
  })
}

/** Ends a review without a decision; what was found in it stays to be read. */
export function withdrawReview(writer: Writer, actor: Person, reviewId: number, reason: string): Promise<Review> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertUnderWay(review)
    await setState(trx, actor, reviewId, 'withdrawn', traitsOf(await getCenter(trx, review.centerId)))
    await insertMove(trx, actor, reviewId, { move: 'withdrawn', reason })
    await record('review.withdrawn', subjectOf(review), { state: [review.state, 'withdrawn'], reason })
    await rewriteSpans(trx, review.centerId, actor)
    return review
  })
}

/**
 * Gives a review under way to another lead. Who led it before stays barred from deciding it (V6).
 * @param from who led it when the form was opened; left out where there was no form
 * @throws Stale when somebody else leads it by now (R3); Problems of the lead, when they lead it already or may not; Refusal when it is not under way
 */
export function handOverReview(writer: Writer, actor: Person, reviewId: number, leadId: number, from?: number): Promise<Review> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertUnderWay(review)
    if (from !== undefined && from !== review.leadId) throw new Stale('review')
    const same = problemIf(review.leadId === leadId, 'lead', 'They lead it already. Choose somebody else.')
    assertNone([...same, ...openingProblems({ lead: leadId }, await listLeads(trx), actor.today)])
    await setLead(trx, reviewId, leadId)
    await insertMove(trx, actor, reviewId, { move: 'handed over', leadId })
    await record('review.handed-over', subjectOf(review), { lead: [review.leadId, leadId] })
    return review
  })
}

/** Who may lead a review. */
const listLeads = (db: Reader): Promise<{ id: number }[]> => listHolders(db, ['coordinator', 'manager'])
