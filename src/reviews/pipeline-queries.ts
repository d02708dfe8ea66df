import { leftOutBecause, type Applicability, type Traits } from '../checklists/checklist.ts'
import { isResidential } from '../centers/center.ts'
import { servesMinorsIn } from '../centers/minors-queries.ts'
import type { Reader } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import { underWay, type PipelineFilter, type PipelineRow, type PipelineSort } from './pipeline.ts'

/** Rows of the pipeline as filtered, in the order asked for. */
export async function listPipeline(db: Reader, filter: PipelineFilter, sort: PipelineSort, page: { limit: number; offset: number }): Promise<PipelineRow[]> {
  const direction = sort.descending ? 'desc' : 'asc'
  const column = { center: 'c.name', opened: 'r.opened_on', target: 'r.target_on', state: 'r.state' } as const
  const rows = await filtered(db, filter)
    .select(['r.id', 'r.center_id', 'c.name', 'c.country', 'c.kind as center_kind', 'r.kind', 'r.state', 'r.lead_id', 'r.opened_on', 'r.target_on', 'r.moved_at'])
    .select(['r.checklist_id', 'r.traits', servesMinorsIn('c.id').as('minors')])
    .orderBy(column[sort.by], direction)
    .orderBy('r.id', direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const [items, found] = await Promise.all([
    listApplicability(db),
    listFound(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  return rows.map((row) => {
    const traits =
      row.state === 'open' || row.traits === null
        ? { residential: isResidential(row.center_kind), servesMinors: row.minors === 1, country: row.country }
        : toTraits(row.traits)
    const applying = (items.get(row.checklist_id) ?? []).filter((item) => leftOutBecause(item, traits) === null)
    return {
      id: row.id,
      centerId: row.center_id,
      centerName: row.name,
      country: row.country,
      kind: row.kind,
      state: row.state,
      leadId: row.lead_id,
      openedOn: toDay(row.opened_on),
      targetOn: toDay(row.target_on),
      movedAt: Temporal.Instant.from(row.moved_at),
      found: applying.filter(({ id }) => found.get(row.id)?.has(id)).length,
      items: applying.length,
    }
  })
}

export async function countPipeline(db: Reader, filter: PipelineFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many each choice of a filter would show, with all other filters as they are. */
export async function countFacets(
  db: Reader,
  filter: PipelineFilter,
): Promise<{ states: Map<string, number>; kinds: Map<string, number>; countries: Map<string, number>; late: number; mine: number }> {
  const by = async (without: PipelineFilter, column: 'r.state' | 'r.kind' | 'c.country'): Promise<Map<string, number>> => {
    const rows = await filtered(db, without)
      .select(({ fn, ref }) => [ref(column).as('value'), fn.countAll<number>().as('count')])
      .groupBy(column)
      .orderBy(column)
      .execute()
    return new Map(rows.map(({ value, count }) => [value, count]))
  }
  const [states, kinds, countries, late, mine] = await Promise.all([
    by({ ...filter, states: ['open', 'submitted', 'decided', 'withdrawn'] }, 'r.state'),
    by({ ...filter, kinds: [] }, 'r.kind'),
    by({ ...filter, countries: [] }, 'c.country'),
    countPipeline(db, { ...filter, late: true }),
    countPipeline(db, { ...filter, mine: true }),
  ])
  return { states, kinds, countries, late, mine }
}

const filtered = (db: Reader, filter: PipelineFilter) => {
  const { states, kinds, countries, late, mine, personId, today } = filter
  return db
    .selectFrom('reviews as r')
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .where('r.state', 'in', states.length > 0 ? states : underWay)
    .$if(kinds.length > 0, (query) => query.where('r.kind', 'in', kinds))
    .$if(countries.length > 0, (query) => query.where('c.country', 'in', countries))
    .$if(late, (query) => query.where('r.target_on', '<', today.toString()).where('r.state', 'in', underWay))
    .$if(mine, (query) => query.where('r.lead_id', '=', personId))
}

const toTraits = (text: string): Traits => JSON.parse(text) as Traits

async function listApplicability(db: Reader): Promise<Map<number, { id: number; appliesTo: Applicability[] }[]>> {
  const rows = await db.selectFrom('checklist_items').select(['id', 'checklist_id', 'applies_to']).execute()
  const items = rows.map((row) => ({ id: row.id, checklistId: row.checklist_id, appliesTo: JSON.parse(row.applies_to) as Applicability[] }))
  return Map.groupBy(items, ({ checklistId }) => checklistId)
}

/** The items of each review that have a finding of its own: what was carried over counts once it is confirmed. */
async function listFound(db: Reader, reviewIds: number[]): Promise<Map<number, Set<number>>> {
  if (reviewIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('findings')
    .select(['review_id', 'item_id'])
    .where('review_id', 'in', reviewIds)
    .where('carried_from', 'is', null)
    .groupBy(['review_id', 'item_id'])
    .execute()
  const found = new Map<number, Set<number>>()
  for (const { review_id, item_id } of rows) found.set(review_id, (found.get(review_id) ?? new Set()).add(item_id))
  return found
}
