import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'

export interface Condition {
  id: number
  decisionId: number
  centerId: number
  centerName: string
  /** The item that was not met, by its code. */
  itemCode: string | null
  text: string
  dueOn: Day
  effectiveOn: Day
  met: { on: Day; note: string; by: number } | null
}

/** The conditions of every decision on a center, the first due first. */
export const listConditions = async (db: Reader, centerId: number): Promise<Condition[]> =>
  (await conditions(db).where('d.center_id', '=', centerId).orderBy('c.due_on').orderBy('c.id').execute()).map(toCondition)

/** @throws Refusal (not found) */
export async function getCondition(db: Reader, id: number): Promise<Condition> {
  const row = await conditions(db).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such condition.')
  return toCondition(row)
}

export async function insertMeeting(trx: Trx, actor: Person, conditionId: number, { metOn, note }: { metOn: Day; note: string }): Promise<void> {
  await trx
    .insertInto('condition_meetings')
    .values({ condition_id: conditionId, met_on: metOn.toString(), note, said_by: actor.id, said_at: instantText(actor.now) })
    .execute()
}

const conditions = (db: Reader) =>
  db
    .selectFrom('conditions as c')
    .innerJoin('decisions as d', 'd.id', 'c.decision_id')
    .innerJoin('centers', 'centers.id', 'd.center_id')
    .leftJoin('checklist_items as i', 'i.id', 'c.item_id')
    .leftJoin('condition_meetings as m', 'm.condition_id', 'c.id')
    .select(['c.id', 'c.decision_id', 'c.text', 'c.due_on', 'd.center_id', 'd.effective_on', 'centers.name', 'i.code', 'm.met_on', 'm.note', 'm.said_by'])

interface Row {
  id: number
  decision_id: number
  text: string
  due_on: string
  center_id: number
  effective_on: string
  name: string
  code: string | null
  met_on: string | null
  note: string | null
  said_by: number | null
}

function toCondition(row: Row): Condition {
  const on = toDayOrNull(row.met_on)
  return {
    id: row.id,
    decisionId: row.decision_id,
    centerId: row.center_id,
    centerName: row.name,
    itemCode: row.code,
    text: row.text,
    dueOn: toDay(row.due_on),
    effectiveOn: toDay(row.effective_on),
    met: on === null || row.note === null || row.said_by === null ? null : { on, note: row.note, by: row.said_by },
  }
}
