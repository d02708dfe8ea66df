import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Day } from '../shared/days.ts'
import { isWordless, searchWords } from './directory.ts'

/** A search that finds more than this is cut off there, and the page says so. */
const mostHits = 5000

/** What a search found; null when nothing is searched for, so that all centers count. */
export interface Hits {
  ids: number[] | null
  capped: boolean
}

/** Each word must begin a word of the names, or of what may be shown of the place on that day: an authorization that ended finds nothing (CONF-01, CONF-08). */
export async function findHits(db: Reader, q: string, day: Day): Promise<Hits> {
  const words = searchWords(q)
  if (words.length === 0) return { ids: isWordless(q) ? [] : null, capped: false }
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
  return { ids: rows.slice(0, mostHits).map(({ id }) => id), capped: rows.length > mostHits }
}
