import type { DeliveryRow } from '../../src/deliveries/list-pages.ts'
import type { NeedsPage } from '../../src/needs/list-pages.ts'
import type { ExtremesOf } from './extremes.ts'
import {
  fullChosen,
  fullColumns,
  fullFacets,
  fullFacts,
  fullHead,
  fullLink,
  fullNotice,
  fullPagination,
  fullState,
  fullTiles,
  smallEmpty,
  smallHead,
  smallPagination,
} from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const fullDeliveries: DeliveryRow[] = several((n) => ({
  label: full(`Delivery ${n}`),
  href: `/deliveries/${n}?a=1&b=2`,
  what: full('Beds and 2 more'),
  center: full('Center'),
  centerHref: `/centers/${n}?a=1&b=2`,
  country: full('Cambodia'),
  sent: full('21 November 2026'),
  expected: full('1 December 2026'),
  arrived: full('3 of 9,007,199,254,740,991'),
  state: fullState,
}))

const fullNeeds: NeedsPage['rows'] = several((n) => ({
  item: full(`Item ${n}`),
  href: `/needs/${n}?a=1&b=2`,
  urgent: n === 1,
  center: full('Center'),
  centerHref: `/centers/${n}?a=1&b=2`,
  country: full('Cambodia'),
  wanted: full('9,007,199,254,740,991'),
  unit: full('boxes'),
  onTheWay: full('0'),
  arrived: full('1'),
  by: full('21 November 2026'),
  state: fullState,
}))

export const needs: ExtremesOf<'needs'> = {
  'needs/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      facets: [],
      count: '0',
      csvHref: '/needs.csv',
      chosen: [],
      columns: [],
      rows: [],
      pagination: smallPagination,
      empty: smallEmpty,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      facets: fullFacets,
      count: full('3 needs'),
      csvHref: '/needs.csv?state=all&sort=by',
      chosen: fullChosen,
      columns: fullColumns,
      rows: fullNeeds,
      pagination: fullPagination,
      empty: { title: full('No need'), text: full('They would stand here.'), first: fullLink },
    },
  },
  'needs/show': {
    smallest: { title: 'A', head: smallHead, withdrawn: null, tiles: [], facts: [], deliveries: [], packHref: null, allocations: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      withdrawn: fullNotice,
      tiles: fullTiles,
      facts: fullFacts,
      deliveries: several((n) => ({
        label: full(`Delivery ${n}`),
        href: `/deliveries/${n}?a=1&b=2`,
        when: full('21 November 2026'),
        quantity: full('1'),
        arrived: full('0'),
        state: fullState,
      })),
      packHref: '/centers/1/deliveries/new?need=1&b=2',
      allocations: several((n) => ({
        label: full(`Allocation ${n}`),
        href: `/allocations/${n}?a=1&b=2`,
        fund: full('FUND-1'),
        amount: full('$1'),
        state: fullState,
      })),
    },
  },
  'needs/center-section': {
    smallest: { addHref: null, all: null, rows: [], packHref: null, deliveries: [], allDeliveries: null },
    fullest: {
      addHref: '/centers/1/needs/new?a=1&b=2',
      all: { label: full('All 14'), href: '/needs?center=1&state=all' },
      rows: fullNeeds.map(({ center: _center, centerHref: _centerHref, country: _country, ...need }) => ({ ...need, people: full('12 women') })),
      packHref: '/centers/1/deliveries/new?a=1&b=2',
      deliveries: fullDeliveries,
      allDeliveries: { label: full('All 5'), href: '/deliveries?center=1&state=all' },
    },
  },
}
