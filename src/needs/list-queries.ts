import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Day } from '../shared/days.ts'
import type { Need, NeedState, Priority } from './need.ts'
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

// S2, once more in SQL; a test makes it agree with the rule.
const state = sql<NeedState>`CASE WHEN need_withdrawals.need_id IS NOT NULL THEN 'withdrawn' WHEN ${received} >= needs.quantity THEN 'met' WHEN ${received} > 0 THEN 'partly met' ELSE 'open' END`
const mine = (personId: number) => sql<boolean>`(centers.lead_id = ${personId} OR needs.recorded_by = ${personId})`
const late = (day: Day) => sql<boolean>`(needs.needed_by < ${day.toString()} AND ${state} IN ('open', 'partly met'))`
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

export interface NeedPaging {
  sort: { by: NeedSort; descending: boolean }
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
  if (states.length > 0) query = query.where(state, 'in', states)
  return query
}

export async function listNeeds(db: Reader, filters: NeedFilters, { sort, limit, offset }: NeedPaging): Promise<Need[]> {
  const direction = sort.descending ? 'desc' : 'asc'
  const rows = await filtered(db, filters).orderBy(orders[sort.by], direction).orderBy('needs.id', direction).limit(limit).offset(offset).execute()
  return rows.map(toNeed)
}

/** All needs that match, in batches read by key: for a file. */
export async function* allNeeds(db: Reader, filters: NeedFilters): AsyncGenerator<Need[]> {
  let after = 0
  for (;;) {
    const rows = await filtered(db, filters).where('needs.id', '>', after).orderBy('needs.id').limit(500).execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    yield rows.map(toNeed)
  }
}

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

/** What is still wanted, most urgent first, then soonest: for funds that could pay it, and the home page. */
export async function listOpenNeeds(db: Reader, filters: Omit<NeedFilters, 'states'> = {}, limit = 100): Promise<Need[]> {
  const rows = await filtered(db, { ...filters, states: ['open', 'partly met'] })
    .orderBy(rank)
    .orderBy(orders['needed-by'])
    .orderBy('needs.id')
    .limit(limit)
    .execute()
  return rows.map(toNeed)
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
