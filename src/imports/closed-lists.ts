import { centerKinds, type CenterKind } from '../centers/center.ts'
import { folded } from '../shared/folded.ts'
import { languageCode } from '../shared/languages.ts'
import type { FieldName } from './fields.ts'
import type { Lists } from './row.ts'
import type { Sheet } from './sheet.ts'

// The fields whose values come from a list: how a value is looked up, and whether a column can be one of them.

type CodeOf = (text: string) => string | null

export const kindOf = (text: string): CenterKind | null => centerKinds.find((each) => folded(each) === folded(text)) ?? null

const codeReader = (field: FieldName, lists: Lists): CodeOf | null => {
  if (field === 'kind') return kindOf
  if (field === 'languages') return languageCode
  return field === 'populations' || field === 'services' ? (text) => lists[field].get(folded(text)) ?? null : null
}

/** What of a cell is on a list, and what is not. Names may hold commas, so commas separate only what is not one name. */
export function listedIn(text: string, codeOf: CodeOf): { codes: string[]; unknown: string[] } {
  const parts = codeOf(text) === null ? trimmed(text.split(/[;|\n]/)) : [text]
  const each = parts.flatMap((part) => (codeOf(part) === null ? trimmed(part.split(',')) : [part]))
  return { codes: [...new Set(each.flatMap((part) => codeOf(part) ?? []))], unknown: each.filter((part) => codeOf(part) === null) }
}

const trimmed = (parts: string[]): string[] => parts.map((part) => part.trim()).filter((part) => part !== '')

/** Whether a column may be guessed to be a field: not where all that it holds is on none of the field's list, such as ids under “Services”. */
export function mayHold({ rows }: Pick<Sheet, 'rows'>, lists: Lists, field: FieldName, at: number): boolean {
  const codeOf = codeReader(field, lists)
  if (codeOf === null) return true
  const cells = new Set(rows.map((row) => (row.cells[at] ?? '').trim()).filter((cell) => cell !== ''))
  return cells.size === 0 || [...cells].some((cell) => listedIn(cell, codeOf).codes.length > 0)
}
