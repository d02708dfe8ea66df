import type { HomeSection } from '../../src/home/pages.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullHead, fullLink, fullNotice, fullState, fullTiles, smallHead } from './pieces.ts'
import { full, hostile, several } from './text.ts'

const section = (what: string): HomeSection => ({
  title: full(what),
  more: fullLink,
  rows: several((n) => ({ label: full(`Row ${n}`), href: n === 2 ? null : `/centers/${n}?a=1&b=2`, about: full('since Monday'), state: n === 3 ? null : fullState })),
  total: 44,
  rest: { said: full('3 of 44 shown.'), all: fullLink },
  empty: { text: full('Nothing waits.'), first: fullLink },
})

const bare = (what: string): HomeSection => ({ ...section(what), more: null, rows: [], total: 0, rest: null })

export const home: ExtremesOf<'home'> = {
  'home/show': {
    smallest: { title: 'A', head: smallHead, notice: null, board: null, sections: [], side: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      board: {
        title: full('In figures'),
        tiles: fullTiles,
        notice: fullNotice,
        atRisk: several((n) => ({ label: full(`Amount ${n}`), href: `/reports/rows/at-risk?within=${n}&on=1`, about: full('lapses soon') })),
        more: fullLink,
      },
      sections: [section('Due'), section('Late'), bare('Waiting')],
      side: [section('Yours'), section('Others')],
    },
    between: [
      { title: 'A', head: smallHead, notice: null, board: null, sections: [section('Due')], side: [] },
      { title: 'A', head: smallHead, notice: null, board: null, sections: [], side: [section('Yours')] },
    ],
  },
  'home/section': { smallest: { title: 'A', more: null, rows: [], empty: { text: 'A', first: null } }, fullest: section('Due') },
}
