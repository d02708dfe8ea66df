import type { Reader } from '../db/database.ts'
import { toDay, toDayOrNull } from '../shared/days.ts'
import type { CriticalItem } from './holds.ts'

/** The critical items that each of a center's approvals rests on and that want evidence, with the documents that serve them. */
export async function listCriticalItems(db: Reader, centerId: number): Promise<CriticalItem[]> {
  const items = await db
    .selectFrom('decisions as d')
    .innerJoin('findings as f', 'f.review_id', 'd.review_id')
    .innerJoin('checklist_items as i', 'i.id', 'f.item_id')
    .select(['d.id as decisionId', 'd.review_id as reviewId', 'd.decided_on as decidedOn', 'i.id as itemId', 'i.code as itemCode', 'i.months_good as monthsGood'])
    .where('d.center_id', '=', centerId)
    .where('d.outcome', 'in', ['approve', 'approve with conditions'])
    .where('i.importance', '=', 'critical')
    .where('i.evidence_wanted', 'is not', null)
    .where('f.result', '=', 'met')
    .where('f.revision', '=', (eb) =>
      eb
        .selectFrom('findings as l')
        .select(({ fn }) => fn.max('l.revision').as('last'))
        .whereRef('l.review_id', '=', 'f.review_id')
        .whereRef('l.item_id', '=', 'f.item_id'),
    )
    .orderBy('d.id')
    .orderBy('i.position')
    .execute()
  if (items.length === 0) return []
  const documents = [...(await listAttached(db, centerId)), ...(await listRenewed(db, centerId))]
  return items.map(({ decisionId, reviewId, decidedOn, itemId, itemCode, monthsGood }) => ({
    decisionId,
    itemCode,
    monthsGood,
    documents: documents
      .filter((document) => document.reviewId === reviewId && document.itemId === itemId)
      .map((document) => ({ datedOn: toDayOrNull(document.datedOn), expiresOn: toDayOrNull(document.expiresOn), countsFrom: toDay(document.acceptedOn ?? decidedOn) })),
  }))
}

/** What was attached to findings of the center's reviews and not taken away again. */
const listAttached = async (db: Reader, centerId: number) => {
  const rows = await db
    .selectFrom('finding_evidence as e')
    .innerJoin('reviews as r', 'r.id', 'e.review_id')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .select(['e.review_id as reviewId', 'e.item_id as itemId', 'doc.dated_on as datedOn', 'doc.expires_on as expiresOn'])
    .where('r.center_id', '=', centerId)
    .where('e.removed_at', 'is', null)
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({ ...row, acceptedOn: null }))
}

/** What was added between reviews and accepted by somebody else. */
const listRenewed = (db: Reader, centerId: number) =>
  db
    .selectFrom('evidence_renewals as e')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .select(['e.review_id as reviewId', 'e.item_id as itemId', 'doc.dated_on as datedOn', 'doc.expires_on as expiresOn', 'e.answered_on as acceptedOn'])
    .where('e.center_id', '=', centerId)
    .where('e.answer', '=', 'accepted')
    .orderBy('e.id')
    .execute()
