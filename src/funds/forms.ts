import { z } from 'zod'
import { chosen, day, line, optionalDay, several, token, version } from '../http/inputs.ts'
import { countryName } from '../shared/countries.ts'
import { isCurrency } from '../shared/currencies.ts'
import { isBefore } from '../shared/days.ts'
import { isTooMuch, parseAmount, tooMuch } from '../shared/money.ts'

const fields = {
  code: line('Enter a short code, such as WINTER-26.', 20),
  name: line('Enter the name.'),
  giver: line('Say who gives the money.'),
  startsOn: day('Enter the first day on which the fund may be used.'),
  endsOn: optionalDay(),
  purposes: several(z.string().max(40)),
  countries: several(z.string().refine((code) => countryName(code) !== null, 'Choose countries from the list.')),
}

const periodIsInOrder = ({ value, issues }: z.core.ParsePayload<{ startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null }>): void => {
  if (value.endsOn !== null && isBefore(value.endsOn, value.startsOn))
    issues.push({ code: 'custom', path: ['endsOn'], message: 'The last day comes before the first.', input: value.endsOn })
}

export const newFundForm = z.strictObject({ ...fields, currency: z.string().refine(isCurrency, 'Choose the currency.'), token }).check(periodIsInOrder)
export type NewFund = z.output<typeof newFundForm>
/** R3: carries the version that it was filled from. The currency is fixed. */
export const changedFundForm = z.strictObject({ ...fields, version }).check(periodIsInOrder)
export type ChangedFund = z.output<typeof changedFundForm>
export const fundFields = ['code', 'name', 'giver', 'currency', 'startsOn', 'endsOn', 'purposes', 'countries'] as const
export type FundField = (typeof fundFields)[number]

/** An amount in one currency, above nothing and no more than is counted, in its minor units. */
export const amountIn = (currency: string, example = '1,250.00') =>
  z
    .string(`Enter an amount in ${currency}.`)
    .trim()
    .max(40, `Enter an amount in ${currency}.`)
    .refine((text) => (parseAmount(text, currency) ?? 0) > 0, `Enter an amount in ${currency}, above nothing, such as ${example}.`)
    .refine((text) => !isTooMuch(parseAmount(text, currency) ?? 0), tooMuch)
    .transform((text) => parseAmount(text, currency) ?? 0)

export const entryForm = (currency: string) =>
  z
    .strictObject({
      kind: z.enum(['receipt', 'transfer', 'adjustment', 'opening'], 'Choose what it is.'),
      direction: z.enum(['', 'up', 'down']).default(''),
      amount: amountIn(currency),
      otherFund: z.union([z.literal('').transform(() => null), chosen('Choose the other fund.')]).default(null),
      on: optionalDay(),
      note: line('Say what it is, such as the giver’s reference.', 500),
      token,
    })
    .check(({ value, issues }) => {
      const complain = (path: string, message: string): void => void issues.push({ code: 'custom', path: [path], message, input: value.kind })
      if (value.kind === 'adjustment' && value.direction === '') complain('direction', 'Say whether the adjustment adds or takes away.')
      if (value.kind === 'transfer' && value.otherFund === null) complain('otherFund', 'Choose the fund that the money goes to.')
      if (value.kind === 'opening' && value.on === null) complain('on', 'Enter the day of the opening balance.')
    })
export type NewEntry = z.output<ReturnType<typeof entryForm>>
export const entryFields = ['kind', 'direction', 'amount', 'otherFund', 'on', 'note', 'token'] as const
export type EntryField = (typeof entryFields)[number]

export const reversalForm = z.strictObject({ reason: line('Say why the entry is reversed.', 500), token })
