import { minorUnits } from './currencies.ts'
import { assert } from './refusal.ts'

/** An amount in whole minor units (cents, fils; yen has none) beside its ISO 4217 code. Never a fraction, never a sum across currencies (M1). */
export interface Money {
  minor: number
  currency: string
}

/**
 * What one record may come to at most, in minor units, either way: ten thousand million in a currency of two decimals. Thousands of such
 * amounts can still be summed exactly, so that no single one takes a report from everybody. Kept by triggers of the same bound.
 */
export const mostMinor = 1_000_000_000_000
export const isTooMuch = (minor: number): boolean => Math.abs(minor) > mostMinor
/** What every form says of it. */
export const tooMuch = 'That is more than the register counts. Check the amount.'

const grouped = /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/
// In a currency of three decimals 1,250 may be a thousand dinars or one and a quarter: only the person who typed it knows.
const mayBeDecimalComma = /^\d{1,3},\d{3}$/
const longestAmount = 40

/**
 * What somebody typed as an amount, in minor units; null when it can't be read exactly (MON-01).
 *
 * Accepted: ASCII digits with at most the currency's decimals after a point, spaces around, and
 * commas between groups of exactly three digits (`1250`, `1,250.00`, ` 10 `). Refused: a sign, an
 * exponent, other scripts' digits, a point with nothing on one side of it, more decimals than
 * the currency has, more than 2^53 − 1 minor units. `1,5` is refused, not read as 1.5 or 15:
 * half the world means the one, and a wrong guess here is money; for the same reason `1,250`
 * is refused in a currency of three decimals.
 */
export function parseAmount(text: string, currency: string): number | null {
  const typed = text.trim()
  const places = minorUnits(currency)
  if (typed.length > longestAmount || !grouped.test(typed)) return null
  if (places === 3 && mayBeDecimalComma.test(typed)) return null
  const [whole = '', decimals = ''] = typed.replaceAll(',', '').split('.')
  if (decimals.length > places) return null
  const minor = BigInt(whole + decimals.padEnd(places, '0'))
  return minor <= Number.MAX_SAFE_INTEGER ? Number(minor) : null
}

const formats = new Map<string, Intl.NumberFormat>()

// A kept formatter costs 0.4 µs a figure, a new one a hundred times that. The digits are ours: Intl shows dinars without fils.
function formatOf(currency: string): Intl.NumberFormat {
  const kept = formats.get(currency)
  if (kept !== undefined) return kept
  const places = minorUnits(currency)
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: places, maximumFractionDigits: places })
  formats.set(currency, made)
  return made
}

/** `$1,250.00`, `KES 1,250.00` (with a space that does not break): an amount to be read. */
export const moneyText = (money: Money): string => formatOf(money.currency).format(decimal(money))

/** `1250.00`: an amount as it stands in a form field, which `parseAmount` reads back. Amounts typed have no sign. */
export function amountEntered(money: Money): string {
  assert(money.minor >= 0, 'a form field holds no negative amount')
  return decimal(money)
}

function decimal({ minor, currency }: Money): `${number}` {
  assertWhole(minor)
  const places = minorUnits(currency)
  const digits = Math.abs(minor)
    .toString()
    .padStart(places + 1, '0')
  const cut = digits.length - places
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return (minor < 0 ? `-${text}` : text) as `${number}`
}

/** The sum of minor units, exact at every step. */
export function sumMinor(amounts: Iterable<number>): number {
  let sum = 0
  for (const minor of amounts) {
    assertWhole(minor)
    sum += minor
    assertWhole(sum)
  }
  return sum
}

/** Kept by everything that takes minor units: a whole number that a double holds exactly. */
export function assertWhole(minor: number): void {
  assert(Number.isSafeInteger(minor), `${minor} is not a whole number of minor units`)
}
