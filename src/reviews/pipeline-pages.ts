import type { CsvColumn } from '../http/csv.ts'
import { countText, listHref, pagination, sortColumns, toggledHref, type ListQuery } from '../http/lists.ts'
import type { Column, Facet, Head, Link, Pagination, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { dayAt, dayText, daysBetween, type Day } from '../shared/days.ts'
import { daysText, kindName, nameOf, stateName } from './words.ts'
import { daysLate, type PipelineRow, type PipelineSort } from './pipeline.ts'
import { reviewKinds, reviewStates } from './review.ts'

const path = '/reviews'
export const pipelineFilters = ['state', 'mine', 'late', 'kind', 'country'] as const

export interface PipelinePage {
  title: string
  head: Head
  said: { count: string; of: string }
  csvHref: string
  facets: { groups: Facet[] }
  chosen: (Link & { label: string })[]
  columns: Column[]
  rows: {
    href: string
    center: string
    country: string
    kind: string
    state: State
    since: string
    found: string
    move: string
    opened: string
    target: string
    late: string | null
  }[]
  empty: { title: string; text: string; first: Link | null } | null
  pagination: Pagination
}

export interface Pipeline {
  query: ListQuery
  sort: PipelineSort
  page: number
  total: number
  rows: PipelineRow[]
  facets: { states: Map<string, number>; kinds: Map<string, number>; countries: Map<string, number>; late: number; mine: number }
}

type Reading = { personId: number; names: ReadonlyMap<number, string>; today: Day; timeZone: string }

export function pipelinePage({ query, sort, page, total, rows, facets }: Pipeline, reading: Reading): PipelinePage {
  const groups = facetsOf(query, facets)
  const whole = { ...query, sort: [sort.descending ? `-${sort.by}` : sort.by] }
  const chosen = groups.flatMap(({ choices }) => choices.filter(({ current }) => current).map(({ label, href }) => ({ label, href })))
  return {
    title: 'Reviews',
    head: {
      crumbs: [],
      title: 'Reviews',
      state: null,
      lede: 'Who is where, for how long, whose move it is and what is late. A review is started from the page of its center.',
      actions: [],
    },
    said: { count: `${countText(total)} ${total === 1 ? 'review' : 'reviews'}`, of: query['state'] ? '' : ' under way' },
    csvHref: listHref('/reviews.csv', whole),
    facets: { groups },
    chosen,
    columns: sortColumns(path, query, sort, [
      { label: 'Center', key: 'center' },
      { label: 'State', key: 'state' },
      { label: 'Found', key: null, number: true },
      { label: 'Whose move', key: null },
      { label: 'Open for', key: 'opened' },
      { label: 'Target', key: 'target' },
    ]),
    rows: rows.map((row) => rowOf(row, reading)),
    empty: rows.length > 0 ? null : emptyOf(chosen.length > 0),
    pagination: pagination(path, whole, { page, total }),
  }
}

const emptyOf = (narrowed: boolean): PipelinePage['empty'] =>
  narrowed
    ? { title: 'No review matches', text: 'Take away a filter to see more.', first: { label: 'Show all that are under way', href: path } }
    : {
        title: 'No review is under way',
        text: 'Reviews of centers stand here from the day they are started until they are decided.',
        first: { label: 'Choose a center to review', href: '/centers' },
      }

function rowOf(row: PipelineRow, { today, timeZone, ...reading }: Reading): PipelinePage['rows'][number] {
  const late = daysLate(row, today)
  const lead = nameOf(row.leadId, reading)
  const ended = row.state === 'decided' || row.state === 'withdrawn'
  const inState = daysBetween(dayAt(row.movedAt, timeZone), today)
  return {
    href: `/reviews/${row.id}`,
    center: row.centerName,
    country: countryName(row.country) ?? row.country,
    kind: kindName[row.kind],
    state: { word: stateName[row.state], tone: late > 0 ? 'bad' : row.state === 'open' ? 'calm' : row.state === 'submitted' ? 'warn' : 'still' },
    since: ended ? dayText(dayAt(row.movedAt, timeZone)) : inState === 0 ? 'since today' : `for ${daysText(inState)}`,
    found: `${row.found} of ${row.items}`,
    move: ended ? 'nobody’s' : row.state === 'submitted' ? 'a manager who did not assess it' : lead,
    opened: ended ? dayText(row.openedOn) : daysText(daysBetween(row.openedOn, today)),
    target: dayText(row.targetOn),
    late: late > 0 ? `late by ${daysText(late)}` : null,
  }
}

function facetsOf(query: ListQuery, facets: Pipeline['facets']): Facet[] {
  const choice = (name: string, value: string, label: string, count: number): Facet['choices'][number] => ({
    label,
    href: toggledHref(path, query, name, value),
    count: countText(count),
    current: query[name]?.includes(value) ?? false,
  })
  return [
    { label: 'Yours and late', open: true, choices: [choice('mine', 'yes', 'Led by you', facets.mine), choice('late', 'yes', 'Late', facets.late)] },
    { label: 'State', open: true, choices: reviewStates.map((state) => choice('state', state, stateName[state], facets.states.get(state) ?? 0)) },
    { label: 'Kind', open: true, choices: reviewKinds.map((kind) => choice('kind', kind, kindName[kind], facets.kinds.get(kind) ?? 0)) },
    {
      label: 'Country',
      open: query['country'] !== undefined,
      choices: [...facets.countries].map(([code, count]) => choice('country', code, countryName(code) ?? code, count)).toSorted((a, b) => a.label.localeCompare(b.label)),
    },
  ].filter(({ choices }) => choices.length > 0)
}

export const csvColumns = ({ today, names }: Pick<Reading, 'today' | 'names'>): CsvColumn<PipelineRow>[] => [
  { label: 'Center', of: ({ centerName }) => centerName },
  { label: 'Country', of: ({ country }) => countryName(country) },
  { label: 'Kind', of: ({ kind }) => kindName[kind] },
  { label: 'State', of: ({ state }) => stateName[state] },
  { label: 'Led by', of: ({ leadId }) => names.get(leadId) ?? null },
  { label: 'Opened', of: ({ openedOn }) => openedOn.toString() },
  { label: 'Target', of: ({ targetOn }) => targetOn.toString() },
  { label: 'Days late', of: (row) => daysLate(row, today) },
  { label: 'Items found', of: ({ found }) => found },
  { label: 'Items in all', of: ({ items }) => items },
]
