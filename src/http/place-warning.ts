import { z } from 'zod'
import { placeLike } from '../shared/place-like.ts'
import { checkField } from './fields.ts'
import type { FormState } from './forms.ts'
import type { FormField } from './parts.ts'

// CONF-08, for every form that takes free text: what looks like a place is warned of, and kept when the person says that it is none.

/** The box that says "save anyway". */
export const anyway = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

/** A check of a form's free texts. It warns of what looks like a place, and lets it through when the box is ticked. */
export const warnsOfPlaces =
  <Form extends { anyway: boolean }>(fields: readonly (keyof Form & string)[]) =>
  (form: Form, context: z.core.$RefinementCtx<Form>): void => {
    if (form.anyway) return
    for (const field of fields) {
      const value = form[field]
      const looks = typeof value === 'string' ? placeLike(value) : null
      if (looks === null) continue
      const message = `This looks like ${looks}. A place belongs into the place form, where it is encrypted: take it out here, or tick the box to save it anyway.`
      context.addIssue({ code: 'custom', path: [field], message })
      context.addIssue({ code: 'custom', path: ['anyway'], message: 'Tick this if it is no place that must stay secret.' })
    }
  }

/** The box that lets a text through which looks like a place; shown once it was asked for. */
export const anywayField = <Field extends string>(form: FormState<Field | 'anyway'>): FormField[] =>
  form.fields.anyway.error === null && form.fields.anyway.chosen.length === 0
    ? []
    : [checkField(form, 'anyway', 'It looks like a place', [{ value: 'yes', label: 'It is no place that must stay secret: save anyway' }])]
