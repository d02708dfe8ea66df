import type { Day } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'

/** One of the rows that a figure is made of, as the board may see it. */
export interface FigureRow {
  on: Day | null
  /** Null, as the country is, for several centers put together. */
  centerId: number | null
  center: string
  country: string | null
  said: string | null
  /** Null where it is withheld. */
  counts: number | null
  of: number
  amount: Money | null
  ofAmount: Money | null
  purpose: string | null
  /** The amounts in the reporting currency; null where there is none, or no rate for it. */
  inReporting: Money | null
  ofInReporting: Money | null
  /** The day of the rate by which they were converted; null where nothing had to be. */
  rateOn: Day | null
}

/** A row of which nothing is withheld. */
export type CountedRow = FigureRow & { counts: number }

/** A part of a figure, for its page. */
export interface NamedPart {
  country: string | null
  purpose: { code: string; name: string } | null
}
