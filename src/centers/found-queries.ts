import type { Reader } from '../db/database.ts'
import type { Sort } from '../http/lists.ts'
import type { Listed } from '../lists/list.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import type { Day } from '../shared/days.ts'
import { DirectorySets, idsOf, type Fitting } from './directory-sets.ts'
import { orderOf } from './directory-order.ts'
import { findHits } from './directory-queries.ts'
import { keyOf, type CenterFilter, type CenterSort, type FacetCounts } from './directory.ts'
import { lastTurn, listEntries, listTurned } from './entry-queries.ts'

/** The centers that fit a filter, and how many each further choice would leave. */
export interface Found {
  total: number
  capped: boolean
  facets: FacetCounts
  /** The ids from one place of the list up to and without another, in the order that was asked for. */
  ids: (from: number, to: number) => number[]
  /** The lists that the choices are named by. */
  services: readonly Listed[]
  populations: readonly Listed[]
}

export type FindCenters = (filter: CenterFilter, sort: Sort<CenterSort>, day: Day, personId: number) => Promise<Found>

/** So many changed centers are read one by one; after more, all are. */
const mostTurned = 500
const mostKept = 200

/** The index as it stands on a day, after a turn, and what was found in it since. */
interface Directory {
  sets: DirectorySets
  day: Day
  turn: number
  services: readonly Listed[]
  populations: readonly Listed[]
  found: Map<string, Promise<Fitting & { capped: boolean }>>
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
    const { fit, total, facets, capped } = await find(db, directory, filter, personId)
    const { sets, services, populations, orders } = directory
    return { total, capped, facets, services, populations, ids: (from, to) => idsOf(sets, fit, keptOrder(sets, orders, sort), from, to) }
  }
}

async function refreshed(db: Reader, directory: Directory | null, day: Day): Promise<Directory> {
  if (directory === null || !directory.day.equals(day)) return readAll(db, day)
  const turned = await listTurned(db, { after: directory.turn, most: mostTurned + 1 })
  const last = turned.at(-1)
  if (last === undefined) return directory
  if (turned.length > mostTurned) return readAll(db, day)
  directory.sets.put(await listEntries(db, day, [...new Set(turned.map(({ center_id }) => center_id))]))
  return directoryOf(db, directory.sets, day, last.turn)
}

/** The turn is asked before the centers, so that none that turns meanwhile is missed. */
async function readAll(db: Reader, day: Day): Promise<Directory> {
  const turn = await lastTurn(db)
  const sets = new DirectorySets()
  sets.put(await listEntries(db, day, null))
  return directoryOf(db, sets, day, turn)
}

async function directoryOf(db: Reader, sets: DirectorySets, day: Day, turn: number): Promise<Directory> {
  const [services, populations] = await Promise.all([listServiceTypes(db), listPopulations(db)])
  return { sets, day, turn, services, populations, found: new Map(), orders: new Map() }
}

function find(db: Reader, { sets, day, found }: Directory, filter: CenterFilter, personId: number): Promise<Fitting & { capped: boolean }> {
  const key = `${keyOf(filter)} ${personId}`
  const known = found.get(key)
  if (known !== undefined) return known
  if (found.size >= mostKept) found.clear()
  const fitting = findHits(db, filter.q, day).then(({ ids, capped }) => ({ ...sets.find(filter, ids, personId), capped }))
  found.set(key, fitting)
  fitting.catch(() => found.delete(key))
  return fitting
}

function keptOrder(sets: DirectorySets, orders: Map<string, readonly number[]>, sort: Sort<CenterSort>): readonly number[] {
  const key = `${sort.by} ${sort.descending}`
  const order = orders.get(key) ?? orderOf(sets, sort)
  orders.set(key, order)
  return order
}
