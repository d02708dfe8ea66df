import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import {
  fullBar,
  fullColumns,
  fullFacets,
  fullFacts,
  fullFilters,
  fullField,
  fullHead,
  fullLink,
  fullNotice,
  fullPagination,
  fullState,
  fullSummary,
  fullTiles,
  smallBar,
  smallEmpty,
  smallField,
  smallFilters,
  smallForm,
  smallHead,
  smallNotice,
  smallPagination,
  smallState,
} from './pieces.ts'
import { full, several } from './text.ts'

const small = { name: 'a', label: 'A', hint: null, field: smallField }
const all = { name: 'name', label: full('Label'), hint: full('Hint'), field: fullField }
const choices = several((n) => ({ value: String(n), label: full(`Choice ${n}`) }))

export const partials: ExtremesOf<'partials'> = {
  'partials/error-summary': {
    smallest: { error: null, summary: [] },
    fullest: { error: full('It could not be saved.'), summary: fullSummary('name', 'country') },
  },
  'partials/field': {
    smallest: { ...small, type: 'text', autocomplete: 'off', required: true },
    fullest: { ...all, type: 'text', autocomplete: 'off', required: false, suggestions: several((n) => full(`Suggestion ${n}`)) },
  },
  'partials/textarea': { smallest: { ...small, rows: 1, required: true }, fullest: { ...all, rows: 20, required: false } },
  'partials/select': {
    smallest: { ...small, choices: [], empty: null, required: true },
    fullest: { ...all, field: { ...fullField, entered: '2' }, choices, empty: full('Choose'), required: false },
    between: [{ ...small, choices, empty: 'A', required: true }],
  },
  'partials/radios': {
    smallest: { ...small, choices: [], required: true },
    fullest: { ...all, field: { ...fullField, entered: '2' }, choices: choices.map((choice) => ({ ...choice, hint: full('Hint of a choice') })), required: false },
  },
  'partials/checkboxes': { smallest: { ...small, choices: [] }, fullest: { ...all, choices } },
  'partials/file': { smallest: { ...small, accept: '.pdf', required: true }, fullest: { ...all, accept: '.pdf,.jpg,.jpeg,.png', required: false } },
  'partials/form': { smallest: smallForm, fullest: fullForm('a') },
  'partials/pagination': { smallest: smallPagination, fullest: fullPagination },
  'partials/state': { smallest: smallState, fullest: fullState },
  'partials/head': { smallest: smallHead, fullest: fullHead },
  'partials/notice': { smallest: smallNotice, fullest: fullNotice },
  'partials/left-out': { smallest: { text: 'A' }, fullest: { text: full('Left out, since this list does not know it: state “x”.') } },
  'partials/empty': { smallest: smallEmpty, fullest: { title: full('No center yet'), text: full('They would stand here.'), first: fullLink } },
  'partials/facts': { smallest: { facts: [] }, fullest: { facts: fullFacts } },
  'partials/tiles': { smallest: { tiles: [] }, fullest: { tiles: fullTiles } },
  'partials/sort-head': { smallest: { columns: [{ label: 'A', number: false, href: null, sorted: null }] }, fullest: { columns: fullColumns } },
  'partials/filters': { smallest: smallFilters, fullest: fullFilters },
  'partials/facets': { smallest: { groups: [], columns: [] }, fullest: { groups: fullFacets, columns: fullColumns } },
  'partials/sort-by': { smallest: { columns: [{ label: 'A', number: false, href: '/a', sorted: null }] }, fullest: { columns: fullColumns } },
  'partials/bar': { smallest: smallBar, fullest: fullBar },
  'partials/conflict': {
    smallest: { lede: 'A', rows: [], kept: null, next: 'A' },
    fullest: {
      lede: full('Cora saved it meanwhile.'),
      rows: several((n) => ({ label: full(`Field ${n}`), href: `#field-${n}`, held: full('Held'), typed: `${full('Typed')}\n\n${full('Lines')}` })),
      kept: full('Also kept: Line.'),
      next: full('Save.'),
    },
  },
}
