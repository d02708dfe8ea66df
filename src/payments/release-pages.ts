import { standingState } from '../centers/state-pages.ts'
import type { Condition } from '../decisions/condition-queries.ts'
import type { Fact, Link, Notice, State } from '../http/parts.ts'
import { crossText, isFarAmount, yardstickText, type Yardstick } from '../shared/cross-rate.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { convert, isConvertible } from '../shared/rates.ts'
import type { Standing } from '../standing/standing.ts'
import type { ReleaseFacts } from './release.ts'

/** What whoever releases a payment should know of where it goes: the center, whom the money is for, and what it still owes for its approval. */
export interface PaidCenter {
  name: string
  href: string
  standing: State
  said: string
  whom: { text: string; allocation: Link }
  conditions: string[]
}

export interface CenterRecords {
  facts: ReleaseFacts
  standing: Standing
  /** Every condition of the center's decisions. */
  conditions: readonly Condition[]
  /** The names of groups of people, by their codes. */
  populations: ReadonlyMap<string, string>
}

export function paidCenter({ facts, standing, conditions, populations }: CenterRecords, today: Day): PaidCenter {
  const { payment, holds, outside } = facts
  const clear = holds.length === 0 && outside.length === 0
  return {
    name: payment.centerName,
    href: `/centers/${payment.centerId}`,
    standing: standingState(standing),
    said: clear ? 'No hold, and its approval covers those whom the money is for.' : 'Something stands against sending to it now.',
    whom: { text: whomText(facts, populations), allocation: { label: `Allocation ${payment.allocationId}`, href: `/allocations/${payment.allocationId}` } },
    conditions: standing.kind === 'conditional' ? openOnes(conditions, standing.decisionId, today) : [],
  }
}

/** Of the approval in force, in the order in which they fall due. */
const openOnes = (conditions: readonly Condition[], decisionId: number, today: Day): string[] =>
  conditions
    .filter(({ decisionId: of, met }) => of === decisionId && (met === null || isAfter(met.on, today)))
    .map(({ itemCode, text, dueOn }) => `${itemCode === null ? '' : `${itemCode}: `}${text} Due ${dayText(dueOn)}.`)

function whomText({ allocation: { populations: codes, fromAge, toAge } }: ReleaseFacts, populations: ReadonlyMap<string, string>): string {
  const ages = fromAge === null ? (toAge === null ? '' : `, up to age ${toAge}`) : toAge === null ? `, from age ${fromAge}` : `, aged ${fromAge} to ${toAge}`
  return `For ${codes.map((code) => populations.get(code) ?? code).join(', ')}${ages}.`
}

export function leavesText({ payment, balance }: ReleaseFacts): string {
  const after = { minor: balance.received - balance.paid - payment.minor, currency: payment.currency }
  const paid = payment.rate === null ? '' : ` as ${moneyText(payment.paid)}`
  return `${moneyText(payment)} leaves the fund ${payment.fundCode}${paid} for ${payment.centerName}. The fund then holds ${moneyText(after)}. This cannot be undone here: what left can only come back.`
}

/** What the rate of a payment is held against, and who planned it: they were asked about a rate that nothing bears out. */
interface Asked {
  held: Yardstick | null
  planner: string
}

/** What of a payment that may leave is unusual: a rate that the register does not bear out, a day that is not its own. Null when nothing is. */
export function lookAgain({ payment }: ReleaseFacts, asked: Asked, today: Day): Notice | null {
  const early = isAfter(payment.plannedOn, today) ? [`It was planned for ${dayText(payment.plannedOn)}, and would leave today.`] : []
  const texts = [...worthText(payment, asked), ...early]
  return texts.length === 0 ? null : { tone: 'warn', title: 'Look again before you release it', lines: texts.map((text) => ({ text, lift: null })) }
}

function worthText(payment: ReleaseFacts['payment'], { held, planner }: Asked): string[] {
  const { paid, rate, rateIsRight } = payment
  if (held === null || rate === null) return []
  const sworn = (what: string): string => (rateIsRight ? `; ${planner} said that ${what} is right` : '')
  if (held.kind === 'none')
    return [`${moneyText(paid)} is to leave for ${moneyText(payment)}, at the rate ${rate.rate}: the register has ${yardstickText(held)}${sworn('it')}.`]
  const { cross } = held
  if (!isConvertible(payment, cross.rate, paid.currency))
    return [`${moneyText(paid)} is to leave at the rate ${rate.rate}: the register has ${crossText(cross)}${sworn('it')}.`]
  const worth = convert(payment, cross.rate, paid.currency)
  const said = `${moneyText(paid)} is to leave. By the register’s rates, ${crossText(cross)}, ${moneyText(payment)} is worth ${moneyText({ minor: worth, currency: paid.currency })}`
  return isFarAmount(paid.minor, worth) ? [`${said}${sworn('the rate')}.`] : []
}

/** The fund before and after, so that whoever releases sees what it does. */
export function moneyFacts({ payment, balance, allocation, use }: ReleaseFacts, leaves: boolean): Fact[] {
  const text = (minor: number): string => moneyText({ minor, currency: payment.currency })
  const fact = (label: string, value: string): Fact => ({ label, value, href: null })
  const inHand = balance.received - balance.paid
  const before = [fact('In the fund now', text(inHand)), fact('Left of the allocation', text(allocation.minor - use.paidMinor))]
  if (!leaves) return [...before, fact('Available in the fund', text(balance.available))]
  return [
    ...before,
    fact('This payment', text(payment.minor)),
    fact('In the fund after', text(inHand - payment.minor)),
    fact('Left of the allocation after', text(allocation.minor - use.paidMinor - payment.minor)),
    fact('Available in the fund', `${text(balance.available)}, before and after`),
  ]
}
