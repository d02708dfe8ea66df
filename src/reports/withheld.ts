import type { CountedRow, FigureRow } from './row.ts'

/** Below this a count of people could be a person. */
const fewest = 3

const areFew = (people: number): boolean => people > 0 && people < fewest

/** How many beds are open, of so many in all; null where the two would tell of fewer than three people. */
export const openBedsSaid = (beds: number, open: number): number | null => (areFew(beds - open) ? null : open)

/** A center's row of open beds, and how many beds it has in all. */
export interface BedsRow {
  row: CountedRow
  beds: number
}

/**
 * The rows of open beds with those put together from which, beside the beds, fewer than three people could be counted (DESIGN 5). The
 * line they become holds more than one center and three people at least, so that no subtraction brings one back. Where there are not so
 * many in all, it says no count, and neither does the figure under it.
 */
export function withholdFew(rows: readonly BedsRow[]): FigureRow[] {
  const taken = ({ row, beds }: BedsRow): number => beds - row.counts
  const few = rows.filter((each) => areFew(taken(each)))
  if (few.length === 0) return rows.map(({ row }) => row)
  const others = rows.filter((each) => each.row.of > 0 && !few.includes(each)).toSorted((a, b) => taken(a) - taken(b))
  const together = [...few]
  const people = (): number => together.reduce((sum, each) => sum + taken(each), 0)
  for (const other of others) {
    if (together.length > 1 && people() >= fewest) break
    if (taken(other) > 0) together.push(other)
  }
  const rest = rows.filter((each) => !together.includes(each)).map(({ row }) => row)
  return [...rest, togetherRow(together, people())]
}

const togetherRow = (rows: readonly BedsRow[], people: number): FigureRow => ({
  on: null,
  centerId: null,
  center: rows.length === 1 ? 'One center, not named' : `${rows.length} centers together, not named`,
  country: null,
  said: areFew(people) ? 'withheld: few beds taken' : 'few beds taken',
  counts: areFew(people) ? null : rows.reduce((sum, { row }) => sum + row.counts, 0),
  of: rows.reduce((sum, { row }) => sum + row.of, 0),
  amount: null,
  ofAmount: null,
  purpose: null,
  inReporting: null,
  ofInReporting: null,
  rateOn: null,
})
