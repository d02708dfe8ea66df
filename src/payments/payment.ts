import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText, sumMinor, type Money } from '../shared/money.ts'
import { convert, type Rate } from '../shared/rates.ts'
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
  plannedBy: number
  reportDays: number
}

export type PaymentEventKind = 'sent' | 'received' | 'returned' | 'void'

/** What became of a payment: sent and returned in the allocation's currency, received in the currency that was paid. */
export interface PaymentEvent {
  id: number
  kind: PaymentEventKind
  minor: number
  on: Day
  /** The bank's day, beside the register's. */
  bankOn: Day | null
  note: string | null
  by: number
}

export const paymentStates = ['planned', 'sent', 'arrived', 'returned', 'void'] as const
export type PaymentState = (typeof paymentStates)[number]

export const returnedMinor = (events: readonly PaymentEvent[]): number => sumMinor(events.filter(({ kind }) => kind === 'returned').map(({ minor }) => minor))

const has = (events: readonly PaymentEvent[], kind: PaymentEventKind): boolean => events.some((event) => event.kind === kind)

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
  return events.find(({ kind }) => kind === 'received')?.on.add({ days: payment.reportDays }) ?? null
}

/** What arrived, in the currency of the allocation: at the payment's own rate, rounded half to even (M11). Null when nobody has said yet. */
export function arrivedMinor({ minor, paid, currency }: Pick<Payment, 'minor' | 'paid' | 'currency'>, events: readonly PaymentEvent[]): number | null {
  const received = events.find(({ kind }) => kind === 'received')
  if (received === undefined) return null
  return paid.currency === currency ? received.minor : share(minor, received.minor, paid.minor)
}

/** `whole` × `part` ÷ `of`, exact, rounded half to even. */
function share(whole: number, part: number, of: number): number {
  const [above, below] = [BigInt(whole) * BigInt(part), BigInt(of)]
  const [down, rest] = [above / below, (above % below) * 2n]
  return Number(rest > below || (rest === below && down % 2n === 1n) ? down + 1n : down)
}

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

export function assertMayVoid(payment: Pick<Payment, 'minor'>, events: readonly PaymentEvent[]): void {
  const state = stateOf(payment, events)
  if (state === 'void') throw new Refusal('conflict', 'This payment was voided already.')
  if (state !== 'planned') throw new Refusal('conflict', 'This payment has left, so it can come back but no longer be voided.')
}

/** @throws Refusal unless it left and has not arrived yet */
export function assertMayArrive(payment: Pick<Payment, 'minor'>, events: readonly PaymentEvent[]): void {
  assertLeft(events)
  if (has(events, 'received')) throw new Refusal('conflict', 'The arrival of this payment is recorded already.')
  if (returnedMinor(events) >= payment.minor) throw new Refusal('conflict', 'All of this payment came back.')
}

/** It came on a day between the one on which it left and today, and no more than left. Of what could not be read nothing is said. */
export function arrivalProblems(
  payment: Pick<Payment, 'minor' | 'paid' | 'currency'>,
  events: readonly PaymentEvent[],
  { amount, on }: { amount?: number; on?: Day },
  today: Day,
): Problem[] {
  const sent = events.find(({ kind }) => kind === 'sent')
  const early = sent && on && isBefore(on, sent.on) ? [{ field: 'on', message: `It was sent on ${dayText(sent.on)}, so it cannot have arrived before.` }] : []
  // In another currency the bank's own rate may give a little more than was planned.
  const more = payment.paid.currency === payment.currency && amount !== undefined && amount > payment.minor
  return [
    ...problemIf(more, 'amount', `Only ${moneyText({ minor: payment.minor, currency: payment.currency })} was sent, so no more can have arrived.`),
    ...early,
    ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A payment arrives on a day that is past, or today.'),
  ]
}

/** @throws Refusal unless it left */
export const assertMayReturn = (events: readonly PaymentEvent[]): void => assertLeft(events)

/** No more comes back than left and did not come back yet. */
export function returnProblems(payment: Pick<Payment, 'minor' | 'currency'>, events: readonly PaymentEvent[], amount: number | undefined): Problem[] {
  const left = payment.minor - returnedMinor(events)
  const message = `Only ${moneyText({ minor: left, currency: payment.currency })} of this payment can come back.`
  return problemIf(amount !== undefined && amount > left, 'amount', message)
}

function assertLeft(events: readonly PaymentEvent[]): void {
  if (!has(events, 'sent')) throw new Refusal('conflict', 'This payment has not left.')
}
