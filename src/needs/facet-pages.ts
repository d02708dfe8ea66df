import { countedFacets, isChosen, valuesIn, type FacetGroup } from '../http/facets.ts'
import { centerIn, toggledHref, type ListQuery } from '../http/lists.ts'
import type { Facet, Link } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { capital } from './form-pages.ts'
import type { NeedCount, NeedFilters } from './list-queries.ts'
import { needStates, priorities, priorityName } from './need.ts'

export const needsPath = '/needs'
export const needFilterNames = ['state', 'priority', 'category', 'country', 'late', 'mine', 'center'] as const
type FilterName = (typeof needFilterNames)[number]

/** Without a state chosen the list shows what is still wanted; `all` shows the rest too. */
export function needFiltersOf(query: ListQuery, person: { id: number; today: Day }): NeedFilters {
  const states = query['state'] ?? []
  return {
    states: states.includes('all') ? [] : states.length === 0 ? ['open', 'partly met'] : needStates.filter((state) => states.includes(state)),
    priorities: priorities.filter((priority) => query['priority']?.includes(priority)),
    categories: query['category'] ?? [],
    countries: query['country'] ?? [],
    lateOn: query['late'] === undefined ? null : person.today,
    personId: query['mine'] === undefined ? null : person.id,
    centerId: centerIn(query),
  }
}

/** Whether what is counted passes the filters, one of them left out. */
export const passes = (count: NeedCount, filters: NeedFilters, without: FilterName | null): boolean =>
  (without === 'state' || isChosen(filters.states, count.state)) &&
  (without === 'priority' || isChosen(filters.priorities, count.priority)) &&
  (without === 'category' || isChosen(filters.categories, count.category)) &&
  (without === 'country' || isChosen(filters.countries, count.country)) &&
  (without === 'late' || !filters.lateOn || count.late) &&
  (without === 'mine' || !filters.personId || count.mine)

export function facetsOf(counts: readonly NeedCount[], filters: NeedFilters, query: ListQuery): Facet[] {
  const groups: FacetGroup<FilterName, NeedCount>[] = [
    {
      label: 'State',
      name: 'state',
      open: true,
      query: withoutAll(query),
      choices: needStates.map((state) => ({ value: state, label: capital(state), of: (count) => count.state === state })),
    },
    { label: 'Attention', name: 'late', open: true, choices: [{ value: 'yes', label: 'Late', of: ({ late }) => late }] },
    { label: 'Whose', name: 'mine', open: true, choices: [{ value: 'yes', label: 'Mine', of: ({ mine }) => mine }] },
    {
      label: 'Priority',
      name: 'priority',
      open: true,
      choices: priorities.map((each) => ({ value: each, label: priorityName[each], of: ({ priority }) => priority === each })),
    },
    {
      label: 'Category',
      name: 'category',
      open: false,
      choices: valuesIn(counts, ({ category }) => category).map((each) => ({ value: each, label: capital(each), of: ({ category }) => category === each })),
    },
    {
      label: 'Country',
      name: 'country',
      open: false,
      choices: valuesIn(counts, ({ country }) => country).map((each) => ({ value: each, label: countryName(each) ?? each, of: ({ country }) => country === each })),
    },
  ]
  return countedFacets(needsPath, query, counts, (count, without) => passes(count, filters, without), groups)
}

/** Choosing a state takes the place of showing all of them. */
const withoutAll = (query: ListQuery): ListQuery => ({ ...query, state: (query['state'] ?? []).filter((state) => state !== 'all') })

const chosenLabel: Record<FilterName, (value: string) => string> = {
  state: (value) => (value === 'all' ? 'All states' : capital(value)),
  priority: capital,
  category: capital,
  country: (value) => countryName(value) ?? value,
  late: () => 'Late',
  center: () => 'One center',
  mine: () => 'Mine',
}

/** What was chosen, each with the way to drop it. */
export const chosenOf = (query: ListQuery, sorted: ListQuery): Link[] =>
  needFilterNames.flatMap((name) => (query[name] ?? []).map((value) => ({ label: chosenLabel[name](value), href: toggledHref(needsPath, sorted, name, value) })))
