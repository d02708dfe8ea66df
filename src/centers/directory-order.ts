import type { Sort } from '../http/lists.ts'
import { countryName } from '../shared/countries.ts'
import { nameIdentity } from '../shared/folded.ts'
import { hasBit, type Bits } from './bits.ts'
import type { CenterSort } from './directory.ts'
import type { DirectorySets, Sorted } from './directory-sets.ts'
import { standingKinds } from './standing-kinds.ts'

/** The numbers of all centers in an order; what is equal stands by name. What has no such day stands last either way round. */
export function orderOf(sets: DirectorySets, { by, descending }: Sort<CenterSort>): readonly number[] {
  if (by === 'name') return descending ? sets.names.toReversed() : sets.names
  const keyOf = keys[by]
  const equal = new Map<string | null, number[]>()
  for (const number of sets.names) {
    const key = keyOf(sets.sortedBy(number))
    const same = equal.get(key)
    if (same === undefined) equal.set(key, [number])
    else same.push(number)
  }
  const sorted = [...equal.keys()].filter((key) => key !== null).toSorted(compare[by])
  const ordered: (string | null)[] = descending ? sorted.toReversed() : sorted
  return [...ordered, null].flatMap((key) => equal.get(key) ?? [])
}

/**
 * The numbers that fit, by how well their names answer what was searched for: the same name, then those that begin so, then the others,
 * then those that were found by no name at all, each of the four by name.
 */
export function rankedFor(sets: DirectorySets, fit: Bits, q: string, besides: Bits): readonly number[] {
  const typed = nameIdentity(q)
  const [same, beginning, others, apart]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (const number of sets.names) {
    if (!hasBit(fit, number)) continue
    const name = sets.nameOf(number)
    if (hasBit(besides, number)) apart.push(number)
    else if (!name.startsWith(typed)) others.push(number)
    else if (name.length === typed.length) same.push(number)
    else beginning.push(number)
  }
  return [...same, ...beginning, ...others, ...apart]
}

const keys: Record<Exclude<CenterSort, 'name'>, (sorted: Sorted) => string | null> = {
  country: ({ country }) => country,
  standing: ({ standing }) => standing,
  lapses: ({ standing, until }) => (standing === 'vetted' || standing === 'conditional' ? until : null),
}

const compare: Record<Exclude<CenterSort, 'name'>, (a: string, b: string) => number> = {
  // By the country's name, not its code: Germany is DE.
  country: (a, b) => (countryName(a) ?? a).localeCompare(countryName(b) ?? b, 'en'),
  standing: (a, b) => standingKinds.findIndex((kind) => kind === a) - standingKinds.findIndex((kind) => kind === b),
  lapses: (a, b) => (a < b ? -1 : 1),
}
