import { oneLine, severalLines } from '../shared/written.ts'
import type { FieldName } from './fields.ts'

/** A cell as it is read: its text, what was cleaned away, and what keeps it from being read. */
export interface Cell {
  text: string
  notices: string[]
  problem: string | null
}

/** Line ends and tabs stand in cells that were pasted; nothing else of this kind is ever typed. */
const control = /[^\P{Cc}\t\n\r]/u
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u

const codePoint = (mark: string): string => `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Lists may stand on lines of their own, and a note has its lines. */
const manyLines: readonly FieldName[] = ['notes', 'languages', 'populations', 'services']
const namesOfThings: readonly FieldName[] = ['organization', 'name', 'localName']

/**
 * Trims a cell, of spaces that don't break too; takes unseen marks away and says so; refuses control characters.
 * A line break in a name is refused, since it may be two names; in another field of one line it becomes a space, and that is said.
 */
export function readCell(field: FieldName, raw: string): Cell {
  const found = control.exec(raw)
  if (found)
    return {
      text: '',
      notices: [],
      problem: `It holds a control character (${codePoint(found[0])}), which no text does: the file may be damaged or read in the wrong way.`,
    }
  const notices: string[] = []
  if (unseen.test(raw)) notices.push('Marks that are not seen were taken away.')
  if (raw.includes('\uFFFD')) notices.push('A letter was lost before this file was made: � stands in its place.')
  const broken = /[\t\n\r\p{Zl}\p{Zp}]/u.test(raw.trim())
  if (manyLines.includes(field)) return { text: severalLines(raw), notices, problem: null }
  if (broken && namesOfThings.includes(field)) return { text: oneLine(raw), notices, problem: 'It holds a line break, so it may be two names.' }
  return { text: oneLine(raw), notices: broken ? [...notices, 'A line break was read as a space.'] : notices, problem: null }
}
