import { addOnce, change } from '../audit/record.ts'
import { coverageOf } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import { addDecision } from '../decisions/queries.ts'
import { addDocument } from '../documents/queries.ts'
import type { Upload } from '../http/upload.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone, Refusal } from '../shared/refusal.ts'
import { rewriteSpans } from '../standing/queries.ts'
import type { OpeningAnswer, OpeningForm } from './forms.ts'
import { assertFirst, assertMayAnswer, assertMayWithdraw, openingProblems, type Opening } from './opening.ts'
import { countDecisions, findWaitingOpening, getOpening, insertOpening, setAnswer } from './queries.ts'

const subjectOf = ({ id, centerId }: Pick<Opening, 'id' | 'centerId'>) => ({ kind: 'opening approval', id, centerId })

/**
 * Asks that an approval in force be taken over, with its real days and the document that shows it; once for each form (M7).
 * @returns the id of what waits now
 * @throws Refusal when the center was decided on already, one waits, or its days and scope cannot be (V7)
 */
export function askForOpening(writer: Writer, actor: Person, centerId: number, { token, ...form }: Omit<OpeningForm, 'file'>, file: Upload): Promise<number> {
  return addOnce(writer, actor, token, ['opening.asked', centerId, form, file], async (trx, record) => {
    const waiting = await findWaitingOpening(trx, centerId)
    if (waiting) throw new Refusal('conflict', 'An approval of this center waits to be taken over already.')
    const { populations, fromAge, toAge, people, stay } = form
    const asked = { centerId, effectiveOn: form.effective, validUntil: form.valid, scope: { populations, fromAge, toAge, people, longestStayDays: stay } }
    await assertTakeable(trx, asked, actor)
    const documentId = await addDocument(trx, record, writer.keys, actor, {
      centerId,
      kind: 'evidence',
      title: form.title,
      datedOn: null,
      receivedOn: actor.today,
      expiresOn: form.valid,
      replacesId: null,
      file,
    })
    const id = await insertOpening(trx, actor, { ...asked, rationale: form.rationale, documentId })
    const days = { effectiveOn: form.effective.toString(), validUntil: form.valid.toString() }
    await record('opening.asked', subjectOf({ id, centerId }), { ...days, scope: asked.scope, document: documentId, rationale: form.rationale })
    return id
  })
}

/** Takes an approval over, as an opening entry with its own days, or declines to. By a manager who did not ask for it. */
export function answerOpening(writer: Writer, actor: Person, id: number, answer: OpeningAnswer): Promise<Opening> {
  return change(writer, actor, async (trx, record) => {
    const opening = await getOpening(trx, id)
    assertMayAnswer(opening, actor.id)
    if (answer === 'declined') {
      await setAnswer(trx, actor, id, answer, null)
      await record('opening.declined', subjectOf(opening))
      return opening
    }
    await assertTakeable(trx, opening, actor)
    const { centerId, effectiveOn, validUntil, scope, rationale, documentId } = opening
    const decisionId = await addDecision(trx, record, actor, {
      centerId,
      reviewId: null,
      outcome: 'approve',
      effectiveOn,
      terms: { validUntil, scope },
      rationale,
      documentId,
    })
    await setAnswer(trx, actor, id, answer, decisionId)
    await rewriteSpans(trx, centerId, actor)
    await record('opening.taken-over', subjectOf(opening), { decision: decisionId, effectiveOn: effectiveOn.toString(), validUntil: validUntil.toString(), scope })
    return opening
  })
}

export function withdrawOpening(writer: Writer, actor: Person, id: number): Promise<Opening> {
  return change(writer, actor, async (trx, record) => {
    const opening = await getOpening(trx, id)
    assertMayWithdraw(opening, actor.id)
    await setAnswer(trx, actor, id, 'withdrawn', null)
    await record('opening.withdrawn', subjectOf(opening))
    return opening
  })
}

async function assertTakeable(trx: Trx, asked: Pick<Opening, 'centerId' | 'effectiveOn' | 'validUntil' | 'scope'>, { today }: Person): Promise<void> {
  const center = await getCenter(trx, asked.centerId)
  assertFirst(await countDecisions(trx, asked.centerId))
  assertNone(openingProblems({ effective: asked.effectiveOn, valid: asked.validUntil, ...asked.scope }, coverageOf(center), today))
}
