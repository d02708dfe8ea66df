import { z } from 'zod'
import { placeProblems } from '../shared/place-like.ts'
import { checkField } from './fields.ts'
import { onceRead, type FormState } from './forms.ts'
import type { FormField } from './parts.ts'

// CONF-08, for every form that takes free text: what looks like a place is warned of, and kept when the person says that it is none.

/** The box that says "save anyway". */
export const anyway = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

type Texts<Name extends string> = Record<Name, string | null> & { anyway: boolean }

/** The texts of a record as the register holds them before a form changes it. */
export type Held<Name extends string> = Partial<Readonly<Record<Name, string | null>>>

/**
 * Checks of a form's free texts, each as soon as it was read. They warn of what looks like a place, and let it through when the
 * box is ticked.
 * @param held for a form that changes a record: a text that stays as it was has been asked about, and is not asked about again
 */
export const warnsOfPlaces = <Name extends string>(fields: readonly Name[], held: Held<Name> = {}): z.core.$ZodCheck<Texts<Name>>[] =>
  fields.map((field) => onceRead<Texts<Name>>([field], (form) => (form.anyway || isSame(form[field], held[field]) ? [] : placeProblems(field, form[field]))))

/** A browser sends the end of a line as two characters, whatever it was filled with. */
const isSame = (typed: string | null, held: string | null | undefined): boolean => typed?.replaceAll('\r\n', '\n') === held?.replaceAll('\r\n', '\n')

/** The box that lets a text through which looks like a place; shown once it was asked for. */
export const anywayField = <Field extends string>(form: FormState<Field | 'anyway'>): FormField[] =>
  form.fields.anyway.error === null && form.fields.anyway.chosen.length === 0
    ? []
    : [checkField(form, 'anyway', 'It looks like a place', [{ value: 'yes', label: 'It is no place that must stay secret: save anyway' }])]
