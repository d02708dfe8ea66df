import { shownVersion } from '../http/conflict.ts'
import { inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Notice } from '../http/parts.ts'
import type { Center } from './center.ts'
import { formPage, head } from './form-pages.ts'
import { noSurvivor } from './note-pages.ts'
import { notesVersion } from './service-note.ts'

export const codesOf = (center: Center): string[] => center.services.map(({ code }) => code)

/** A service whose note was typed while somebody else took it off the center. */
export interface Dropped {
  name: string
  typed: string
}

export function serviceNotesPage(center: Center, form: FormState<string> | null = null, dropped: readonly Dropped[] = []): FormPage {
  const filled = form ?? filledForm(codesOf(center), Object.fromEntries(center.services.map(({ code, note }) => [code, note ?? ''])))
  const href = `/centers/${center.id}`
  const fields = center.services.map(({ code, name }) => inputField(filled, code, name, { required: false }))
  return formPage(filled, {
    title: 'Notes on services',
    head: head('Notes on services', `What ${center.name} means by each: for how long, for whom, how often. ${noSurvivor}`, [
      { label: 'Centers', href: '/centers' },
      { label: center.name, href },
    ]),
    notice: droppedNotice(dropped),
    action: `${href}/services`,
    hidden: [shownVersion(notesVersion(center), fields)],
    fields,
    submit: 'Save the notes',
    back: { label: 'Leave it', href },
  })
}

/** R3: a note has nowhere to go where its service is gone, and is shown all the same. */
function droppedNotice(dropped: readonly Dropped[]): Notice | null {
  const lost = dropped.filter(({ typed }) => typed !== '')
  if (lost.length === 0) return null
  const lines = lost.map(({ name, typed }) => ({ text: `${name}. You typed: ${typed}`, lift: null }))
  return { tone: 'warn', title: 'No longer among the services of this center', lines }
}
