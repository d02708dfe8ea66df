import { lastChange } from '../audit/last-change.ts'
import type { Reader } from '../db/database.ts'
import type { Sort } from '../http/lists.ts'
import type { Listed } from '../lists/list.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { countFacets, findHits, listFitting, type Sortable } from './directory-queries.ts'
import { keyOf, type CenterFilter, type CenterSort, type FacetCounts } from './directory.ts'
import { standingKinds } from './standing-kinds.ts'

/** All centers that fit, in their order, and how many each further choice would leave. */
export interface Found {
  ids: readonly number[]
  capped: boolean
  facets: FacetCounts
  /** The lists that the choices are named by. */
  services: readonly Listed[]
  populations: readonly Listed[]
}

export type FindCenters = (filter: CenterFilter, sort: Sort<CenterSort>, day: Day, personId: number) => Promise<Found>

const mostKept = 1_000_000

/**
 * Finds centers, and keeps what it found until something changes: every change writes an event (R1), so as long as the last event is
 * the same, so is each list. Counting 10,000 centers anew for every page would cost twenty times the page.
 */
export function centerFinder(db: Reader): FindCenters {
  let lastEvent = -1
  let keptIds = 0
  const kept = new Map<string, Promise<Found>>()
  return async (filter, sort, day, personId) => {
    const seq = await lastChange(db)
    if (seq !== lastEvent || keptIds > mostKept || kept.size > 1000) {
      kept.clear()
      keptIds = 0
      lastEvent = seq
    }
    const key = `${keyOf(filter, day)} ${sort.by} ${sort.descending} ${personId}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = find(db, { filter, sort, day, personId })
    kept.set(key, found)
    found.then(({ ids }) => void (keptIds += ids.length)).catch(() => kept.delete(key))
    return found
  }
}

interface Wanted {
  filter: CenterFilter
  sort: Sort<CenterSort>
  day: Day
  personId: number
}

async function find(db: Reader, { filter, sort, day, personId }: Wanted): Promise<Found> {
  const hits = await findHits(db, filter.q, day)
  const narrowing = { filter, hits, day }
  const [services, populations, rows, facets] = await Promise.all([
    listServiceTypes(db),
    listPopulations(db),
    listFitting(db, narrowing, sort.by === 'standing' || sort.by === 'lapses'),
    countFacets(db, narrowing, personId),
  ])
  return { ids: inOrder(rows, sort).map(({ id }) => id), capped: hits.capped, facets, services, populations }
}

/** Rows come by name; a stable sort by the rest keeps that within what is equal. What has no such day stands last either way round. */
function inOrder(rows: Sortable[], { by, descending }: Sort<CenterSort>): Sortable[] {
  const turn = descending ? -1 : 1
  if (by === 'name') return descending ? rows.toReversed() : rows
  if (by === 'lapses') return rows.toSorted((a, b) => lapses(a, b, turn))
  const rank = by === 'country' ? rankOfCountry(rows) : (row: Sortable) => standingKinds.indexOf(row.kind ?? 'prospect')
  return rows.toSorted((a, b) => turn * (rank(a) - rank(b)))
}

const lapseOf = ({ kind, until }: Sortable): string | null => (kind === 'vetted' || kind === 'conditional' ? until : null)

function lapses(a: Sortable, b: Sortable, turn: number): number {
  const [first, second] = [lapseOf(a), lapseOf(b)]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  return first === second ? 0 : first < second ? -turn : turn
}

/** By the country's name, not its code: Germany is DE. */
function rankOfCountry(rows: Sortable[]): (row: Sortable) => number {
  const codes = [...new Set(rows.map(({ country }) => country))]
  const names = codes.map((code) => [code, countryName(code) ?? code] as const).toSorted(([, a], [, b]) => a.localeCompare(b, 'en'))
  const ranks = new Map(names.map(([code], at) => [code, at]))
  return ({ country }) => ranks.get(country) ?? 0
}
