import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { scopeText, toScope } from '../standing/scope.ts'
import type { Opening } from './opening.ts'

/** @throws Refusal (not found) */
export async function getOpening(db: Reader, id: number): Promise<Opening> {
  const row = await openings(db).where('o.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such approval to take over.')
  return toOpening(row)
}

/** What waits for this center; one at most. */
export async function findWaitingOpening(db: Reader, centerId: number): Promise<Opening | null> {
  const row = await openings(db).where('o.center_id', '=', centerId).where('o.answer', 'is', null).executeTakeFirst()
  return row ? toOpening(row) : null
}

/** What waits for a manager other than who asked: what this person may answer. */
export const listWaitingOpenings = async (db: Reader, person: Pick<Person, 'id'>): Promise<Opening[]> =>
  (await openings(db).where('o.answer', 'is', null).where('o.asked_by', '<>', person.id).orderBy('o.id').limit(200).execute()).map(toOpening)

export async function countDecisions(db: Reader, centerId: number): Promise<number> {
  const { count } = await db
    .selectFrom('decisions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('center_id', '=', centerId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertOpening(trx: Trx, actor: Person, opening: Omit<Opening, 'id' | 'centerName' | 'askedBy' | 'answer'>): Promise<number> {
  const { id } = await trx
    .insertInto('opening_approvals')
    .values({
      center_id: opening.centerId,
      effective_on: opening.effectiveOn.toString(),
      valid_until: opening.validUntil.toString(),
      scope: scopeText(opening.scope),
      rationale: opening.rationale,
      document_id: opening.documentId,
      asked_by: actor.id,
      asked_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setAnswer(trx: Trx, actor: Person, id: number, answer: 'taken over' | 'declined' | 'withdrawn', decisionId: number | null): Promise<void> {
  await trx
    .updateTable('opening_approvals')
    .set({ answer, answered_by: actor.id, answered_at: instantText(actor.now), decision_id: decisionId })
    .where('id', '=', id)
    .execute()
}

const openings = (db: Reader) => db.selectFrom('opening_approvals as o').innerJoin('centers', 'centers.id', 'o.center_id').selectAll('o').select('centers.name')

interface Row {
  id: number
  center_id: number
  name: string
  effective_on: string
  valid_until: string
  scope: string
  rationale: string
  document_id: number
  asked_by: number
  answered_by: number | null
  answer: 'taken over' | 'declined' | 'withdrawn' | null
}

const toOpening = (row: Row): Opening => ({
  id: row.id,
  centerId: row.center_id,
  centerName: row.name,
  effectiveOn: toDay(row.effective_on),
  validUntil: toDay(row.valid_until),
  scope: toScope(row.scope),
  rationale: row.rationale,
  documentId: row.document_id,
  askedBy: row.asked_by,
  answer: row.answer === null || row.answered_by === null ? null : { said: row.answer, by: row.answered_by },
})
