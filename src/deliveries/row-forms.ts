import type { z } from 'zod'
import { parseForm, typedForm, typedIn, withProblems, type FormState } from '../http/forms.ts'
import type { Problem } from '../shared/refusal.ts'
import { rowName, rowsIn } from './rows.ts'

export interface Row<Field extends string> {
  key: number
  state: FormState<Field>
}

export interface RowsState<Field extends string> {
  rows: Row<Field>[]
  error: string | null
  summary: { href: string; message: string }[]
}

export type RowsRead<Field extends string, Line> = RowsState<Field> & { lines: Line[]; whole: unknown }

/** The rows of a posted form, each read by `schema`; `lineOf` makes of a row what it says, null when it says nothing. */
export function readRows<Schema extends z.ZodObject, Field extends keyof Schema['shape'] & string, Line>(
  body: unknown,
  schema: Schema,
  names: readonly Field[],
  lineOf: (key: number, row: z.output<Schema>) => Line | null,
): RowsRead<Field, Line> {
  const { whole, rows } = rowsIn(typedIn(body), names)
  const read: RowsRead<Field, Line> = { rows: [], error: null, summary: [], lines: [], whole }
  for (const [key, typed] of rows) {
    const form = parseForm(schema, typed)
    const said = form.ok ? lineOf(key, form.value) : null
    if (said !== null) read.lines.push(said)
    const row = { key, state: form.ok ? typedForm(names, typed) : form.state }
    read.rows.push(row)
    read.summary.push(...summaryOfRow(row))
  }
  return read
}

/** The rows with what else is wrong with them, beside their fields; and the problems that are none of theirs. */
export function withRowProblems<Field extends string, State extends RowsState<Field>>(state: State, problems: readonly Problem[]): { lines: State; others: Problem[] } {
  const own = new Set<string>()
  const rows = state.rows.map(({ key, state: row }) => {
    const names = new Map(Object.keys(row.fields).map((name) => [rowName(name, key), name]))
    for (const name of names.keys()) own.add(name)
    const ofRow = problems.flatMap(({ field, message }) => (field !== null && names.has(field) ? [{ field: names.get(field) ?? null, message }] : []))
    return { key, state: withProblems(row, ofRow) }
  })
  return { lines: { ...state, rows, summary: rows.flatMap(summaryOfRow) }, others: problems.filter(({ field }) => field === null || !own.has(field)) }
}

const summaryOfRow = ({ key, state }: Row<string>): RowsState<string>['summary'] =>
  state.summary.map(({ href, message }) => ({ href: `#${rowName(href.slice(1), key)}`, message }))
