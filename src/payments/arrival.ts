import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { assertLeft, found, inForce, returnedMinor, share, type Payment, type PaymentEvent } from './payment.ts'

// What may be said of a payment's arrival: on which day, and how much.

/** @throws Refusal unless it left, has not arrived yet, and there is a day on which it can have arrived */
export function assertMayArrive(payment: Pick<Payment, 'minor' | 'paid'>, events: readonly PaymentEvent[]): void {
  assertLeft(events)
  if (found(events, 'received') !== undefined)
    throw new Refusal('conflict', 'The arrival of this payment is recorded already. If it is wrong, reverse it first, then record what really arrived.')
  const text = cameBackAtOnce(payment, events)
  if (text !== null) throw new Refusal('conflict', text)
}

/** Why nothing of a payment that left can have arrived on any day; null when something can. */
export function cameBackAtOnce(payment: Pick<Payment, 'minor' | 'paid'>, events: readonly PaymentEvent[]): string | null {
  const sent = found(events, 'sent')
  if (sent === undefined || leftOn(payment, events, sent.on) > 0) return null
  return `All of this payment came back on the day on which it was sent. If it had arrived before, ${anew}`
}

const anew = 'have a program manager reverse its return, record the arrival, then record the return again.'

/** The newest return that still counts. */
export const lastReturn = (events: readonly PaymentEvent[]): PaymentEvent | undefined => inForce(events).findLast(({ kind }) => kind === 'returned')

/** What of it was paid out and had not come back by a day, in the currency that was paid. */
function leftOn(payment: Pick<Payment, 'minor' | 'paid'>, events: readonly PaymentEvent[], on: Day): number {
  const back = returnedMinor(inForce(events).filter((event) => !isAfter(event.on, on)))
  return payment.paid.minor - share(payment.paid.minor, back, payment.minor)
}

/**
 * What an arrival is recorded as unless somebody says otherwise: today, of all that had not come back. Of what came back whole
 * it is what was said of its arrival before, or else the last day on which something was left.
 */
export function likelyArrival(payment: Pick<Payment, 'minor' | 'paid'>, events: readonly PaymentEvent[], today: Day): { minor: number; on: Day } {
  const said = events.findLast(({ kind, reversesId }) => kind === 'received' && reversesId === null)
  const lastBack = lastReturn(events)
  if (leftOn(payment, events, today) > 0 || lastBack === undefined) return { minor: leftOn(payment, events, today), on: today }
  if (said !== undefined && leftOn(payment, events, said.on) > 0) return { minor: Math.min(said.minor, leftOn(payment, events, said.on)), on: said.on }
  const on = lastBack.on.subtract({ days: 1 })
  return { minor: leftOn(payment, events, on), on }
}

/** It came on a day between the one on which it left and today, and no more than was paid out and had not come back by then. Of what could not be read nothing is said. */
export function arrivalProblems(
  payment: Pick<Payment, 'minor' | 'paid'>,
  events: readonly PaymentEvent[],
  { amount, on }: { amount?: number; on?: Day },
  today: Day,
): Problem[] {
  const sent = found(events, 'sent')
  const early = sent && on && isBefore(on, sent.on) ? [{ field: 'on', message: `It was sent on ${dayText(sent.on)}, so it cannot have arrived before.` }] : []
  const most = { minor: on === undefined ? payment.paid.minor : leftOn(payment, events, on), currency: payment.paid.currency }
  const was = most.minor === payment.paid.minor ? 'was sent' : 'was sent and had not come back by then'
  // Of what comes and goes on one day the days do not say which was first.
  const wayOut = amount !== undefined && amount > most.minor && amount <= payment.paid.minor ? `If it arrived before some of it came back, ${anew}` : ''
  return [
    ...problemIf(amount !== undefined && amount > most.minor, 'amount', `Only ${moneyText(most)} ${was}, so no more can have arrived. ${wayOut}`.trim()),
    ...early,
    ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A payment arrives on a day that is past, or today.'),
  ]
}
