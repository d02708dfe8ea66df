import { areaField, inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormPage, Head, Pagination } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText, toDay, type Day } from '../shared/days.ts'
import { noteKinds, type Note } from './contact.ts'
import { capital } from './words.ts'

export const noSurvivor = 'Never write a survivor’s name or story here.'

export const noteFields = ['kind', 'onDay', 'withWhom', 'text', 'anyway', 'token'] as const
export type NoteField = (typeof noteFields)[number]

export interface NotesSection {
  form: FormPage
  rows: { id: number; kind: string; day: string; by: string; text: string | null; withdrawn: string | null; withdrawAction: string | null }[]
  allHref: string | null
}

export interface NotesPage {
  title: string
  head: Head
  rows: NotesSection['rows']
  under: Pagination
}

export function notesSection(centerId: number, notes: Note[], names: ReadonlyMap<number, string>, today: Day, more: boolean): NotesSection {
  return { form: noteForm(centerId, today), rows: notes.map((note) => noteRow(note, names)), allHref: more ? `/centers/${centerId}/notes` : null }
}

function noteRow(note: Note, names: ReadonlyMap<number, string>): NotesSection['rows'][number] {
  const nameOf = (id: number): string => names.get(id) ?? 'somebody'
  return {
    id: note.id,
    kind: capital(note.kind),
    day: dayText(toDay(note.onDay)),
    by: `${nameOf(note.writtenBy)}${note.withWhom === null ? '' : `, with ${note.withWhom}`}`,
    // A note may have been withdrawn for what it said, so its text is not shown again.
    text: note.withdrawn === null ? note.text : null,
    withdrawn: note.withdrawn === null ? null : `Withdrawn by ${nameOf(note.withdrawn.by)}: ${note.withdrawn.because}`,
    withdrawAction: note.withdrawn === null ? `/notes/${note.id}/withdrawal` : null,
  }
}

export const notesPage = (center: { id: number; name: string }, notes: Note[], names: ReadonlyMap<number, string>, under: Pagination): NotesPage => ({
  title: `Notes on ${center.name}`,
  head: {
    crumbs: crumbsOf(center),
    title: `Notes on ${center.name}`,
    state: null,
    lede: 'Calls, messages and other things worth knowing, the latest first.',
    actions: [],
  },
  rows: notes.map((note) => noteRow(note, names)),
  under,
})

const crumbsOf = ({ id, name }: { id: number; name: string }): Head['crumbs'] => [
  { label: 'Centers', href: '/centers' },
  { label: name, href: `/centers/${id}` },
]

/** The note's form as a page of its own, for when something in it needs putting right. */
export function notePage(center: { id: number; name: string }, today: Day, form: FormState<NoteField>): FormPage {
  return { ...noteForm(center.id, today, form), head: { crumbs: crumbsOf(center), title: 'Write a note', state: null, lede: `About ${center.name}.`, actions: [] } }
}

export function withdrawalPage(note: Note, center: { id: number; name: string }, form: FormState<'because' | 'anyway'> = filledForm(['because', 'anyway'])): FormPage {
  const page = notePage(center, toDay(note.onDay), filledForm(noteFields))
  return {
    ...page,
    title: 'Withdraw a note',
    head: {
      ...page.head,
      title: 'Withdraw a note',
      lede: `The ${note.kind} of ${dayText(toDay(note.onDay))}. Its text is no longer shown; that it was written, and why it was withdrawn, stays.`,
    },
    error: form.error,
    summary: form.summary,
    action: `/notes/${note.id}/withdrawal`,
    hidden: [],
    fields: [inputField(form, 'because', 'Why', { hint: noSurvivor }), ...anywayField(form)],
    submit: 'Withdraw the note',
    tone: 'warn',
  }
}

function noteForm(centerId: number, today: Day, form: FormState<NoteField> = filledForm(noteFields, { kind: 'note', onDay: today.toString() })): FormPage {
  return {
    title: 'Write a note',
    head: { crumbs: [], title: 'Write a note', state: null, lede: null, actions: [] },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: `/centers/${centerId}/notes`,
    upload: false,
    hidden: [onceField(form)],
    fields: [
      selectField(
        form,
        'kind',
        'What it is',
        noteKinds.map((kind) => ({ value: kind, label: capital(kind) })),
      ),
      inputField(form, 'onDay', 'Day', { type: 'date' }),
      inputField(form, 'withWhom', 'With whom', { required: false, hint: 'Who at the center, not whom it cares for.' }),
      areaField(form, 'text', 'Text', { hint: `${noSurvivor} Addresses and phone numbers belong into the place form.` }),
      ...anywayField(form),
    ],
    submit: 'Keep the note',
    tone: 'main',
    back: { label: 'Leave it', href: `/centers/${centerId}` },
  }
}
