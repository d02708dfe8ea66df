/** A set of small whole numbers, one bit for each; all sets that are put together have the same length. */
export type Bits = Uint32Array

export const emptyBits = (most: number): Bits => new Uint32Array(Math.ceil(most / 32))

export const hasBit = (bits: Bits, at: number): boolean => ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
}

export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31))
}

/** What is in all of the sets. */
export function inAll(first: Bits, others: readonly Bits[]): Bits {
  const both = first.slice()
  for (const other of others) for (let word = 0; word < both.length; word++) both[word] = (both[word] ?? 0) & (other[word] ?? 0)
  return both
}

/** What is in any of the sets; with none, nothing is. */
export function inAny(sets: readonly Bits[], most: number): Bits {
  const any = emptyBits(most)
  for (const set of sets) for (let word = 0; word < any.length; word++) any[word] = (any[word] ?? 0) | (set[word] ?? 0)
  return any
}

/** How many numbers are in both sets. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0
  for (let word = 0; word < a.length; word++) count += onesIn((a[word] ?? 0) & (b[word] ?? 0))
  return count
}

/** The usual adding up of neighbours: pairs, fours, eights, and then all of them by one multiplication. */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
