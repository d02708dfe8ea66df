import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { withoutGuard } from '../shared/formula.ts'
import { placeLike } from '../shared/place-like.ts'

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]
export const delimiterName: Record<Delimiter, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }

export interface SheetRow {
  /** As a spreadsheet numbers it: the headings are row 1, and a line break inside a cell begins no row. */
  number: number
  cells: string[]
}

export interface Sheet {
  delimiter: Delimiter
  /** What each column is called: its heading, or its letter where it has none or shares it. */
  columns: string[]
  rows: SheetRow[]
}

export type SheetReading = { ok: true; sheet: Sheet } | { ok: false; why: string }

const mostRows = 20_000
const mostColumns = 200

/**
 * Reads a text as a table whose first row holds the headings. Rows that hold nothing count, but are not given.
 * @param to how many rows are read at most; -1 for all
 */
export function readSheet(text: string, wanted: Delimiter | null = null, to = -1): SheetReading {
  try {
    const delimiter = wanted ?? likelyDelimiter(text)
    const all = records(text, delimiter, to).map((cells) => cells.map(withoutGuard))
    const first = all.findIndex((cells) => !isBlank(cells))
    if (first === -1) return { ok: false, why: 'This file holds nothing.' }
    const columns = columnLabels(all[first] ?? [])
    const rows = all.map((cells, at) => ({ number: at + 1, cells })).filter(({ number, cells }) => number > first + 1 && !isBlank(cells))
    if (columns.length > mostColumns)
      return { ok: false, why: `This file has ${columns.length} columns, and ${mostColumns} at most are read. Is it separated as you think?` }
    if (rows.length > mostRows) return { ok: false, why: `This file has ${rows.length} rows, and ${mostRows} at most are taken at once. Split it.` }
    return { ok: true, sheet: { delimiter, columns, rows } }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, why: whyUnreadable(error) }
    throw error
  }
}

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '')

const records = (text: string, delimiter: Delimiter, to = -1): string[][] =>
  parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'], // Found by itself, the first line's would count alone.
    relax_column_count: true, // Ragged rows are told row by row.
    relax_quotes: true, // 5" in a cell without quotation marks is five inches.
    skip_empty_lines: false, // They count, so that row numbers agree with a spreadsheet's.
    to,
  })

/** The one by which the first rows fall into as many cells as there are headings; with equals, into most. */
function likelyDelimiter(text: string): Delimiter {
  const scored = delimiters.map((delimiter) => ({ delimiter, ...score(text, delimiter) }))
  return scored.reduce((best, each) => (each.even > best.even || (each.even === best.even && each.cells > best.cells) ? each : best)).delimiter
}

function score(text: string, delimiter: Delimiter): { even: number; cells: number } {
  const cells = firstRows(text, delimiter, 1)[0]?.length ?? 0
  const rows = firstRows(text, delimiter, 20)
  return { cells, even: cells < 2 ? -1 : rows.filter((row) => row.length === cells).length / Math.max(1, rows.length) }
}

/** None when they cannot be read so: that the whole can't either is said when it is read. */
function firstRows(text: string, delimiter: Delimiter, count: number): string[][] {
  try {
    return records(text, delimiter, count).filter((cells) => !isBlank(cells))
  } catch {
    return []
  }
}

/** A, B … Z, AA: as spreadsheets letter their columns. */
export const columnLetter = (at: number): string => (at < 26 ? '' : columnLetter(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

const placeLabel = (at: number): string => `column ${columnLetter(at)}, a place`

/** Whether a column is called so because its heading looked like a place. */
export const isPlaceLabel = (label: string, at: number): boolean => label === placeLabel(at)

function columnLabels(headings: string[]): string[] {
  const plain = headings.map((heading) =>
    heading
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .slice(0, 100),
  )
  return plain.map((label, at) => {
    if (label === '') return `column ${columnLetter(at)}`
    if (placeLike(label) !== null) return placeLabel(at) // As in a file that begins with its first row (CONF-06).
    return plain.filter((each) => each === label).length > 1 ? `${label} (column ${columnLetter(at)})` : label
  })
}

function whyUnreadable(error: CsvError): string {
  const row = Number(error['records']) + 1 // The rows before it were read.
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? `A quotation mark that opens in row ${row} never closes, so where its cell ends is not known. Mend it and send the file again.`
    : `Row ${row} cannot be read as cells. Mend it and send the file again.`
}

/** What is wrong with how many cells a row has; null when nothing is. Empty cells beyond the last heading are harmless. */
export function raggedness({ cells }: SheetRow, columns: number): string | null {
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const found = cells.length > columns ? Math.max(used, columns) : cells.length
  return found === columns ? null : `It has ${found} ${found === 1 ? 'cell' : 'cells'} and there are ${columns} headings, so which cell is what is not known.`
}
