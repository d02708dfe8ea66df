import type { DayOrder } from './day-order.ts'
import type { Encoding } from './encoding.ts'
import { fieldNames, guessColumns, fieldOf, type FieldName } from './fields.ts'
import { mayHold } from './closed-lists.ts'
import { toldHeadings } from './own-headings.ts'
import type { Lists } from './row.ts'
import type { Delimiter, Sheet } from './sheet.ts'

/** Where a field's values come from: a column, by its number from 0, or one value for every row. */
export type Source = { column: number } | { value: string }
export type Sources = Partial<Record<FieldName, Source>>

/** What a person said about a file: how it is written, and which column is what. */
export interface Mapping {
  encoding: Encoding | null
  /** Null while it is as found in the file. */
  delimiter: Delimiter | null
  days: DayOrder
  sources: Sources
  /** Whether a person said so; else the sources are guesses, and nothing is read by them. */
  confirmed: boolean
}

export const nothingSaid: Mapping = { encoding: null, delimiter: null, days: 'YYYY-MM-DD', sources: {}, confirmed: false }

/** The columns that the headings suggest, where what they hold does not speak against it, for a person to confirm. */
export const guessedSources = (sheet: Pick<Sheet, 'columns' | 'rows'>, lists: Lists): Sources =>
  Object.fromEntries(Object.entries(guessColumns(sheet.columns, (field, at) => mayHold(sheet, lists, field, at))).map(([name, column]) => [name, { column }]))

/** The columns that no field takes, by what they are called. */
export function leftOut(columns: readonly string[], sources: Sources): string[] {
  const used = columnsOf(sources, () => true)
  return columns.filter((_label, at) => !used.has(at))
}

/** What a field's column is called where a cell of it is told; where one value stands for every row, or it says where a center is, what the field is. */
export function columnOf(columns: readonly string[], sources: Sources, field: FieldName): string {
  const source = sources[field]
  const { label, place } = fieldOf(field)
  return (!place && source && 'column' in source && toldHeadings(columns, sources)[source.column]) || label
}

/** Fields that take any text, and so an address as well. */
const free: readonly FieldName[] = ['otherNames', 'publicContact', 'notes']

/**
 * CONF-06: the columns of which the cells of refused rows are given back: those that a field takes which is neither a place nor free text. A column
 * that nobody took may hold addresses under a heading of any language, and free text may hold them in words that look like none.
 * @param places the columns that look like a place: given back for no field
 */
export function openColumns(columns: readonly string[], sources: Sources, places: ReadonlySet<number>): number[] {
  const closed = columnsOf(sources, (name) => fieldOf(name).place || free.includes(name))
  const told = columnsOf(sources, (name) => !fieldOf(name).place && !free.includes(name))
  return columns.flatMap((_label, at) => (told.has(at) && !closed.has(at) && !places.has(at) ? [at] : []))
}

/** CONF-06: the columns that refused rows are given back with, cells or not, in the order of the file: those that a field takes which is no place, under a heading that looks like none. */
export function keptColumns(columns: readonly string[], sources: Sources, headings: ReadonlySet<number>): number[] {
  const taken = columnsOf(sources, () => true)
  const closed = columnsOf(sources, (name) => fieldOf(name).place)
  return columns.flatMap((_label, at) => (taken.has(at) && !closed.has(at) && !headings.has(at) ? [at] : []))
}

function columnsOf(sources: Sources, which: (name: FieldName) => boolean): Set<number> {
  const taken = fieldNames.filter(which).map((name) => sources[name])
  return new Set(taken.flatMap((source) => (source && 'column' in source ? [source.column] : [])))
}
