import type { Reader } from '../db/database.ts'
import { getReview } from '../reviews/queries.ts'
import { newestVersion, type RenewableItem } from './renewal.ts'
import { listRenewals, listReplacements } from './queries.ts'

/** The items of a decided review that want evidence and were found met, with what serves them: attached then, or accepted since. */
export async function listRenewableItems(db: Reader, reviewId: number): Promise<(RenewableItem & { id: number })[]> {
  const [review, renewals] = await Promise.all([getReview(db, reviewId), listRenewals(db, reviewId)])
  const replacements = await listReplacements(db, review.centerId)
  return review.items.flatMap(({ item, finding, evidence }) => {
    if (item.evidenceWanted === null || finding === null || finding.result === 'not applicable') return []
    const attached = evidence.map(({ documentId, title, datedOn, expiresOn }) => ({ id: documentId, title, datedOn, expiresOn }))
    const ofItem = renewals.filter(({ itemCode }) => itemCode === item.code)
    const accepted = ofItem
      .filter(({ answer }) => answer?.said === 'accepted')
      .map(({ documentId, title, datedOn, expiresOn }) => ({ id: documentId, title, datedOn, expiresOn }))
    const serving = [...attached, ...accepted]
    const documents = serving.map((document) => {
      const newer = newestVersion(document.id, replacements)
      return { ...document, newer: newer !== null && serving.some((each) => each.id >= newer.id) ? null : newer }
    })
    const { id, code, question, importance, monthsGood, evidenceWanted: wanted } = item
    return [{ id, code, question, importance, wanted, monthsGood, documents, waiting: ofItem.filter(({ answer }) => answer === null) }]
  })
}
