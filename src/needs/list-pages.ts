import type { Cell, CsvColumn } from '../http/csv.ts'
import { centerIn, listHref, pagination, sortColumns, sortText, toggledHref, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { amountEntered } from '../shared/money.ts'
import { dayText, type Day } from '../shared/days.ts'
import { capital } from './form-pages.ts'
import type { NeedCount, NeedFilters, NeedSort } from './list-queries.ts'
import { needStates, priorities, priorityName, stateOf, stillLacking, type Need, type NeedState } from './need.ts'
import { countText, needState } from './pages.ts'

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

const path = '/needs'

/** Whether what is counted passes the filters, one of them left out: so a filter's own choices count what choosing them would show. */
function passes(count: NeedCount, filters: NeedFilters, without: FilterName | null): boolean {
  const within = <Value>(name: FilterName, chosen: readonly Value[] | undefined, value: Value): boolean => without === name || !chosen?.length || chosen.includes(value)
  return (
    within('state', filters.states, count.state) &&
    within('priority', filters.priorities, count.priority) &&
    within('category', filters.categories, count.category) &&
    within('country', filters.countries, count.country) &&
    (without === 'late' || !filters.lateOn || count.late) &&
    (without === 'mine' || !filters.personId || count.mine)
  )
}

const sum = (counts: readonly NeedCount[]): number => counts.reduce((all, { count }) => all + count, 0)

export function needsPage({ needs, counts, query, filters, sort, page, today }: NeedsList): NeedsPage {
  const total = sum(counts.filter((count) => passes(count, filters, null)))
  const sorted: ListQuery = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Needs',
    head: {
      crumbs: [],
      title: 'Needs',
      state: null,
      lede: 'What centers lack, what is on the way to them, and what has arrived. A need is met by what arrives, not by what is sent.',
      actions: [{ label: 'Deliveries', href: '/deliveries', tone: 'plain', method: 'get' }],
    },
    facets: facetsOf(counts, filters, sorted),
    count: `${countText(total)} ${total === 1 ? 'need' : 'needs'}${query['state'] === undefined ? ' still wanted' : ''}`,
    csvHref: listHref('/needs.csv', query),
    chosen: chosenOf(query, sorted),
    columns: sortColumns(path, sorted, sort, [
      { label: 'Need', key: 'item' },
      { label: 'Center', key: 'center' },
      { label: 'Wanted', key: 'wanted', number: true },
      { label: 'On the way', key: null, number: true },
      { label: 'Arrived', key: 'arrived', number: true },
      { label: 'Needed by', key: 'needed-by' },
      { label: 'State', key: null },
    ]),
    rows: needs.map((need) => toRow(need, today)),
    pagination: pagination(path, sorted, { page, total }),
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
  unit: need.unit,
  onTheWay: countText(need.onTheWay),
  arrived: countText(need.received),
  by: need.neededBy === null ? 'No day set' : dayText(need.neededBy),
  state: needState(need, today),
})

function facetsOf(counts: readonly NeedCount[], filters: NeedFilters, query: ListQuery): Facet[] {
  const facet = (label: string, name: FilterName, open: boolean, choices: { value: string; label: string; of: (count: NeedCount) => boolean }[]): Facet => {
    const inReach = counts.filter((count) => passes(count, filters, name))
    return {
      label,
      open: open || (query[name]?.length ?? 0) > 0,
      choices: choices
        .map(({ value, label, of }) => ({
          label,
          href: toggledHref(path, name === 'state' ? withoutAll(query) : query, name, value),
          count: countText(sum(inReach.filter(of))),
          current: query[name]?.includes(value) ?? false,
        }))
        .filter(({ count, current }) => open || count !== '0' || current),
    }
  }
  const values = (of: (count: NeedCount) => string): string[] => [...new Set(counts.map(of))].toSorted()
  return [
    facet(
      'State',
      'state',
      true,
      needStates.map((state) => ({ value: state, label: capital(state), of: (count) => count.state === state })),
    ),
    facet('Attention', 'late', true, [{ value: 'yes', label: 'Late', of: ({ late }) => late }]),
    facet('Whose', 'mine', true, [{ value: 'yes', label: 'Mine', of: ({ mine }) => mine }]),
    facet(
      'Priority',
      'priority',
      true,
      priorities.map((each) => ({ value: each, label: priorityName[each], of: ({ priority }) => priority === each })),
    ),
    facet(
      'Category',
      'category',
      false,
      values(({ category }) => category).map((each) => ({ value: each, label: capital(each), of: ({ category }) => category === each })),
    ),
    facet(
      'Country',
      'country',
      false,
      values(({ country }) => country).map((each) => ({ value: each, label: countryName(each) ?? each, of: ({ country }) => country === each })),
    ),
  ]
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

const chosenOf = (query: ListQuery, sorted: ListQuery): Link[] =>
  needFilterNames.flatMap((name) => (query[name] ?? []).map((value) => ({ label: chosenLabel[name](value), href: toggledHref(path, sorted, name, value) })))

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
