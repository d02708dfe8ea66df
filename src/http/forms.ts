import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { problemsOf, type Problem, type Refusal } from '../shared/refusal.ts'
import { wordsOf } from './issues.ts'

/** One field of a form as it stands: what was typed (for check boxes `chosen`, all that were ticked) and what is wrong with it. */
export interface FieldState {
  entered: string
  chosen: string[]
  error: string | null
}

/** What a form shows: each field, what is wrong with the whole, and every error once more for the summary on top. */
export interface FormState<Field extends string> {
  fields: Record<Field, FieldState>
  error: string | null
  summary: { href: string; message: string }[]
}

export type Typed = Record<string, string | string[] | undefined>

/** A form with nothing wrong: as a page first shows it, filled from `values`. */
export function filledForm<Field extends string>(names: readonly Field[], values: Partial<Record<Field, string | string[]>> = {}): FormState<Field> {
  return stateOf(names, values, () => null, null)
}

/** M7: the token that a form came with, to be shown again with it; null when it came without a whole one. */
export const keptToken = (form: FormState<'token'>): string | null => (form.fields.token.error === null ? form.fields.token.entered : null)

/** The one-time token of a form that adds a record, as a hidden field: the one that it came with, or a new one for a page that is first shown. */
export function onceField({ fields }: FormState<string>): { name: string; value: string } {
  const { entered, error } = fields['token'] ?? { entered: '', error: null }
  return { name: 'token', value: entered === '' || error !== null ? randomUUID() : entered }
}

/** A form as it was typed, with nothing said to be wrong: for what is shown beside a newer version (R3). */
export const typedForm = <Field extends string>(names: readonly Field[], body: unknown): FormState<Field> => stateOf(names, typedIn(body), () => null, null)

/** The form again, with one message that a rule (not the reading) found. Lost: nothing. */
export function withError<Field extends string>(names: readonly Field[], body: unknown, error: string, field: Field | null = null): FormState<Field> {
  return stateOf(names, typedIn(body), (name) => (name === field ? error : null), field === null ? error : null)
}

/** The form again, with all that the rules refused it for, each beside its field. */
export const withRefusal = <Field extends string>(names: readonly Field[], body: unknown, refusal: Refusal): FormState<Field> =>
  withProblems(typedForm(names, body), problemsOf(refusal))

/**
 * How a form that the rules refused is answered: 422 where a field of it is at fault, as when it could not be read; 409 where
 * nothing in it is, and the register stands otherwise than it must.
 */
export const refusedStatus = (refusal: Refusal): 409 | 422 => (problemsOf(refusal).some(({ field }) => field !== null) ? 422 : 409)

/**
 * A form with what else is wrong with it, beside its fields: what the rules find in the fields that could be read is told
 * together with what could not be read. A field says one thing, and what it says already comes first.
 */
export function withProblems<Field extends string>(form: FormState<Field>, problems: readonly Problem[]): FormState<Field> {
  const fields: { [name: string]: FieldState } = { ...form.fields }
  const whole = form.error === null ? [] : [form.error]
  for (const { field, message } of problems) {
    const state = field === null ? undefined : fields[field]
    if (field === null || state === undefined) whole.push(message)
    else fields[field] = { ...state, error: state.error ?? message }
  }
  return { fields: fields as Record<Field, FieldState>, error: whole.length === 0 ? null : whole.join(' '), summary: summaryOf(fields) }
}

/**
 * A rule of several fields of a form, for its schema's `check`: asked as soon as these were read, so that what is wrong with
 * another field does not keep it back until a second round.
 */
export const onceRead = <Read extends object>(names: readonly (keyof Read & string)[], rule: (read: Read) => readonly Problem[]): z.core.$ZodCheck<Read> =>
  z.superRefine<Read>(
    (read, context) => {
      for (const { field, message } of rule(read)) context.addIssue({ code: 'custom', path: field === null ? [] : [field], message })
    },
    { when: ({ issues }) => !issues.some(({ path }) => (names as readonly unknown[]).includes(path?.[0])) },
  )

type FieldOf<Schema extends z.ZodObject> = keyof Schema['shape'] & string
/** What was read; or the form again, and those of its fields that could be read, for the rules that need more than the form. */
export type Parsed<Schema extends z.ZodObject> = { ok: true; value: z.output<Schema> } | { ok: false; state: FormState<FieldOf<Schema>>; read: Partial<z.output<Schema>> }

const outdated = 'This form has changed. Look it over and send it again.'
/** What a form carries unseen: what is wrong with one of these is wrong with the whole form, since nobody can put it right in a field. */
const unseen: readonly string[] = ['token', 'version', 'revision', 'seal', 'next']

/**
 * Reads a posted form once, at the door; on error hands back all that was typed. A field that was not
 * sent reads as an empty one. One that the form does not have is an error (AZ-05), so a form never
 * takes more than it shows. What is asked of several fields together (`onceRead`) is told with the rest.
 */
export function parseForm<Schema extends z.ZodObject>(schema: Schema, body: unknown): Parsed<Schema> {
  const typed = typedIn(body)
  fillIn(schema, typed)
  const parsed = z.safeParse(schema, typed, { error: wordsOf })
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, state: refusedState(Object.keys(schema.shape) as FieldOf<Schema>[], typed, parsed.error.issues), read: readOf(schema, typed) }
}

/** Fields that were not sent and must not lack are put in, empty. */
function fillIn(schema: z.ZodObject, typed: Typed): void {
  const issues = z.strictObject(schema.shape).safeParse(typed).error?.issues ?? []
  for (const { code, path } of issues) if (path.length === 1 && code !== 'too_small') typed[String(path[0])] ??= ''
}

/** The fields that could be read, each by itself. */
function readOf<Schema extends z.ZodObject>(schema: Schema, typed: Typed): Partial<z.output<Schema>> {
  const entries = Object.entries(schema.shape).map(([name, field]) => [name, z.safeParse(field, typed[name])] as const)
  return Object.fromEntries(entries.flatMap(([name, { success, data }]) => (success ? [[name, data]] : []))) as Partial<z.output<Schema>>
}

function refusedState<Field extends string>(names: readonly Field[], typed: Typed, issues: z.core.$ZodIssue[]): FormState<Field> {
  const at = (field: string): z.core.$ZodIssue | undefined => issues.find(({ path }) => path[0] === field)
  const messageAt = (field: string): string | null => {
    const issue = at(field)
    if (issue === undefined) return null
    if (unseen.includes(field)) return outdated
    return issue.code === 'invalid_type' && Array.isArray(typed[field]) ? 'This was sent more than once. Enter it once.' : issue.message
  }
  const changed = unseen.some((name) => at(name) !== undefined) || issues.some(({ code }) => code === 'unrecognized_keys')
  const whole = issues.find(({ path, code }) => path.length === 0 && code === 'custom')?.message ?? null
  return stateOf(names, typed, messageAt, changed ? outdated : whole)
}

function stateOf<Field extends string>(names: readonly Field[], values: Typed, messageAt: (name: Field) => string | null, error: string | null): FormState<Field> {
  const fields = Object.fromEntries(names.map((name) => [name, toField(values[name], messageAt(name))])) as Record<Field, FieldState>
  return { fields, error, summary: summaryOf(fields) }
}

/** All that is wrong, each with a link to its field, where the page has one. */
const summaryOf = (fields: Record<string, FieldState>): { href: string; message: string }[] =>
  Object.entries(fields).flatMap(([name, { error }]) => (error === null || unseen.includes(name) ? [] : [{ href: `#${name}`, message: error }]))

function toField(value: string | string[] | undefined, error: string | null): FieldState {
  const chosen = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return { entered: chosen[0] ?? '', chosen, error }
}

/** A body as names and texts, whatever was sent: nothing nested, no prototype. */
export function typedIn(body: unknown): Typed {
  const typed: Typed = Object.create(null) as Typed
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'string') typed[name] = value
    else if (Array.isArray(value)) typed[name] = value.filter((each) => typeof each === 'string')
  }
  return typed
}
