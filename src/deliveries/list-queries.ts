import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { among } from '../db/ids.ts'
import { question } from '../db/question.ts'
import { toDay, toDayOrNull, type Day } from '../shared/days.ts'
import type { DeliveryState } from './delivery.ts'

/** A delivery as a list shows it. Counts are over all its lines, whatever their units. */
export interface DeliverySummary {
  id: number
  centerId: number
  centerName: string
  country: string
  state: DeliveryState
  packedOn: Day
  sentOn: Day | null
  expectedOn: Day | null
  carrier: string | null
  lines: number
  /** The first line's item, by which people know a delivery. */
  firstItem: string | null
  quantity: number
  received: number
  damaged: number
  missing: number
  left: number
}

/** What a list of deliveries is narrowed to; what is left out narrows nothing. */
export interface DeliveryFilters {
  states?: readonly DeliveryState[]
  countries?: readonly string[]
  /** Expected before this day, and still on the way. */
  lateOn?: Day | null
  /** To centers that this person leads, or packed by this person. */
  personId?: number | null
  centerId?: number | null
}

export const deliverySorts = ['number', 'center', 'sent', 'expected'] as const
export type DeliverySort = (typeof deliverySorts)[number]

const has = (kind: 'sent' | 'lost' | 'set aside') => sql<boolean>`EXISTS (SELECT 1 FROM delivery_events e WHERE e.delivery_id = deliveries.id AND e.kind = ${kind})`
const sentOn = sql<string | null>`(SELECT e.on_day FROM delivery_events e WHERE e.delivery_id = deliveries.id AND e.kind = 'sent')`
const quantity = sql<number>`coalesce((SELECT sum(l.quantity) FROM delivery_lines l WHERE l.delivery_id = deliveries.id), 0)`
const accounted = (what: 'received' | 'damaged' | 'missing') =>
  sql<number>`coalesce((SELECT sum(${sql.ref(`r.${what}`)}) FROM delivery_lines l JOIN receipt_lines r ON r.line_id = l.id WHERE l.delivery_id = deliveries.id), 0)`
const left = sql<number>`(${quantity} - coalesce((SELECT sum(r.received + r.damaged + r.missing) FROM delivery_lines l JOIN receipt_lines r ON r.line_id = l.id WHERE l.delivery_id = deliveries.id), 0))`
// The rule's stateOf once more in SQL; a test makes the two agree.
const state = sql<DeliveryState>`CASE WHEN ${has('set aside')} THEN 'set aside' WHEN NOT ${has('sent')} THEN 'packing' WHEN ${left} = 0 THEN 'received' WHEN ${has('lost')} THEN 'lost' ELSE 'sent' END`
const late = (day: Day) => sql<boolean>`(deliveries.expected_on < ${day.toString()} AND ${state} = 'sent')`
// Asked of the delivery alone, so that SQLite asks it before it works out a state.
const mine = (personId: number) =>
  sql<boolean>`(deliveries.packed_by = ${personId} OR deliveries.center_id IN (SELECT led.id FROM centers led WHERE led.lead_id = ${personId}))`

const orders = {
  number: sql`deliveries.id`,
  center: sql`centers.name COLLATE NOCASE`,
  sent: sql`coalesce(${sentOn}, '9999')`,
  expected: sql`coalesce(deliveries.expected_on, '9999')`,
} satisfies Record<DeliverySort, unknown>

const selectSummaries = (db: Reader) =>
  db
    .selectFrom('deliveries')
    .innerJoin('centers', 'centers.id', 'deliveries.center_id')
    .select([
      'deliveries.id',
      'deliveries.center_id',
      'centers.name as center_name',
      'centers.country',
      'deliveries.packed_on',
      'deliveries.expected_on',
      'deliveries.carrier',
    ])
    .select([state.as('state'), sentOn.as('sent_on'), quantity.as('quantity'), left.as('left')])
    .select([accounted('received').as('received'), accounted('damaged').as('damaged'), accounted('missing').as('missing')])
    .select([
      sql<number>`(SELECT count(*) FROM delivery_lines l WHERE l.delivery_id = deliveries.id)`.as('lines'),
      sql<string | null>`(SELECT l.item FROM delivery_lines l WHERE l.delivery_id = deliveries.id ORDER BY l.id LIMIT 1)`.as('first_item'),
    ])

type SummaryRow = Awaited<ReturnType<ReturnType<typeof selectSummaries>['executeTakeFirstOrThrow']>>

function filtered(db: Reader, filters: DeliveryFilters) {
  let query = selectSummaries(db)
  const { states = [], countries = [], lateOn = null, personId = null, centerId = null } = filters
  if (centerId !== null) query = query.where('deliveries.center_id', '=', centerId)
  if (countries.length > 0) query = query.where('centers.country', 'in', countries)
  if (personId !== null) query = query.where(mine(personId))
  if (lateOn !== null) query = query.where(late(lateOn))
  if (states.length > 0) query = query.where(state, 'in', states)
  return query
}

interface Sorting {
  by: DeliverySort
  descending: boolean
}

interface Paging {
  sort: Sorting
  limit: number
  offset: number
}

export async function listDeliveries(db: Reader, filters: DeliveryFilters, { sort, limit, offset }: Paging): Promise<DeliverySummary[]> {
  const rows = await inOrder(db, filters, sort).limit(limit).offset(offset).execute()
  return rows.map(toSummary)
}

function inOrder(db: Reader, filters: DeliveryFilters, sort: Sorting) {
  const direction = sort.descending ? 'desc' : 'asc'
  return filtered(db, filters).orderBy(orders[sort.by], direction).orderBy('deliveries.id', direction)
}

/** All deliveries that match, in the order of the list, read in batches: for a file. */
export async function* allDeliveries(db: Reader, filters: DeliveryFilters, sort: Sorting): AsyncGenerator<DeliverySummary[]> {
  const ids = (await inOrder(db, filters, sort).clearSelect().select('deliveries.id').execute()).map(({ id }) => id)
  for (let at = 0; at < ids.length; at += batch) {
    const rows = await selectSummaries(db)
      .where('deliveries.id', 'in', among(ids.slice(at, at + batch)))
      .execute()
    const found = new Map(rows.map((row) => [row.id, toSummary(row)]))
    yield ids.slice(at, at + batch).flatMap((id) => found.get(id) ?? [])
  }
}

const batch = 500

/** How many deliveries there are of each kind: what the filters of the list count by, in one reading. */
export interface DeliveryCount {
  state: DeliveryState
  country: string
  late: boolean
  mine: boolean
  count: number
}

export async function countDeliveries(db: Reader, today: Day, personId: number, centerId: number | null = null): Promise<DeliveryCount[]> {
  const query = db
    .selectFrom('deliveries')
    .innerJoin('centers', 'centers.id', 'deliveries.center_id')
    .select([state.as('state'), 'centers.country', late(today).as('late'), mine(personId).as('mine'), sql<number>`count(*)`.as('count')])
    .groupBy(['state', 'centers.country', 'late', 'mine'])
  const rows = await (centerId === null ? query : query.where('deliveries.center_id', '=', centerId)).execute()
  return rows.map((row) => ({ ...row, late: Number(row.late) === 1, mine: Number(row.mine) === 1 }))
}

/** What is on the way, soonest expected first; of one person's centers when a person is named. For the home page. */
export const listDeliveriesUnderWay = (db: Reader, personId: number | null = null, limit = 100): Promise<DeliverySummary[]> =>
  listDeliveries(db, { states: ['sent'], personId }, { sort: { by: 'expected', descending: false }, limit, offset: 0 })

const deliveriesOf = question((db, { centerId, limit }: { centerId: number; limit: number }) =>
  selectSummaries(db).where('deliveries.center_id', '=', centerId).orderBy('deliveries.id', 'desc').limit(limit),
)

/** A center's deliveries, newest first. */
export const listDeliveriesOf = async (db: Reader, centerId: number, limit = 100): Promise<DeliverySummary[]> =>
  (await deliveriesOf(db, { centerId, limit })).map(toSummary)

/** One line of a delivery, as the need that it is for sees it. */
export interface LineForNeed {
  deliveryId: number
  state: DeliveryState
  sentOn: Day | null
  expectedOn: Day | null
  quantity: number
  received: number
  damaged: number
  missing: number
}

/** The lines that were packed or sent for a need, oldest first. */
export async function listDeliveriesForNeed(db: Reader, needId: number): Promise<LineForNeed[]> {
  const said = (what: 'received' | 'damaged' | 'missing') =>
    sql<number>`coalesce((SELECT sum(${sql.ref(`r.${what}`)}) FROM receipt_lines r WHERE r.line_id = delivery_lines.id), 0)`
  const rows = await db
    .selectFrom('delivery_lines')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_lines.delivery_id')
    .select(['deliveries.id', 'deliveries.expected_on', 'delivery_lines.quantity', state.as('state'), sentOn.as('sent_on')])
    .select([said('received').as('received'), said('damaged').as('damaged'), said('missing').as('missing')])
    .where('delivery_lines.need_id', '=', needId)
    .orderBy('delivery_lines.id')
    .execute()
  return rows.map(({ id, expected_on, sent_on, ...row }) => ({ ...row, deliveryId: id, expectedOn: toDayOrNull(expected_on), sentOn: toDayOrNull(sent_on) }))
}

const toSummary = (row: SummaryRow): DeliverySummary => ({
  id: row.id,
  centerId: row.center_id,
  centerName: row.center_name,
  country: row.country,
  state: row.state,
  packedOn: toDay(row.packed_on),
  sentOn: toDayOrNull(row.sent_on),
  expectedOn: toDayOrNull(row.expected_on),
  carrier: row.carrier,
  lines: row.lines,
  firstItem: row.first_item,
  quantity: row.quantity,
  received: row.received,
  damaged: row.damaged,
  missing: row.missing,
  left: row.left,
})
