import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Day } from '../shared/days.ts'
import type { Entry } from './directory-sets.ts'

/** The centers that changed after a turn, latest last; so many at most. */
export const listTurned = question((db, { after, most }: { after: number; most: number }) =>
  db.selectFrom('directory_turns').select(['center_id', 'turn']).where('turn', '>', after).orderBy('turn').limit(most),
)

/** The last turn there was. */
export async function lastTurn(db: Reader): Promise<number> {
  return (await db.selectFrom('directory_turns').select('turn').orderBy('turn', 'desc').limit(1).executeTakeFirst())?.turn ?? 0
}

/** What the index holds of centers on a day but their holds: of all, or of those with these ids. Four plain readings are quicker than one that joins. */
export async function listEntries(db: Reader, day: Day, ids: readonly number[] | null): Promise<Omit<Entry, 'onHold'>[]> {
  const among = ids === null ? null : JSON.stringify(ids)
  const [rows, spans, services, populations] = await Promise.all([
    listCenters(db, day, among),
    listSpans(db, day, among),
    servicesByCode(db, among),
    populationsByCode(db, among),
  ])
  const spanOf = new Map(spans.map((span) => [span.center_id, span]))
  const [servicesOf, populationsOf] = [codesByCenter(services), codesByCenter(populations)]
  return rows.map((row) => {
    const span = spanOf.get(row.id)
    const codes = { services: servicesOf.get(row.id) ?? [], populations: populationsOf.get(row.id) ?? [] }
    return { ...row, standing: span?.kind ?? 'prospect', until: span?.until_on ?? null, ...codes }
  })
}

function codesByCenter(rows: { code: string; centers: string }[]): Map<number, string[]> {
  const codes = new Map<number, string[]>()
  for (const { code, centers } of rows)
    for (const id of JSON.parse(centers) as number[]) {
      const known = codes.get(id)
      if (known === undefined) codes.set(id, [code])
      else known.push(code)
    }
  return codes
}

const idsIn = (among: string) => sql<number>`(SELECT value FROM json_each(${among}))`

const listCenters = (db: Reader, day: Day, among: string | null) =>
  db
    .selectFrom('centers as c')
    .select(['c.id', 'c.name', 'c.country', 'c.lead_id as leadId'])
    .select(
      sql<string | null>`CASE WHEN c.country = 'US' THEN coalesce(CASE WHEN c.shown_until >= ${day.toString()} THEN c.shown_region END, 'withheld') END`.as('state'),
    )
    .$if(among !== null, (query) => query.where('c.id', 'in', idsIn(among ?? '')))
    .execute()

/** The span that is current on a day: one a center, or none where nothing was ever decided. */
const listSpans = (db: Reader, day: Day, among: string | null) =>
  db
    .selectFrom('standing_spans')
    .select(['center_id', 'kind', 'until_on'])
    .where('superseded_at', 'is', null)
    .where('from_on', '<=', day.toString())
    .where((span) => span.or([span('until_on', 'is', null), span('until_on', '>', day.toString())]))
    .$if(among !== null, (query) => query.where('center_id', 'in', idsIn(among ?? '')))
    .execute()

/** The ids as JSON: one row for a code is quicker to read than one for each of its centers. */
const centersOf = sql<string>`json_group_array(center_id)`.as('centers')

const servicesByCode = (db: Reader, among: string | null) =>
  db
    .selectFrom('center_services')
    .select(['service_code as code', centersOf])
    .$if(among !== null, (query) => query.where('center_id', 'in', idsIn(among ?? '')))
    .groupBy('service_code')
    .execute()

const populationsByCode = (db: Reader, among: string | null) =>
  db
    .selectFrom('center_populations')
    .select(['population_code as code', centersOf])
    .$if(among !== null, (query) => query.where('center_id', 'in', idsIn(among ?? '')))
    .groupBy('population_code')
    .execute()
