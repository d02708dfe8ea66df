import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Authorization } from './location.ts'

interface AuthorizationRow {
  id: number
  center_id: number
  secrecy: 'city' | 'open'
  signed_by: string
  signed_on: string
  until_on: string
  document_id: number
  asked_by: number
  answered_by: number | null
  answer: Authorization['answer']
  overtaken_on: string | null
}

const columns = ['id', 'center_id', 'secrecy', 'signed_by', 'signed_on', 'until_on', 'document_id', 'asked_by', 'answered_by', 'answer', 'overtaken_on'] as const

/** @throws Refusal (not found) */
export async function getAuthorization(db: Reader, id: number): Promise<Authorization> {
  const row = await db.selectFrom('location_authorizations').select(columns).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such authorization.')
  return toAuthorization(row)
}

/** A center's authorizations, the newest first. */
export async function listAuthorizations(db: Reader, centerId: number): Promise<Authorization[]> {
  return (await db.selectFrom('location_authorizations').select(columns).where('center_id', '=', centerId).orderBy('id', 'desc').execute()).map(toAuthorization)
}

/** The authorizations that a document stands for: where it is linked from. */
export async function listAuthorizationsOf(db: Reader, documentId: number): Promise<Authorization[]> {
  return (await db.selectFrom('location_authorizations').select(columns).where('document_id', '=', documentId).execute()).map(toAuthorization)
}

export interface WaitingAuthorization extends Authorization {
  centerName: string
  askedByName: string
  /** Whether the person asked for it: then they can withdraw it, and somebody else must confirm it. */
  own: boolean
}

/** What waits for a second person, for /approvals: one's own too, marked so. Answered by POST /place-authorizations/:id/answer. */
export async function listWaitingAuthorizations(db: Reader, personId: number): Promise<WaitingAuthorization[]> {
  const rows = await db
    .selectFrom('location_authorizations as waiting')
    .innerJoin('centers', 'centers.id', 'waiting.center_id')
    .innerJoin('people', 'people.id', 'waiting.asked_by')
    .selectAll('waiting')
    .select(['centers.name as center_name', 'people.name as asked_by_name'])
    .where('waiting.answer', 'is', null)
    .orderBy('waiting.id')
    .execute()
  return rows.map((row) => ({ ...toAuthorization(row), centerName: row.center_name, askedByName: row.asked_by_name, own: row.asked_by === personId }))
}

type NewAuthorization = Pick<Authorization, 'centerId' | 'secrecy' | 'signedBy' | 'signedOn' | 'untilOn' | 'documentId'>

export async function insertAuthorization(trx: Trx, actor: Person, authorization: NewAuthorization): Promise<number> {
  const { id } = await trx
    .insertInto('location_authorizations')
    .values({
      center_id: authorization.centerId,
      secrecy: authorization.secrecy,
      signed_by: authorization.signedBy,
      signed_on: authorization.signedOn.toString(),
      until_on: authorization.untilOn.toString(),
      document_id: authorization.documentId,
      asked_by: actor.id,
      asked_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setAnswer(trx: Trx, actor: Person, id: number, answer: 'confirmed' | 'declined' | 'withdrawn'): Promise<void> {
  await trx
    .updateTable('location_authorizations')
    .set({ answer, answered_by: actor.id, answered_at: instantText(actor.now) })
    .where('id', '=', id)
    .execute()
}

/** Says of one that waits that its place changed on this day. */
export async function setOvertaken(trx: Trx, actor: Person, id: number): Promise<void> {
  await trx.updateTable('location_authorizations').set({ overtaken_on: actor.today.toString() }).where('id', '=', id).execute()
}

const toAuthorization = (row: AuthorizationRow): Authorization => ({
  id: row.id,
  centerId: row.center_id,
  secrecy: row.secrecy,
  signedBy: row.signed_by,
  signedOn: toDay(row.signed_on),
  untilOn: toDay(row.until_on),
  documentId: row.document_id,
  askedBy: row.asked_by,
  answeredBy: row.answered_by,
  answer: row.answer,
  overtakenOn: toDayOrNull(row.overtaken_on),
})
