import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Actor, Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull } from '../shared/days.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { NeedDetails } from './forms.ts'
import type { Need } from './need.ts'

/** @throws Refusal (not found) */
export async function getNeed(db: Reader, id: number): Promise<Need> {
  const row = await selectNeeds(db).where('needs.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such need.')
  return toNeed(row)
}

const needsOfCenter = question((db, { centerId }: { centerId: number }) =>
  selectNeeds(db)
    .where('needs.center_id', '=', centerId)
    .orderBy(sql`needs.needed_by IS NULL`)
    .orderBy('needs.needed_by')
    .orderBy('needs.id'),
)

/** Every need of a center, those needed soonest first. */
export const listNeedsOf = async (db: Reader, centerId: number): Promise<Need[]> => (await needsOfCenter(db, { centerId })).map(toNeed)

export async function insertNeed(trx: Trx, actor: Person, centerId: number, need: NeedDetails): Promise<number> {
  const { id } = await trx
    .insertInto('needs')
    .values({ center_id: centerId, ...toColumns(need), recorded_by: actor.id, recorded_on: actor.today.toString(), recorded_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A clock set back never puts a change before what it changed. */
const notBefore = (at: string) => sql<string>`max(${at}, ifnull(needs.changed_at, needs.recorded_at))`

/** @throws Stale when somebody saved the need since `version` was read */
export async function updateNeed(trx: Trx, actor: Pick<Actor, 'now'>, id: number, version: number, need: NeedDetails): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('needs')
    .set({ ...toColumns(need), version: version + 1, changed_at: notBefore(instantText(actor.now)) })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('need')
}

export async function insertWithdrawal(trx: Trx, actor: Person, needId: number, reason: string): Promise<void> {
  await trx
    .insertInto('need_withdrawals')
    .values({ need_id: needId, reason, withdrawn_by: actor.id, withdrawn_on: actor.today.toString(), withdrawn_at: instantText(actor.now) })
    .execute()
}

export interface CoveringAllocation {
  id: number
  forWhat: string
  state: 'draft' | 'proposed' | 'approved' | 'closed' | 'declined' | 'cancelled'
  amountMinor: number
  currency: string
  fundName: string
}

/** The allocations that say they cover a need, newest first. */
export async function listAllocationsOf(db: Reader, needId: number): Promise<CoveringAllocation[]> {
  const rows = await db
    .selectFrom('allocation_needs')
    .innerJoin('allocations', 'allocations.id', 'allocation_needs.allocation_id')
    .innerJoin('funds', 'funds.id', 'allocations.fund_id')
    .select(['allocations.id', 'allocations.for_what', 'allocations.state', 'allocations.amount_minor', 'allocations.currency', 'funds.name'])
    .where('allocation_needs.need_id', '=', needId)
    .orderBy('allocations.id', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, forWhat: row.for_what, state: row.state, amountMinor: row.amount_minor, currency: row.currency, fundName: row.name }))
}

const toColumns = (need: NeedDetails) => ({
  catalogue_code: need.catalogueCode,
  category: need.category,
  item: need.item,
  quantity: need.quantity,
  unit: need.unit,
  unit_cost_minor: need.unitCost?.minor ?? null,
  currency: need.unitCost?.currency ?? null,
  people: need.people,
  priority: need.priority,
  needed_by: need.neededBy?.toString() ?? null,
})

const isSent = sql<boolean>`EXISTS (SELECT 1 FROM delivery_events e WHERE e.delivery_id = l.delivery_id AND e.kind = 'sent')`
const isLost = sql<boolean>`EXISTS (SELECT 1 FROM delivery_events e WHERE e.delivery_id = l.delivery_id AND e.kind = 'lost')`
const hasNoEvent = sql<boolean>`NOT EXISTS (SELECT 1 FROM delivery_events e WHERE e.delivery_id = l.delivery_id)`

/** S2, for a row of `needs`: what arrived in good order. Reversing receipts count with their sign turned. */
export const received = sql<number>`coalesce((SELECT sum(r.received) FROM delivery_lines l JOIN receipt_lines r ON r.line_id = l.id WHERE l.need_id = needs.id), 0)`
/** Sent and not accounted for. What is lost is not on the way. */
const onTheWay = sql<number>`coalesce((SELECT sum(l.quantity - coalesce((SELECT sum(r.received + r.damaged + r.missing) FROM receipt_lines r WHERE r.line_id = l.id), 0))
  FROM delivery_lines l WHERE l.need_id = needs.id AND ${isSent} AND NOT ${isLost}), 0)`
const packed = sql<number>`coalesce((SELECT sum(l.quantity) FROM delivery_lines l WHERE l.need_id = needs.id AND ${hasNoEvent}), 0)`

export const selectNeeds = (db: Reader) =>
  db
    .selectFrom('needs')
    .innerJoin('centers', 'centers.id', 'needs.center_id')
    .leftJoin('need_withdrawals', 'need_withdrawals.need_id', 'needs.id')
    .selectAll('needs')
    .select(['centers.name as center_name', 'centers.country', 'need_withdrawals.reason', 'need_withdrawals.withdrawn_by', 'need_withdrawals.withdrawn_on'])
    .select([received.as('received'), onTheWay.as('on_the_way'), packed.as('packed')])

type NeedRow = Awaited<ReturnType<ReturnType<typeof selectNeeds>['executeTakeFirstOrThrow']>>

export const toNeed = (row: NeedRow): Need => ({
  id: row.id,
  centerId: row.center_id,
  centerName: row.center_name,
  country: row.country,
  catalogueCode: row.catalogue_code,
  category: row.category,
  item: row.item,
  quantity: row.quantity,
  unit: row.unit,
  unitCost: row.unit_cost_minor === null || row.currency === null ? null : { minor: row.unit_cost_minor, currency: row.currency },
  people: row.people,
  priority: row.priority,
  neededBy: toDayOrNull(row.needed_by),
  recordedBy: row.recorded_by,
  recordedOn: toDay(row.recorded_on),
  withdrawnBecause: row.reason,
  withdrawnBy: row.withdrawn_by,
  withdrawnOn: toDayOrNull(row.withdrawn_on),
  version: row.version,
  received: row.received,
  onTheWay: row.on_the_way,
  packed: row.packed,
})
