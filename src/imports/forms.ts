import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { onceToken, token, whole } from '../http/inputs.ts'
import { sentFile } from '../http/upload.ts'
import { problemIf } from '../shared/refusal.ts'
import { dayOrders, type DayOrder } from './day-order.ts'
import { choosable } from './encoding.ts'
import { fieldNames, fieldOf, importFields, type FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'
import { delimiterName, delimiters } from './sheet.ts'

export const uploadForm = z.strictObject({ file: sentFile('Choose a CSV file.'), token: onceToken })

/** @param asked whether the file does not say itself how its letters are written */
export const writingForm = (asked: boolean) =>
  z
    .strictObject({
      encoding: z.enum(['', ...choosable], 'Choose one of them.').transform((name) => (name === '' ? null : name)),
      delimiter: z
        .enum(['', ...delimiters.map((sign) => delimiterName[sign])], 'Choose one of them.')
        .transform((name) => delimiters.find((sign) => delimiterName[sign] === name) ?? null),
    })
    .check(
      onceRead(['encoding'], ({ encoding }: { encoding: string | null }) => problemIf(asked && encoding === null, 'encoding', 'Choose how its letters are written.')),
    )

export const takingForm = z.strictObject({ token, revision: whole('', 1), centers: whole('') })

export const columnInput = (field: FieldName): `column-${FieldName}` => `column-${field}`
export const valueInput = (field: FieldName): `value-${FieldName}` => `value-${field}`
export const mappingInputs: readonly string[] = [
  ...importFields.flatMap(({ name, shared }) => (shared ? [columnInput(name), valueInput(name)] : [columnInput(name)])),
  'days',
]

/**
 * What each field gets: a column, one value for every row, or nothing.
 * @param columns how many the file has
 * @param problemOf what one value for every row would be refused for; null when it can be read
 */
export const mappingForm = (columns: number, problemOf: (field: FieldName, value: string, days: DayOrder) => string | null) => {
  const column = z
    .string('Choose a column.')
    .default('')
    .refine((text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) < columns), 'Choose a column of this file.')
  const value = z.string().default('').pipe(z.string().trim().max(500, 'Keep it under 500 characters.'))
  const shape = Object.fromEntries(mappingInputs.map((name) => [name, name.startsWith('column-') ? column : value]))
  return z
    .strictObject({ ...shape, days: z.enum(dayOrders, 'Choose how days are written.') })
    .check(...importFields.map(({ name, required, shared }) => sourceIsPlain(name, { required, shared, problemOf })))
}

interface Wanted {
  required: boolean
  shared: boolean
  problemOf: (field: FieldName, value: string, days: DayOrder) => string | null
}

/** A field gets a column or one value, not both, and what no center is without gets one of them. */
const sourceIsPlain = (name: FieldName, { required, shared, problemOf }: Wanted) =>
  onceRead<Record<string, unknown>>(shared ? [columnInput(name), valueInput(name)] : [columnInput(name)], (form) => {
    const { column, value } = givenFor(form as Record<string, string>, name)
    const days = dayOrders.find((order) => order === form['days'])
    if (column !== '' && value !== '') return [{ field: columnInput(name), message: 'Choose a column or type one value for every row, not both.' }]
    const unread = value === '' || days === undefined ? null : problemOf(name, value, days)
    if (unread !== null) return [{ field: valueInput(name), message: unread }]
    const message = `Say where “${fieldOf(name).label}” comes from: no center is without it.`
    return problemIf(required && column === '' && value === '', columnInput(name), message)
  })

const givenFor = (form: Record<string, string>, field: FieldName): { column: string; value: string } => ({
  column: form[columnInput(field)] ?? '',
  value: form[valueInput(field)] ?? '',
})

/** The sources that a form which was read says. */
export function sourcesIn(form: Record<string, string>): Sources {
  const given = fieldNames.map((name) => ({ name, ...givenFor(form, name) }))
  return Object.fromEntries(
    given.flatMap(({ name, column, value }) => (column === '' && value === '' ? [] : [[name, column === '' ? { value } : { column: Number(column) }]])),
  )
}
