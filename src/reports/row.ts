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
  counts: number
  of: number
  amount: Money | null
  ofAmount: Money | null
  purpose: string | null
}
