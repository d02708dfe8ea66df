import type { FieldState, FormState } from './forms.ts'
import type { Choice, FormField } from './parts.ts'

interface Options {
  hint?: string | null
  required?: boolean
}

type Input = Extract<FormField, { kind: 'input' }>

const common = <Field extends string>(
  form: FormState<Field>,
  name: Field,
  label: string,
  { hint = null, required = true }: Options,
): { name: string; label: string; hint: string | null; field: FieldState; required: boolean } => ({
  name,
  label,
  hint,
  field: form.fields[name],
  required,
})

/** The fields of a form as 'layout/form' shows them: each reads its state from the form, so that nothing typed is lost. */
export const inputField = <Field extends string>(
  form: FormState<Field>,
  name: Field,
  label: string,
  options: Options & { type?: Input['type']; autocomplete?: string; suggestions?: readonly string[] } = {},
): FormField => ({
  kind: 'input',
  ...common(form, name, label, options),
  type: options.type ?? 'text',
  autocomplete: options.autocomplete ?? 'off',
  ...(options.suggestions && { suggestions: options.suggestions }),
})

export const areaField = <Field extends string>(form: FormState<Field>, name: Field, label: string, options: Options & { rows?: number } = {}): FormField => ({
  kind: 'area',
  ...common(form, name, label, options),
  rows: options.rows ?? 4,
})

/** `empty` is the first choice, that chooses nothing. */
export const selectField = <Field extends string>(
  form: FormState<Field>,
  name: Field,
  label: string,
  choices: Choice[],
  options: Options & { empty?: string | null } = {},
): FormField => ({
  kind: 'select',
  ...common(form, name, label, options),
  choices,
  empty: options.empty ?? null,
})

export const radioField = <Field extends string>(
  form: FormState<Field>,
  name: Field,
  label: string,
  choices: (Choice & { hint?: string })[],
  options: Options = {},
): FormField => ({
  kind: 'radios',
  ...common(form, name, label, options),
  choices: choices.map((choice) => ({ ...choice, hint: choice.hint ?? null })),
})

export const checkField = <Field extends string>(form: FormState<Field>, name: Field, label: string, choices: Choice[], options: Options = {}): FormField => ({
  kind: 'checks',
  ...common(form, name, label, options),
  choices,
})

/** No browser keeps a chosen file with a form that comes back, so that form says that it must be chosen again. */
export const fileField = <Field extends string>(form: FormState<Field>, name: Field, label: string, options: Options & { accept?: string } = {}): FormField => {
  const cameBack = (form.error !== null || form.summary.length > 0) && form.fields[name].error === null
  const again = options.required === false ? 'If you had chosen a file, choose it again.' : 'Choose the file again: it was not kept.'
  const hint = cameBack ? [again, options.hint ?? ''].join(' ').trim() : (options.hint ?? null)
  return { kind: 'file', ...common(form, name, label, { ...options, hint }), accept: options.accept ?? '.pdf,.jpg,.jpeg,.png' }
}

/** A heading between fields, and what the fields under it are about. */
export const heading = (text: string, hint: string | null = null): FormField => ({ kind: 'heading', text, hint })
