import { markup } from '../../src/http/views.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullHead, fullNotice, smallForm, smallHead } from './pieces.ts'
import { fullestShell, smallestShell } from './shells.ts'
import { full, hostile } from './text.ts'

export const layout: ExtremesOf<'layout' | 'errors' | 'set-up'> = {
  'layout/page': {
    smallest: { title: 'A', content: markup('partials/head', smallHead, smallestShell) },
    fullest: { title: hostile, content: markup('partials/head', fullHead, fullestShell) },
  },
  'layout/form': { smallest: smallForm, fullest: { ...fullForm('a'), title: hostile } },
  'layout/conflict': {
    smallest: { title: 'A', head: smallHead, notice: null, conflict: { lede: 'A', rows: [], kept: null, next: 'A' }, form: smallForm },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      conflict: {
        lede: full('Cora saved it meanwhile.'),
        rows: [
          { label: full('Line'), href: '#aLine', held: full('Held'), typed: full('Typed') },
          { label: full('Area'), href: '#aArea', held: full('Held'), typed: full('Typed') },
        ],
        kept: full('Also kept: Line.'),
        next: full('Save.'),
      },
      form: fullForm('a'),
    },
  },
  'errors/refused': {
    smallest: { title: 'A', message: 'A', next: null },
    fullest: { title: hostile, message: full('Only $400.00 is available.'), next: { label: full('See the fund'), href: '/funds/1?from=2&to=3' } },
  },
  'errors/fault': { smallest: { title: 'A', reference: 'A' }, fullest: { title: hostile, reference: full('0123456789abcdef') } },
  'set-up/waiting': { smallest: { title: 'A' }, fullest: { title: hostile } },
}
