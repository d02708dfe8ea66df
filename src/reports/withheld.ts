import type { FigureRow } from './row.ts'

/** Below this a count of people could be a person. */
const fewest = 3

/** A center's row of open beds, and how many beds it has in all. */
export interface BedsRow {
  row: FigureRow
  beds: number
}

/**
 * The rows of open beds with those put together from which, beside the beds, fewer than three people could be counted (DESIGN 5). The
 * line they become holds more than one center and three people at least, where there are so many, so that no subtraction brings one back.
 */
export function withholdFew(rows: readonly BedsRow[]): FigureRow[] {
  const taken = ({ row, beds }: BedsRow): number => beds - row.counts
  const few = rows.filter((each) => taken(each) > 0 && taken(each) < fewest)
  if (few.length === 0) return rows.map(({ row }) => row)
  const others = rows.filter((each) => each.row.of > 0 && !few.includes(each)).toSorted((a, b) => taken(a) - taken(b))
  const together = [...few]
  const people = (): number => together.reduce((sum, each) => sum + taken(each), 0)
  for (const other of others) {
    if (together.length > 1 && people() >= fewest) break
    if (taken(other) > 0) together.push(other)
  }
  const rest = rows.filter((each) => !together.includes(each)).map(({ row }) => row)
  return [...rest, togetherRow(together.map(({ row }) => row))]
}

const togetherRow = (rows: readonly FigureRow[]): FigureRow => ({
  on: null,
  centerId: null,
  center: rows.length === 1 ? 'One center, not named' : `${rows.length} centers together, not named`,
  country: null,
  said: 'few beds taken',
  counts: rows.reduce((sum, { counts }) => sum + counts, 0),
  of: rows.reduce((sum, { of }) => sum + of, 0),
  amount: null,
  ofAmount: null,
  purpose: null,
})
