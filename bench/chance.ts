/** Numbers that look random and are the same on every run (mulberry32), so that two measurements measure the same register. */
export interface Chance {
  /** From 0 up to and without 1. */
  next: () => number
  /** A whole number; both ends are in. */
  between: (least: number, most: number) => number
  of: <Each>(choices: readonly Each[]) => Each
  /** Several different ones of a list, in its order. */
  some: <Each>(choices: readonly Each[], count: number) => Each[]
  /** True this often, of one. */
  is: (share: number) => boolean
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const of = <Each>(choices: readonly Each[]): Each => {
    const chosen = choices[Math.floor(next() * choices.length)]
    if (chosen === undefined) throw new Error('There is nothing to choose from.')
    return chosen
  }
  const some = <Each>(choices: readonly Each[], count: number): Each[] => {
    const start = between(0, choices.length - 1)
    const step = Math.max(1, Math.floor(choices.length / Math.max(1, count)))
    const places = new Set(Array.from({ length: Math.min(count, choices.length) }, (_none, turn) => (start + turn * step) % choices.length))
    return choices.filter((_each, place) => places.has(place))
  }
  return { next, between, of, some, is: (share) => next() < share }
}

/** A UUID of version 4 out of the same numbers. */
export function uuidBy(chance: Chance): string {
  const digits = Array.from({ length: 4 }, () => chance.between(0, 0xffffffff).toString(16).padStart(8, '0')).join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
