import { countText, toggledHref, type ListQuery } from './lists.ts'
import type { Facet } from './parts.ts'

/** How many rows there are of one kind. */
interface Counted {
  count: number
}

/** One group of filters over counted rows. A group that is always open shows every choice; another only those that would show something. */
export interface FacetGroup<Name extends string, Count> {
  label: string
  name: Name
  open: boolean
  choices: { value: string; label: string; of: (count: Count) => boolean }[]
  /** The address that its choices change, where that is not the list's own. */
  query?: ListQuery
}

export const sumOf = (counts: readonly Counted[]): number => counts.reduce((all, { count }) => all + count, 0)

/**
 * Groups of filters with their counts, for a list whose rows are counted by kind in one reading.
 * @param passes whether what is counted passes the filters, those of one group left out: so that each choice counts what choosing it would show
 */
export function countedFacets<Name extends string, Count extends Counted>(
  path: string,
  query: ListQuery,
  counts: readonly Count[],
  passes: (count: Count, without: Name) => boolean,
  groups: readonly FacetGroup<Name, Count>[],
): Facet[] {
  return groups.map(({ label, name, open, choices, query: own = query }) => {
    const inReach = counts.filter((count) => passes(count, name))
    return {
      label,
      open: open || (query[name]?.length ?? 0) > 0,
      choices: choices
        .map((choice) => ({
          label: choice.label,
          href: toggledHref(path, own, name, choice.value),
          count: countText(sumOf(inReach.filter(choice.of))),
          current: query[name]?.includes(choice.value) ?? false,
        }))
        .filter(({ count, current }) => open || count !== '0' || current),
    }
  })
}

/** The values that counted rows have, each once and in order: the choices of a group. */
export const valuesIn = <Count>(counts: readonly Count[], of: (count: Count) => string): string[] => [...new Set(counts.map(of))].toSorted()

/** Whether a value is among those chosen; where none is, each is. */
export const isChosen = <Value>(chosen: readonly Value[] | undefined, value: Value): boolean => !chosen?.length || chosen.includes(value)
