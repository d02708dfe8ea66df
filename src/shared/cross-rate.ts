import { dayText, earlier, type Day } from './days.ts'
import { rateFor, type Rate } from './rates.ts'

/** What one unit of a currency is worth in another, by what the register says of both. Its day is the earlier of theirs. */
export interface CrossRate extends Rate {
  from: string
  to: string
}

/** As many decimals as a rate may have: what is cut off behind them is far less than what banks round. */
const places = 18
const whole = 10n ** BigInt(places)

/** A rate as a whole number of its smallest parts. */
function scaled(rate: string): bigint {
  const [units = '', decimals = ''] = rate.split('.')
  return BigInt(units + decimals.padEnd(places, '0'))
}

/**
 * M11 for two currencies: the rate of the day of each, else its latest of the 7 days before; null when either has none.
 * @param rates by currency, what a unit of it was worth in `reporting`
 */
export function crossRate(from: string, to: string, day: Day, reporting: string, rates: ReadonlyMap<string, readonly Rate[]>): CrossRate | null {
  const rateOf = (currency: string): Rate | null => (currency === reporting ? { rate: '1', on: day } : rateFor(rates.get(currency) ?? [], day))
  const [ofFrom, ofTo] = [rateOf(from), rateOf(to)]
  if (ofFrom === null || ofTo === null) return null
  const parts = (scaled(ofFrom.rate) * whole) / scaled(ofTo.rate)
  return { from, to, on: earlier(ofFrom.on, ofTo.on), rate: `${parts / whole}.${(parts % whole).toString().padStart(places, '0')}` }
}

/** Currencies move by a few hundredths within the days that a rate counts; a slip of a digit, or the rate the wrong way round, is far outside a tenth. */
const tenth = 10n
const isFar = (value: bigint, from: bigint): boolean => (value > from ? value - from : from - value) * tenth > from

/** Whether a rate that somebody typed lies more than a tenth from the register's. */
export const isFarFrom = (cross: CrossRate, rate: string): boolean => isFar(scaled(rate), scaled(cross.rate))
/** The same of amounts, in minor units of one currency. */
export const isFarAmount = (minor: number, from: number): boolean => isFar(BigInt(minor), BigInt(from))

const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 5, useGrouping: false })

/** `1 USD = 0.9187 EUR of 20 Nov 2026` */
export const crossText = ({ from, to, rate, on }: CrossRate): string => `1 ${from} = ${digits.format(Number(rate))} ${to} of ${dayText(on)}`
