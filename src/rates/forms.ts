import { z } from 'zod'
import { day, line, token } from '../http/inputs.ts'
import { anyway } from '../http/place-warning.ts'
import { isCurrency } from '../shared/currencies.ts'
import { mayBeEntered } from '../shared/rates.ts'

/** A rate as people type it: a positive decimal with a point. */
const rateLine = (missing: string) =>
  z
    .string(missing)
    .trim()
    .refine((text) => mayBeEntered(text), missing)

export const rateForm = z.strictObject({
  currency: z.string().refine(isCurrency, 'Choose the currency.'),
  rate: rateLine('Enter the rate as a decimal above nothing, such as 0.0077.'),
  on: day('Enter the day of the rate.'),
  source: line('Say where the rate comes from, such as the central bank.', 200),
  rateIsRight: anyway,
  token,
})
export type NewRate = Omit<z.output<typeof rateForm>, 'rateIsRight'> & { rateIsRight?: boolean }
export const rateFields = ['currency', 'rate', 'on', 'source', 'rateIsRight'] as const
export type RateField = (typeof rateFields)[number]
