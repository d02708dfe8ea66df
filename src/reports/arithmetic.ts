import type { Money } from '../shared/money.ts'
import { sumMinor } from '../shared/money.ts'
import { totalIn, type DatedMoney, type Rate, type Total } from '../shared/rates.ts'

/** Amounts as they are shown: side by side per currency, and together as far as there are rates (M1, M11). */
export interface Amounts {
  perCurrency: Money[]
  total: Total
}

export type Rates = ReadonlyMap<string, readonly Rate[]>

/** An amount of a figure, and by what it can be put together with others. */
export interface AmountRow extends DatedMoney {
  centerId: number
  country: string
  purpose: string | null
  /** Where it is a share of another: that one. */
  ofMinor: number | null
  /** `2026-11-22`, and the month of it. */
  day: string
  month: string
}

/** Each row is rounded before it is summed (M11), so no sum of parts can differ from the whole. */
export function amountsOf(rows: readonly DatedMoney[], to: string, rates: Rates): Amounts {
  const perCurrency = [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, found]) => ({ currency, minor: sumMinor(found.map(({ minor }) => minor)) }))
  return { perCurrency: inOrder(perCurrency, to), total: totalIn(rows, to, rates) }
}

/** The reporting currency first, the others by their codes. */
export const inOrder = (amounts: readonly Money[], reporting: string): Money[] =>
  amounts.toSorted((a, b) => (a.currency === reporting ? -1 : b.currency === reporting ? 1 : a.currency < b.currency ? -1 : 1))

/** Amounts by month, purpose, country or center. */
export const amountsBy = <Key>(rows: readonly AmountRow[], keyOf: (row: AmountRow) => Key, to: string, rates: Rates): Map<Key, Amounts> =>
  new Map([...Map.groupBy(rows, keyOf)].map(([key, found]) => [key, amountsOf(found, to, rates)]))

/** A number of days, and how often it came. */
export interface DaysCount {
  days: number
  times: number
}

/** The middle one of all, or the mean of the two in the middle; null of none. */
export function medianOf(counts: readonly DaysCount[]): number | null {
  const over = sizeOf(counts)
  if (over === 0) return null
  return (at(counts, Math.ceil(over / 2)) + at(counts, Math.floor(over / 2) + 1)) / 2
}

/** The smallest number that nine tenths of all do not exceed (nearest rank); null of none. */
export function ninetiethOf(counts: readonly DaysCount[]): number | null {
  const over = sizeOf(counts)
  return over === 0 ? null : at(counts, Math.ceil((over * 9) / 10))
}

export const sizeOf = (counts: readonly DaysCount[]): number => counts.reduce((sum, { times }) => sum + times, 0)

/** The one in a place, counted from 1, of all in order. */
function at(counts: readonly DaysCount[], place: number): number {
  let passed = 0
  for (const { days, times } of counts.toSorted((a, b) => a.days - b.days)) {
    passed += times
    if (passed >= place) return days
  }
  throw new RangeError(`There is no place ${place}.`)
}

/** What of the whole went to the largest center, and to the five largest. */
export interface Concentration {
  largest: Money
  five: Money
  whole: Total
}

/** How many centers are the largest ones. */
export const mostShared = 5

/** Of what went to each center, in minor units, all of it or the largest: what the shares are made of. */
export function concentrationOf(paid: readonly number[], whole: Total): Concentration {
  const sums = paid.toSorted((a, b) => b - a)
  const sum = (most: number): Money => ({ minor: sumMinor(sums.slice(0, most)), currency: whole.currency })
  return { largest: sum(1), five: sum(mostShared), whole }
}
