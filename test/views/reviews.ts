import type { ItemPart } from '../../src/reviews/item-pages.ts'
import type { ProgressPart } from '../../src/reviews/progress-pages.ts'
import type { ExtremesOf } from './extremes.ts'
import {
  fullBar,
  fullChosen,
  fullColumns,
  fullFacets,
  fullHead,
  fullLink,
  fullNotice,
  fullPagination,
  fullState,
  fullSummary,
  smallBar,
  smallEmpty,
  smallHead,
  smallPagination,
} from './pieces.ts'
import { full, hostile, several } from './text.ts'

const smallestItem: ItemPart = {
  code: 'A-1',
  question: 'A',
  tag: { word: 'A', critical: false },
  guidance: null,
  wanted: null,
  state: null,
  action: null,
  revision: '0',
  answers: [],
  resultError: null,
  bases: [],
  basisError: null,
  note: '',
  noteError: null,
  submit: 'A',
  stands: null,
  who: null,
  evidence: [],
  attachHref: null,
  history: [],
  problem: null,
  conflict: null,
}

const fullestItem = (code: string): ItemPart => ({
  code,
  question: full('Question'),
  tag: { word: full('critical'), critical: true },
  guidance: full('Guidance'),
  wanted: full('A licence'),
  state: fullState,
  action: `/reviews/1/findings/${code}?a=1&b=2`,
  revision: '7',
  answers: several((n) => ({ value: String(n), label: full(`Answer ${n}`), checked: n === 2 })),
  resultError: full('Choose an answer.'),
  bases: several((n) => ({ value: String(n), label: full(`Basis ${n}`), selected: n === 3 })),
  basisError: full('Choose what it rests on.'),
  note: `\n${full('Note')}\n${full('Lines')}`,
  noteError: full('Say why.'),
  submit: full('Save'),
  stands: full('Met, by a document.'),
  who: full('Cora'),
  evidence: several((n) => ({
    title: full(`Document ${n}`),
    href: `/documents/${n}?a=1&b=2`,
    state: fullState,
    said: full('until 1 March 2027'),
    removeHref: n === 2 ? null : `/reviews/1/evidence/${n}/removal?a=1&b=2`,
  })),
  attachHref: `/reviews/1/evidence/new?item=${code}&b=2`,
  history: several((n) => ({ text: full(`Before ${n}`), who: full('Cora') })),
  problem: { message: full('It was not saved.'), links: fullSummary(`result-${code}-1`, `note-${code}`), typed: full('Typed') },
  conflict: { who: full('Cora saved it meanwhile.'), rows: several((n) => ({ label: full(`Field ${n}`), held: full('Held'), typed: full('Typed') })) },
})

const smallestProgress: ProgressPart = { bar: smallBar, next: null, sections: [] }

const fullestProgress: ProgressPart = {
  bar: fullBar,
  next: { label: full('The next item'), href: '#item-S1-02' },
  sections: several((n) => ({ href: `#section-${n}`, name: full(`Section ${n}`), count: full('3 of 3'), done: n === 1 })),
}

export const reviews: ExtremesOf<'reviews'> = {
  'reviews/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      said: { count: '0', of: '' },
      csvHref: '/reviews.csv',
      facets: { groups: [] },
      chosen: [],
      columns: [],
      rows: [],
      empty: smallEmpty,
      pagination: smallPagination,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      said: { count: full('3 reviews'), of: full(' of 14') },
      csvHref: '/reviews.csv?state=open&sort=target',
      facets: { groups: fullFacets },
      chosen: fullChosen,
      columns: fullColumns,
      rows: several((n) => ({
        href: `/reviews/${n}?a=1&b=2`,
        center: full(`Center ${n}`),
        country: full('Cambodia'),
        kind: full('renewal'),
        state: fullState,
        since: full('since Monday'),
        found: full('12 of 62'),
        move: full('Cora'),
        opened: full('41 days'),
        target: full('21 November 2026'),
        late: n === 2 ? null : full('3 days late'),
      })),
      empty: null,
      pagination: fullPagination,
    },
  },
  'reviews/center-section': {
    smallest: { rows: [], start: null, empty: 'A' },
    fullest: {
      rows: several((n) => ({ name: full(`Review ${n}`), href: `/reviews/${n}?a=1&b=2`, state: fullState, lead: full('Cora'), said: full('opened on Monday') })),
      start: fullLink,
      empty: '',
    },
  },
  'reviews/show': {
    smallest: { title: 'A', head: smallHead, notice: null, error: null, summary: [], progress: smallestProgress, sections: [], leftOut: [], moves: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      error: full('It could not be submitted.'),
      summary: fullSummary('item-S1-01', 'left-out'),
      progress: fullestProgress,
      sections: several((n) => ({ id: `section-${n}`, name: full(`Section ${n}`), items: several((m) => fullestItem(`S${n}-0${m}`)) })),
      leftOut: several((n) => ({ code: `S9-0${n}`, question: full('Question'), because: full('it serves no minors') })),
      moves: several((n) => ({ text: full(`Sent back ${n}`), who: full('Priya') })),
    },
  },
  'reviews/item': { smallest: smallestItem, fullest: fullestItem('S1-02') },
  'reviews/progress': { smallest: smallestProgress, fullest: fullestProgress },
  'reviews/section-counts': { smallest: smallestProgress, fullest: fullestProgress },
  'reviews/saved': {
    smallest: { item: smallestItem, progress: smallestProgress, said: '' },
    fullest: { item: fullestItem('S1-02'), progress: fullestProgress, said: full('S1-02 is saved.') },
  },
}
