import { countryName } from '../shared/countries.ts'
import { minorUnits } from '../shared/currencies.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { ratesText } from '../shared/rates.ts'
import type { Amounts } from './arithmetic.ts'
import { totalOf, type Measure } from './measure.ts'

const counted = new Intl.NumberFormat('en')
const rounded = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

export const percentText = (part: number, whole: number): string => (whole === 0 ? 'none' : `${Math.round((part * 100) / whole)} %`)
const some = (count: number, one: string, many: string): string => `${counted.format(count)} ${count === 1 ? one : many}`
const daysText = (days: number | null): string => (days === null ? 'none' : `${rounded.format(days)} ${days === 1 ? 'day' : 'days'}`)

/** The figure itself, exact. */
export function figureText(measure: Measure): string {
  switch (measure.kind) {
    case 'count':
    case 'countries':
      return counted.format(measure.count)
    case 'share':
      return percentText(measure.part, measure.whole)
    case 'days':
      return daysText(measure.median)
    case 'money':
      return moneyText(measure.amounts.total)
    case 'money share':
      return percentText(measure.part.total.minor, measure.whole.total.minor)
    case 'beds':
      return measure.beds === null ? 'withheld' : counted.format(measure.beds)
    case 'concentration':
      return percentText(measure.largest.minor, measure.whole.minor)
    default:
      return measure satisfies never
  }
}

/** What a figure must not stand without: its denominator, its currencies and rates, what is not known. */
export function noteText(measure: Measure): string | null {
  switch (measure.kind) {
    case 'count':
      return measure.count === 0 ? null : `in ${some(measure.countries, 'country', 'countries')}`
    case 'countries':
      return measure.count === 0 ? null : namesText(measure.codes)
    case 'share':
      return measure.whole === 0 ? null : `${counted.format(measure.part)} of ${counted.format(measure.whole)}`
    case 'days':
      return measure.over === 0 ? null : `median of ${counted.format(measure.over)}; nine in ten within ${daysText(measure.ninetieth)}`
    case 'money':
      return amountsNote(measure.amounts)
    case 'money share':
      return [`${moneyText(measure.part.total)} of ${moneyText(measure.whole.total)}`, amountsNote(measure.whole)].filter((each) => each !== null).join('; ')
    case 'beds':
      return [
        ...(measure.beds === null ? ['fewer than three are taken'] : []),
        `known for ${counted.format(measure.known)} of ${some(measure.centers, 'center', 'centers')}`,
      ].join('; ')
    case 'concentration':
      return (
        [...(measure.whole.minor === 0 ? [] : [`to one center; ${percentText(measure.five.minor, measure.whole.minor)} to the five largest`]), ...ratesOf(measure)].join(
          '; ',
        ) || null
      )
    default:
      return measure satisfies never
  }
}

const ratesOf = (measure: Measure): string[] => {
  const total = totalOf(measure)
  const said = total === null ? null : ratesText(total)
  return said === null ? [] : [said]
}

/**
 * M1, M11 for figures that stand together: of each that needed a rate, under its name, its rates' days and what it leaves out; null where
 * none did. Several of which the same is to be said are named together; one alone may go without a name.
 */
export function ratesNote(named: readonly (readonly [name: string, measure: Measure])[]): string | null {
  const said = named.flatMap(([name, measure]) => ratesOf(measure).map((text) => ({ name, text })))
  const notes = [...Map.groupBy(said, ({ text }) => text)].map(([text, of]) => [of.map(({ name }) => name).join(' and '), text].filter((each) => each !== '').join(': '))
  return notes.length === 0 ? null : notes.join(' · ')
}

const longestList = 6

export function namesText(codes: readonly string[]): string {
  const names = codes.map((code) => countryName(code) ?? code).toSorted((a, b) => a.localeCompare(b, 'en'))
  const more = names.length - longestList
  return more > 0 ? `${names.slice(0, longestList).join(', ')} and ${more} more` : names.join(', ')
}

/** M1, M11: the currencies that a total is made of, the days of its rates, and what had none. */
export function amountsNote({ perCurrency, total }: Amounts): string | null {
  const [only] = perCurrency
  if (only === undefined || (perCurrency.length === 1 && only.currency === total.currency)) return null
  return [perCurrency.map(moneyText).join(' + '), ratesText(total)].filter((each) => each !== null).join(', ')
}

/** How a figure moved from the period before; null when there is nothing to compare. `inMoney`: how an amount is written. */
export function changeText(now: Measure, before: Measure, inMoney: (by: Money) => string = moneyText): string | null {
  const [is, was] = [comparable(now, inMoney), comparable(before, inMoney)]
  if (is === null || was === null) return null
  const by = is.value - was.value
  if (by === 0) return 'the same'
  return `${is.text(Math.abs(by))} ${by > 0 ? is.words[0] : is.words[1]}`
}

interface Comparable {
  value: number
  text: (by: number) => string
  words: readonly [up: string, down: string]
}

const ofShare = (part: number, whole: number): Comparable | null =>
  whole === 0 ? null : { value: Math.round((part * 100) / whole), text: (by) => some(by, 'point', 'points'), words: ['up', 'down'] }

function comparable(measure: Measure, inMoney: (by: Money) => string): Comparable | null {
  switch (measure.kind) {
    case 'count':
    case 'countries':
      return { value: measure.count, text: (by) => counted.format(by), words: ['more', 'fewer'] }
    case 'beds':
      return measure.beds === null ? null : { value: measure.beds, text: (by) => counted.format(by), words: ['more', 'fewer'] }
    case 'share':
      return ofShare(measure.part, measure.whole)
    case 'money share':
      return ofShare(measure.part.total.minor, measure.whole.total.minor)
    case 'concentration':
      return ofShare(measure.largest.minor, measure.whole.minor)
    case 'days':
      return measure.median === null ? null : { value: measure.median, text: daysText, words: ['longer', 'shorter'] }
    case 'money': {
      const { minor, currency } = measure.amounts.total
      return { value: minor, text: (by) => inMoney({ minor: by, currency }), words: ['more', 'less'] }
    }
    default:
      return measure satisfies never
  }
}

/** An amount for a tile, rounded: `$2.41 m`, `$612,400`. Its rows and the table beside it hold it to the cent. */
export const shortMoneyText = (money: Money): string => (isShownExact(money) ? moneyText(money) : roundedText(money))

const unitsOf = ({ minor, currency }: Money): number => Math.round(minor / 10 ** minorUnits(currency))
const isShownExact = (money: Money): boolean => Math.abs(unitsOf(money)) < 10_000

function roundedText({ minor, currency }: Money): string {
  const unit = 10 ** minorUnits(currency)
  const units = unitsOf({ minor, currency })
  if (units === 0) return moneyText({ minor, currency })
  const whole = moneyText({ minor: units * unit, currency }).replace(/\.\d+$/, '')
  const size = sizes.find(({ from }) => Math.abs(units) >= from)
  if (size === undefined) return whole
  const sign = whole.slice(0, whole.search(/\d/))
  return `${sign}${(Math.abs(units) / size.from).toFixed(2)} ${size.word}`
}

const sizes = [
  { from: 1_000_000_000, word: 'bn' },
  { from: 1_000_000, word: 'm' },
]

/** How a tile's figure moved, no more exact than the figure itself: to the cent beside cents, in whole dollars beside them. */
export const tileChangeText = (now: Measure, before: Measure): string | null =>
  changeText(now, before, now.kind === 'money' && !isShownExact(now.amounts.total) ? roundedText : moneyText)

export const tileText = (measure: Measure): string => (measure.kind === 'money' ? shortMoneyText(measure.amounts.total) : figureText(measure))
