import { amountProblems, assertMayPay } from '../allocations/allocation.ts'
import { insertMove } from '../allocations/approval-queries.ts'
import { getAllocation, getUse } from '../allocations/queries.ts'
import { changeOnce, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { assertNone } from '../shared/refusal.ts'
import type { NewPayment } from './forms.ts'
import { arrivalProblems, assertMayArrive, assertMayReturn, assertMayVoid, paidProblem, returnProblems, stateOf, type Payment } from './payment.ts'
import { getPayment, insertEvent, insertPayment, listEvents } from './queries.ts'
import { loadRelease } from './release-queries.ts'
import { assertMayRelease } from './release.ts'

const subjectOf = ({ id, centerId }: Pick<Payment, 'id' | 'centerId'>) => ({ kind: 'payment', id, centerId })

/** @returns the payment's id. @throws Refusal when it is more than what is left of the allocation (M5) */
export function planPayment(writer: Writer, actor: Person, allocationId: number, { token, ...payment }: NewPayment): Promise<number> {
  return changeOnce(writer, actor, token, ['payment.planned', allocationId, payment], async (trx, record) => {
    const allocation = await getAllocation(trx, allocationId)
    assertMayPay(allocation)
    const amount = { minor: payment.minor, currency: allocation.currency }
    const paid = payment.rate === null ? null : paidProblem(amount, payment.paid, payment.rate.rate)
    const paidWrong = paid === null ? [] : [{ field: 'paidAmount', message: paid }]
    assertNone([...amountProblems(allocation, await getUse(trx, allocationId), payment.minor), ...paidWrong])
    const id = await insertPayment(trx, actor, allocationId, { ...payment, token })
    const { method, reference, rate } = payment
    const after = { amount: moneyText(amount), paid: moneyText(payment.paid), plannedOn: payment.plannedOn.toString(), method, reference, rate: rate?.rate ?? null }
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
    const facts = await loadRelease(trx, id, threshold, actor.today)
    assertMayRelease(facts, actor)
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
    await recordMove(trx, record, 'payment.arrived', payment, stateOf(payment, events), { arrived, on: form.on.toString() })
    return id
  })
}

/** Money that came back, in the allocation's currency: free again in its allocation, or, when that is closed, in the fund (M2). */
export function recordReturn(writer: Writer, actor: Person, id: number, form: { amount: number; bankOn: Day | null; reason: string; token: string }): Promise<number> {
  return changeOnce(writer, actor, form.token, ['payment.returned', id, form], async (trx, record) => {
    const { payment, events } = await load(trx, id)
    assertMayReturn(events)
    assertNone(returnProblems(payment, events, form.amount))
    await insertEvent(trx, actor, id, { kind: 'returned', minor: form.amount, on: actor.today, bankOn: form.bankOn, note: form.reason })
    const came = { returned: moneyText({ minor: form.amount, currency: payment.currency }), reason: form.reason }
    await recordMove(trx, record, 'payment.returned', payment, stateOf(payment, events), came)
    const allocation = await getAllocation(trx, payment.allocationId)
    if (allocation.state !== 'closed') return id
    await insertMove(trx, actor, allocation.id, { move: 'closed', reason: 'A payment came back after the allocation was closed.', gaveBackMinor: form.amount })
    await record('allocation.gave-back', { kind: 'allocation', id: allocation.id, centerId: allocation.centerId }, { gaveBack: came.returned })
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

const load = async (trx: Trx, id: number) => ({ payment: await getPayment(trx, id), events: await listEvents(trx, id) })

async function recordMove(trx: Trx, record: Record, action: string, payment: Payment, before: string, more: object): Promise<void> {
  const after = stateOf(payment, await listEvents(trx, payment.id))
  const amount: Money = { minor: payment.minor, currency: payment.currency }
  await record(action, subjectOf(payment), { amount: moneyText(amount), before: { state: before }, after: { state: after }, ...more })
}
