import type { CsvColumn } from '../http/csv.ts'
import { safeText } from '../shared/formula.ts'
import { placeLike } from '../shared/place-like.ts'
import { isLeftOut, leftOutCell, leftOutFor } from './left-out.ts'
import { openColumns, takenColumns } from './mapping.ts'
import { isNothing } from './phone.ts'
import { placeColumns } from './place-columns.ts'
import type { ReadFile, Told } from './result.ts'
import { raggedness, type Delimiter } from './sheet.ts'

/** A file that what was said of the one before it fits as well: it has each column that a field takes, and is separated as that one was. */
export interface RefusedFile {
  delimiter: Delimiter
  columns: CsvColumn<Told>[]
  rows: Told[]
}

/**
 * The rows that were refused, with their numbers, why, and of their cells what says nothing of where a center is (CONF-06): for any other
 * stands that it was left out, so that none goes in without it unseen. Of a ragged row no cell is given back, since which is what is not
 * known. Those that are there already were not refused.
 */
export function refusedRows({ sheet, sources, result }: ReadFile): RefusedFile {
  const even = sheet.rows.filter((row) => raggedness(row, sheet.columns.length) === null)
  const cellsOf = new Map(even.map(({ number, cells }) => [number, cells]))
  const open = new Set(openColumns(sheet.columns, sources, placeColumns(sheet)))
  const taken = takenColumns(sheet.columns, sources)
  const ours = (label: string): string => (taken.some((at) => sheet.columns[at] === label) ? `${label}, by the import` : label)
  return {
    delimiter: sheet.delimiter,
    rows: result.rows.filter(({ kind }) => kind === 'refused'),
    columns: [
      { label: ours('Row'), of: ({ row }) => row },
      { label: ours('Why it was refused'), of: ({ problems }) => problems.join('\n') },
      { label: ours('What else to look at'), of: ({ notices }) => notices.join('\n') },
      ...taken.map((at) => ({ label: safeText(sheet.columns[at] ?? ''), of: ({ row }: Told) => givenBack(cellsOf.get(row)?.[at] ?? '', open.has(at)) })),
    ],
  }
}

function givenBack(cell: string, open: boolean): string {
  if (isNothing(cell) || isLeftOut(cell)) return cell
  if (!open) return leftOutCell
  const looks = placeLike(cell)
  return looks === null ? cell : leftOutFor(looks)
}
