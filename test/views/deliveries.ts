import type { DeliveryPage } from '../../src/deliveries/pages.ts'
import type { PaperLines } from '../../src/deliveries/paper-pages.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullDeliveries } from './needs.ts'
import {
  fullChosen,
  fullColumns,
  fullFacets,
  fullFacts,
  fullHead,
  fullLink,
  fullNotice,
  fullPagination,
  fullSummary,
  smallEmpty,
  smallHead,
  smallLink,
  smallPagination,
} from './pieces.ts'
import { full, hostile, several } from './text.ts'

const lines: PaperLines['lines'] = several((n) => ({ item: full(`Item ${n}`), quantity: full('9,007,199,254,740,991'), unit: full('boxes') }))

const smallestDelivery: DeliveryPage = {
  title: 'A',
  head: smallHead,
  notices: [],
  lines: [],
  value: '0',
  packing: true,
  receipts: [],
  receiveHref: null,
  facts: [],
  prints: [],
}

const fullLines: DeliveryPage['lines'] = several((n) => ({
  item: full(`Item ${n}`),
  href: n === 2 ? null : `/needs/${n}?a=1&b=2`,
  unit: full('boxes'),
  value: full('$1'),
  sent: full('9,007,199,254,740,991'),
  received: full('1'),
  damaged: full('2'),
  missing: full('3'),
  left: full('4'),
}))

export const deliveries: ExtremesOf<'deliveries'> = {
  'deliveries/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      facets: [],
      count: '0',
      csvHref: '/deliveries.csv',
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
      count: full('3 deliveries'),
      csvHref: '/deliveries.csv?state=sent&sort=sent',
      chosen: fullChosen,
      columns: fullColumns,
      rows: fullDeliveries,
      pagination: fullPagination,
      empty: { title: full('No delivery'), text: full('They would stand here.'), first: fullLink },
    },
  },
  'deliveries/show': {
    smallest: smallestDelivery,
    fullest: {
      title: hostile,
      head: fullHead,
      notices: [fullNotice, { ...fullNotice, title: full('Late') }],
      lines: fullLines,
      value: full('$1'),
      packing: false,
      receipts: several((n) => ({
        title: full(`Receipt ${n}`),
        said: several((m) => full(`Line ${m}`)),
        by: full('Cora'),
        note: n === 2 ? null : full('Note'),
        reversed: n === 2 ? null : full('reversed'),
        proofHref: n === 2 ? null : `/documents/${n}?a=1&b=2`,
        reverseHref: n === 2 ? null : `/receipts/${n}/reversal?a=1&b=2`,
      })),
      receiveHref: '/deliveries/1/receipts/new?a=1&b=2',
      facts: fullFacts,
      prints: several((n) => ({ label: full(`Paper ${n}`), href: `/deliveries/1/packing-list?copy=${n}&b=2` })),
    },
    between: [
      { ...smallestDelivery, lines: fullLines },
      { ...smallestDelivery, packing: false, receiveHref: '/deliveries/1/receipts/new' },
    ],
  },
  'deliveries/lines-form': {
    smallest: {
      title: 'A',
      head: smallHead,
      notice: null,
      error: null,
      summary: [],
      action: '/deliveries/1/lines',
      upload: false,
      hidden: [],
      groups: [],
      about: 'A',
      fields: [],
      submit: 'A',
      back: smallLink,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      error: full('It could not be saved.'),
      summary: fullSummary('wholeArea', 'line1Line'),
      action: '/deliveries/1/lines?a=1&b=2',
      upload: true,
      hidden: fullForm('whole').hidden,
      groups: several((n) => ({ legend: full(`Line ${n}`), hint: full('What is in it'), fields: fullForm(`line${n}`).fields })),
      about: full('Of the whole'),
      fields: fullForm('whole').fields,
      submit: full('Pack'),
      back: fullLink,
    },
  },
  'deliveries/sending': {
    smallest: { title: 'A', head: smallHead, notice: null, error: null, facts: [], lines: [], action: null, token: '', version: 1 },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      error: full('It may not leave.'),
      facts: fullFacts,
      lines,
      action: '/deliveries/1/sending?a=1&b=2',
      token: full('Token'),
      version: 12,
    },
  },
  'deliveries/packing-list': { smallest: { title: 'A', head: smallHead, facts: [], lines: [] }, fullest: { title: hostile, head: fullHead, facts: fullFacts, lines } },
  'deliveries/receipt-paper': { smallest: { title: 'A', head: smallHead, facts: [], lines: [] }, fullest: { title: hostile, head: fullHead, facts: fullFacts, lines } },
  'deliveries/paper-lines': { smallest: { lines: [], blank: [] }, fullest: { lines, blank: several((n) => full(`Blank ${n}`)) } },
}
