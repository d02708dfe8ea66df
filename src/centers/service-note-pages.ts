import { inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import type { Center } from './center.ts'
import { formPage, head } from './form-pages.ts'
import { noSurvivor } from './note-pages.ts'

export const codesOf = (center: Center): string[] => center.services.map(({ code }) => code)

export function serviceNotesPage(center: Center, form: FormState<string> | null = null): FormPage {
  const filled = form ?? filledForm(codesOf(center), Object.fromEntries(center.services.map(({ code, note }) => [code, note ?? ''])))
  const href = `/centers/${center.id}`
  return formPage(filled, {
    title: 'Notes on services',
    head: head('Notes on services', `What ${center.name} means by each: for how long, for whom, how often. ${noSurvivor}`, [
      { label: 'Centers', href: '/centers' },
      { label: center.name, href },
    ]),
    action: `${href}/services`,
    fields: center.services.map(({ code, name }) => inputField(filled, code, name, { required: false })),
    submit: 'Save the notes',
    back: { label: 'Leave it', href },
  })
}
