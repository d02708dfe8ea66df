import type { FieldState } from '../../src/http/forms.ts'
import type { Bar, Column, Facet, Fact, Filters, FormPage, Head, Link, Notice, Pagination, State, Tile } from '../../src/http/parts.ts'
import { full, several } from './text.ts'

/** What many pages are made of, at its smallest and at its fullest. */
export const smallHead: Head = { crumbs: [], title: 'A', state: null, lede: null, actions: [] }
export const smallLink: Link = { label: 'A', href: '/' }
export const smallState: State = { word: 'A', tone: 'still' }
export const smallBar: Bar = { said: 'A', parts: [] }
export const smallField: FieldState = { entered: '', chosen: [], error: null }
export const smallNotice: Notice = { tone: 'calm', title: 'A', lines: [] }
export const smallPagination: Pagination = { said: 'A', previousHref: null, nextHref: null, pages: [] }
export const smallFilters: Filters = { action: '/', hidden: [], search: null, selects: [], submit: 'A' }
export const smallEmpty = { title: 'A', text: 'A', first: null }
export const smallForm: FormPage = {
  title: 'A',
  head: smallHead,
  notice: null,
  error: null,
  summary: [],
  action: '/',
  upload: false,
  hidden: [],
  fields: [],
  submit: 'A',
  tone: 'main',
  back: null,
}

export const fullState: State = { word: full('Suspended'), tone: 'bad' }
export const fullLink: Link = { label: full('See the list'), href: '/centers?country=KH&sort=-name' }
export const fullHead: Head = {
  crumbs: [
    { label: full('Centers'), href: '/centers?country=KH&page=2' },
    { label: full('Here'), href: null },
  ],
  title: full('Title'),
  state: fullState,
  lede: full('Lede'),
  actions: [
    { label: full('Edit'), href: '/centers/1/edit', tone: 'main', method: 'get' },
    { label: full('Still right'), href: '/centers/1/confirmation', tone: 'plain', method: 'post' },
    { label: full('Close'), href: '/centers/1/closing', tone: 'warn', method: 'get' },
  ],
}
export const fullNotice: Notice = {
  tone: 'bad',
  title: full('Nothing may leave'),
  lines: [
    { text: full('Its vetting has lapsed.'), lift: { label: full('Open a review'), href: '/centers/1/reviews/new?kind=renewal&from=2' } },
    { text: full('A condition is overdue.'), lift: null },
  ],
}
export const fullFacts: Fact[] = [
  { label: full('Run by'), value: full('Organization'), href: '/organizations/1?from=2&to=3' },
  { label: full('Local name'), value: full('Name'), href: null },
]
export const fullTiles: Tile[] = [
  {
    name: full('Vetted'),
    figure: full('112'),
    beside: fullLink,
    change: full('3 more'),
    note: full('at one rate'),
    href: '/reports/rows/vetted?on=2026-11-21&known=2026-11-21',
  },
  { name: full('Late'), figure: '-9,007,199,254,740,991', change: null, href: null },
]
export const fullBar: Bar = {
  said: full('What became of it'),
  parts: [
    { label: full('Paid'), from: 0, width: 12.5, fill: 'c1' },
    { label: full('Planned'), from: 12.5, width: 87.5, fill: 'c4' },
  ],
}
export const fullColumns: Column[] = [
  { label: full('Name'), number: false, href: '/centers?sort=-name&country=KH', sorted: 'ascending' },
  { label: full('Amount'), number: true, href: '/centers?sort=amount&country=KH', sorted: null },
  { label: full('State'), number: false, href: null, sorted: null },
]
export const fullFilters: Filters = {
  action: '/centers?a=1&b=2',
  hidden: several((n) => ({ name: `hidden-${n}`, value: full('Value') })),
  search: { label: full('Search'), value: full('Typed') },
  selects: several((n) => ({
    label: full(`Filter ${n}`),
    name: `filter-${n}`,
    value: '2',
    any: full('Any'),
    choices: several((m) => ({ value: String(m), label: full(`Choice ${m}`) })),
  })),
  submit: full('Filter'),
}
export const fullFacets: Facet[] = ['Standing', 'Country'].map((label, at) => ({
  label: full(label),
  open: at === 0,
  choices: several((n) => ({ label: full(`Choice ${n}`), href: `/centers?choice=${n}&sort=name`, count: full(String(n)), current: n === 2 })),
}))
export const fullPagination: Pagination = {
  said: full('Rows 26 to 50 of 75'),
  previousHref: '/centers?country=KH&page=1',
  nextHref: '/centers?country=KH&page=3',
  pages: several((n) => ({ label: String(n), href: `/centers?country=KH&page=${n}`, current: n === 2 })),
}
export const fullSummary = (...names: string[]): { href: string; message: string }[] => names.map((name) => ({ href: `#${name}`, message: full('Say it in full.') }))
export const fullChosen: Link[] = several((n) => ({ label: full(`Filter ${n}`), href: `/centers?without=${n}&sort=name` }))
export const fullField: FieldState = { entered: full('Typed'), chosen: ['1', '3'], error: full('That is not a day.') }
