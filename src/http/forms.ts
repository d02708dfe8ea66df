import type { z } from 'zod'

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

/** A form as it was typed, with nothing said to be wrong: for what is shown beside a newer version (R3). */
export const typedForm = <Field extends string>(names: readonly Field[], body: unknown): FormState<Field> => stateOf(names, typedIn(body), () => null, null)

/** The form again, with one message that a rule (not the reading) found. Lost: nothing. */
export function withError<Field extends string>(names: readonly Field[], body: unknown, error: string, field: Field | null = null): FormState<Field> {
  return stateOf(names, typedIn(body), (name) => (name === field ? error : null), field === null ? error : null)
}

type FieldOf<Schema extends z.ZodObject> = keyof Schema['shape'] & string
export type Parsed<Schema extends z.ZodObject> = { ok: true; value: z.output<Schema> } | { ok: false; state: FormState<FieldOf<Schema>> }

/**
 * Reads a posted form once, at the door; on error hands back all that was typed. A field that the
 * form does not have is an error (AZ-05), so a form never takes more than it shows.
 */
export function parseForm<Schema extends z.ZodObject>(schema: Schema, body: unknown): Parsed<Schema> {
  const typed = typedIn(body)
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues
  const messageAt = (field: string): string | null => issues.find(({ path }) => path[0] === field)?.message ?? null
  const unknown = issues.some(({ code }) => code === 'unrecognized_keys')
  const whole = issues.find(({ path, code }) => path.length === 0 && code === 'custom')?.message ?? null
  const names = Object.keys(schema.shape) as FieldOf<Schema>[]
  return { ok: false, state: stateOf(names, typed, messageAt, unknown ? 'This form has changed. Look it over and send it again.' : whole) }
}

function stateOf<Field extends string>(names: readonly Field[], values: Typed, messageAt: (name: Field) => string | null, error: string | null): FormState<Field> {
  const fields = Object.fromEntries(names.map((name) => [name, toField(values[name], messageAt(name))])) as Record<Field, FieldState>
  const summary = names.flatMap((name) => (fields[name].error === null ? [] : [{ href: `#${name}`, message: fields[name].error }]))
  return { fields, error, summary }
}

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
