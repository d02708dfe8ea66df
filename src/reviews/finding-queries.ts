import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull } from '../shared/days.ts'
import type { Basis, Evidence, Finding, Move, RemovedEvidence, Result } from './review.ts'

const findingsOf = question((db, { reviewId }: { reviewId: number }) =>
  db
    .selectFrom('findings as f')
    .leftJoin('findings as source', 'source.id', 'f.carried_from')
    .selectAll('f')
    .select(['source.review_id as from_review', 'source.found_by as from_person', 'source.found_at as from_at'])
    .where('f.review_id', '=', reviewId)
    .orderBy('f.item_id')
    .orderBy('f.revision'),
)

/** Every revision of every finding of a review, by item, oldest first (V9). */
export const listFindings = async (db: Reader, reviewId: number): Promise<Map<number, Finding[]>> => byItem(await findingsOf(db, { reviewId }), toFinding)

const evidenceOf = question((db, { reviewId }: { reviewId: number }) =>
  db
    .selectFrom('finding_evidence as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.id', 'e.item_id', 'e.document_id', 'd.title', 'd.dated_on', 'd.expires_on', 'e.added_by', 'e.added_at'])
    .where('e.review_id', '=', reviewId)
    .where('e.removed_at', 'is', null)
    .orderBy('e.id'),
)

/** The evidence of a review as it stands, by item; what was removed is left out. */
export async function listEvidence(db: Reader, reviewId: number): Promise<Map<number, Evidence[]>> {
  return byItem(await evidenceOf(db, { reviewId }), (row) => ({
    id: row.id,
    documentId: row.document_id,
    title: row.title,
    datedOn: toDayOrNull(row.dated_on),
    expiresOn: toDayOrNull(row.expires_on),
    addedBy: row.added_by,
    addedAt: Temporal.Instant.from(row.added_at),
  }))
}

const removedFrom = question((db, { reviewId }: { reviewId: number }) =>
  db
    .selectFrom('finding_evidence as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.item_id', 'd.title', 'e.removed_by', 'e.removed_at', 'e.removed_because'])
    .where('e.review_id', '=', reviewId)
    .where('e.removed_at', 'is not', null)
    .orderBy('e.removed_at')
    .orderBy('e.id'),
)

/** What was attached in a review and taken off again, oldest first. */
export async function listRemovedEvidence(db: Reader, reviewId: number): Promise<RemovedEvidence[]> {
  const rows = await removedFrom(db, { reviewId })
  return rows.map((row) => ({
    itemId: row.item_id,
    title: row.title,
    because: row.removed_because ?? '',
    by: row.removed_by ?? 0,
    at: Temporal.Instant.from(row.removed_at ?? ''),
  }))
}

const movesOf = question((db, { reviewId }: { reviewId: number }) => db.selectFrom('review_moves').selectAll().where('review_id', '=', reviewId).orderBy('id'))

export async function listMoves(db: Reader, reviewId: number): Promise<Move[]> {
  const rows = await movesOf(db, { reviewId })
  return rows.map((row) => ({ move: row.move, on: toDay(row.on_day), reason: row.reason, leadId: row.lead_id, by: row.by_id, at: Temporal.Instant.from(row.at) }))
}

export interface NewFinding {
  reviewId: number
  itemId: number
  revision: number
  result: Result
  basis: Basis | null
  note: string | null
  carriedFrom: number | null
  foundBy: number
}

export async function insertFinding(trx: Trx, actor: Person, finding: NewFinding): Promise<void> {
  await trx
    .insertInto('findings')
    .values({
      review_id: finding.reviewId,
      item_id: finding.itemId,
      revision: finding.revision,
      result: finding.result,
      basis: finding.basis,
      note: finding.note,
      carried_from: finding.carriedFrom,
      found_by: finding.foundBy,
      found_at: instantText(actor.now),
    })
    .execute()
}

export async function insertEvidence(trx: Trx, actor: Person, link: { reviewId: number; itemId: number; documentId: number }): Promise<number> {
  const { id } = await trx
    .insertInto('finding_evidence')
    .values({ review_id: link.reviewId, item_id: link.itemId, document_id: link.documentId, added_by: actor.id, added_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function removeEvidence(trx: Trx, actor: Person, id: number, reason: string): Promise<void> {
  await trx
    .updateTable('finding_evidence')
    .set({ removed_by: actor.id, removed_at: instantText(actor.now), removed_because: reason })
    .where('id', '=', id)
    .execute()
}

interface FindingRow {
  id: number
  revision: number
  result: Result
  basis: Basis | null
  note: string | null
  found_by: number
  found_at: string
  from_review: number | null
  from_person: number | null
  from_at: string | null
}

const toFinding = (row: FindingRow): Finding => ({
  id: row.id,
  revision: row.revision,
  result: row.result,
  basis: row.basis,
  note: row.note,
  carriedFrom:
    row.from_review === null || row.from_person === null || row.from_at === null
      ? null
      : { reviewId: row.from_review, foundBy: row.from_person, foundAt: Temporal.Instant.from(row.from_at) },
  foundBy: row.found_by,
  foundAt: Temporal.Instant.from(row.found_at),
})

function byItem<Row extends { item_id: number }, Made>(rows: Row[], make: (row: Row) => Made): Map<number, Made[]> {
  const made = new Map<number, Made[]>()
  for (const row of rows) {
    const ofItem = made.get(row.item_id)
    if (ofItem) ofItem.push(make(row))
    else made.set(row.item_id, [make(row)])
  }
  return made
}
