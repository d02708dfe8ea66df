import type { Reader } from '../db/database.ts'
import { toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Renewed } from './carrying.ts'

/** A document of a center that may be attached as evidence. */
export interface Attachable {
  id: number
  title: string
  datedOn: Day | null
  expiresOn: Day | null
}

/** The newest versions of a center's evidence, agreements and reports, the latest received first. */
export async function listAttachable(db: Reader, centerId: number): Promise<Attachable[]> {
  const rows = await db
    .selectFrom('documents as d')
    .select(['d.id', 'd.title', 'd.dated_on', 'd.expires_on'])
    .where('d.center_id', '=', centerId)
    .where('d.kind', 'in', ['evidence', 'agreement', 'report'])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('documents as newer').select('newer.id').whereRef('newer.replaces_id', '=', 'd.id'))))
    .orderBy('d.received_on', 'desc')
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, datedOn: toDayOrNull(row.dated_on), expiresOn: toDayOrNull(row.expires_on) }))
}

/** What somebody else accepted between reviews, for the items of one review. */
export async function listRenewed(db: Reader, reviewId: number): Promise<Renewed[]> {
  const rows = await db
    .selectFrom('evidence_renewals as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.item_id', 'e.document_id', 'd.dated_on', 'd.expires_on'])
    .where('e.review_id', '=', reviewId)
    .where('e.answer', '=', 'accepted')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({ itemId: row.item_id, documentId: row.document_id, datedOn: toDayOrNull(row.dated_on), expiresOn: toDayOrNull(row.expires_on) }))
}

/** @throws Refusal (not found) when the evidence is not of this review, or was removed already */
export async function getEvidence(db: Reader, reviewId: number, id: number): Promise<{ id: number; itemId: number; code: string; documentId: number; title: string }> {
  const row = await db
    .selectFrom('finding_evidence as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .innerJoin('checklist_items as i', 'i.id', 'e.item_id')
    .select(['e.id', 'e.item_id as itemId', 'i.code', 'e.document_id as documentId', 'd.title'])
    .where('e.id', '=', id)
    .where('e.review_id', '=', reviewId)
    .where('e.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'That evidence is not attached to this review, or was removed already.')
  return row
}
