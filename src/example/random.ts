/** Chance that is the same on every build. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number
  /** True this often, of one. */
  chance: (share: number) => boolean
  pick: <Each>(of: readonly Each[]) => Each
  /** So many, each another one; all of them when there are fewer. */
  several: <Each>(of: readonly Each[], count: number) => Each[]
}

/** mulberry32, begun from a text: each center draws from a series of its own, so that a change to one leaves the others as they are. */
export function randomOf(seed: string): Random {
  let state = [...seed].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const several = <Each>(of: readonly Each[], count: number): Each[] => {
    const left = [...of]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(between(0, left.length - 1), 1)).flat()
  }
  return {
    between,
    several,
    chance: (share) => next() < share,
    pick: (of) => {
      const picked = of[between(0, of.length - 1)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
  }
}
