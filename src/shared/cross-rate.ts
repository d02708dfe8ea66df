import { dayText, earlier, type Day } from './days.ts'
import { nearestRate, type Rate } from './rates.ts'

/** What one unit of a currency is worth in another, by what the register says of both. Its day is the earlier of their rates’. */
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

/** What a rate that somebody typed is held against: what the register has, or the currencies of which it has no rate at all. */
export type Yardstick = { kind: 'rate'; cross: CrossRate } | { kind: 'none'; of: string[] }

/**
 * The rate of the day of each of two currencies, else its latest before, however old, else its first after. That is no rate to
 * convert at (M11), only one that tells a slip from a rate: it names its day.
 * @param rates by currency, what a unit of it was worth in `reporting`
 */
export function yardstick(from: string, to: string, day: Day, reporting: string, rates: ReadonlyMap<string, readonly Rate[]>): Yardstick {
  const rateOf = (currency: string): Rate | null => (currency === reporting ? { rate: '1', on: day } : nearestRate(rates.get(currency) ?? [], day))
  const [ofFrom, ofTo] = [rateOf(from), rateOf(to)]
  if (ofFrom === null || ofTo === null) return { kind: 'none', of: [...(ofFrom === null ? [from] : []), ...(ofTo === null ? [to] : [])] }
  const parts = (scaled(ofFrom.rate) * whole) / scaled(ofTo.rate)
  const on = to === reporting ? ofFrom.on : from === reporting ? ofTo.on : earlier(ofFrom.on, ofTo.on)
  return { kind: 'rate', cross: { from, to, on, rate: `${parts / whole}.${(parts % whole).toString().padStart(places, '0')}` } }
}

/** Currencies move by a few hundredths within days; a slip of a digit, or the rate the wrong way round, is far outside a tenth. One that moved by more in a long time is asked about once. */
const tenth = 10n
const isFar = (value: bigint, from: bigint): boolean => (value > from ? value - from : from - value) * tenth > from

/** Whether a rate that somebody typed lies more than a tenth from another. */
export const isFarFrom = (from: Pick<Rate, 'rate'>, rate: string): boolean => isFar(scaled(rate), scaled(from.rate))
/** The same of amounts, in minor units of one currency. */
export const isFarAmount = (minor: number, from: number): boolean => isFar(BigInt(minor), BigInt(from))

const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 5, useGrouping: false })

/** `1 USD = 0.9187 EUR of 20 Nov 2026` */
export const crossText = ({ from, to, rate, on }: CrossRate): string => `1 ${from} = ${digits.format(Number(rate))} ${to} of ${dayText(on)}`

/** `1 KES = 0.0077 USD, and 1 USD = 129.87 KES`: a rate the wrong way round shows in one of them. */
export const bothWaysText = (from: string, to: string, rate: string): string => `1 ${from} = ${rate} ${to}, and 1 ${to} = ${digits.format(1 / Number(rate))} ${from}`

/** What the register has of it, to follow "the register has". */
export const yardstickText = (held: Yardstick): string => (held.kind === 'rate' ? crossText(held.cross) : `no rate of ${held.of.join(' or ')} to hold this against`)
