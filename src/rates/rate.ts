import { isAfter, type Day } from '../shared/days.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import type { Rate } from '../shared/rates.ts'

/** What one unit of a currency was worth in the reporting currency on a day, and who says so. Never changed: a newer entry for the same day takes its place. */
export interface ExchangeRate extends Rate {
  id: number
  currency: string
  source: string
  enteredBy: number
  /** False once a newer entry for the same day took its place. */
  counts: boolean
}

/** What speaks against entering a rate; of what could not be read, nothing. */
export const rateProblems = ({ currency, on }: { currency?: string; on?: Day }, reporting: string, today: Day): Problem[] => [
  ...problemIf(currency === reporting, 'currency', `Totals are in ${reporting} already, so it has no rate.`),
  ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A rate is of a day that is past, or of today.'),
]
