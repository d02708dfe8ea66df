import { minorUnits } from './currencies.ts'
import { dayText, isAfter, isBefore, type Day } from './days.ts'
import { assertWhole, moneyText, mostMinor, sumMinor, type Money } from './money.ts'
import { assert } from './refusal.ts'

/** What one unit of a currency was worth in another on a day: a decimal string, since a double can't hold 0.1. */
export interface Rate {
  on: Day
  rate: string
}

/** A rate counts on its day and for so many days more. */
export const rateLasts = 7

/** M11: the rate of the day, else the latest of the 7 days before, else null. The rates may come in any order. */
export function rateFor<R extends Rate>(rates: readonly R[], day: Day): R | null {
  const first = day.subtract({ days: rateLasts })
  let best: R | null = null
  for (const rate of rates) {
    if (isBefore(rate.on, first) || isAfter(rate.on, day)) continue
    if (best === null || isAfter(rate.on, best.on)) best = rate
  }
  return best
}

/** The rate of the day, else the latest before it, however old, else the first after it; null when there is none. The rates may come in any order. */
export function nearestRate<R extends Rate>(rates: readonly R[], day: Day): R | null {
  const inOrder = rates.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  return inOrder.findLast(({ on }) => !isAfter(on, day)) ?? inOrder[0] ?? null
}

/**
 * An amount in another currency, in its minor units, exact and rounded half to even (M11).
 * `rate` is units of `to` for one unit of the money's own currency: 100.00 USD at "129.5" is 12950.00 KES.
 */
export function convert(money: Money, rate: string, to: string): number {
  const minor = Number(exactly(money, rate, to))
  assertWhole(minor)
  return minor
}

/** Whether an amount comes to no more in another currency than one record may; an amount that does not is left out of totals as one without a rate. */
export function isConvertible(money: Money, rate: string, to: string): boolean {
  const minor = exactly(money, rate, to)
  return minor <= BigInt(mostMinor) && minor >= BigInt(-mostMinor)
}

function exactly(money: Money, rate: string, to: string): bigint {
  assertWhole(money.minor)
  assert(isRate(rate), `${rate} is not a rate`)
  const [whole = '', decimals = ''] = rate.split('.')
  const above = BigInt(money.minor) * BigInt(whole + decimals) * 10n ** BigInt(minorUnits(to))
  const below = 10n ** BigInt(decimals.length + minorUnits(money.currency))
  return halfEven(above, below)
}

/** Whether a text is a rate: a positive decimal of at most 18 digits on either side of the point. */
export const isRate = (text: string): boolean => /^\d{1,18}(\.\d{1,18})?$/.test(text) && /[1-9]/.test(text)

/** Whether a rate may be entered. None of two currencies lies outside, so what does is a slip of the hand. Kept by triggers of the same bounds. */
export const mayBeEntered = (text: string): boolean => isRate(text) && Number(text) >= 0.000_000_1 && Number(text) <= 10_000_000

function halfEven(above: bigint, below: bigint): bigint {
  const size = above < 0n ? -above : above
  const down = size / below
  const twice = (size % below) * 2n
  const up = twice > below || (twice === below && down % 2n === 1n)
  const rounded = up ? down + 1n : down
  return above < 0n ? -rounded : rounded
}

/** An amount and the day whose rate it is converted at. */
export interface DatedMoney extends Money {
  on: Day
}

/** A converted total, with what M1 and M11 require beside it: the days of its rates, and what is not in it. */
export interface Total extends Money {
  /** Earliest first; empty when nothing had to be converted. */
  rateDays: Day[]
  /** What had no rate, summed per currency, in the order of the codes. */
  unconverted: Money[]
}

/**
 * The total of many amounts in one currency (M11): each is converted at its own day's rate and rounded, then all are summed.
 * `rates` holds, by currency, what a unit of it was worth in `to`; amounts already in `to` need none.
 */
export function totalIn(rows: Iterable<DatedMoney>, to: string, rates: ReadonlyMap<string, readonly Rate[]>): Total {
  const rateOn = keptRates(rates)
  const converted: number[] = []
  const left = new Map<string, number>()
  const days = new Map<string, Day>()
  for (const row of rows) {
    const rate = row.currency === to ? null : rateOn(row)
    if (row.currency === to) converted.push(row.minor)
    else if (rate === null || !isConvertible(row, rate.rate, to)) left.set(row.currency, sumMinor([left.get(row.currency) ?? 0, row.minor]))
    else {
      converted.push(convert(row, rate.rate, to))
      days.set(rate.on.toString(), rate.on)
    }
  }
  const unconverted = [...left].map(([currency, minor]) => ({ minor, currency })).toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
  const rateDays = [...days.values()].toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  return { minor: sumMinor(converted), currency: to, rateDays, unconverted }
}

/** M1, M11, in words to stand beside a total: the day or days of its rates, and what is left out of it for want of one; null when it needed none. */
export function ratesText({ rateDays, unconverted }: Pick<Total, 'rateDays' | 'unconverted'>): string | null {
  const [first, last] = [rateDays.at(0), rateDays.at(-1)]
  const at = first === undefined || last === undefined ? [] : [first.equals(last) ? `at the rate of ${dayText(first)}` : `at rates of ${betweenText(first, last)}`]
  const left = unconverted.length === 0 ? [] : [`${unconverted.map(moneyText).join(' and ')} left out, no rate`]
  const said = [...at, ...left].join('; ')
  return said === '' ? null : said
}

/** `31 Oct to 20 Nov 2026` */
const betweenText = (first: Day, last: Day): string => `${first.year === last.year ? dayText(first).slice(0, -5) : dayText(first)} to ${dayText(last)}`

const foundIn = new WeakMap<ReadonlyMap<string, readonly Rate[]>, Map<string, Rate | null>>()

/** A report has many totals, and many rows of few days in each: a currency's rate of a day is looked for once among the same rates. */
function keptRates(rates: ReadonlyMap<string, readonly Rate[]>): (row: DatedMoney) => Rate | null {
  const found = foundIn.get(rates) ?? new Map<string, Rate | null>()
  foundIn.set(rates, found)
  return ({ currency, on }) => {
    const key = `${currency} ${on.toString()}`
    const kept = found.get(key)
    if (kept !== undefined) return kept
    const rate = rateFor(rates.get(currency) ?? [], on)
    found.set(key, rate)
    return rate
  }
}
