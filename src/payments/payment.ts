import type { Allocation, Use } from '../allocations/allocation.ts'
import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText, sumMinor, type Money } from '../shared/money.ts'
import type { Rate } from '../shared/rates.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'

export const methods = ['bank transfer', 'mobile money', 'card', 'cheque', 'cash', 'paid to supplier'] as const
export type Method = (typeof methods)[number]

/** The instruction: never changed once it is planned (M9). */
export interface Payment {
  id: number
  allocationId: number
  centerId: number
  centerName: string
  fundId: number
  fundCode: string
  purposeName: string
  /** In the allocation's currency. */
  minor: number
  currency: string
  plannedOn: Day
  method: Method
  reference: string | null
  /** What is paid out: the same, or its worth in another currency. */
  paid: Money
  /** Units of the paid currency for one of the allocation's; null when they are the same. */
  rate: (Rate & { source: string }) | null
  /** That who planned it ticked that the rate is right: asked of one far from the register’s, or of which it had none (M11). */
  rateIsRight: boolean
  plannedBy: number
  reportDays: number
}

export type PaymentEventKind = 'sent' | 'received' | 'returned' | 'void'

/** What became of a payment: sent and returned in the allocation's currency, received in the currency that was paid. */
export interface PaymentEvent {
  id: number
  kind: PaymentEventKind
  /** Below nothing where it reverses another. */
  minor: number
  on: Day
  /** The bank's day, beside the register's. */
  bankOn: Day | null
  note: string | null
  by: number
  /** The event of the same kind that this one turns (M9). */
  reversesId: number | null
}

export const paymentStates = ['planned', 'sent', 'arrived', 'returned', 'void'] as const
export type PaymentState = (typeof paymentStates)[number]

export const returnedMinor = (events: readonly PaymentEvent[]): number => sumMinor(events.filter(({ kind }) => kind === 'returned').map(({ minor }) => minor))

/** What still counts: neither what was reversed nor what reverses it (M9). */
export function inForce(events: readonly PaymentEvent[]): PaymentEvent[] {
  const reversed = new Set(events.map(({ reversesId }) => reversesId))
  return events.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id))
}

/** The one event of this kind that still counts, of the kinds that a payment has once. */
export const found = (events: readonly PaymentEvent[], kind: Exclude<PaymentEventKind, 'returned'>): PaymentEvent | undefined =>
  inForce(events).find((event) => event.kind === kind)

const has = (events: readonly PaymentEvent[], kind: Exclude<PaymentEventKind, 'returned'>): boolean => found(events, kind) !== undefined

/** A payment's state follows from its events. It is `returned` once all of it came back. */
export function stateOf({ minor }: Pick<Payment, 'minor'>, events: readonly PaymentEvent[]): PaymentState {
  if (has(events, 'void')) return 'void'
  if (!has(events, 'sent')) return 'planned'
  if (returnedMinor(events) >= minor) return 'returned'
  return has(events, 'received') ? 'arrived' : 'sent'
}

/** When the expense report is due (M8): the allocation's days after the payment arrived. Null until it has, and when all of it came back. */
export function reportDueOn(payment: Pick<Payment, 'minor' | 'reportDays'>, events: readonly PaymentEvent[]): Day | null {
  if (stateOf(payment, events) !== 'arrived') return null
  return found(events, 'received')?.on.add({ days: payment.reportDays }) ?? null
}

/** What arrived, in the currency of the allocation: at the payment's own rate, rounded half to even (M11). Null when nobody has said yet. */
export function arrivedMinor({ minor, paid, currency }: Pick<Payment, 'minor' | 'paid' | 'currency'>, events: readonly PaymentEvent[]): number | null {
  const received = found(events, 'received')
  if (received === undefined) return null
  return paid.currency === currency ? received.minor : share(minor, received.minor, paid.minor)
}

/** `whole` × `part` ÷ `of`, exact, rounded half to even. */
export function share(whole: number, part: number, of: number): number {
  const [above, below] = [BigInt(whole) * BigInt(part), BigInt(of)]
  const [down, rest] = [above / below, (above % below) * 2n]
  return Number(rest > below || (rest === below && down % 2n === 1n) ? down + 1n : down)
}

/** How long before the register's day the bank may have booked what is recorded today. */
const bankDays = 31

/** The bank books it on the register's day or shortly before, never on a day to come. */
export function bankDayProblems(bankOn: Day | null | undefined, today: Day): Problem[] {
  const first = today.subtract({ days: bankDays })
  const outside = bankOn !== null && bankOn !== undefined && (isBefore(bankOn, first) || isAfter(bankOn, today))
  return problemIf(outside, 'bankOn', `The bank’s day lies between ${dayText(first)} and today, ${dayText(today)}.`)
}

export function assertMayVoid(payment: Pick<Payment, 'minor'>, events: readonly PaymentEvent[]): void {
  const state = stateOf(payment, events)
  if (state === 'void') throw new Refusal('conflict', 'This payment was voided already.')
  if (state !== 'planned')
    throw new Refusal('conflict', 'This payment has left, so it can come back but no longer be voided. When money of it comes back, a program manager records that.')
}

/** @throws Refusal unless it left and something of it has not come back */
export function assertMayReturn(payment: Pick<Payment, 'minor'>, events: readonly PaymentEvent[]): void {
  assertLeft(events)
  if (returnedMinor(events) >= payment.minor) throw new Refusal('conflict', 'All of this payment came back already. If a return is wrong, reverse it first.')
}

/** No more comes back than left and did not come back yet. */
export function returnProblems(payment: Pick<Payment, 'minor' | 'currency'>, events: readonly PaymentEvent[], amount: number | undefined): Problem[] {
  const left = payment.minor - returnedMinor(events)
  const message = `Only ${moneyText({ minor: left, currency: payment.currency })} of this payment can come back.`
  return problemIf(amount !== undefined && amount > left, 'amount', message)
}

/** @throws Refusal unless it was sent */
export function assertLeft(events: readonly PaymentEvent[]): void {
  if (has(events, 'void')) throw new Refusal('conflict', 'This payment was voided and never left. Plan another one.')
  if (!has(events, 'sent')) throw new Refusal('conflict', 'This payment has not left. It can arrive or come back once a program manager has released it.')
}

/** What may be said wrongly of a payment, and is turned by another row when it was (M9). */
export type ReversibleKind = 'received' | 'returned'

/** The event that is to be reversed, among all of its payment's. @throws Refusal when it takes another one back, or was taken back */
export function assertMayReverse(events: readonly PaymentEvent[], event: PaymentEvent): void {
  if (event.reversesId !== null) throw new Refusal('conflict', 'This takes something else back. Record it anew instead of reversing this.')
  if (events.some(({ reversesId }) => reversesId === event.id)) throw new Refusal('conflict', 'This was reversed already.')
}

/**
 * M5: a return that is reversed was never free, so what was made of it since stands in the way.
 * @throws Refusal when the allocation is closed and gave it back, or it was paid again
 */
export function assertStillThere(allocation: Pick<Allocation, 'state' | 'minor' | 'currency'>, { paidMinor }: Pick<Use, 'paidMinor'>, minor: number): void {
  if (allocation.state === 'closed')
    throw new Refusal('conflict', 'Its allocation is closed, and what came back is free in the fund again. Take it out there with an adjustment that says why.')
  const left = allocation.minor - paidMinor
  if (minor > left)
    throw new Refusal('conflict', `What came back was paid out again since: only ${moneyText({ minor: left, currency: allocation.currency })} of the allocation is left.`)
}
