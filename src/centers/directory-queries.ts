import { sql, type ExpressionBuilder, type SelectQueryBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import type { Day } from '../shared/days.ts'
import { isWordless, searchWords, type CenterFilter, type FacetCounts } from './directory.ts'
import type { StandingKind } from './standing-kinds.ts'

/** A search that finds more than this is cut off there, and the page says so. */
const mostHits = 5000

type Centers = Schema & { c: Schema['centers'] }
type Query<Row> = SelectQueryBuilder<Centers, 'c', Row>
type Build = ExpressionBuilder<Centers, 'c'>

/** What a search found, as JSON for `json_each`; null when nothing is searched for, so that all centers count. */
export interface Hits {
  ids: string | null
  capped: boolean
}

/** Each word must begin a word of the names, or of what may be shown of the place on that day: an authorization that ended finds nothing (CONF-01, CONF-08). */
export async function findHits(db: Reader, q: string, day: Day): Promise<Hits> {
  const words = searchWords(q)
  if (words.length === 0) return { ids: isWordless(q) ? '[]' : null, capped: false }
  const found = words.map(
    (word) => sql<{ id: number }>`SELECT rowid AS id FROM center_names WHERE center_names MATCH ${word}
      UNION SELECT center_shown.rowid FROM center_shown JOIN centers ON centers.id = center_shown.rowid
      WHERE center_shown MATCH ${word} AND centers.shown_until >= ${day.toString()}`,
  )
  const all = sql<{ id: number }>`SELECT id FROM (SELECT * FROM (${sql.join(found, sql`) INTERSECT SELECT * FROM (`)})) LIMIT ${mostHits + 1}`
  const rows = await db
    .selectFrom(sql<{ id: number }>`(${all})`.as('hit'))
    .select('hit.id')
    .execute()
  return { ids: JSON.stringify(rows.slice(0, mostHits).map(({ id }) => id)), capped: rows.length > mostHits }
}

interface Narrowing {
  filter: CenterFilter
  hits: Hits
  day: Day
}

type Facet = Exclude<keyof FacetCounts, 'service' | 'population'>

/** The span that is current on a day: one a center, or none where nothing was ever decided. */
const currentSpan = (eb: Build, day: Day) =>
  eb
    .selectFrom('standing_spans as span')
    .whereRef('span.center_id', '=', 'c.id')
    .where('span.superseded_at', 'is', null)
    .where('span.from_on', '<=', day.toString())
    .where((span) => span.or([span('span.until_on', 'is', null), span('span.until_on', '>', day.toString())]))

/** Centers that fit a filter, or all of it but one facet. Each test is an EXISTS on an index: with IN a filter costs a hundred times as much. */
function narrowed<Row>(query: Query<Row>, { filter, hits, day }: Narrowing, except: Facet | null = null): Query<Row> {
  let fit = query
  if (hits.ids !== null) fit = fit.where('c.id', 'in', sql<number>`(SELECT value FROM json_each(${hits.ids}))`)
  if (filter.leadId !== null && except !== 'mine') fit = fit.where('c.lead_id', '=', filter.leadId)
  if (filter.country.length > 0 && except !== 'country') fit = fit.where('c.country', 'in', filter.country)
  if (filter.state.length > 0 && except !== 'state' && except !== 'country') fit = fit.where((eb) => inStates(eb, filter.state, day))
  if (filter.standing.length > 0 && except !== 'standing') fit = fit.where((eb) => ofStanding(eb, filter.standing, day))
  for (const code of filter.service)
    fit = fit.where(({ exists, selectFrom }) =>
      exists(selectFrom('center_services as s').select('s.id').where('s.service_code', '=', code).whereRef('s.center_id', '=', 'c.id')),
    )
  for (const code of filter.population)
    fit = fit.where(({ exists, selectFrom }) =>
      exists(selectFrom('center_populations as p').select('p.center_id').where('p.population_code', '=', code).whereRef('p.center_id', '=', 'c.id')),
    )
  return fit
}

// The plus keeps the index by center in use: that by kind would read every span of the kind, once for each center.
function ofStanding(eb: Build, kinds: readonly StandingKind[], day: Day) {
  const among = eb.exists(
    currentSpan(eb, day)
      .select('span.id')
      .where(sql<boolean>`+span.kind IN (${sql.join(kinds)})`),
  )
  return kinds.includes('prospect') ? eb.or([among, eb.not(eb.exists(currentSpan(eb, day).select('span.id')))]) : among
}

/** What is shown of a region on a day; null when nothing is. */
const shownRegion = (day: Day) => sql<string | null>`CASE WHEN c.shown_until >= ${day.toString()} THEN c.shown_region END`

function inStates(eb: Build, states: readonly string[], day: Day) {
  const shown = sql<boolean>`${shownRegion(day)} IN (${sql.join(states)})`
  const any = states.includes('withheld') ? eb.or([shown, sql<boolean>`${shownRegion(day)} IS NULL`]) : shown
  return eb.and([eb('c.country', '=', 'US'), any])
}

export interface Sortable {
  id: number
  country: string
  kind: StandingKind | null
  until: string | null
}

/** Every center that fits, by name, with what the other orders sort by. */
export async function listFitting(db: Reader, narrowing: Narrowing, withStanding: boolean): Promise<Sortable[]> {
  const fit = narrowed(db.selectFrom('centers as c') as Query<object>, narrowing).select(['c.id', 'c.country'])
  const ordered = fit.orderBy(sql`c.name COLLATE NOCASE`).orderBy('c.id')
  if (!withStanding) return (await ordered.execute()).map((row) => ({ ...row, kind: null, until: null }))
  return ordered
    .select((eb) => [currentSpan(eb, narrowing.day).select('span.kind').limit(1).as('kind'), currentSpan(eb, narrowing.day).select('span.until_on').limit(1).as('until')])
    .execute()
}

type Counted = { code: string | null; count: number }[]

/** How many centers each choice would leave. Groups and services are added to those chosen; of the others any one will do. */
export async function countFacets(db: Reader, narrowing: Narrowing, personId: number): Promise<FacetCounts> {
  const centers = db.selectFrom('centers as c') as Query<object>
  const { day } = narrowing
  const [standing, country, state, service, population, mine] = await Promise.all([
    narrowed(centers, narrowing, 'standing')
      .select((eb) => currentSpan(eb, day).select('span.kind').limit(1).as('code'))
      .select(sql<number>`count(*)`.as('count'))
      .groupBy('code')
      .execute(),
    narrowed(centers, narrowing, 'country')
      .select(['c.country as code', sql<number>`count(*)`.as('count')])
      .groupBy('c.country')
      .execute(),
    narrowed(centers.where('c.country', '=', 'US'), narrowing, 'state')
      .select([shownRegion(day).as('code'), sql<number>`count(*)`.as('count')])
      .groupBy('code')
      .execute(),
    countListed(db, narrowing, 'service'),
    countListed(db, narrowing, 'population'),
    narrowed(centers.where('c.lead_id', '=', personId), narrowing, 'mine')
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow(),
  ])
  return {
    standing: summed(standing, 'prospect'),
    country: summed(country, ''),
    state: summed(state, 'withheld'),
    service: summed(service, ''),
    population: summed(population, ''),
    mine: mine.count,
  }
}

/** With nothing chosen, the index of the list alone is counted. */
function countListed(db: Reader, narrowing: Narrowing, which: 'service' | 'population'): Promise<Counted> {
  const { filter, hits } = narrowing
  const free =
    hits.ids === null &&
    filter.leadId === null &&
    [filter.standing, filter.country, filter.state, filter.service, filter.population].every((chosen) => chosen.length === 0)
  const fits = narrowed(db.selectFrom('centers as c') as Query<object>, narrowing).select('c.id')
  if (which === 'service') {
    const services = db.selectFrom('center_services as s').select(['s.service_code as code', sql<number>`count(*)`.as('count')])
    return (free ? services : services.innerJoin(fits.as('fit'), 'fit.id', 's.center_id')).groupBy('s.service_code').execute()
  }
  const populations = db.selectFrom('center_populations as p').select(['p.population_code as code', sql<number>`count(*)`.as('count')])
  return (free ? populations : populations.innerJoin(fits.as('fit'), 'fit.id', 'p.center_id')).groupBy('p.population_code').execute()
}

/** Counts by code; `unnamed` is what having none means. */
function summed(rows: Counted, unnamed: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { code, count } of rows) counts.set(code ?? unnamed, (counts.get(code ?? unnamed) ?? 0) + count)
  return counts
}
