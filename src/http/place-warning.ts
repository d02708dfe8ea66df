import { z } from 'zod'
import { placeProblems } from '../shared/place-like.ts'
import { checkField } from './fields.ts'
import { onceRead, type FormState } from './forms.ts'
import type { FormField } from './parts.ts'

// CONF-08, for every form that takes free text: what looks like a place is warned of, and kept when the person says that it is none.

/** The box that says "save anyway". */
export const anyway = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

type Texts<Name extends string> = Record<Name, string | null> & { anyway: boolean }

/** Checks of a form's free texts, each as soon as it was read. They warn of what looks like a place, and let it through when the box is ticked. */
export const warnsOfPlaces = <Name extends string>(fields: readonly Name[]): z.core.$ZodCheck<Texts<Name>>[] =>
  fields.map((field) => onceRead<Texts<Name>>([field], (form) => (form.anyway ? [] : placeProblems(field, form[field]))))

/** The box that lets a text through which looks like a place; shown once it was asked for. */
export const anywayField = <Field extends string>(form: FormState<Field | 'anyway'>): FormField[] =>
  form.fields.anyway.error === null && form.fields.anyway.chosen.length === 0
    ? []
    : [checkField(form, 'anyway', 'It looks like a place', [{ value: 'yes', label: 'It is no place that must stay secret: save anyway' }])]
