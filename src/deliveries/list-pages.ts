import type { Cell, CsvColumn } from '../http/csv.ts'
import { countedFacets, isChosen, sumOf, valuesIn, type FacetGroup } from '../http/facets.ts'
import { centerIn, countText, listHref, pagination, sortColumns, sortText, toggledHref, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { dayText, type Day } from '../shared/days.ts'
import { deliveryStates, isLate } from './delivery.ts'
import type { DeliveryCount, DeliveryFilters, DeliverySort, DeliverySummary } from './list-queries.ts'
import { deliveryTone, deliveryWord } from './words.ts'

export const deliveryFilterNames = ['state', 'country', 'late', 'mine', 'center'] as const
type FilterName = (typeof deliveryFilterNames)[number]

export const deliveryFiltersOf = (query: ListQuery, person: { id: number; today: Day }): DeliveryFilters => ({
  states: deliveryStates.filter((state) => query['state']?.includes(state)),
  countries: query['country'] ?? [],
  lateOn: query['late'] === undefined ? null : person.today,
  personId: query['mine'] === undefined ? null : person.id,
  centerId: centerIn(query),
})

export interface DeliveriesPage {
  title: string
  head: Head
  facets: Facet[]
  count: string
  csvHref: string
  chosen: Link[]
  columns: Column[]
  rows: DeliveryRow[]
  pagination: Pagination
  empty: { title: string; text: string; first: Link | null }
}

export interface DeliveryRow {
  label: string
  href: string
  what: string
  center: string
  centerHref: string
  country: string
  sent: string
  expected: string
  arrived: string
  state: State
}

export interface DeliveryList {
  deliveries: DeliverySummary[]
  counts: DeliveryCount[]
  query: ListQuery
  filters: DeliveryFilters
  sort: Sort<DeliverySort>
  page: number
  today: Day
}

const path = '/deliveries'

/** How many rows the filtered list has. */
export const totalOf = (counts: readonly DeliveryCount[], filters: DeliveryFilters): number => sumOf(counts.filter((count) => passes(count, filters, null)))

/** Whether what is counted passes the filters, one of them left out. */
const passes = (count: DeliveryCount, filters: DeliveryFilters, without: FilterName | null): boolean =>
  (without === 'state' || isChosen(filters.states, count.state)) &&
  (without === 'country' || isChosen(filters.countries, count.country)) &&
  (without === 'late' || !filters.lateOn || count.late) &&
  (without === 'mine' || !filters.personId || count.mine)

export function deliveriesPage({ deliveries, counts, query, filters, sort, page, today }: DeliveryList): DeliveriesPage {
  const total = totalOf(counts, filters)
  const sorted: ListQuery = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Deliveries',
    head: {
      crumbs: [{ label: 'Needs', href: '/needs' }],
      title: 'Deliveries',
      state: null,
      lede: 'Goods packed for centers, sent to them, and what they say arrived.',
      actions: [],
    },
    facets: facetsOf(counts, filters, sorted),
    count: `${countText(total)} ${total === 1 ? 'delivery' : 'deliveries'}`,
    csvHref: listHref('/deliveries.csv', sorted),
    chosen: deliveryFilterNames.flatMap((name) =>
      (query[name] ?? []).map((value) => ({ label: chosenLabel[name](value), href: toggledHref(path, sorted, name, value) })),
    ),
    columns: sortColumns(path, sorted, sort, [
      { label: 'Delivery', key: 'number' },
      { label: 'Center', key: 'center' },
      { label: 'Sent', key: 'sent' },
      { label: 'Expected', key: 'expected' },
      { label: 'Arrived', key: null, number: true },
      { label: 'State', key: null },
    ]),
    rows: deliveries.map((delivery) => deliveryRow(delivery, today)),
    pagination: pagination(path, sorted, { page, total }),
    empty:
      counts.length === 0
        ? {
            title: 'Nothing was packed yet',
            text: 'Deliveries stand here from the day they are packed. Start from what a center needs.',
            first: { label: 'See what is needed', href: '/needs' },
          }
        : { title: 'No delivery fits these filters', text: 'Take one away, or look at all deliveries.', first: { label: 'Show all deliveries', href: path } },
  }
}

/** A delivery in a row, on whatever page it stands. */
export const deliveryRow = (delivery: DeliverySummary, today: Day): DeliveryRow => ({
  label: `Delivery ${delivery.id}`,
  href: `/deliveries/${delivery.id}`,
  what: whatText(delivery),
  center: delivery.centerName,
  centerHref: `/centers/${delivery.centerId}`,
  country: countryName(delivery.country) ?? delivery.country,
  sent: delivery.sentOn === null ? 'not sent' : dayText(delivery.sentOn),
  expected: delivery.expectedOn === null ? 'no day set' : dayText(delivery.expectedOn),
  arrived: delivery.sentOn === null ? '–' : `${countText(delivery.received)} of ${countText(delivery.quantity)}`,
  state: stateOf(delivery, today),
})

function whatText({ firstItem, lines }: DeliverySummary): string {
  if (firstItem === null) return 'nothing packed yet'
  return lines === 1 ? firstItem : `${firstItem} and ${lines - 1} more`
}

const stateOf = (delivery: DeliverySummary, today: Day): State =>
  isLate(delivery.state, delivery.expectedOn, today) ? { word: 'Late', tone: 'bad' } : { word: deliveryWord[delivery.state], tone: deliveryTone[delivery.state] }

const chosenLabel: Record<FilterName, (value: string) => string> = {
  state: (value) => deliveryStates.flatMap((state) => (state === value ? [deliveryWord[state]] : []))[0] ?? value,
  country: (value) => countryName(value) ?? value,
  late: () => 'Late',
  center: () => 'One center',
  mine: () => 'Mine',
}

function facetsOf(counts: readonly DeliveryCount[], filters: DeliveryFilters, query: ListQuery): Facet[] {
  const groups: FacetGroup<FilterName, DeliveryCount>[] = [
    {
      label: 'State',
      name: 'state',
      open: true,
      choices: deliveryStates.map((state) => ({ value: state, label: deliveryWord[state], of: (count) => count.state === state })),
    },
    { label: 'Attention', name: 'late', open: true, choices: [{ value: 'yes', label: 'Late', of: ({ late }) => late }] },
    { label: 'Whose', name: 'mine', open: true, choices: [{ value: 'yes', label: 'Mine', of: ({ mine }) => mine }] },
    {
      label: 'Country',
      name: 'country',
      open: false,
      choices: valuesIn(counts, ({ country }) => country).map((each) => ({ value: each, label: countryName(each) ?? each, of: ({ country }) => country === each })),
    },
  ]
  return countedFacets(path, query, counts, (count, without) => passes(count, filters, without), groups)
}

const column = (label: string, of: (delivery: DeliverySummary) => Cell): CsvColumn<DeliverySummary> => ({ label, of })

export const deliveryColumns: CsvColumn<DeliverySummary>[] = [
  column('Delivery', ({ id }) => id),
  column('Center', ({ centerName }) => centerName),
  column('Country', ({ country }) => country),
  column('State', ({ state }) => deliveryWord[state]),
  column('First item', ({ firstItem }) => firstItem),
  column('Lines', ({ lines }) => lines),
  column('Packed', ({ packedOn }) => packedOn.toString()),
  column('Sent', ({ sentOn }) => sentOn?.toString() ?? null),
  column('Expected', ({ expectedOn }) => expectedOn?.toString() ?? null),
  column('Carrier', ({ carrier }) => carrier),
  column('In it', ({ quantity }) => quantity),
  column('Received', ({ received }) => received),
  column('Damaged', ({ damaged }) => damaged),
  column('Missing', ({ missing }) => missing),
  column('Left to account for', ({ left }) => left),
]
