import { sql } from 'kysely'
import type { CenterFilter, CenterSort, FacetCounts } from '../../src/centers/directory.ts'
import { findHits } from '../../src/centers/directory-queries.ts'
import { standingKinds } from '../../src/centers/standing-kinds.ts'
import type { Reader } from '../../src/db/database.ts'
import { countryName } from '../../src/shared/countries.ts'
import { nameIdentity } from '../../src/shared/folded.ts'
import type { Day } from '../../src/shared/days.ts'

type Part = Exclude<keyof CenterFilter, 'q'>

/** A text of SQL; what is put into it here is never what somebody typed. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const list = (texts: readonly string[]): string => `(${texts.map(quoted).join(', ')})`

/** What a directory without an index would answer: every center that fits, and the counts, by plain SQL. */
export async function plainSql(db: Reader, filter: CenterFilter, sort: { by: CenterSort; descending: boolean }, day: Day, personId: number) {
  const { ids: hits } = await findHits(db, filter.q, day)
  const on = quoted(day.toString())
  const span = `SELECT kind FROM standing_spans s WHERE s.center_id = c.id AND superseded_at IS NULL AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on})`
  const standing = `coalesce((${span}), 'prospect')`
  const region = `coalesce(CASE WHEN c.shown_until >= ${on} THEN c.shown_region END, 'withheld')`
  // Of what may hold a center, these random registers know evidence alone; the others are in list-holds.
  const held = `EXISTS (SELECT 1 FROM evidence_spans e WHERE e.center_id = c.id AND superseded_at IS NULL AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on}))`
  const parts: Record<Part, string> = {
    standing: filter.standing.length === 0 ? 'true' : `${standing} IN ${list(filter.standing)}`,
    country: filter.country.length === 0 ? 'true' : `c.country IN ${list(filter.country)}`,
    state: filter.state.length === 0 ? 'true' : `c.country = 'US' AND ${region} IN ${list(filter.state)}`,
    service:
      filter.service.map((code) => `EXISTS (SELECT 1 FROM center_services v WHERE v.center_id = c.id AND v.service_code = ${quoted(code)})`).join(' AND ') || 'true',
    population:
      filter.population.map((code) => `EXISTS (SELECT 1 FROM center_populations p WHERE p.center_id = c.id AND p.population_code = ${quoted(code)})`).join(' AND ') ||
      'true',
    onHold: filter.onHold ? held : 'true',
    leadId: filter.leadId === null ? 'true' : `c.lead_id = ${filter.leadId}`,
  }
  const fitting = (...except: Part[]): string =>
    [hits === null ? 'true' : `c.id IN (${hits.join(', ')})`, ...Object.entries(parts).flatMap(([part, text]) => (except.includes(part as Part) ? [] : [text]))].join(
      ' AND ',
    )
  const rowsOf = async <Row>(text: string): Promise<Row[]> => (await db.executeQuery(sql<Row>`${sql.raw(text)}`.compile(db as never))).rows
  const counts = async (value: string, from: string, where: string): Promise<Map<string, number>> =>
    new Map(
      (await rowsOf<{ value: string; count: number }>(`SELECT ${value} AS value, count(*) AS count FROM ${from} WHERE ${where} GROUP BY 1`)).map((row) => [
        row.value,
        row.count,
      ]),
    )
  const facets: FacetCounts = {
    standing: await counts(standing, 'centers c', fitting('standing')),
    country: await counts('c.country', 'centers c', fitting('country', 'state')),
    state: await counts(region, 'centers c', `c.country = 'US' AND ${fitting('state')}`),
    service: await counts('v.service_code', 'centers c JOIN center_services v ON v.center_id = c.id', fitting()),
    population: await counts('p.population_code', 'centers c JOIN center_populations p ON p.center_id = c.id', fitting()),
    onHold: (await counts("'held'", 'centers c', `${held} AND ${fitting('onHold')}`)).get('held') ?? 0,
    mine: (await counts('c.lead_id', 'centers c', fitting('leadId'))).get(personId as never) ?? 0,
  }
  const until = span.replace('SELECT kind', 'SELECT until_on')
  const rows = await rowsOf<{ id: number; name: string; country: string; standing: string; until: string | null }>(
    `SELECT c.id, c.name, c.country, ${standing} AS standing, (${until}) AS until FROM centers c WHERE ${fitting()}`,
  )
  return { ids: sorted(rows, sort).map(({ id }) => id), facets }
}

interface Row {
  id: number
  name: string
  country: string
  standing: string
  until: string | null
}

const plainName = ({ name }: Row): string => nameIdentity(name)
const byName = (a: Row, b: Row): number => (plainName(a) < plainName(b) ? -1 : plainName(a) > plainName(b) ? 1 : a.id - b.id)

function sorted(found: Row[], { by, descending }: { by: CenterSort; descending: boolean }): Row[] {
  const rows = found.toSorted(byName)
  const turn = descending ? -1 : 1
  const lapse = ({ standing, until }: Row): string | null => (standing === 'vetted' || standing === 'conditional' ? until : null)
  const nameOf = ({ country }: Row): string => countryName(country) ?? country
  const rank = ({ standing }: Row): number => (standingKinds as readonly string[]).indexOf(standing)
  if (by === 'name') return descending ? rows.toReversed() : rows
  if (by === 'country') return rows.toSorted((a, b) => turn * nameOf(a).localeCompare(nameOf(b), 'en'))
  if (by === 'standing') return rows.toSorted((a, b) => turn * (rank(a) - rank(b)))
  const dated = rows.filter((row) => lapse(row) !== null).toSorted((a, b) => turn * ((lapse(a) ?? '') < (lapse(b) ?? '') ? -1 : lapse(a) === lapse(b) ? 0 : 1))
  return [...dated, ...rows.filter((row) => lapse(row) === null)]
}
