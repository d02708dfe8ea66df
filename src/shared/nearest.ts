import { assert } from './refusal.ts'

/** Which of the known names a misspelt one is nearest to. @param known at least one */
export function nearestOf(given: string, known: readonly string[]): string {
  const [nearest] = known.map((name) => ({ name, away: stepsBetween(given, name) })).toSorted((a, b) => a.away - b.away)
  assert(nearest, 'there is a name to be near to')
  return nearest.name
}

/**
 * How many letters must be put in, left out, replaced or swapped with the next to make one word of another: the optimal
 * string alignment distance.
 */
function stepsBetween(one: string, other: string): number {
  const table = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  const at = (row: number, column: number): number => table[row]?.[column] ?? Infinity
  for (let row = 1; row <= one.length; row += 1) {
    table.push([row])
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1)
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1] ? at(row - 2, column - 2) + 1 : Infinity
      table[row]?.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped))
    }
  }
  return at(one.length, other.length)
}
