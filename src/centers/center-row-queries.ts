import { sql } from 'kysely'
import { lastChange } from '../audit/last-change.ts'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { toDay, type Day } from '../shared/days.ts'
import { shownPlace, type CenterKind } from './center.ts'
import type { StandingKind } from './standing-kinds.ts'

/** A center as a list shows it. Of its place only what may be shown that day. */
export interface CenterRow {
  id: number
  name: string
  organization: string
  country: string
  shown: { region: string | null; city: string | null } | null
  kind: CenterKind
  standing: StandingKind
  /** The first day on which that standing is over; null when nothing recorded ends it. */
  until: string | null
  lead: string | null
  confirmedOn: string | null
}

const rowsOf = question((db, { ids, day }: { ids: string; day: string }) =>
  db
    .selectFrom('centers as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .leftJoin('people as lead', 'lead.id', 'c.lead_id')
    .leftJoin('standing_spans as span', (join) =>
      join
        .onRef('span.center_id', '=', 'c.id')
        .on('span.superseded_at', 'is', null)
        .on('span.from_on', '<=', day)
        .on((span) => span.or([span('span.until_on', 'is', null), span('span.until_on', '>', day)])),
    )
    .select(['c.id', 'c.name', 'o.legal_name', 'c.country', 'c.kind', 'c.shown_region', 'c.shown_city', 'c.shown_until', 'c.confirmed_on'])
    .select(['span.kind as standing', 'span.until_on', 'lead.name as lead'])
    .where('c.id', 'in', sql<number>`(SELECT value FROM json_each(${ids}))`),
)

/** The rows of some centers, in the order of their ids, read at once. */
export async function listRows(db: Reader, ids: readonly number[], day: Day): Promise<CenterRow[]> {
  const rows = await rowsOf(db, { ids: JSON.stringify(ids), day: day.toString() })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [toRow(row, day)]
  })
}

const mostKept = 200

/** The same for the pages of lists, of which everybody opens the first: read again only once something was recorded, or on another day. */
export function keptRows(db: Reader): (ids: readonly number[], day: Day) => Promise<CenterRow[]> {
  const kept = new Map<string, { key: string; rows: CenterRow[] }>()
  return async (ids, day) => {
    const [page, key] = [ids.join(' '), `${await lastChange(db)} ${day.toString()}`]
    const known = kept.get(page)
    if (known?.key === key) return known.rows
    const rows = await listRows(db, ids, day)
    if (kept.size >= mostKept) kept.clear()
    kept.set(page, { key, rows })
    return rows
  }
}

interface Selected {
  id: number
  name: string
  legal_name: string
  country: string
  kind: CenterKind
  shown_region: string | null
  shown_city: string | null
  shown_until: string | null
  confirmed_on: string | null
  standing: StandingKind | null
  until_on: string | null
  lead: string | null
}

const toRow = (row: Selected, day: Day): CenterRow => ({
  id: row.id,
  name: row.name,
  organization: row.legal_name,
  country: row.country,
  shown: row.shown_until === null ? null : shownPlace({ shown: { region: row.shown_region, city: row.shown_city, until: toDay(row.shown_until) } }, day),
  kind: row.kind,
  standing: row.standing ?? 'prospect',
  until: row.until_on,
  lead: row.lead,
  confirmedOn: row.confirmed_on,
})
