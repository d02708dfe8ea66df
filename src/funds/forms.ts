import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { chosen, day, line, optionalDay, several, token, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { optionalFile } from '../http/upload.ts'
import { countryName } from '../shared/countries.ts'
import { isCurrency } from '../shared/currencies.ts'
import { isBefore, type Day } from '../shared/days.ts'
import { isTooMuch, parseAmount, tooMuch } from '../shared/money.ts'
import { problemIf } from '../shared/refusal.ts'

const names = {
  code: line('Enter a short code, such as WINTER-26.', 20),
  name: line('Enter the name.'),
  giver: line('Say who gives the money.'),
}
const terms = {
  startsOn: day('Enter the first day on which the fund may be used.'),
  endsOn: optionalDay(),
  purposes: several(z.string().max(40)),
  countries: several(z.string().refine((code) => countryName(code) !== null, 'Choose countries from the list.')),
}

const periodIsInOrder = onceRead(['startsOn', 'endsOn'], ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day | null }) =>
  endsOn !== null && isBefore(endsOn, startsOn) ? [{ field: 'endsOn', message: 'The last day comes before the first.' }] : [],
)

export const newFundForm = z.strictObject({ ...names, currency: z.string().refine(isCurrency, 'Choose the currency.'), ...terms, token }).check(periodIsInOrder)
export type NewFund = z.output<typeof newFundForm>
/** R3: carries the version that it was filled from. The currency is fixed. */
export const changedFundForm = z.strictObject({ ...names, ...terms, version }).check(periodIsInOrder)
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

/** What one kind of entry must say and others need not. */
const neededBy = <Name extends string>(wanted: string, field: Name, message: string) =>
  onceRead<{ kind: string } & Record<Name, unknown>>(['kind', field], ({ kind, [field]: said }) =>
    kind === wanted && (said === null || said === '') ? [{ field, message }] : [],
  )

export const entryForm = (currency: string) =>
  z
    .strictObject({
      kind: z.enum(['receipt', 'transfer', 'adjustment', 'opening'], 'Choose what it is.'),
      amount: amountIn(currency),
      direction: z.enum(['', 'up', 'down']).default(''),
      otherFund: z.union([z.literal('').transform(() => null), chosen('Choose the other fund.')]).default(null),
      on: optionalDay(),
      note: line('Say what it is, such as the giver’s reference.', 500),
      file: optionalFile,
      token,
      anyway,
    })
    .check(
      neededBy('adjustment', 'direction', 'Say whether the adjustment adds or takes away.'),
      neededBy('transfer', 'otherFund', 'Choose the fund that the money goes to.'),
      neededBy('opening', 'on', 'Enter the day of the opening balance.'),
      onceRead(['kind', 'on'], ({ kind, on }: { kind: string; on: Day | null }) =>
        problemIf(kind !== 'opening' && on !== null, 'on', 'Only an opening balance has a day of its own; all else counts from today. Leave it out.'),
      ),
      onceRead(['kind', 'file'], ({ kind, file }: { kind: string; file: string }) =>
        problemIf(kind !== 'opening' && file !== '', 'file', 'Only an opening balance takes a document. Leave it out.'),
      ),
      ...warnsOfPlaces(['note']),
    )
export type NewEntry = Omit<z.output<ReturnType<typeof entryForm>>, 'anyway' | 'file'>
export const entryFields = ['kind', 'amount', 'direction', 'otherFund', 'on', 'note', 'file', 'token', 'anyway'] as const
export type EntryField = (typeof entryFields)[number]

export const reversalFields = ['reason', 'anyway'] as const
export const reversalForm = z.strictObject({ reason: line('Say why the entry is reversed.', 500), token, anyway }).check(...warnsOfPlaces(['reason']))
