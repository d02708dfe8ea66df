import type { FoundPart } from '../../src/centers/list-pages.ts'
import type { AllExtremes } from './extremes.ts'
import { fullHistory, fullNotes } from './center-sections.ts'
import { fullForm } from './forms.ts'
import {
  fullChosen,
  fullColumns,
  fullFacets,
  fullFacts,
  fullFilters,
  fullHead,
  fullLink,
  fullPagination,
  fullState,
  smallEmpty,
  smallFilters,
  smallForm,
  smallHead,
  smallLink,
  smallPagination,
} from './pieces.ts'
import { full, hostile, several } from './text.ts'

const smallestFound: FoundPart = {
  groups: [],
  said: { count: '0', what: 'A' },
  csvHref: '/centers.csv',
  chosen: [],
  columns: [],
  rows: [],
  under: smallPagination,
  empty: smallEmpty,
}

const fullestFound: FoundPart = {
  groups: fullFacets,
  said: { count: full('3 centers'), what: full('vetted') },
  csvHref: '/centers.csv?country=KH&sort=name',
  chosen: fullChosen,
  columns: fullColumns,
  rows: several((n) => ({
    name: full(`Center ${n}`),
    href: `/centers/${n}?a=1&b=2`,
    organization: full('Organization'),
    place: full('Cambodia'),
    kind: full('clinic'),
    state: fullState,
    hold: fullState,
    until: full('21 November 2026'),
    lead: full('Cora'),
  })),
  under: fullPagination,
  empty: null,
}

/** The pages of centers and organizations beside a center's own. */
export const centerPages: Pick<
  AllExtremes,
  'centers/list' | 'centers/found' | 'centers/history' | 'centers/notes' | 'centers/capacity' | 'centers/organization' | 'centers/organizations'
> = {
  'centers/list': {
    smallest: { title: 'A', head: smallHead, q: '', hidden: [], found: smallestFound },
    fullest: {
      title: hostile,
      head: fullHead,
      q: full('Search'),
      hidden: several((n) => ({ name: `filter-${n}`, value: full('Value') })),
      found: fullestFound,
    },
  },
  'centers/found': { smallest: smallestFound, fullest: fullestFound },
  'centers/history': {
    smallest: { title: 'A', head: smallHead, rows: [], older: null },
    fullest: { title: hostile, head: fullHead, rows: fullHistory, older: fullLink },
  },
  'centers/notes': {
    smallest: { title: 'A', head: smallHead, rows: [], under: smallPagination },
    fullest: { title: hostile, head: fullHead, rows: fullNotes, under: fullPagination },
  },
  'centers/capacity': {
    smallest: { title: 'A', head: smallHead, form: null, first: smallLink, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      form: fullForm('beds'),
      first: fullLink,
      rows: several((n) => ({
        day: full(`${n} November 2026`),
        population: full('Women'),
        beds: Number.MAX_SAFE_INTEGER,
        openBeds: 0,
        saidBy: full('Cora'),
        stale: n === 3,
      })),
    },
  },
  'centers/organization': {
    smallest: { title: 'A', head: smallHead, facts: [], centers: [], newCenterHref: '/centers/new', people: [], form: smallForm },
    fullest: {
      title: hostile,
      head: fullHead,
      facts: fullFacts,
      centers: several((n) => ({ name: full(`Center ${n}`), href: `/centers/${n}?a=1&b=2`, kind: full('clinic'), country: full('Cambodia') })),
      newCenterHref: '/centers/new?organization=1&b=2',
      people: several((n) => ({ name: full(`Person ${n}`), role: full('head'), endAction: `/key-people/${n}/ending?a=1&b=2` })),
      form: fullForm('person'),
    },
  },
  'centers/organizations': {
    smallest: {
      title: 'A',
      head: smallHead,
      filters: smallFilters,
      said: 'A',
      csvHref: '/organizations.csv',
      columns: [],
      rows: [],
      under: smallPagination,
      empty: smallEmpty,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      filters: fullFilters,
      said: full('3 organizations'),
      csvHref: '/organizations.csv?q=1&sort=name',
      columns: fullColumns,
      rows: several((n) => ({
        name: full(`Organization ${n}`),
        href: `/organizations/${n}?a=1&b=2`,
        country: full('Cambodia'),
        number: full('No. 1'),
        centers: Number.MAX_SAFE_INTEGER,
      })),
      under: fullPagination,
      empty: null,
    },
  },
}
