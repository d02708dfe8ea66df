import type { Response } from 'express'
import { stringify } from 'csv-stringify/sync'
import { safeText } from '../shared/formula.ts'

/** A text is made safe; a number stays one; null is an empty cell. Money goes in as a number of the currency, with its code in a column beside it. */
export type Cell = string | number | null

export interface CsvColumn<Row> {
  label: string
  of: (row: Row) => Cell
}

/** By itself the library quotes a line end only when it is the one that ends records. */
const dialect = (delimiter: string) => ({ delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ }) as const

const cellOf = (cell: Cell): string => (typeof cell === 'string' ? safeText(cell) : cell === null ? '' : String(cell))

/** Rows as CSV (RFC 4180), without the mark at its start: `sendCsv` sets that. */
const csvLines = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[], delimiter: string): string =>
  stringify(
    rows.map((row) => columns.map(({ of }) => cellOf(of(row)))),
    dialect(delimiter),
  )

const headLine = <Row>(columns: readonly CsvColumn<Row>[], delimiter: string): string => stringify([columns.map(({ label }) => label)], dialect(delimiter))

/** With the mark by which spreadsheets know that it is UTF-8. */
export const csvFile = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[], delimiter = ','): string =>
  `\uFEFF${headLine(columns, delimiter)}${csvLines(columns, rows, delimiter)}`

/**
 * Answers with a CSV file. Rows come in batches, read by key: while one long read is open, every other query on its connection waits.
 * @param name of the file, without its ending
 * @param delimiter another where the file goes back to where one came from
 */
export async function sendCsv<Row>(
  response: Response,
  name: string,
  columns: readonly CsvColumn<Row>[],
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  delimiter = ',',
): Promise<void> {
  let started = false
  // Nothing is sent before the first rows are read: until then it can still be said that they cannot be.
  const start = (): void => {
    if (started) return
    started = true
    response.attachment(`${name}.csv`).type('text/csv; charset=utf-8')
    response.write(`\uFEFF${headLine(columns, delimiter)}`)
  }
  for await (const rows of batches) {
    if (response.destroyed) return
    start()
    const more = response.write(csvLines(columns, rows, delimiter))
    if (!more) await drained(response)
  }
  start()
  response.end()
}

/** A slow reader is waited for, and one that went away is not waited for longer. */
const drained = (response: Response): Promise<void> =>
  new Promise((resolve) => {
    // Whichever comes first takes the other away: a long file is waited for hundreds of times on one response.
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
