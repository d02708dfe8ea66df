import { z } from 'zod'
import { amountIn } from '../funds/forms.ts'
import { day, line, optionalDay, optionalLine, token } from '../http/inputs.ts'
import { isCurrency } from '../shared/currencies.ts'
import { isTooMuch, parseAmount, tooMuch, type Money } from '../shared/money.ts'
import { convert, isConvertible, mayBeEntered } from '../shared/rates.ts'
import { methods, type Payment } from './payment.ts'

/** A payment as it is planned. `currency` is the allocation's; another one for what is paid takes a rate, its source and its day. */
export const paymentForm = (currency: string) =>
  z
    .strictObject({
      amount: amountIn(currency),
      plannedOn: day('Enter the day on which it is to be paid.'),
      method: z.enum(methods, 'Choose how it is paid.'),
      reference: optionalLine(140),
      paidCurrency: z.union([z.literal('').transform(() => currency), z.string().refine(isCurrency, 'Choose the currency that is paid.')]).default(currency),
      paidAmount: optionalLine(40),
      rate: optionalLine(40),
      rateSource: optionalLine(200),
      rateOn: optionalDay(),
      token,
    })
    .check(({ value, issues }) => {
      if (value.paidCurrency === currency) return
      const complain = (path: string, message: string): void => void issues.push({ code: 'custom', path: [path], message, input: value.rate })
      if (value.rate === null || !mayBeEntered(value.rate)) complain('rate', `Enter how many ${value.paidCurrency} one ${currency} is worth, such as 129.5.`)
      else if (!isConvertible({ minor: value.amount, currency }, value.rate, value.paidCurrency))
        complain('rate', 'At this rate it is more than the register counts. Check the amount and the rate.')
      if (value.rateSource === null) complain('rateSource', 'Say where the rate comes from, such as the bank.')
      if (value.rateOn === null) complain('rateOn', 'Enter the day of the rate.')
      if (value.paidAmount !== null && !parseAmount(value.paidAmount, value.paidCurrency))
        complain('paidAmount', `Enter an amount in ${value.paidCurrency}, or leave it empty.`)
      else if (value.paidAmount !== null && isTooMuch(parseAmount(value.paidAmount, value.paidCurrency) ?? 0)) complain('paidAmount', tooMuch)
    })
export type EnteredPayment = z.output<ReturnType<typeof paymentForm>>
export const paymentFields = ['amount', 'plannedOn', 'method', 'reference', 'paidCurrency', 'paidAmount', 'rate', 'rateSource', 'rateOn'] as const
export type PaymentField = (typeof paymentFields)[number]

export type NewPayment = Pick<Payment, 'minor' | 'plannedOn' | 'method' | 'reference' | 'paid' | 'rate'> & { token: string }

/** What a form that was found complete says. What is paid in another currency follows from the rate unless it is said. */
export function newPaymentOf(form: EnteredPayment, currency: string): NewPayment {
  const { amount: minor, plannedOn, method, reference, token } = form
  const common = { minor, plannedOn, method, reference, token }
  if (form.paidCurrency === currency || form.rate === null || form.rateOn === null) return { ...common, paid: { minor, currency }, rate: null }
  const entered = form.paidAmount === null ? null : parseAmount(form.paidAmount, form.paidCurrency)
  const paid: Money = { minor: entered ?? convert({ minor, currency }, form.rate, form.paidCurrency), currency: form.paidCurrency }
  return { ...common, paid, rate: { rate: form.rate, source: form.rateSource ?? '', on: form.rateOn } }
}

/** The day on which the bank says that it left: today or a day close by, beside the register's. */
export const releaseForm = z.strictObject({ bankOn: optionalDay('Enter the bank’s day, or leave it empty.').default(null), token })
export const arrivalForm = (currency: string) =>
  z.strictObject({ amount: amountIn(currency), on: day('Enter the day on which it arrived.'), note: optionalLine(500), token })
export const returnForm = (currency: string) =>
  z.strictObject({
    amount: amountIn(currency),
    bankOn: optionalDay('Enter the bank’s day, or leave it empty.').default(null),
    reason: line('Say why it came back.', 500),
    token,
  })
export const voidingForm = z.strictObject({ reason: line('Say why it is voided.', 500), token })
