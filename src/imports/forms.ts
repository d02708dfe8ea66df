import { z } from 'zod'
import { token, whole } from '../http/inputs.ts'
import { sentFile } from '../http/upload.ts'
import { dayOrders, type DayOrder } from './day-order.ts'
import { choosable } from './encoding.ts'
import { fieldNames, fieldOf, importFields, type FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'
import { delimiterName, delimiters } from './sheet.ts'

export const uploadForm = z.strictObject({ file: sentFile('Choose a CSV file.') })

export const writingForm = z.strictObject({
  encoding: z.enum(['', ...choosable], 'Choose one of them.').transform((name) => (name === '' ? null : name)),
  delimiter: z
    .enum(['', ...delimiters.map((sign) => delimiterName[sign])], 'Choose one of them.')
    .transform((name) => delimiters.find((sign) => delimiterName[sign] === name) ?? null),
})

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
  return z.strictObject({ ...shape, days: z.enum(dayOrders, 'Choose how days are written.') }).superRefine((form, context) => {
    const read = form as Record<string, string> & { days: DayOrder }
    for (const { name, required } of importFields) {
      const { column, value } = givenFor(read, name)
      const problem =
        column !== '' && value !== ''
          ? 'Choose a column or type one value for every row, not both.'
          : value !== ''
            ? problemOf(name, value, read.days)
            : required && column === ''
              ? `Say where “${fieldOf(name).label}” comes from: no center is without it.`
              : null
      if (problem !== null) context.addIssue({ code: 'custom', path: [value === '' || column !== '' ? columnInput(name) : valueInput(name)], message: problem })
    }
  })
}

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
