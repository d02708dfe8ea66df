import type { Cell, CsvColumn } from '../http/csv.ts'
import { sumOf } from '../http/facets.ts'
import { listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/parts.ts'
import { unitText } from '../lists/unit.ts'
import { countryName } from '../shared/countries.ts'
import { amountEntered } from '../shared/money.ts'
import { dayText, type Day } from '../shared/days.ts'
import { chosenOf, facetsOf, needsPath, passes } from './facet-pages.ts'
import type { NeedCount, NeedFilters, NeedSort } from './list-queries.ts'
import { stateOf, stillLacking, type Need, type NeedState } from './need.ts'
import { countText, needState } from './pages.ts'

export interface NeedsPage {
  title: string
  head: Head
  facets: Facet[]
  count: string
  csvHref: string
  chosen: Link[]
  columns: Column[]
  rows: {
    item: string
    href: string
    urgent: boolean
    center: string
    centerHref: string
    country: string
    wanted: string
    unit: string
    onTheWay: string
    arrived: string
    by: string
    state: State
  }[]
  pagination: Pagination
  empty: { title: string; text: string; first: Link | null }
}

export interface NeedsList {
  needs: Need[]
  counts: NeedCount[]
  query: ListQuery
  filters: NeedFilters
  sort: Sort<NeedSort>
  page: number
  today: Day
}

/** How many rows the filtered list has. */
export const totalOf = (counts: readonly NeedCount[], filters: NeedFilters): number => sumOf(counts.filter((count) => passes(count, filters, null)))

export function needsPage({ needs, counts, query, filters, sort, page, today }: NeedsList): NeedsPage {
  const total = totalOf(counts, filters)
  const sorted: ListQuery = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Needs',
    head: {
      crumbs: [],
      title: 'Needs',
      state: null,
      lede: 'What centers lack, what is on the way to them, and what has arrived. A need is met by what arrives, not by what is sent.',
      actions: [],
    },
    facets: facetsOf(counts, filters, sorted),
    count: `${countText(total)} ${total === 1 ? 'need' : 'needs'}${query['state'] === undefined ? ' still wanted' : ''}`,
    csvHref: listHref('/needs.csv', sorted),
    chosen: chosenOf(query, sorted),
    columns: sortColumns(needsPath, sorted, sort, [
      { label: 'Need', key: 'item' },
      { label: 'Center', key: 'center' },
      { label: 'Wanted', key: 'wanted', number: true },
      { label: 'On the way', key: null, number: true },
      { label: 'Arrived', key: 'arrived', number: true },
      { label: 'Needed by', key: 'needed-by' },
      { label: 'State', key: null },
    ]),
    rows: needs.map((need) => toRow(need, today)),
    pagination: pagination(needsPath, sorted, { page, total }),
    empty: emptyOf(counts),
  }
}

const emptyOf = (counts: readonly NeedCount[]): NeedsPage['empty'] =>
  counts.length === 0
    ? {
        title: 'No need is logged yet',
        text: 'What centers lack stands here. Open a center and log what it needs.',
        first: { label: 'Choose a center', href: '/centers' },
      }
    : { title: 'No need fits these filters', text: 'Take one away, or look at all needs.', first: { label: 'Show all needs', href: '/needs?state=all' } }

const toRow = (need: Need, today: Day): NeedsPage['rows'][number] => ({
  item: need.item,
  href: `/needs/${need.id}`,
  urgent: need.priority === 'urgent',
  center: need.centerName,
  centerHref: `/centers/${need.centerId}`,
  country: countryName(need.country) ?? need.country,
  wanted: countText(need.quantity),
  unit: unitText(need.unit, need.quantity),
  onTheWay: countText(need.onTheWay),
  arrived: countText(need.received),
  by: need.neededBy === null ? 'No day set' : dayText(need.neededBy),
  state: needState(need, today),
})

const column = (label: string, of: (need: Need) => Cell): CsvColumn<Need> => ({ label, of })

/** The columns of the file; all that the list shows, and what an estimate needs to be added up elsewhere. */
export const needColumns = (today: Day): CsvColumn<Need>[] => [
  column('Need', ({ id }) => id),
  column('Center', ({ centerName }) => centerName),
  column('Country', ({ country }) => country),
  column('Category', ({ category }) => category),
  column('Item', ({ item }) => item),
  column('Wanted', ({ quantity }) => quantity),
  column('Unit', ({ unit }) => unit),
  column('On the way', ({ onTheWay }) => onTheWay),
  column('Arrived', ({ received }) => received),
  column('Still lacking', stillLacking),
  column('Estimate for one', ({ unitCost }) => (unitCost === null ? null : Number(amountEntered(unitCost)))),
  column('Currency', ({ unitCost }) => unitCost?.currency ?? null),
  column('People', ({ people }) => people),
  column('Priority', ({ priority }) => priority),
  column('Needed by', ({ neededBy }) => neededBy?.toString() ?? null),
  column('State', (need): NeedState => stateOf(need)),
  column('Late', (need) => (needState(need, today).tone === 'bad' ? 'yes' : 'no')),
  column('Logged', ({ recordedOn }) => recordedOn.toString()),
]
