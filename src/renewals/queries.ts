import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { historyOf } from '../standing/queries.ts'
import { decidedOn } from '../standing/standing.ts'
import type { NewerVersion, Renewal } from './renewal.ts'

/** The review behind the approval that stands, whose evidence can be renewed; null when nothing stands, or it was taken over without one. */
export async function findDecidedReview(db: Reader, centerId: number, day: Day): Promise<number | null> {
  const { approval } = decidedOn((await historyOf(db, centerId)).decisions, day)
  if (approval === null) return null
  return (await db.selectFrom('decisions').select('review_id').where('id', '=', approval.decisionId).executeTakeFirstOrThrow()).review_id
}

/** Every renewal for the items of a review, oldest first. */
export const listRenewals = async (db: Reader, reviewId: number): Promise<Renewal[]> =>
  (await renewals(db).where('e.review_id', '=', reviewId).orderBy('e.id').execute()).map(toRenewal)

/** What takes the place of each document of a center, by the id of the one replaced. */
export async function listReplacements(db: Reader, centerId: number): Promise<Map<number, NewerVersion>> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'replaces_id', 'title', 'dated_on', 'expires_on'])
    .where('center_id', '=', centerId)
    .where('replaces_id', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.replaces_id ?? 0, { id: row.id, title: row.title, datedOn: toDayOrNull(row.dated_on), expiresOn: toDayOrNull(row.expires_on) }]))
}

/** What waits for an answer that this person may give: not what they added themselves. */
export const listWaitingRenewals = async (db: Reader, person: Pick<Person, 'id'>): Promise<Renewal[]> =>
  (await renewals(db).where('e.answer', 'is', null).where('e.added_by', '<>', person.id).orderBy('e.id').limit(200).execute()).map(toRenewal)

/** @throws Refusal (not found) */
export async function getRenewal(db: Reader, id: number): Promise<Renewal> {
  const row = await renewals(db).where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such evidence.')
  return toRenewal(row)
}

export async function insertRenewal(trx: Trx, actor: Person, renewal: { centerId: number; reviewId: number; itemId: number; documentId: number }): Promise<number> {
  const { id } = await trx
    .insertInto('evidence_renewals')
    .values({
      center_id: renewal.centerId,
      review_id: renewal.reviewId,
      item_id: renewal.itemId,
      document_id: renewal.documentId,
      added_by: actor.id,
      added_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setAnswer(trx: Trx, actor: Person, id: number, { answer, reason }: { answer: 'accepted' | 'declined'; reason: string | null }): Promise<void> {
  await trx
    .updateTable('evidence_renewals')
    .set({ answer, reason, answered_by: actor.id, answered_on: actor.today.toString(), answered_at: instantText(actor.now) })
    .where('id', '=', id)
    .execute()
}

const renewals = (db: Reader) =>
  db
    .selectFrom('evidence_renewals as e')
    .innerJoin('centers', 'centers.id', 'e.center_id')
    .innerJoin('checklist_items as i', 'i.id', 'e.item_id')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .selectAll('e')
    .select(['centers.name', 'i.code', 'i.question', 'i.months_good', 'd.title', 'd.dated_on', 'd.expires_on'])

interface Row {
  id: number
  center_id: number
  name: string
  code: string
  question: string
  months_good: number | null
  document_id: number
  title: string
  dated_on: string | null
  expires_on: string | null
  added_by: number
  added_at: string
  answer: 'accepted' | 'declined' | null
  answered_by: number | null
  answered_on: string | null
  reason: string | null
}

const toRenewal = (row: Row): Renewal => ({
  id: row.id,
  centerId: row.center_id,
  centerName: row.name,
  itemCode: row.code,
  question: row.question,
  monthsGood: row.months_good,
  documentId: row.document_id,
  title: row.title,
  datedOn: toDayOrNull(row.dated_on),
  expiresOn: toDayOrNull(row.expires_on),
  addedBy: row.added_by,
  addedAt: Temporal.Instant.from(row.added_at),
  answer:
    row.answer === null || row.answered_by === null || row.answered_on === null
      ? null
      : { said: row.answer, by: row.answered_by, on: toDay(row.answered_on), reason: row.reason },
})
