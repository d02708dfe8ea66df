import type { CsvColumn } from '../http/csv.ts'
import { countText, listHref, pagination, sortColumns, type ListQuery } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { dayText } from '../shared/days.ts'
import type { CenterRow } from './center-row-queries.ts'
import { unsearched } from './directory.ts'
import { centersPath, chosenOf, facetsOf, type ListedCenter, type Listing } from './facet-pages.ts'
import { holdName } from '../standing/words.ts'
import { lastGoodDay, spanState } from './state-pages.ts'
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
  rows: { name: string; href: string; organization: string; place: string; kind: string; state: State; hold: State | null; until: string; lead: string }[]
  under: Pagination
  empty: { title: string; text: string; first: Link | null } | null
}

const head: Head = {
  crumbs: [],
  title: 'Centers',
  state: null,
  lede: 'Shelters, clinics and programmes that care for survivors, and where each stands in its vetting.',
  actions: [{ label: 'Add a center', href: '/centers/new', tone: 'main', method: 'get' }],
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
    columns: sortColumns(centersPath, query, sort, [
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
      hold: holdState(row),
      until: lapsesAfter(row),
      lead: row.lead ?? 'nobody yet',
    })),
    under: pagination(centersPath, query, { page, total, capped }),
    empty: total > 0 ? null : emptyText(query),
  }
}

/** Said beside a good standing, which would else read as if something might be sent. A bad one says it itself. */
const holdState = ({ holds }: ListedCenter): State | null => (holds.length === 0 || holds.includes('not vetted') ? null : { word: 'On hold', tone: 'bad' })

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
  const left = unsearched(q)
  return `${filtersIn(query) === 0 ? 'found' : 'fit these filters and are found'} by “${q}”${left === null ? '' : ` (${left})`}${capped ? ': add a word to see fewer' : ''}`
}

const filtersIn = (query: ListQuery): number => Object.keys(query).filter((name) => !['q', 'page', 'sort'].includes(name)).length

const emptyText = (query: ListQuery): NonNullable<FoundPart['empty']> =>
  query['q'] === undefined && filtersIn(query) === 0
    ? {
        title: 'No center yet',
        text: 'Every center that you work with would stand here. Take in a file of them under Imports, or add the first.',
        first: { label: 'Add a center', href: '/centers/new' },
      }
    : {
        title: 'No center fits',
        text: 'Take a filter away, or search for the beginning of a word: names, organizations, front desks, countries and places that may be shown are searched.',
        first: { label: 'Show all centers', href: centersPath },
      }

/** The columns of the file: what the list shows, and no more of any place. */
export const centerColumns: CsvColumn<ListedCenter>[] = [
  { label: 'Center', of: ({ name }) => name },
  { label: 'Organization', of: ({ organization }) => organization },
  { label: 'Country', of: ({ country }) => countryName(country) ?? country },
  { label: 'Country code', of: ({ country }) => country },
  { label: 'Region shown', of: ({ shown }) => shown?.region ?? null },
  { label: 'City shown', of: ({ shown }) => shown?.city ?? null },
  { label: 'Kind', of: ({ kind }) => kind },
  { label: 'Standing', of: ({ standing }) => standing },
  { label: 'On hold because', of: ({ holds }) => (holds.length === 0 ? null : holds.map((kind) => holdName[kind]).join('; ')) },
  { label: 'Lapses after', of: ({ standing, until }) => lastGoodDay(standing, until)?.toString() ?? null },
  { label: 'Lead', of: ({ lead }) => lead },
  { label: 'Confirmed on', of: ({ confirmedOn }) => confirmedOn },
]
