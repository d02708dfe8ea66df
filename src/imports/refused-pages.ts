import type { CsvColumn } from '../http/csv.ts'
import { safeText } from '../shared/formula.ts'
import { placeLike } from '../shared/place-like.ts'
import { isLeftOut, leftOutCell, leftOutFor } from './left-out.ts'
import { keptColumns, openColumns } from './mapping.ts'
import { toldHeadings } from './own-headings.ts'
import { isNothing } from './phone.ts'
import { placeColumns, placeHeadings } from './place-columns.ts'
import { ourColumns } from './refused-file.ts'
import type { ReadFile, Told } from './result.ts'
import { raggedness, type Delimiter } from './sheet.ts'

/** A file that what was said of the one before it fits as well: it has each column that a field takes, but those of places, and is separated as that one was. */
export interface RefusedFile {
  delimiter: Delimiter
  columns: CsvColumn<Told>[]
  rows: Told[]
}

/**
 * The rows that were refused, with their numbers, why, and of their cells what says nothing of where a center is (CONF-06). A column of
 * places is not in it; elsewhere stands for such a cell that it was left out, so that none goes in without it unseen. Of a ragged row no
 * cell is given back, since which is what is not known. Those that are there already were not refused.
 */
export function refusedRows({ sheet, sources, result }: Pick<ReadFile, 'sheet' | 'sources' | 'result'>): RefusedFile {
  const even = sheet.rows.filter((row) => raggedness(row, sheet.columns.length) === null)
  const cellsOf = new Map(even.map(({ number, cells }) => [number, cells]))
  const open = new Set(openColumns(sheet.columns, sources, placeColumns(sheet)))
  const headings = toldHeadings(sheet.columns, sources)
  const kept = keptColumns(sheet.columns, sources, placeHeadings(sheet)).map((at) => ({ at, label: headings[at] ?? '' }))
  const [row = '', why = '', notice = ''] = ourColumns(kept.map(({ label }) => label))
  return {
    delimiter: sheet.delimiter,
    rows: result.rows.filter(({ kind }) => kind === 'refused'),
    columns: [
      { label: row, of: ({ row }) => row },
      { label: why, of: ({ problems }) => problems.join('\n') },
      { label: notice, of: ({ notices }) => notices.join('\n') },
      ...kept.map(({ at, label }) => ({ label: safeText(label), of: ({ row }: Told) => givenBack(cellsOf.get(row)?.[at] ?? '', open.has(at)) })),
    ],
  }
}

function givenBack(cell: string, open: boolean): string {
  if (isNothing(cell)) return cell
  if (!open || isLeftOut(cell)) return leftOutCell // Beside what stands for a cell, an address may stand.
  const looks = placeLike(cell)
  return looks === null ? cell : leftOutFor(looks)
}
