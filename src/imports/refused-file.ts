import { fieldOf, type FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'

// How a file of refused rows is known again when it is imported: by the columns that it begins with, which are ours.

const ourLabels = ['Row', 'Why it was refused', 'What else to look at'] as const
const apart = (label: string): string => `${label}, by the import`

/** What our columns are called, before those of the file: otherwise than any of these. */
export const ourColumns = (theirs: readonly string[]): string[] => ourLabels.map((label) => (theirs.includes(label) ? apart(label) : label))

/** Whether a file holds refused rows that were given back, and so lacks the columns of places (CONF-06). */
export const isRefusedFile = (columns: readonly string[]): boolean => ourLabels.every((label, at) => columns[at] === label || columns[at] === apart(label))

const byHand = 'type the places of these centers in by hand, on their pages, once they are in.'

/** What is told of the columns of places that a mapping names and a file of refused rows lacks. */
export const lackingText = (columns: readonly string[]): string =>
  `The ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')} ${columns.length === 1 ? 'is' : 'are'} not in this file of refused rows: ${byHand}`

/** What is told on the page of such a file while no column of it is taken for a place; null for any other file. */
export function placelessText(columns: readonly string[], sources: Sources): string | null {
  const taken = (Object.keys(sources) as FieldName[]).some((name) => fieldOf(name).place)
  return isRefusedFile(columns) && !taken ? `This is a file of refused rows, which has no columns of places: ${byHand}` : null
}
