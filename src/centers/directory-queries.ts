import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Day } from '../shared/days.ts'
import { beginning, isWordless, readWords } from './directory.ts'
import { placesNamed, type NamedPlaces } from './named-places.ts'

/** A search that finds more than this is cut off there, and the page says so. */
const mostHits = 5000

/** What a search found; null when nothing is searched for, so that all centers count. */
export interface Hits {
  ids: number[] | null
  /** Those of them that were found only by the country or the US state that they are in, or by a front desk. */
  besides: readonly number[]
  capped: boolean
}

type Part = RawBuilder<{ id: number }>

/**
 * Each word must begin a word of the names, of what may be shown of the place on that day, of the English name of the country or the
 * shown US state, or of a front desk that is there; an e-mail address must stand as a whole in one of a front desk, or in a name.
 * An authorization that ended finds nothing, nor does a private contact (CONF-01, CONF-08).
 */
export async function findHits(db: Reader, q: string, day: Day): Promise<Hits> {
  const words = readWords(q)
  if (words.length === 0) return { ids: isWordless(q) ? [] : null, besides: [], capped: false }
  const named = words.map((word) => byNames(beginning(word), day))
  const found = await inEvery(db, named)
  if (found.length > mostHits) return { ids: found.slice(0, mostHits), besides: [], capped: true }
  const known = new Set(found)
  const wider = await inEvery(
    db,
    words.map((word, index) => joined([...named.slice(index, index + 1), ...besideNames(word, day)], sql` UNION `)),
  )
  const besides = wider.filter((id) => !known.has(id)).slice(0, mostHits - found.length)
  return { ids: [...found, ...besides], besides, capped: wider.length > mostHits }
}

const byNames = (match: string, day: Day): Part => sql`SELECT rowid AS id FROM center_names WHERE center_names MATCH ${match}
  UNION SELECT center_shown.rowid FROM center_shown JOIN centers ON centers.id = center_shown.rowid
  WHERE center_shown MATCH ${match} AND centers.shown_until >= ${day.toString()}`

/** A state is kept by its code of two letters, and only where it may be shown. */
function byPlace({ countries, states }: NamedPlaces, day: Day): Part[] {
  const inCountry: Part = sql`SELECT id FROM centers WHERE country IN (${sql.join(countries)})`
  const inState: Part = sql`SELECT center_shown.rowid FROM center_shown JOIN centers ON centers.id = center_shown.rowid
    WHERE center_shown MATCH ${`region : (${states.map((code) => `"${code}"`).join(' OR ')})`} AND centers.country = 'US' AND centers.shown_until >= ${day.toString()}`
  return [...(countries.length === 0 ? [] : [inCountry]), ...(states.length === 0 ? [] : [inState])]
}

/** Every e-mail address has words such as `org`, and some those of a name or a number: only who types an `@` means one, and then nothing else. */
const besideNames = (word: string, day: Day): Part[] =>
  word.includes('@') ? [byFrontDesk('email', word)] : [...byPlace(placesNamed(word), day), byFrontDesk('name phone', word)]

/** One letter or digit must be the whole word, as in +1. */
function byFrontDesk(columns: string, word: string): Part {
  const match = `{${columns}} : ${/(?:^|[ @]).$/u.test(word) ? `"${word}"` : beginning(word)}`
  return sql`SELECT contacts.center_id FROM contact_words JOIN contacts ON contacts.id = contact_words.rowid WHERE contact_words MATCH ${match}`
}

const joined = (parts: readonly Part[], by: RawBuilder<unknown>): Part => sql`${sql.join(parts, by)}`

/** The ids that are in every one of these, at most one more than are shown. */
async function inEvery(db: Reader, parts: readonly Part[]): Promise<number[]> {
  const all = sql<{ id: number }>`SELECT id FROM (SELECT * FROM (${joined(parts, sql`) INTERSECT SELECT * FROM (`)})) LIMIT ${mostHits + 1}`
  const rows = await db
    .selectFrom(sql<{ id: number }>`(${all})`.as('hit'))
    .select('hit.id')
    .execute()
  return rows.map(({ id }) => id)
}
