import { z } from 'zod'
import { amountIn } from '../funds/forms.ts'
import { onceRead } from '../http/forms.ts'
import { day, line, optionalDay, optionalLine, token } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { isCurrency } from '../shared/currencies.ts'
import type { Day } from '../shared/days.ts'
import { isTooMuch, parseAmount, tooMuch, type Money } from '../shared/money.ts'
import { convert, isConvertible, mayBeEntered } from '../shared/rates.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import { methods, type Payment } from './payment.ts'
import { paidProblem, type Plan } from './plan.ts'

interface Conversion {
  amount: number
  paidCurrency: string
  rate: string | null
  rateSource: string | null
  rateOn: Day | null
  paidAmount: string | null
}

/** What is paid in another currency than the allocation's takes a rate, its source and its day, and follows from them. */
function conversionIsWhole(currency: string): z.core.$ZodCheck<Conversion>[] {
  const rule = (names: (keyof Conversion)[], problemsOf: (form: Conversion) => Problem[]) =>
    onceRead<Conversion>(['paidCurrency', ...names], (form) => (form.paidCurrency === currency ? [] : problemsOf(form)))
  const isRead = (rate: string | null): rate is string => rate !== null && mayBeEntered(rate)
  return [
    rule(['rate'], ({ rate, paidCurrency }) => problemIf(!isRead(rate), 'rate', `Enter how many ${paidCurrency} one ${currency} is worth, such as 129.5.`)),
    rule(['rateSource'], ({ rateSource }) => problemIf(rateSource === null, 'rateSource', 'Say where the rate comes from, such as the bank.')),
    rule(['rateOn'], ({ rateOn }) => problemIf(rateOn === null, 'rateOn', 'Enter the day of the rate.')),
    rule(['paidAmount'], ({ paidAmount, paidCurrency }) => {
      const minor = paidAmount === null ? null : parseAmount(paidAmount, paidCurrency)
      if (paidAmount !== null && !minor) return [{ field: 'paidAmount', message: `Enter an amount in ${paidCurrency}, or leave it empty.` }]
      return problemIf(minor !== null && isTooMuch(minor), 'paidAmount', tooMuch)
    }),
    rule(['amount', 'rate'], ({ amount, rate, paidCurrency }) => {
      const counted = !isRead(rate) || isConvertible({ minor: amount, currency }, rate, paidCurrency)
      if (!counted) return [{ field: 'rate', message: 'At this rate it is more than the register counts. Check the amount and the rate.' }]
      const nothing = isRead(rate) && convert({ minor: amount, currency }, rate, paidCurrency) === 0
      return problemIf(nothing, 'rate', 'At this rate nothing would be paid. Check the amount and the rate.')
    }),
    rule(['amount', 'rate', 'paidAmount'], ({ amount, rate, paidAmount, paidCurrency }) => {
      const minor = paidAmount === null ? null : parseAmount(paidAmount, paidCurrency)
      const message = isRead(rate) && minor !== null ? paidProblem({ minor: amount, currency }, { minor, currency: paidCurrency }, rate) : null
      return message === null ? [] : [{ field: 'paidAmount', message }]
    }),
  ]
}

/** A payment as it is planned. `currency` is the allocation's; another one for what is paid takes a rate, its source and its day. */
export const paymentForm = (currency: string) =>
  z
    .strictObject({
      amount: amountIn(currency),
      plannedOn: day('Enter the day on which it is to be paid.'),
      method: z.enum(methods, 'Choose how it is paid.'),
      reference: optionalLine(140),
      paidCurrency: z.union([z.literal('').transform(() => currency), z.string().refine(isCurrency, 'Choose the currency that is paid.')]).default(currency),
      rate: optionalLine(40),
      rateIsRight: anyway,
      rateSource: optionalLine(200),
      rateOn: optionalDay(),
      paidAmount: optionalLine(40),
      token,
    })
    .check(...conversionIsWhole(currency))
export type EnteredPayment = z.output<ReturnType<typeof paymentForm>>
export const paymentFields = ['amount', 'plannedOn', 'method', 'reference', 'paidCurrency', 'rate', 'rateIsRight', 'rateSource', 'rateOn', 'paidAmount'] as const
export type PaymentField = (typeof paymentFields)[number]

export type NewPayment = Pick<Payment, 'minor' | 'plannedOn' | 'method' | 'reference' | 'paid' | 'rate' | 'rateIsRight'> & { token: string }

/** What a form that was found complete says. What is paid in another currency follows from the rate unless it is said. */
export function newPaymentOf(form: EnteredPayment, currency: string): NewPayment {
  const { amount: minor, plannedOn, method, reference, rateIsRight, token } = form
  const common = { minor, plannedOn, method, reference, rateIsRight, token }
  if (form.paidCurrency === currency || form.rate === null || form.rateOn === null) return { ...common, paid: { minor, currency }, rate: null }
  const entered = form.paidAmount === null ? null : parseAmount(form.paidAmount, form.paidCurrency)
  const paid: Money = { minor: entered ?? convert({ minor, currency }, form.rate, form.paidCurrency), currency: form.paidCurrency }
  return { ...common, paid, rate: { rate: form.rate, source: form.rateSource ?? '', on: form.rateOn } }
}

/** What of a form the rules of planning ask for: of a rate that could not be read, or that nothing is paid at, nothing. */
export function typedPlan({ plannedOn, paidCurrency, rate = null, rateOn = null, rateIsRight = false }: Partial<EnteredPayment>, currency: string): Plan {
  const converted = paidCurrency !== undefined && paidCurrency !== currency
  const read = converted && rate !== null && mayBeEntered(rate) ? rate : null
  return { ...(plannedOn && { plannedOn }), rate: read, rateOn: converted ? rateOn : null, rateIsRight }
}

/** The day on which the bank says that it left: today or a day close by, beside the register's. */
export const releaseForm = z.strictObject({ bankOn: optionalDay('Enter the bank’s day, or leave it empty.').default(null), token })
export const arrivalForm = (currency: string) =>
  z.strictObject({ amount: amountIn(currency), on: day('Enter the day on which it arrived.'), note: optionalLine(500), token, anyway }).check(...warnsOfPlaces(['note']))
export const returnForm = (currency: string) =>
  z
    .strictObject({
      amount: amountIn(currency),
      bankOn: optionalDay('Enter the bank’s day, or leave it empty.').default(null),
      reason: line('Say why it came back.', 500),
      token,
      anyway,
    })
    .check(...warnsOfPlaces(['reason']))
export const voidingForm = z.strictObject({ reason: line('Say why it is voided.', 500), token, anyway }).check(...warnsOfPlaces(['reason']))
export const reversalForm = z.strictObject({ reason: line('Say why it is reversed.', 500), token, anyway }).check(...warnsOfPlaces(['reason']))
