import type { CsvColumn } from '../http/csv.ts'
import { countText, listHref, pagination, sortColumns, toggledHref, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/pages.ts'
import type { Listed } from '../lists/list.ts'
import { countryName } from '../shared/countries.ts'
import { dayText } from '../shared/days.ts'
import type { CenterRow } from './center-row-queries.ts'
import type { CenterSort, FacetCounts } from './directory.ts'
import { standingKinds, type StandingKind } from './standing-kinds.ts'
import { lastGoodDay, spanState, standingName } from './state-pages.ts'
import { capital, regionText } from './words.ts'

export interface CentersPage {
  title: string
  head: Head
  q: string
  /** The other filters, kept while one types. */
  hidden: { name: string; value: string }[]
  found: FoundPart
}

/** What changes while one types: the filters with their counts, and the rows. */
export interface FoundPart {
  groups: Facet[]
  said: { count: string; what: string }
  csvHref: string
  chosen: Link[]
  columns: Column[]
  rows: { name: string; href: string; organization: string; place: string; kind: string; state: State; until: string; lead: string }[]
  under: Pagination
  empty: { title: string; text: string; first: Link | null } | null
}

interface Listing {
  query: ListQuery
  sort: Sort<CenterSort>
  page: number
  total: number
  capped: boolean
  facets: FacetCounts
  rows: CenterRow[]
  services: readonly Listed[]
  populations: readonly Listed[]
}

const path = '/centers'
const head: Head = {
  crumbs: [],
  title: 'Centers',
  state: null,
  lede: 'Shelters, clinics and programmes that care for survivors, and where each stands in its vetting.',
  actions: [
    { label: 'Organizations', href: '/organizations', tone: 'plain', method: 'get' },
    { label: 'Take in a file', href: '/imports', tone: 'plain', method: 'get' },
    { label: 'Add a center', href: '/centers/new', tone: 'main', method: 'get' },
  ],
}

export const centersPage = (listing: Listing): CentersPage => ({
  title: 'Centers',
  head,
  q: listing.query['q']?.[0] ?? '',
  hidden: Object.entries(listing.query).flatMap(([name, values]) => (name === 'q' || name === 'page' ? [] : values.map((value) => ({ name, value })))),
  found: foundPart(listing),
})

export function foundPart(listing: Listing): FoundPart {
  const { query, sort, page, total, capped, rows } = listing
  return {
    groups: facetsOf(listing),
    said: { count: `${countText(total, capped)} ${total === 1 ? 'center' : 'centers'}`, what: saidText(query, capped) },
    csvHref: listHref('/centers.csv', query),
    chosen: chosenOf(listing),
    columns: sortColumns(path, query, sort, [
      { label: 'Center', key: 'name' },
      { label: 'Organization', key: null },
      { label: 'Where', key: 'country' },
      { label: 'Kind', key: null },
      { label: 'Standing', key: 'standing' },
      { label: 'Lapses after', key: 'lapses' },
      { label: 'Lead', key: null },
    ]),
    rows: rows.map((row) => ({
      name: row.name,
      href: `/centers/${row.id}`,
      organization: row.organization,
      place: placeOf(row),
      kind: capital(row.kind),
      state: spanState(row.standing),
      until: lapsesAfter(row),
      lead: row.lead ?? 'nobody yet',
    })),
    under: pagination(path, query, { page, total, capped }),
    empty: total > 0 ? null : emptyText(query),
  }
}

const lapsesAfter = ({ standing, until }: CenterRow): string => {
  const day = lastGoodDay(standing, until)
  return day === null ? '' : dayText(day)
}

const placeOf = ({ country, shown }: CenterRow): string => {
  const city = shown?.city ?? (shown?.region ? regionText(country, shown.region) : null)
  return [city, countryName(country) ?? country].filter((each) => each !== null).join(', ')
}

function saidText(query: ListQuery, capped: boolean): string {
  const q = query['q']?.[0]
  if (q === undefined) return filtersIn(query) === 0 ? 'in the register' : 'fit these filters'
  return `${filtersIn(query) === 0 ? 'found' : 'fit these filters and are found'} by “${q}”${capped ? ': add a word to see fewer' : ''}`
}

const filtersIn = (query: ListQuery): number => Object.keys(query).filter((name) => !['q', 'page', 'sort'].includes(name)).length

const emptyText = (query: ListQuery): NonNullable<FoundPart['empty']> =>
  query['q'] === undefined && filtersIn(query) === 0
    ? {
        title: 'No center yet',
        text: 'Every center that you work with would stand here. Take in a file of them, or add the first.',
        first: { label: 'Add a center', href: '/centers/new' },
      }
    : {
        title: 'No center fits',
        text: 'Take a filter away, or search for the beginning of a word: names, organizations and places that may be shown are searched.',
        first: { label: 'Show all centers', href: path },
      }

type Group = 'standing' | 'country' | 'state' | 'service' | 'population' | 'mine'

const groupName: Record<Group, string> = { mine: 'Lead', standing: 'Standing', country: 'Country', state: 'State', service: 'Service', population: 'Group of people' }

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
    case 'mine':
      return 'Led by me'
    default:
      return group satisfies never
  }
}

function facetsOf(listing: Listing): Facet[] {
  const { query, facets, services, populations } = listing
  const showsStates = query['country']?.includes('US') === true || query['state'] !== undefined
  const groups: [Group, string[]][] = [
    ['mine', ['me']],
    ['standing', [...standingKinds]],
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
  const count = group === 'mine' ? facets.mine : (facets[group].get(value) ?? 0)
  return {
    label: labelOf(group, value, listing),
    href: toggledHref(path, query, group, value),
    count: `${countText(count)}${capped ? '+' : ''}`,
    current: query[group]?.includes(value) === true,
  }
}

/** What was chosen, each with the way to drop it. */
function chosenOf(listing: Listing): Link[] {
  const { query } = listing
  const groups = Object.keys(groupName) as Group[]
  const filters = groups.flatMap((group) =>
    (query[group] ?? []).map((value) => ({ label: labelOf(group, value, listing), href: toggledHref(path, query, group, value) })),
  )
  const q = query['q']?.[0]
  return q === undefined ? filters : [{ label: `“${q}”`, href: listHref(path, query, { q: [], page: [] }) }, ...filters]
}

/** The columns of the file: what the list shows, and no more of any place. */
export const centerColumns: CsvColumn<CenterRow>[] = [
  { label: 'Center', of: ({ name }) => name },
  { label: 'Organization', of: ({ organization }) => organization },
  { label: 'Country', of: ({ country }) => countryName(country) ?? country },
  { label: 'Country code', of: ({ country }) => country },
  { label: 'Region shown', of: ({ shown }) => shown?.region ?? null },
  { label: 'City shown', of: ({ shown }) => shown?.city ?? null },
  { label: 'Kind', of: ({ kind }) => kind },
  { label: 'Standing', of: ({ standing }) => standing },
  { label: 'Lapses after', of: ({ standing, until }) => lastGoodDay(standing, until)?.toString() ?? null },
  { label: 'Lead', of: ({ lead }) => lead },
  { label: 'Confirmed on', of: ({ confirmedOn }) => confirmedOn },
]
