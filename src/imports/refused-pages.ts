import type { CsvColumn } from '../http/csv.ts'
import { safeText } from '../shared/formula.ts'
import { placeLike } from '../shared/place-like.ts'
import { openColumns } from './mapping.ts'
import { placeColumns } from './place-columns.ts'
import type { ReadFile, Told } from './result.ts'
import { raggedness } from './sheet.ts'

/**
 * The rows that were refused, with their numbers, why, and of their cells what says nothing of where a center is (CONF-06):
 * of a ragged row none, since which cell is what is not known. Those that are there already were not refused.
 */
export function refusedRows({ sheet, sources, result }: ReadFile): { columns: CsvColumn<Told>[]; rows: Told[] } {
  const even = sheet.rows.filter((row) => raggedness(row, sheet.columns.length) === null)
  const cellsOf = new Map(even.map(({ number, cells }) => [number, cells]))
  const open = openColumns(sheet.columns, sources, placeColumns(sheet))
  return {
    rows: result.rows.filter(({ kind }) => kind === 'refused'),
    columns: [
      { label: 'Row', of: ({ row }) => row },
      { label: 'Why it was refused', of: ({ problems }) => problems.join('\n') },
      { label: 'What else to look at', of: ({ notices }) => notices.join('\n') },
      ...open.map((at) => ({ label: safeText(sheet.columns[at] ?? ''), of: ({ row }: Told) => withoutPlace(cellsOf.get(row)?.[at] ?? '') })),
    ],
  }
}

function withoutPlace(cell: string): string {
  const looks = placeLike(cell)
  return looks === null ? cell : `left out: it looks like ${looks}`
}
