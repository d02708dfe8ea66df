import type { Reader } from '../db/database.ts'
import type { Sort } from '../http/lists.ts'
import type { Listed } from '../lists/list.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import type { Day } from '../shared/days.ts'
import { listHeld, type HoldKind } from '../standing/held-queries.ts'
import type { Bits } from './bits.ts'
import { DirectorySets, idsOf, type Fitting } from './directory-sets.ts'
import { orderOf, rankedFor } from './directory-order.ts'
import { findHits } from './directory-queries.ts'
import { keyOf, type CenterFilter, type CenterOrder, type CenterSort, type FacetCounts } from './directory.ts'
import { lastTurn, listEntries, listTurned } from './entry-queries.ts'

/** The centers that fit a filter, and how many each further choice would leave. */
export interface Found {
  total: number
  capped: boolean
  facets: FacetCounts
  /** The ids from one place of the list up to and without another, in the order that was asked for. */
  ids: (from: number, to: number) => number[]
  /** What holds the centers that are vetted and held, by their ids. */
  held: ReadonlyMap<number, readonly HoldKind[]>
  /** The lists that the choices are named by. */
  services: readonly Listed[]
  populations: readonly Listed[]
}

export type FindCenters = (filter: CenterFilter, sort: Sort<CenterOrder>, day: Day, personId: number) => Promise<Found>

/** So many changed centers are read one by one; after more, all are. */
const mostTurned = 500
const mostKept = 200

/** What was found, and the order of a search that asks for none: worked out once, when a page of it is first read. */
type Answer = Fitting & { besides: Bits; capped: boolean; ranked: readonly number[] | null }

/** The index as it stands on a day, after a turn, and what was found in it since. */
interface Directory {
  sets: DirectorySets
  held: Map<number, readonly HoldKind[]>
  day: Day
  turn: number
  services: readonly Listed[]
  populations: readonly Listed[]
  found: Map<string, Promise<Answer>>
  orders: Map<string, readonly number[]>
}

/**
 * Finds centers by an index in memory. Each change of what the index holds gives its centers a new turn (0011): they alone are read
 * again, and what was found is kept until one turns. A new day reads them all.
 */
export function centerFinder(db: Reader): FindCenters {
  let known: Directory | null = null
  let reading: Promise<unknown> = Promise.resolve()
  // One after another, so that no two requests read the same centers.
  const refresh = (day: Day): Promise<Directory> => {
    const next = reading.then(async () => (known = await refreshed(db, known, day)))
    reading = next.catch(() => undefined)
    return next
  }
  return async (filter, sort, day, personId) => {
    const directory = await refresh(day)
    const answer = await find(db, directory, filter, personId)
    const { fit, total, facets, capped } = answer
    const { sets, held, services, populations } = directory
    const order = (): readonly number[] =>
      sort.by === 'fit' ? (answer.ranked ??= rankedFor(sets, fit, filter.q, answer.besides)) : keptOrder(directory, sort.by, sort.descending)
    return { total, capped, facets, held, services, populations, ids: (from, to) => idsOf(sets, fit, order(), from, to) }
  }
}

async function refreshed(db: Reader, directory: Directory | null, day: Day): Promise<Directory> {
  if (directory === null || !directory.day.equals(day)) return readAll(db, day)
  const turned = await listTurned(db, { after: directory.turn, most: mostTurned + 1 })
  const last = turned.at(-1)
  if (last === undefined) return directory
  if (turned.length > mostTurned) return readAll(db, day)
  const { sets, held } = directory
  const ids = turned.map(({ center_id }) => center_id)
  const [entries, heldNow] = await Promise.all([listEntries(db, day, ids), listHeld(db, day, ids)])
  sets.put(entries.map((entry) => ({ ...entry, onHold: heldNow.has(entry.id) })))
  for (const id of ids) held.delete(id)
  for (const [id, kinds] of heldNow) held.set(id, kinds)
  return directoryOf(db, { sets, held, day, turn: last.turn })
}

/** The turn is asked before the centers, so that none that turns meanwhile is missed. */
async function readAll(db: Reader, day: Day): Promise<Directory> {
  const turn = await lastTurn(db)
  const sets = new DirectorySets()
  const [entries, held] = await Promise.all([listEntries(db, day, null), listHeld(db, day, null)])
  sets.put(entries.map((entry) => ({ ...entry, onHold: held.has(entry.id) })))
  return directoryOf(db, { sets, held, day, turn })
}

async function directoryOf(db: Reader, read: Pick<Directory, 'sets' | 'held' | 'day' | 'turn'>): Promise<Directory> {
  const [services, populations] = await Promise.all([listServiceTypes(db), listPopulations(db)])
  return { ...read, services, populations, found: new Map(), orders: new Map() }
}

function find(db: Reader, { sets, day, found }: Directory, filter: CenterFilter, personId: number): Promise<Answer> {
  const key = `${keyOf(filter)} ${personId}`
  const known = found.get(key)
  if (known !== undefined) return known
  if (found.size >= mostKept) found.clear()
  const fitting = findHits(db, filter.q, day).then(({ ids, besides, capped }) => ({
    ...sets.find(filter, ids, personId),
    besides: sets.bitsOf(besides),
    capped,
    ranked: null,
  }))
  found.set(key, fitting)
  fitting.catch(() => found.delete(key))
  return fitting
}

function keptOrder({ sets, orders }: Directory, by: CenterSort, descending: boolean): readonly number[] {
  const key = `${by} ${descending}`
  const order = orders.get(key) ?? orderOf(sets, { by, descending })
  orders.set(key, order)
  return order
}
