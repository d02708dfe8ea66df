import type { FormField } from '../../src/http/parts.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import {
  fullFacts,
  fullField,
  fullHead,
  fullLink,
  fullPagination,
  fullState,
  fullSummary,
  fullTiles,
  smallField,
  smallForm,
  smallHead,
  smallPagination,
} from './pieces.ts'
import { full, hostile, several } from './text.ts'

const common = (name: string) => ({ name, label: full(name), hint: full('Hint'), field: fullField, required: false })
const choices = several((n) => ({ value: String(n), label: full(`Column ${n}`) }))
const select = (name: string): Extract<FormField, { kind: 'select' }> => ({
  kind: 'select',
  ...common(name),
  field: { ...fullField, entered: '2' },
  choices,
  empty: full('None'),
})

export const imports: ExtremesOf<'imports'> = {
  'imports/list': {
    smallest: { title: 'A', head: smallHead, form: smallForm, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      form: fullForm('upload'),
      rows: several((n) => ({
        name: full(`File ${n}`),
        href: `/imports/${n}?a=1&b=2`,
        until: full('21 November 2026'),
        state: fullState,
        withdrawal: `/imports/${n}/withdrawal?a=1&b=2`,
      })),
    },
  },
  'imports/mapping': {
    smallest: {
      title: 'A',
      head: smallHead,
      error: null,
      summary: [],
      action: '/imports/1/mapping',
      backHref: '/imports/1',
      groups: [],
      days: { kind: 'radios', name: 'days', label: 'A', hint: null, field: smallField, choices: [], required: true },
      columns: [],
      leftOut: '',
    },
    fullest: {
      title: hostile,
      head: fullHead,
      error: full('It could not be read.'),
      summary: fullSummary('name', 'country-value', 'days'),
      action: '/imports/1/mapping?a=1&b=2',
      backHref: '/imports/1?a=1&b=2',
      groups: [
        {
          legend: full('The center'),
          hint: full('One row is one center.'),
          fields: [
            { column: select('name'), value: null },
            { column: select('country'), value: select('country-value') },
            {
              column: select('kind'),
              value: { kind: 'input', ...common('kind-value'), type: 'text', autocomplete: 'off', suggestions: several((n) => full(`Kind ${n}`)) },
            },
          ],
        },
        { legend: full('Its place'), hint: null, fields: [{ column: select('city'), value: null }] },
      ],
      days: { kind: 'radios', ...common('days'), choices: choices.map((choice) => ({ ...choice, hint: full('3 November or 11 March') })) },
      columns: several((n) => ({ letter: 'ABC'.charAt(n - 1), label: full(`Column ${n}`), samples: full('Samples'), leftOut: n === 2 })),
      leftOut: full('B'),
    },
  },
  'imports/show': {
    smallest: {
      title: 'A',
      head: smallHead,
      tiles: [],
      taking: null,
      refusedHref: null,
      chosen: null,
      listed: 'A',
      rows: [],
      pagination: smallPagination,
      facts: [],
      leftOut: null,
      mappingHref: null,
      withdrawal: '/imports/1/withdrawal',
    },
    fullest: {
      title: hostile,
      head: fullHead,
      tiles: fullTiles,
      taking: {
        action: '/imports/1/taking-in?a=1&b=2',
        token: full('Token'),
        revision: full('Revision'),
        centers: full('3'),
        submit: full('Take in 3 centers'),
        said: full('2 rows are refused.'),
      },
      refusedHref: '/imports/1/refused.csv?a=1&b=2',
      chosen: fullLink,
      listed: full('3 rows'),
      rows: several((n) => ({
        row: full(String(n)),
        organization: full('Organization'),
        runBy: n === 2 ? null : { said: full('In the register: Organization'), href: n === 1 ? null : '/organizations/1?a=1&b=2' },
        name: full(`Center ${n}`),
        href: n === 2 ? null : `/centers/${n}?a=1&b=2`,
        state: fullState,
        read: n === 2 ? null : full('Kenya · clinic'),
        problems: several((m) => full(`Problem ${m}`)),
        notices: several((m) => full(`Notice ${m}`)),
      })),
      pagination: fullPagination,
      facts: fullFacts,
      leftOut: full('B'),
      mappingHref: '/imports/1/mapping?a=1&b=2',
      withdrawal: '/imports/1/withdrawal?a=1&b=2',
    },
  },
}
