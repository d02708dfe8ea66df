import { allocationsCrumb, backToAllocation } from '../allocations/form-pages.ts'
import { leftToPlan, type Allocation, type Use } from '../allocations/allocation.ts'
import { currencyChoices, formPage, fundsCrumb } from '../funds/form-pages.ts'
import { areaField, checkField, heading, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormField, FormPage, Head, Link } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { yardstickText, type Yardstick } from '../shared/cross-rate.ts'
import { dayText, type Day } from '../shared/days.ts'
import { amountEntered, moneyText } from '../shared/money.ts'
import { paymentFields, type PaymentField } from './forms.ts'
import { cameBackAtOnce } from './arrival.ts'
import { methods, returnedMinor, type Payment, type PaymentEvent, type ReversibleKind } from './payment.ts'

export const firstPlanned = (allocation: Allocation, use: Use, today: Day): FormState<PaymentField> =>
  filledForm(paymentFields, {
    // Less than nothing is left when a return was reversed after it had been planned again.
    amount: amountEntered({ minor: Math.max(0, leftToPlan(allocation, use)), currency: allocation.currency }),
    plannedOn: today.toString(),
    method: methods[0],
    paidCurrency: allocation.currency,
  })

/** The box that keeps a rate which was asked about; shown once it was, with what the register has. */
const rateIsRightField = (form: FormState<PaymentField>, held: Yardstick | null): FormField[] => {
  if (held === null || (form.fields.rateIsRight.error === null && form.fields.rateIsRight.chosen.length === 0)) return []
  const why = held.kind === 'rate' ? 'It is far from the register’s rate' : 'The register has no rate to hold it against'
  return [checkField(form, 'rateIsRight', why, [{ value: 'yes', label: `This rate is right: the register has ${yardstickText(held)}` }])]
}

/** @param held what the register has for the currencies and the day that were typed; null when these could not be read */
export function newPaymentPage(allocation: Allocation, use: Use, token: string, form: FormState<PaymentField>, held: Yardstick | null = null): FormPage {
  const { id, currency, centerName } = allocation
  const left = moneyText({ minor: leftToPlan(allocation, use), currency })
  const optional = { required: false }
  return formPage({
    title: `Plan a payment to ${centerName}`,
    lede: `${left} of this allocation of ${moneyText(allocation)} is left to plan. Nothing leaves until a program manager who did not propose it releases the payment.`,
    crumbs: [fundsCrumb, allocationsCrumb, { label: `Allocation ${id}`, href: `/allocations/${id}` }],
    action: `/allocations/${id}/payments`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [
      inputField(form, 'amount', `Amount in ${currency}`),
      inputField(form, 'plannedOn', 'To be paid on', { type: 'date' }),
      selectField(
        form,
        'method',
        'Method',
        methods.map((method) => ({ value: method, label: method })),
      ),
      inputField(form, 'reference', 'Reference', { ...optional, hint: 'As it is to stand on the bank statement. No account numbers and no survivor’s name.' }),
      heading('When it is paid in another currency', `Leave this as it is when ${currency} is paid.`),
      selectField(form, 'paidCurrency', 'Currency paid', currencyChoices),
      inputField(form, 'rate', 'Rate', { ...optional, hint: `How much of it one ${currency} is worth, such as 129.5.` }),
      ...rateIsRightField(form, held),
      inputField(form, 'rateSource', 'Source of the rate', optional),
      inputField(form, 'rateOn', 'Day of the rate', { ...optional, type: 'date' }),
      inputField(form, 'paidAmount', 'Amount paid', { ...optional, hint: 'Left empty, it is worked out from the rate.' }),
    ],
    submit: 'Plan the payment',
    back: backToAllocation(allocation),
  })
}

export const paymentsCrumb = { label: 'Payments', href: '/payments' }
const crumbsOf = (payment: Payment): Head['crumbs'] => [fundsCrumb, paymentsCrumb, { label: `Payment ${payment.id}`, href: `/payments/${payment.id}` }]
/** The way back from a step of a payment. */
export const backToPayment = (payment: Pick<Payment, 'id'>): Link => ({ label: 'Back to the payment', href: `/payments/${payment.id}` })

export const arrivalFields = ['amount', 'on', 'note', 'anyway'] as const
type ArrivalField = (typeof arrivalFields)[number]

/** @param likely what it is filled with */
export function arrivalPage(payment: Payment, likely: { minor: number; on: Day }, token: string, form?: FormState<ArrivalField>): FormPage {
  const amount = { minor: likely.minor, currency: payment.paid.currency }
  const filled = form ?? filledForm(arrivalFields, { amount: amountEntered(amount), on: likely.on.toString() })
  return formPage({
    title: `Record that ${moneyText(amount)} arrived`,
    lede: `What ${payment.centerName} says arrived, and when. The expense report is due ${payment.reportDays} days after that day.`,
    crumbs: crumbsOf(payment),
    action: `/payments/${payment.id}/arrival`,
    hidden: [{ name: 'token', value: token }],
    form: filled,
    fields: [
      inputField(filled, 'amount', `Amount that arrived, in ${payment.paid.currency}`),
      inputField(filled, 'on', 'Arrived on', { type: 'date' }),
      inputField(filled, 'note', 'Who said so, and anything that differs', { required: false, hint: 'Such as bank charges taken on the way.' }),
      ...anywayField(filled),
    ],
    submit: 'Record the arrival',
    back: backToPayment(payment),
  })
}

export const returnFields = ['amount', 'bankOn', 'reason', 'anyway'] as const
type ReturnField = (typeof returnFields)[number]

export function returnPage(payment: Payment, events: PaymentEvent[], token: string, form?: FormState<ReturnField>): FormPage {
  const left = { minor: payment.minor - returnedMinor(events), currency: payment.currency }
  const filled = form ?? filledForm(returnFields, { amount: amountEntered(left) })
  return formPage({
    title: `Record that money came back from ${payment.centerName}`,
    lede: 'What came back is free again in the allocation, or in the fund when the allocation is closed.',
    crumbs: crumbsOf(payment),
    action: `/payments/${payment.id}/return`,
    hidden: [{ name: 'token', value: token }],
    form: filled,
    fields: [
      inputField(filled, 'amount', `Amount that came back, in ${payment.currency}`),
      inputField(filled, 'bankOn', 'The bank’s day', { type: 'date', required: false, hint: 'The register counts it from today.' }),
      areaField(filled, 'reason', 'Why it came back', { rows: 3 }),
      ...anywayField(filled),
    ],
    submit: 'Record the return',
    tone: 'warn',
    back: backToPayment(payment),
  })
}

export function voidingPage(payment: Payment, token: string, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  return formPage({
    title: `Void the payment of ${moneyText(payment)}`,
    lede: `It has not left, and never will. Its amount can be planned anew for ${payment.centerName}.`,
    crumbs: crumbsOf(payment),
    action: `/payments/${payment.id}/voiding`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [areaField(form, 'reason', 'Why it is voided', { rows: 3 }), ...anywayField(form)],
    submit: 'Void the payment',
    tone: 'warn',
    back: backToPayment(payment),
  })
}

export const reversalFields = ['reason', 'anyway'] as const

export function reversalPage(
  { payment, events, event }: { payment: Payment; events: readonly PaymentEvent[]; event: PaymentEvent & { kind: ReversibleKind } },
  token: string,
  form: FormState<(typeof reversalFields)[number]> = filledForm(reversalFields),
): FormPage {
  const arrival = event.kind === 'received'
  const amount = moneyText({ minor: event.minor, currency: arrival ? payment.paid.currency : payment.currency })
  const said = arrival ? `That ${amount} arrived at ${payment.centerName} on ${dayText(event.on)}` : `That ${amount} came back from ${payment.centerName}`
  const then = (arrival ? cameBackAtOnce(payment, events) : null) ?? `Then record what really ${arrival ? 'arrived' : 'came back'}.`
  return formPage({
    title: arrival ? 'Reverse an arrival' : 'Reverse a return',
    lede: `${said} stays on record, with today’s entry that takes it back beside it. ${then}`,
    crumbs: crumbsOf(payment),
    action: `/${arrival ? 'arrivals' : 'returns'}/${event.id}/reversal`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [areaField(form, 'reason', 'Why it is reversed', { rows: 2 }), ...anywayField(form)],
    submit: arrival ? 'Reverse the arrival' : 'Reverse the return',
    tone: 'warn',
    back: backToPayment(payment),
  })
}
