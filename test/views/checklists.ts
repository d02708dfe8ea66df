import type { ExtremesOf } from './extremes.ts'
import { fullHead, fullState, smallHead } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const checklists: ExtremesOf<'checklists'> = {
  'checklists/list': {
    smallest: { title: 'A', head: smallHead, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      rows: several((n) => ({
        name: full(`Version ${n}`),
        href: `/checklists/${n}?a=1&b=2`,
        state: fullState,
        published: full('21 November 2026'),
        items: full('62'),
        reviews: full('1,200'),
      })),
    },
  },
  'checklists/show': {
    smallest: { title: 'A', head: smallHead, sections: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      sections: several((n) => ({
        name: full(`Section ${n}`),
        id: `section-${n}`,
        items: several((m) => ({
          code: `S${n}-0${m}`,
          question: full('Question'),
          tag: { word: full('critical'), critical: m === 1 },
          guidance: m === 2 ? null : full('Guidance'),
          facts: m === 3 ? [] : [{ label: full('Evidence'), value: full('A licence') }],
        })),
      })),
    },
  },
}
