import { isFarFrom } from '../shared/cross-rate.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
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

interface RateRead {
  currency?: string
  on?: Day
  rate?: string
  /** That somebody says of a rate far from the last one that it is right all the same. */
  rateIsRight?: boolean
}

/** `1 KES = 0.0077 USD of 20 Nov 2026` */
export const nearestText = ({ rate, on }: Rate, currency: string, reporting: string): string => `1 ${currency} = ${rate} ${reporting} of ${dayText(on)}`

/**
 * What speaks against entering a rate; of what could not be read, nothing. One far from the register's is kept only by who says that it is right (M10).
 * @param nearest the register's rate of that currency by that day; null when it has none
 */
export function rateProblems({ currency, on, rate, rateIsRight = false }: RateRead, nearest: Rate | null, reporting: string, today: Day): Problem[] {
  const far = currency !== undefined && rate !== undefined && nearest !== null && !rateIsRight && isFarFrom(nearest, rate)
  const has = far ? `The register has ${nearestText(nearest, currency, reporting)}. Check the rate, or tick the box to keep it as it is.` : ''
  return [
    ...problemIf(currency === reporting, 'currency', `Totals are in ${reporting} already, so it has no rate.`),
    ...problemIf(far, 'rate', has),
    ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A rate is of a day that is past, or of today.'),
    ...problemIf(far, 'rateIsRight', 'Tick this if the rate is right.'),
  ]
}
