import { choosable, decoded, marked, recognised, type Encoding } from './encoding.ts'
import { notShown } from './left-out.ts'
import { placeLike } from '../shared/place-like.ts'
import type { Mapping } from './mapping.ts'
import { placeColumns } from './place-columns.ts'
import { readSheet, type Sheet } from './sheet.ts'

/** What can be made of a file so far: a table, or what somebody must say or mend first. */
export type UploadReading = { kind: 'table'; sheet: Sheet; encoding: Encoding } | { kind: 'encoding asked' } | { kind: 'unreadable'; why: string }

/**
 * Reads a file as it says it is written, or else as a person said; never as it merely might be (R5). The mark at its start goes before
 * what was said: a mapping that was made for one file is used again for its refused rows, which are UTF-8 with that mark.
 */
export function readUpload(bytes: Uint8Array, said: Pick<Mapping, 'encoding' | 'delimiter'>): UploadReading {
  const encoding = marked(bytes) ?? said.encoding ?? recognised(bytes)
  if (encoding === null) return { kind: 'encoding asked' }
  const text = decoded(bytes, encoding)
  if (text === null) return { kind: 'encoding asked' }
  const reading = readSheet(text, said.delimiter)
  return reading.ok ? { kind: 'table', sheet: reading.sheet, encoding } : { kind: 'unreadable', why: reading.why }
}

const rowsSampled = 2000

/**
 * How some cells would read in each of the ways a file may be written, so that a person can see which is right: cells with
 * letters that differ, from columns that do not look like a place; null where it would be no table. Ways in which its bytes cannot be
 * read are left out.
 */
export function samplesByEncoding(bytes: Uint8Array): { encoding: Encoding; samples: string[] | null }[] {
  return choosable.flatMap((encoding) => {
    const text = decoded(bytes, encoding)
    if (text === null) return []
    const reading = readSheet(text, null, rowsSampled)
    return [{ encoding, samples: reading.ok ? telling(reading.sheet) : null }]
  })
}

function telling(sheet: Sheet): string[] {
  const { columns, rows } = sheet
  const places = placeColumns(sheet)
  const open = columns.flatMap((_label, at) => (places.has(at) ? [] : [at]))
  const cells = rows.flatMap((row) => open.map((at) => row.cells[at] ?? '')).filter((cell) => /[^\0-\u007F]/u.test(cell) && placeLike(cell) === null)
  return [...new Set(cells.map(sampleText))].slice(0, 4)
}

/** Some values of a column, as they stand; none that looks like a place. */
export function samplesOf({ rows }: Sheet, at: number): string {
  const cells = rows.slice(0, 200).flatMap(({ cells }) => sampleText(cells[at] ?? '') || [])
  if (cells.length === 0) return 'empty'
  return [...new Set(cells.filter((cell) => placeLike(cell) === null))].slice(0, 3).join(' · ') || notShown
}

const sampleText = (cell: string): string => {
  const plain = cell.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}
