import { countText, listHref, toggledHref, type ListQuery, type Sort } from '../http/lists.ts'
import type { Facet, Link } from '../http/parts.ts'
import type { Listed } from '../lists/list.ts'
import { countryName } from '../shared/countries.ts'
import type { HoldKind } from '../standing/held-queries.ts'
import { isVettedKind } from '../standing/standing.ts'
import type { CenterRow } from './center-row-queries.ts'
import type { CenterOrder, FacetCounts } from './directory.ts'
import { standingKinds, type StandingKind } from './standing-kinds.ts'
import { standingName } from './state-pages.ts'
import { regionText } from './words.ts'

/** A center as a list shows it, and why nothing may be sent to it that day; with no reason something may. */
export type ListedCenter = CenterRow & { holds: readonly HoldKind[] }

/** The holds of centers that are vetted are known by their ids; of any other its standing is the hold. */
export const withHolds = (rows: readonly CenterRow[], held: ReadonlyMap<number, readonly HoldKind[]>): ListedCenter[] =>
  rows.map((row) => ({ ...row, holds: isVettedKind(row.standing) ? (held.get(row.id) ?? []) : ['not vetted'] }))

export const centersPath = '/centers'

/** One page of a list of centers, and all that its filters are made of. */
export interface Listing {
  query: ListQuery
  sort: Sort<CenterOrder>
  page: number
  total: number
  capped: boolean
  facets: FacetCounts
  rows: ListedCenter[]
  services: readonly Listed[]
  populations: readonly Listed[]
}

type Group = 'standing' | 'country' | 'state' | 'service' | 'population' | 'hold' | 'mine'

const groupName: Record<Group, string> = {
  mine: 'Lead',
  standing: 'Standing',
  hold: 'Hold',
  country: 'Country',
  state: 'State',
  service: 'Service',
  population: 'Group of people',
}

/** A choice's name as it is read. */
function labelOf(group: Group, value: string, { services, populations }: Pick<Listing, 'services' | 'populations'>): string {
  switch (group) {
    case 'standing':
      return standingName[value as StandingKind] ?? value
    case 'country':
      return countryName(value) ?? value
    case 'state':
      return value === 'withheld' ? 'State withheld' : regionText('US', value)
    case 'service':
      return services.find(({ code }) => code === value)?.name ?? value
    case 'population':
      return populations.find(({ code }) => code === value)?.name ?? value
    case 'hold':
      return 'On hold'
    case 'mine':
      return 'Led by me'
    default:
      return group satisfies never
  }
}

/** The groups last made of some counts, and the address that their links were made for: they are half the work of a list. */
const made = new WeakMap<FacetCounts, { href: string; groups: Facet[] }>()

/** The groups of filters beside the list; a choice that would leave nothing is left out. */
export function facetsOf(listing: Listing): Facet[] {
  const href = listHref(centersPath, listing.query)
  const before = made.get(listing.facets)
  if (before?.href === href) return before.groups
  const groups = groupsOf(listing)
  made.set(listing.facets, { href, groups })
  return groups
}

function groupsOf(listing: Listing): Facet[] {
  const { query, facets, services, populations } = listing
  const showsStates = query['country']?.includes('US') === true || query['state'] !== undefined
  const groups: [Group, string[]][] = [
    ['mine', ['me']],
    ['standing', [...standingKinds]],
    ['hold', ['yes']],
    ['country', byLabel([...facets.country.keys()], (code) => countryName(code) ?? code)],
    ['state', showsStates ? byLabel([...facets.state.keys()], (state) => labelOf('state', state, listing)) : []],
    ['population', populations.map(({ code }) => code)],
    ['service', services.map(({ code }) => code)],
  ]
  return groups.flatMap(([group, values]): Facet[] => {
    const choices = values.map((value) => choiceOf(group, value, listing)).filter(({ count, current }) => count !== '0' || current)
    return choices.length === 0 ? [] : [{ label: groupName[group], open: group !== 'service' || query['service'] !== undefined, choices }]
  })
}

const byLabel = (values: string[], label: (value: string) => string): string[] => values.toSorted((a, b) => label(a).localeCompare(label(b), 'en'))

function choiceOf(group: Group, value: string, listing: Listing): Facet['choices'][number] {
  const { query, facets, capped } = listing
  const count = countOf(group, value, facets)
  return {
    label: labelOf(group, value, listing),
    href: toggledHref(centersPath, query, group, value),
    count: `${countText(count)}${capped ? '+' : ''}`,
    current: query[group]?.includes(value) === true,
  }
}

function countOf(group: Group, value: string, facets: FacetCounts): number {
  if (group === 'mine') return facets.mine
  return group === 'hold' ? facets.onHold : (facets[group].get(value) ?? 0)
}

/** What was chosen, each with the way to drop it. */
export function chosenOf(listing: Listing): Link[] {
  const { query } = listing
  const groups = Object.keys(groupName) as Group[]
  const filters = groups.flatMap((group) =>
    (query[group] ?? []).map((value) => ({ label: labelOf(group, value, listing), href: toggledHref(centersPath, query, group, value) })),
  )
  const q = query['q']?.[0]
  return q === undefined ? filters : [{ label: `“${q}”`, href: listHref(centersPath, query, { q: [], page: [] }) }, ...filters]
}
