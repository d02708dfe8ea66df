import type { NotesSection } from '../../src/centers/note-pages.ts'
import type { HistoryRow } from '../../src/centers/history-pages.ts'
import type { AllExtremes } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullState, smallForm } from './pieces.ts'
import { full, several } from './text.ts'

export const fullHistory: HistoryRow[] = several((n) => ({
  text: full(`Entry ${n}`),
  href: n === 2 ? null : `/reviews/${n}?a=1&b=2`,
  by: full('Cora'),
  changes: n === 2 ? [] : several((m) => full(`Change ${m}`)),
}))

export const fullNotes: NotesSection['rows'] = several((n) => ({
  id: n,
  kind: full('Call'),
  day: full(`${n} November 2026`),
  by: full('Cora'),
  text: n === 2 ? null : `${full('Text')}\n\n${full('Lines')}`,
  withdrawn: n === 1 ? null : full('Withdrawn'),
  withdrawAction: n === 2 ? null : `/notes/${n}/withdrawal?a=1&b=2`,
}))

/** The sections of a center's page that stand in the folder of centers. */
export const centerSections: Pick<
  AllExtremes,
  'centers/services' | 'centers/contacts' | 'centers/beds' | 'centers/notes-section' | 'centers/note-rows' | 'centers/history-rows'
> = {
  'centers/services': {
    smallest: { rows: [], editHref: '/centers/1/edit', notesHref: '/centers/1/services' },
    fullest: {
      rows: several((n) => ({ name: full(`Service ${n}`), note: n === 2 ? null : full('Note') })),
      editHref: '/centers/1/edit?a=1&b=2#services',
      notesHref: '/centers/1/services?a=1&b=2',
    },
  },
  'centers/contacts': {
    smallest: { newHref: '/centers/1/contacts/new', rows: [] },
    fullest: {
      newHref: '/centers/1/contacts/new?a=1&b=2',
      rows: several((n) => ({
        name: full(`Contact ${n}`),
        role: full('Front desk'),
        lines: n === 2 ? [] : several((m) => full(`+855 23 000 00${m}`)),
        mark: n === 3 ? null : full('primary'),
        editHref: `/contacts/${n}/edit?a=1&b=2`,
      })),
    },
  },
  'centers/beds': {
    smallest: { recordHref: '/centers/1/capacity', rows: [] },
    fullest: {
      recordHref: '/centers/1/capacity?a=1&b=2',
      rows: several((n) => ({ label: full(`Women ${n}`), text: full('3 of 12 open'), state: n === 2 ? null : fullState })),
    },
  },
  'centers/notes-section': {
    smallest: { form: smallForm, rows: [], allHref: null },
    fullest: { form: fullForm('write'), rows: fullNotes, allHref: '/centers/1/notes?a=1&b=2' },
  },
  'centers/note-rows': { smallest: [], fullest: fullNotes },
  'centers/history-rows': { smallest: [], fullest: fullHistory },
}
