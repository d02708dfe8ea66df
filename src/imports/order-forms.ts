import { z } from 'zod'
import { nearestOf } from '../shared/nearest.ts'
import { Refusal } from '../shared/refusal.ts'
import { dayOrders, type DayOrder } from './day-order.ts'
import { encodings, type Encoding } from './encoding.ts'
import { fieldNames, fieldOf, headingWords, importFields, type FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'
import { isRefusedFile } from './refused-file.ts'
import { delimiterName, delimiters, type Delimiter } from './sheet.ts'

const listed = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ')
const oneOf = <Word extends string>(words: readonly Word[]) => z.enum(words, `must be one of ${listed(words)}`)

const source = z.union([z.strictObject({ column: z.string() }), z.strictObject({ value: z.string().min(1).max(500) })])
const orderFile = z.strictObject({
  encoding: oneOf(encodings).nullable().default(null),
  delimiter: oneOf(delimiters).nullable().default(null),
  days: oneOf(dayOrders).default('YYYY-MM-DD'),
  fields: z.partialRecord(z.enum(fieldNames as [FieldName, ...FieldName[]]), source),
})

/** What the command line's mapping file says: as the page's form, with columns by their headings. */
export interface ImportOrder {
  encoding: Encoding | null
  delimiter: Delimiter | null
  days: DayOrder
  /** @throws Refusal that says which columns the file lacks, and which fields have no source */
  sourcesIn: (columns: readonly string[]) => Sources
  /** The columns of places that a file of refused rows lacks, which such a file may (CONF-06); none of any other file. */
  lackingIn: (columns: readonly string[]) => string[]
}

/** Reads a mapping file, which README.md describes. @throws Refusal in words */
export function readOrder(text: string): ImportOrder {
  const parsed = orderFile.safeParse(jsonIn(text))
  if (!parsed.success) throw new Refusal('conflict', `The mapping cannot be read. ${parsed.error.issues.map(inWords).join(' ')} README.md shows one.`)
  const { fields, ...rest } = parsed.data
  return {
    ...rest,
    sourcesIn: (columns) => {
      const there = Object.entries(fields).filter((entry) => lackingPlaces([entry], columns).length === 0)
      const complaints = [
        ...lackingColumns(
          there.map(([, given]) => given),
          columns,
          rest.delimiter,
        ),
        ...lackingFields(fields),
      ]
      if (complaints.length > 0) throw new Refusal('conflict', complaints.join(' '))
      return Object.fromEntries(there.map(([name, given]) => [name, 'column' in given ? { column: columns.indexOf(given.column) } : given]))
    },
    lackingIn: (columns) => lackingPlaces(Object.entries(fields), columns),
  }
}

function lackingPlaces(fields: readonly [string, z.infer<typeof source>][], columns: readonly string[]): string[] {
  if (!isRefusedFile(columns)) return []
  const named = fields.flatMap(([name, given]) => (fieldOf(name as FieldName).place && 'column' in given ? [given.column] : []))
  return [...new Set(named)].filter((column) => !columns.includes(column))
}

function lackingColumns(given: readonly z.infer<typeof source>[], columns: readonly string[], delimiter: Delimiter | null): string[] {
  const named = new Set(given.flatMap((each) => ('column' in each ? [each.column] : [])))
  const lacking = [...named].filter((column) => !columns.includes(column))
  if (lacking.length > 0 && lacking.length === named.size && holdsInOne(columns, lacking)) return [allInOne(lacking, columns, delimiter)]
  const said = lacking.map((column) => `The file has no column “${column}”; the nearest is “${nearestColumn(column, columns)}”.`)
  return said.length === 0 ? [] : [...said, `It has: ${columns.join(', ')}.`]
}

/** Whether headings look like several that were read as one: that is told once, and not for each column. */
const holdsInOne = (columns: readonly string[], lacking: readonly string[]): boolean =>
  columns.length === 1 || columns.some((heading) => delimiters.some((sign) => heading.split(sign).some((part) => lacking.includes(part.trim()))))

function allInOne(lacking: readonly string[], columns: readonly string[], delimiter: Delimiter | null): string {
  const asked = delimiter === null ? 'Is it the file that the mapping was made for?' : `Is it separated by ${delimiterName[delimiter]}, as the mapping says?`
  return `The file has none of these columns: ${lacking.map((column) => `“${column}”`).join(', ')}. Its first row reads as ${columns.map((heading) => `“${heading}”`).join(' and ')}. ${asked}`
}

/** The nearest by its words: org_name is “Org name”, however many letters differ. */
function nearestColumn(given: string, columns: readonly string[]): string {
  const nearest = nearestOf(headingWords(given), columns.map(headingWords))
  return columns.find((column) => headingWords(column) === nearest) ?? nearest
}

function lackingFields(fields: Partial<Record<FieldName, unknown>>): string[] {
  const missing = importFields.filter(({ name, required }) => required && fields[name] === undefined)
  return missing.length === 0 ? [] : [`The mapping does not say where these come from: ${missing.map(({ name }) => name).join(', ')}.`]
}

function inWords(issue: z.core.$ZodIssue): string {
  const [part, field] = issue.path.map(String)
  const unknown = issue.code === 'unrecognized_keys' && field === undefined ? issue.keys.map((key) => `“${key}”`).join(', ') : null
  if (part === undefined)
    return unknown === null ? 'It must be an object: { "fields": … }.' : `It says ${unknown}, and only fields, days, encoding and delimiter are read.`
  if (part !== 'fields') return `“${part}” ${issue.message}.`
  if (field !== undefined) return `“${field}” must be { "column": "its heading" } or { "value": "the same in every row" }.`
  return unknown === null
    ? 'Its “fields” must say where each field comes from: { "name": { "column": "its heading" }, … }.'
    : `No field is called ${unknown}. There are: ${fieldNames.join(', ')}.`
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('conflict', 'The mapping is not JSON. README.md shows one.')
  }
}
