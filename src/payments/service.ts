import { amountProblems, assertMayPay } from '../allocations/allocation.ts'
import { insertMove } from '../allocations/approval-queries.ts'
import { getAllocation, getUse } from '../allocations/queries.ts'
import { changeOnce, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { findYardstick } from '../rates/queries.ts'
import type { Person } from '../shared/actor.ts'
import { crossText } from '../shared/cross-rate.ts'
import type { Day } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { assert, assertNone } from '../shared/refusal.ts'
import type { NewPayment } from './forms.ts'
import { arrivalProblems, assertMayArrive } from './arrival.ts'
import {
  assertMayReturn,
  assertMayReverse,
  assertMayVoid,
  assertStillThere,
  bankDayProblems,
  returnProblems,
  stateOf,
  type Payment,
  type ReversibleKind,
} from './payment.ts'
import { paidProblem, planProblems } from './plan.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { getPayment, insertEvent, insertPayment, listEvents, paymentOfEvent } from './queries.ts'
import { loadRelease } from './release-queries.ts'
import { assertMayRelease } from './release.ts'

const subjectOf = ({ id, centerId }: Pick<Payment, 'id' | 'centerId'>) => ({ kind: 'payment', id, centerId })

/** @returns the payment's id. @throws Refusal when it is more than what is left of the allocation (M5) */
export function planPayment(writer: Writer, actor: Person, allocationId: number, { token, ...payment }: NewPayment): Promise<number> {
  return changeOnce(writer, actor, token, ['payment.planned', allocationId, payment], async (trx, record) => {
    const allocation = await getAllocation(trx, allocationId)
    assertMayPay(allocation)
    assertNotClosed(await historyOf(trx, allocation.centerId), actor.today)
    const amount = { minor: payment.minor, currency: allocation.currency }
    const paid = payment.rate === null ? null : paidProblem(amount, payment.paid, payment.rate.rate)
    const paidWrong = paid === null ? [] : [{ field: 'paidAmount', message: paid }]
    const held = payment.rate === null ? null : await findYardstick(trx, amount.currency, payment.paid.currency, payment.rate.on)
    const { plannedOn, method, reference, rate, rateIsRight } = payment
    const planned = planProblems({ plannedOn, rate: rate?.rate ?? null, rateOn: rate?.on ?? null, rateIsRight }, held, actor.today)
    assertNone([...amountProblems(allocation, await getUse(trx, allocationId), payment.minor), ...paidWrong, ...planned])
    const id = await insertPayment(trx, actor, allocationId, { ...payment, token })
    const entered = { rate: rate?.rate ?? null, rateSource: rate?.source ?? null, rateOn: rate?.on.toString() ?? null }
    const rates = { ...entered, registerRate: held?.kind === 'rate' ? crossText(held.cross) : null, rateIsRight: rate !== null && rateIsRight }
    const after = { allocation: allocationId, amount: moneyText(amount), paid: moneyText(payment.paid), plannedOn: plannedOn.toString(), method, reference, ...rates }
    await record('payment.planned', subjectOf({ id, centerId: allocation.centerId }), { after })
    return id
  })
}

/**
 * M6: the money leaves, on the register's day. All is asked anew in the transaction that sends it, and the database has the last word.
 * @param threshold in the reporting currency: above it the last approver cannot release (M4)
 */
export function releasePayment(writer: Writer, actor: Person, threshold: Money, id: number, form: { bankOn: Day | null; token: string }): Promise<number> {
  return changeOnce(writer, actor, form.token, ['payment.sent', id, form], async (trx, record) => {
    const facts = await loadRelease(trx, id, threshold, actor)
    assertMayRelease(facts, actor)
    assertNone(bankDayProblems(form.bankOn, actor.today))
    const { payment } = facts
    await insertEvent(trx, actor, id, { kind: 'sent', minor: payment.minor, on: actor.today, bankOn: form.bankOn })
    await recordMove(trx, record, 'payment.sent', payment, facts.state, { bankOn: form.bankOn?.toString() ?? null })
    return id
  })
}

/** What arrived is counted in the currency that was paid; from its day the expense report's due day follows. */
export function recordArrival(writer: Writer, actor: Person, id: number, form: { amount: number; on: Day; note: string | null; token: string }): Promise<number> {
  return changeOnce(writer, actor, form.token, ['payment.arrived', id, form], async (trx, record) => {
    const { payment, events } = await load(trx, id)
    assertMayArrive(payment, events)
    assertNone(arrivalProblems(payment, events, form, actor.today))
    await insertEvent(trx, actor, id, { kind: 'received', minor: form.amount, on: form.on, note: form.note })
    const arrived = moneyText({ minor: form.amount, currency: payment.paid.currency })
    await recordMove(trx, record, 'payment.arrived', payment, stateOf(payment, events), { arrived, on: form.on.toString(), note: form.note })
    return id
  })
}

/** Money that came back, in the allocation's currency: free again in its allocation, or, when that is closed, in the fund (M2). */
export function recordReturn(writer: Writer, actor: Person, id: number, form: { amount: number; bankOn: Day | null; reason: string; token: string }): Promise<number> {
  return changeOnce(writer, actor, form.token, ['payment.returned', id, form], async (trx, record) => {
    const { payment, events } = await load(trx, id)
    assertMayReturn(payment, events)
    assertNone([...returnProblems(payment, events, form.amount), ...bankDayProblems(form.bankOn, actor.today)])
    await insertEvent(trx, actor, id, { kind: 'returned', minor: form.amount, on: actor.today, bankOn: form.bankOn, note: form.reason })
    const came = { returned: moneyText({ minor: form.amount, currency: payment.currency }), bankOn: form.bankOn?.toString() ?? null, reason: form.reason }
    await recordMove(trx, record, 'payment.returned', payment, stateOf(payment, events), came)
    const allocation = await getAllocation(trx, payment.allocationId)
    if (allocation.state !== 'closed') return id
    const reason = 'A payment came back after the allocation was closed.'
    await insertMove(trx, actor, allocation.id, { move: 'closed', reason, gaveBackMinor: form.amount })
    await record('allocation.gave-back', { kind: 'allocation', id: allocation.id, centerId: allocation.centerId }, { gaveBack: came.returned, reason })
    return id
  })
}

export function voidPayment(writer: Writer, actor: Person, id: number, { reason, token }: { reason: string; token: string }): Promise<number> {
  return changeOnce(writer, actor, token, ['payment.voided', id, reason], async (trx, record) => {
    const { payment, events } = await load(trx, id)
    assertMayVoid(payment, events)
    await insertEvent(trx, actor, id, { kind: 'void', minor: 0, on: actor.today, note: reason })
    await recordMove(trx, record, 'payment.voided', payment, stateOf(payment, events), { reason })
    return id
  })
}

/**
 * M9: takes back what was said of an arrival or a return by another row, with its reason; then it can be recorded anew.
 * What is found not to have come back is paid once more, so its allocation must still have it (M5). @returns the payment's id
 */
export function reverseEvent(
  writer: Writer,
  actor: Person,
  kind: ReversibleKind,
  eventId: number,
  { reason, token }: { reason: string; token: string },
): Promise<number> {
  return changeOnce(writer, actor, token, ['payment.reversed', kind, eventId, reason], async (trx, record) => {
    const { payment, events } = await load(trx, await paymentOfEvent(trx, eventId, kind))
    const event = events.find(({ id }) => id === eventId)
    assert(event !== undefined, 'a payment has the events that are of it')
    assertMayReverse(events, event)
    if (kind === 'returned') assertStillThere(await getAllocation(trx, payment.allocationId), await getUse(trx, payment.allocationId), event.minor)
    await insertEvent(trx, actor, payment.id, { kind, minor: -event.minor, on: actor.today, note: reason, reversesId: eventId })
    const reversed = moneyText({ minor: event.minor, currency: kind === 'received' ? payment.paid.currency : payment.currency })
    const action = kind === 'received' ? 'payment.arrival-reversed' : 'payment.return-reversed'
    await recordMove(trx, record, action, payment, stateOf(payment, events), { reversed, reversesId: eventId, reason })
    return payment.id
  })
}

const load = async (trx: Trx, id: number) => ({ payment: await getPayment(trx, id), events: await listEvents(trx, id) })

async function recordMove(trx: Trx, record: Record, action: string, payment: Payment, before: string, more: object): Promise<void> {
  const after = stateOf(payment, await listEvents(trx, payment.id))
  const amount: Money = { minor: payment.minor, currency: payment.currency }
  await record(action, subjectOf(payment), { amount: moneyText(amount), before: { state: before }, after: { state: after }, ...more })
}
