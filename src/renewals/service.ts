import { addOnce, change } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import { addDocument } from '../documents/queries.ts'
import type { Upload } from '../http/upload.ts'
import type { Person } from '../shared/actor.ts'
import { assert, assertNone, Refusal } from '../shared/refusal.ts'
import { renewSpans } from '../standing/queries.ts'
import type { AnswerForm, RenewalForm } from './forms.ts'
import { listRenewableItems } from './item-queries.ts'
import { findDecidedReview, getRenewal, insertRenewal, setAnswer } from './queries.ts'
import { assertMayAnswer, itemProblems, renewalProblems, type Renewal } from './renewal.ts'

/**
 * Adds a new document for an item of the decided review, once for each form (M7). It counts once someone else accepts it.
 * @returns the renewal's id
 * @throws Refusal when no approval that came of a review stands, the item wants none, or the document is not in date
 */
export function renewEvidence(writer: Writer, actor: Person, centerId: number, { token, ...form }: Omit<RenewalForm, 'file'>, file: Upload): Promise<number> {
  return addOnce(writer, actor, token, ['evidence.renewed', centerId, form, file], async (trx, record) => {
    const reviewId = await findDecidedReview(trx, centerId, actor.today)
    if (reviewId === null) throw new Refusal('conflict', 'No approval that came of a review stands, so there is no evidence to renew.')
    const items = await listRenewableItems(trx, reviewId)
    const item = items.find(({ code }) => code === form.item)
    assertNone([...itemProblems(form.item, items), ...renewalProblems(form, item ?? null, actor.today)])
    assert(item, 'what is not among the items was refused')
    const { title, datedOn, expiresOn } = form
    const documentId = await addDocument(trx, record, writer.keys, actor, {
      centerId,
      kind: 'evidence',
      title,
      datedOn,
      receivedOn: actor.today,
      expiresOn,
      replacesId: null,
      file,
    })
    const id = await insertRenewal(trx, actor, { centerId, reviewId, itemId: item.id, documentId })
    await record('evidence.renewed', { kind: 'renewal', id, centerId }, { review: reviewId, item: item.code, document: documentId })
    return id
  })
}

/** Accepts new evidence, from today on, or declines it with the reason. @throws Refusal when it was answered, or by who added it */
export function answerRenewal(writer: Writer, actor: Person, renewalId: number, form: AnswerForm): Promise<Renewal> {
  return change(writer, actor, async (trx, record) => {
    const renewal = await getRenewal(trx, renewalId)
    assertMayAnswer(renewal, actor.id)
    if (form.answer === 'accepted') assertNone(renewalProblems(renewal, { code: renewal.itemCode, monthsGood: renewal.monthsGood }, actor.today))
    await setAnswer(trx, actor, renewalId, form)
    if (form.answer === 'accepted') await renewSpans(trx, renewal.centerId, actor)
    await record(`evidence.${form.answer}`, { kind: 'renewal', id: renewalId, centerId: renewal.centerId }, { item: renewal.itemCode, reason: form.reason })
    return renewal
  })
}
