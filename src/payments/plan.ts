import { isFarFrom, yardstickText, type Yardstick } from '../shared/cross-rate.ts'
import { isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { convert } from '../shared/rates.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'

/** A rate is to within this much of what is paid: banks round, and a slip of a digit is far outside. */
const tolerance = 100

/**
 * What is paid in another currency must follow from its rate, to within one in a hundred: null when it does, else why not.
 * @param rate units of the paid currency for one of the amount's
 */
export function paidProblem(amount: Money, paid: Money, rate: string): string | null {
  const worth = convert(amount, rate, paid.currency)
  if (Math.abs(worth - paid.minor) * tolerance <= worth) return null
  return `At this rate ${moneyText(amount)} is ${moneyText({ minor: worth, currency: paid.currency })}, not ${moneyText(paid)}. Check the rate and the amount.`
}

/** What a payment is planned by, as far as it could be read; the rate only where another currency is paid. */
export interface Plan {
  plannedOn?: Day
  rate?: string | null
  rateOn?: Day | null
  /** That somebody says of a rate that was asked about that it is right all the same. */
  rateIsRight?: boolean
}

/**
 * Nothing is planned for a day that is past, no rate is of one to come, and one far from the register's, or of which the register
 * has none, is kept only by who says that it is right (M11).
 * @param held what the rate is held against; null where none could be read
 */
export function planProblems({ plannedOn, rate = null, rateOn = null, rateIsRight = false }: Plan, held: Yardstick | null, today: Day): Problem[] {
  const far = held !== null && rate !== null && !rateIsRight && (held.kind === 'none' || isFarFrom(held.cross, rate))
  const has = far ? `The register has ${yardstickText(held)}. Check the rate, or tick the box to keep it as it is.` : ''
  return [
    ...problemIf(plannedOn !== undefined && isBefore(plannedOn, today), 'plannedOn', 'A payment is planned for today or a later day.'),
    ...problemIf(far, 'rate', has),
    ...problemIf(far, 'rateIsRight', 'Tick this if the rate is right.'),
    ...problemIf(rateOn !== null && isAfter(rateOn, today), 'rateOn', 'A rate is of a day that is past, or of today.'),
  ]
}
