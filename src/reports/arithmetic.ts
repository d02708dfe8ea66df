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
  /** `2026-11` */
  month: string
}

/** Each row is rounded before it is summed (M11), so no sum of parts can differ from the whole. */
export function amountsOf(rows: readonly DatedMoney[], to: string, rates: Rates): Amounts {
  const perCurrency = [...Map.groupBy(rows, ({ currency }) => currency)]
    .map(([currency, found]) => ({ currency, minor: sumMinor(found.map(({ minor }) => minor)) }))
    .toSorted((a, b) => (a.currency === to ? -1 : b.currency === to ? 1 : a.currency < b.currency ? -1 : 1))
  return { perCurrency, total: totalIn(rows, to, rates) }
}

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

/** What went to one center, in the reporting currency. */
export interface CenterPaid {
  centerId: number
  total: Total
}

/** The share of what was paid that went to the largest center and to the five largest, as sums of minor units. */
export function concentrationOf(paid: readonly CenterPaid[], currency: string): { largest: Money; five: Money; whole: Money } {
  const sums = paid.map(({ total }) => total.minor).toSorted((a, b) => b - a)
  const sum = (most: number): Money => ({ minor: sumMinor(sums.slice(0, most)), currency })
  return { largest: sum(1), five: sum(5), whole: sum(sums.length) }
}
