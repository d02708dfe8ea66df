import type { DocumentsSection } from '../../src/documents/pages.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullColumns, fullFacts, fullHead, fullPagination, fullState, smallHead, smallPagination } from './pieces.ts'
import { full, hostile, several } from './text.ts'

const rows: DocumentsSection['rows'] = several((n) => ({
  title: full(`Document ${n}`),
  href: `/documents/${n}?a=1&b=2`,
  kind: full('licence'),
  received: full('21 November 2026'),
  expires: full('1 March 2027'),
  state: n === 2 ? null : fullState,
}))

export const documents: ExtremesOf<'documents'> = {
  'documents/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      said: 'A',
      filter: { due: '', kind: '', mine: false, sort: '' },
      dueChoices: [],
      kindChoices: [],
      csvHref: '/documents.csv',
      columns: [],
      rows: [],
      pagination: smallPagination,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      said: full('3 documents'),
      filter: { due: '2', kind: '3', mine: true, sort: full('-title') },
      dueChoices: several((n) => ({ value: String(n), label: full(`Within ${n}`) })),
      kindChoices: several((n) => ({ value: String(n), label: full(`Kind ${n}`) })),
      csvHref: '/documents.csv?due=2&kind=3',
      columns: fullColumns,
      rows: rows.map((row, at) => ({ ...row, center: at === 1 ? null : { name: full('Center'), href: '/centers/1?a=1&b=2' }, addedBy: full('Cora') })),
      pagination: fullPagination,
    },
  },
  'documents/show': {
    smallest: { title: 'A', head: smallHead, facts: [], newer: null, openAction: '/documents/1/file', openLabel: 'A', versions: [], links: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      facts: fullFacts,
      newer: '/documents/2?a=1&b=2',
      openAction: '/documents/1/file?a=1&b=2',
      openLabel: full('Open the PDF'),
      versions: several((n) => ({ said: full(`Version ${n}`), href: `/documents/${n}?a=1&b=2`, current: n === 2 })),
      links: several((n) => ({ said: full(`Finding ${n}`), href: `/reviews/${n}?a=1&b=2` })),
    },
  },
  'documents/center-section': {
    smallest: { addHref: null, rows: [], older: [], olderSaid: '' },
    fullest: { addHref: '/centers/1/documents/new?a=1&b=2', rows, older: rows, olderSaid: full('3 older') },
  },
  'documents/center-rows': { smallest: [], fullest: rows },
}
