import { addOnce, change } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { documentProblems } from '../documents/document.ts'
import { addDocument, getDocument, type NewDocument } from '../documents/queries.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { assertNone, Refusal, type Problem } from '../shared/refusal.ts'
import { getEvidence } from './evidence-queries.ts'
import { insertEvidence, insertFinding, removeEvidence } from './finding-queries.ts'
import { assertAnswer, assertLatest, isSaid, noteProblems, type Answer } from './finding.ts'
import { getReview } from './queries.ts'
import { assertOpen, itemOf, type Finding, type Review } from './review.ts'

const subjectOf = (review: Pick<Review, 'id' | 'centerId'>) => ({ kind: 'review', id: review.id, centerId: review.centerId })

/** An answer, and whether its note is none of a place though it looks like one. */
type Said = Answer & { anyway?: boolean }

/**
 * Records what was found for an item, as a new revision (V9). For a finding that was carried over this confirms it (V2),
 * also when it says the same again. Saying once more what stands already changes nothing.
 * @param revision the one that the page was made from; 0 when there was none
 * @throws Stale (R3) when somebody else saved the item since; Problems when a new note looks like a place and nobody said that it is none (CONF-08)
 */
export function recordFinding(writer: Writer, actor: Person, reviewId: number, code: string, { anyway, ...answer }: Said, revision: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertOpen(review)
    const { item, finding } = itemOf(review, code)
    assertAnswer(item, answer)
    const kept: Answer = answer.result === 'not applicable' ? { ...answer, basis: null } : answer
    if (isSaid(finding, kept)) return
    assertLatest(finding, revision)
    assertNone(noteProblems(finding, { note: kept.note, ...(anyway && { anyway }) }))
    await insertFinding(trx, actor, { reviewId, itemId: item.id, revision: revision + 1, ...kept, carriedFrom: null, foundBy: actor.id })
    const action = finding?.carriedFrom ? 'finding.confirmed' : 'finding.recorded'
    await record(action, subjectOf(review), { item: code, revision: revision + 1, before: finding && answerOf(finding), after: answerOf(kept) })
  })
}

const answerOf = ({ result, basis, note }: Answer | Finding): Answer => ({ result, basis, note })

/** A document that the center has, or a new one. */
export type Source = { documentId: number } | { document: Omit<NewDocument, 'centerId' | 'kind' | 'receivedOn' | 'replacesId'> }

/**
 * Attaches a document, new or one that the center has, to the items that it serves. Where it is attached already nothing changes.
 * @param token the form's, which attaches it once (M7)
 * @returns how many items it was attached to
 * @throws Problems when it is dated on a day still to come; Refusal when it is another center's
 */
export function attachEvidence(writer: Writer, actor: Person, reviewId: number, codes: string[], source: Source, token?: string): Promise<number> {
  return addOnce(writer, actor, token, ['evidence.attached', reviewId, codes, source], async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertOpen(review)
    const items = codes.map((code) => itemOf(review, code))
    assertNone(await sourceProblems(trx, review, source, actor.today))
    const documentId =
      'documentId' in source
        ? source.documentId
        : await addDocument(trx, record, writer.keys, actor, {
            ...source.document,
            centerId: review.centerId,
            kind: 'evidence',
            receivedOn: actor.today,
            replacesId: null,
          })
    const wanting = items.filter(({ evidence }) => !evidence.some((each) => each.documentId === documentId))
    for (const { item } of wanting) {
      await insertEvidence(trx, actor, { reviewId, itemId: item.id, documentId })
      await record('evidence.attached', subjectOf(review), { item: item.code, document: documentId })
    }
    return wanting.length
  })
}

async function sourceProblems(trx: Trx, { centerId }: Review, source: Source, today: Day): Promise<Problem[]> {
  if (!('documentId' in source)) return documentProblems(source.document, today, 'dated')
  const document = await getDocument(trx, source.documentId)
  if (document.centerId !== centerId) throw new Refusal('conflict', 'That document belongs to another center.')
  return documentProblems(document, today, 'document')
}

/** Takes a document off one item, with the reason. The document itself stays with the center. */
export function detachEvidence(writer: Writer, actor: Person, reviewId: number, evidenceId: number, reason: string): Promise<{ code: string; title: string }> {
  return change(writer, actor, async (trx, record) => {
    const review = await getReview(trx, reviewId)
    assertOpen(review)
    const { id, code, title, documentId } = await getEvidence(trx, reviewId, evidenceId)
    await removeEvidence(trx, actor, id, reason)
    await record('evidence.removed', subjectOf(review), { item: code, document: documentId, reason })
    return { code, title }
  })
}
