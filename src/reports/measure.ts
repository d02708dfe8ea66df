import type { Total } from '../shared/rates.ts'
import type { Amounts, Concentration } from './arithmetic.ts'

/** A figure as it came out. */
export type Measure =
  | { kind: 'count'; count: number; countries: number }
  | { kind: 'countries'; count: number; codes: string[] }
  | { kind: 'share'; part: number; whole: number }
  | { kind: 'days'; over: number; median: number | null; ninetieth: number | null }
  | { kind: 'money'; amounts: Amounts }
  | { kind: 'money share'; part: Amounts; whole: Amounts }
  /** `beds` is null where it is withheld. */
  | { kind: 'beds'; beds: number | null; known: number; centers: number }
  | ({ kind: 'concentration' } & Concentration)

/** The total in the reporting currency that a figure is, or is a share of; null for one that is not of money. */
export function totalOf(measure: Measure): Total | null {
  switch (measure.kind) {
    case 'money':
      return measure.amounts.total
    case 'money share':
      return measure.whole.total
    case 'concentration':
      return measure.whole
    default:
      return null
  }
}

export const countOf = (countries: ReadonlyMap<string, number>): Measure => ({
  kind: 'count',
  count: [...countries.values()].reduce((sum, count) => sum + count, 0),
  countries: countries.size,
})

export const countriesOf = (countries: ReadonlyMap<string, number>): Measure => ({ kind: 'countries', count: countries.size, codes: [...countries.keys()] })
