import { sql } from 'kysely'
import { lastChange } from '../audit/last-change.ts'
import type { Reader } from '../db/database.ts'
import { among } from '../db/ids.ts'
import type { Day } from '../shared/days.ts'
import { isWanted, needStates, type Need, type NeedState, type Priority } from './need.ts'
import { received, selectNeeds, toNeed } from './queries.ts'

/** What a list of needs is narrowed to; what is left out narrows nothing. Several of one kind: any of them. */
export interface NeedFilters {
  states?: readonly NeedState[]
  priorities?: readonly Priority[]
  categories?: readonly string[]
  countries?: readonly string[]
  /** Needed before this day, and still wanted. */
  lateOn?: Day | null
  /** Of centers that this person leads, or that this person logged. */
  personId?: number | null
  centerId?: number | null
}

export const needSorts = ['needed-by', 'item', 'center', 'wanted', 'arrived', 'priority', 'logged'] as const
export type NeedSort = (typeof needSorts)[number]

// S2, once more in SQL; a test makes it agree with the rule. Whether a need is met is written down with what arrives (migration 0016).
const isMet = sql<boolean>`EXISTS (SELECT 1 FROM need_progress p WHERE p.need_id = needs.id AND p.met_on IS NOT NULL)`
const wanted = sql<boolean>`(need_withdrawals.need_id IS NULL AND NOT ${isMet})`
const state = sql<NeedState>`CASE WHEN need_withdrawals.need_id IS NOT NULL THEN 'withdrawn' WHEN ${isMet} THEN 'met' WHEN ${received} > 0 THEN 'partly met' ELSE 'open' END`
// Asked of the need alone, so that SQLite asks it before it works out a state.
const mine = (personId: number) => sql<boolean>`(needs.recorded_by = ${personId} OR needs.center_id IN (SELECT led.id FROM centers led WHERE led.lead_id = ${personId}))`
const late = (day: Day) => sql<boolean>`(needs.needed_by < ${day.toString()} AND ${wanted})`
const rank = sql<number>`CASE needs.priority WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END`

const orders = {
  'needed-by': sql`coalesce(needs.needed_by, '9999')`,
  item: sql`needs.item COLLATE NOCASE`,
  center: sql`centers.name COLLATE NOCASE`,
  wanted: sql`needs.quantity`,
  arrived: received,
  priority: rank,
  logged: sql`needs.recorded_on`,
} satisfies Record<NeedSort, unknown>

interface Sorting {
  by: NeedSort
  descending: boolean
}

export interface NeedPaging {
  sort: Sorting
  limit: number
  offset: number
}

function filtered(db: Reader, filters: NeedFilters) {
  let query = selectNeeds(db)
  const { states = [], priorities = [], categories = [], countries = [], lateOn = null, personId = null, centerId = null } = filters
  if (centerId !== null) query = query.where('needs.center_id', '=', centerId)
  if (priorities.length > 0) query = query.where('needs.priority', 'in', priorities)
  if (categories.length > 0) query = query.where('needs.category', 'in', categories)
  if (countries.length > 0) query = query.where('centers.country', 'in', countries)
  if (personId !== null) query = query.where(mine(personId))
  if (lateOn !== null) query = query.where(late(lateOn))
  if (states.length > 0)
    query = query.where(needStates.every((each) => isWanted(each) === states.includes(each)) ? wanted : sql<boolean>`${state} IN (${sql.join(states)})`)
  return query
}

export async function listNeeds(db: Reader, filters: NeedFilters, { sort, limit, offset }: NeedPaging): Promise<Need[]> {
  // First which they are: what is on the way to each is then worked out for those alone.
  return needsOf(
    db,
    (await inOrder(db, filters, sort).limit(limit).offset(offset).execute()).map(({ id }) => id),
  )
}

function inOrder(db: Reader, filters: NeedFilters, sort: Sorting) {
  const direction = sort.descending ? 'desc' : 'asc'
  return filtered(db, filters).orderBy(orders[sort.by], direction).orderBy('needs.id', direction).clearSelect().select('needs.id')
}

async function needsOf(db: Reader, ids: readonly number[]): Promise<Need[]> {
  const rows = await selectNeeds(db).where('needs.id', 'in', among(ids)).execute()
  const needs = new Map(rows.map((row) => [row.id, toNeed(row)]))
  return ids.flatMap((id) => needs.get(id) ?? [])
}

/** All needs that match, in the order of the list, read in batches: for a file. */
export async function* allNeeds(db: Reader, filters: NeedFilters, sort: Sorting): AsyncGenerator<Need[]> {
  const ids = (await inOrder(db, filters, sort).execute()).map(({ id }) => id)
  for (let at = 0; at < ids.length; at += batch) yield await needsOf(db, ids.slice(at, at + batch))
}

const batch = 500

/** How many needs there are of each kind: what the filters of a list count by, in one reading. */
export interface NeedCount {
  state: NeedState
  priority: Priority
  category: string
  country: string
  late: boolean
  mine: boolean
  count: number
}

export async function countNeeds(db: Reader, today: Day, personId: number, centerId: number | null = null): Promise<NeedCount[]> {
  const query = db
    .selectFrom('needs')
    .innerJoin('centers', 'centers.id', 'needs.center_id')
    .leftJoin('need_withdrawals', 'need_withdrawals.need_id', 'needs.id')
    .select([state.as('state'), 'needs.priority', 'needs.category', 'centers.country'])
    .select([late(today).as('late'), mine(personId).as('mine'), sql<number>`count(*)`.as('count')])
    .groupBy(['state', 'needs.priority', 'needs.category', 'centers.country', 'late', 'mine'])
  const rows = await (centerId === null ? query : query.where('needs.center_id', '=', centerId)).execute()
  return rows.map((row) => ({ ...row, late: Number(row.late) === 1, mine: Number(row.mine) === 1 }))
}

/** The counts of everybody's needs, as one person sees them, worked out again only once something was recorded, or on another day. */
export function keptNeedCounts(db: Reader): (today: Day, personId: number) => Promise<NeedCount[]> {
  const kept = new Map<number, { key: string; counts: NeedCount[] }>()
  return async (today, personId) => {
    const key = `${await lastChange(db)} ${today.toString()}`
    const known = kept.get(personId)
    if (known?.key === key) return known.counts
    const counts = await countNeeds(db, today, personId)
    kept.set(personId, { key, counts })
    return counts
  }
}

/** How many needs are in each state; of one center when it is named. */
export async function countNeedsByState(db: Reader, filters: Omit<NeedFilters, 'states'> = {}): Promise<Record<NeedState, number>> {
  const counts: Record<NeedState, number> = { open: 0, 'partly met': 0, met: 0, withdrawn: 0 }
  const rows = await filtered(db, filters)
    .clearSelect()
    .select([state.as('state'), sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .execute()
  for (const { state, count } of rows) counts[state] = count
  return counts
}
