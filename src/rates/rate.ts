import { bothWaysText, isFarFrom } from '../shared/cross-rate.ts'
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

/** An entry, whether or not it counts: which one does can depend on who asks. */
export interface EnteredRate extends Pick<ExchangeRate, 'id' | 'currency' | 'on' | 'rate' | 'enteredBy'> {
  /** As the register keeps instants. */
  enteredAt: string
}

/**
 * M3, M4: by currency, the rates that count when this person approves what was proposed then, or releases it: all but those that they
 * entered since. Nobody else has acted on such a one. Of several entries for one day the newest that is left counts.
 * @param entered in the order in which they were made
 * @param proposedAt null while nothing is proposed: all count
 */
export function ratesToJudgeBy(entered: readonly EnteredRate[], personId: number, proposedAt: string | null): ReadonlyMap<string, readonly Rate[]> {
  const counts = ({ enteredBy, enteredAt }: EnteredRate): boolean => proposedAt === null || enteredBy !== personId || enteredAt <= proposedAt
  const days = new Map(entered.filter(counts).map((rate) => [`${rate.currency} ${rate.on.toString()}`, rate]))
  return Map.groupBy(days.values(), ({ currency }) => currency)
}

interface RateRead {
  currency?: string
  on?: Day
  rate?: string
  /** That somebody says of a rate that was doubted that it is right all the same. */
  rateIsRight?: boolean
}

/** `1 KES = 0.0077 USD of 20 Nov 2026` */
export const nearestText = ({ rate, on }: Rate, currency: string, reporting: string): string => `1 ${currency} = ${rate} ${reporting} of ${dayText(on)}`

/** What is asked of a rate before it is kept (M10). */
export interface Doubt {
  title: string
  says: string
  /** What somebody says by ticking its box. */
  isRight: string
}

/**
 * One far from the register's may be a slip. The first of a currency has nothing to be held against, so it is shown both ways
 * round. Of what could not be read nothing is asked.
 * @param nearest the register's rate of that currency by that day; null when it has none, undefined when nobody looked
 */
export function doubtOf({ currency, rate }: Pick<RateRead, 'currency' | 'rate'>, nearest: Rate | null | undefined, reporting: string): Doubt | null {
  if (currency === undefined || rate === undefined || nearest === undefined || currency === reporting) return null
  if (nearest === null) {
    const means = bothWaysText(currency, reporting, rate)
    return {
      title: `It is the register’s first rate of ${currency}`,
      says: `The register has no rate of ${currency} yet. This one means that ${means}.`,
      isRight: `This rate is right: ${means}`,
    }
  }
  if (!isFarFrom(nearest, rate)) return null
  const has = `register has ${nearestText(nearest, currency, reporting)}`
  return { title: 'It is far from the register’s rate', says: `The ${has}.`, isRight: `This rate is right: the ${has}` }
}

/** What speaks against entering a rate; of what could not be read, nothing. One that is doubted is kept only by who says that it is right (M10). */
export function rateProblems({ currency, on, rateIsRight = false }: Omit<RateRead, 'rate'>, doubt: Doubt | null, reporting: string, today: Day): Problem[] {
  const asked = rateIsRight ? null : doubt
  return [
    ...problemIf(currency === reporting, 'currency', `Totals are in ${reporting} already, so it has no rate.`),
    ...(asked === null ? [] : [{ field: 'rate', message: `${asked.says} Check the rate, or tick the box to keep it as it is.` }]),
    ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A rate is of a day that is past, or of today.'),
    ...problemIf(asked !== null, 'rateIsRight', 'Tick this if the rate is right.'),
  ]
}
