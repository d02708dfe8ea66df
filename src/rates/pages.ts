import { currencyChoices, formPage, fundsCrumb } from '../funds/form-pages.ts'
import { checkField, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import { countText, pagination, type ListQuery } from '../http/lists.ts'
import type { Choice, FormPage, Head, Pagination } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { rateFields, type RateField } from './forms.ts'
import type { Doubt, ExchangeRate } from './rate.ts'

export interface RatesPage {
  title: string
  head: Head
  said: string
  currency: { value: string; choices: Choice[] }
  rows: { day: string; currency: string; rate: string; source: string; by: string; mark: string | null }[]
  pagination: Pagination
  empty: { title: string; text: string; first: null } | null
  /** Null for who may not enter rates. */
  form: FormPage | null
}

interface Listed {
  rates: ExchangeRate[]
  total: number
  page: number
  query: ListQuery
  currencies: string[]
  reporting: string
  names: ReadonlyMap<number, string>
}

export function ratesPage({ rates, total, page, query, currencies, reporting, names }: Listed, form: FormPage | null): RatesPage {
  return {
    title: 'Exchange rates',
    head: {
      crumbs: [fundsCrumb],
      title: 'Exchange rates',
      state: null,
      lede: `What one unit of a currency was worth in ${reporting}. A total in ${reporting} uses the rate of the day, or the latest of the seven days before, and says which.`,
      actions: [],
    },
    said: total === 1 ? '1 rate' : `${countText(total)} rates`,
    currency: { value: query['currency']?.[0] ?? '', choices: currencies.map((code) => ({ value: code, label: code })) },
    rows: rates.map((rate) => ({
      day: dayText(rate.on),
      currency: rate.currency,
      rate: `1 ${rate.currency} = ${rate.rate} ${reporting}`,
      source: rate.source,
      by: names.get(rate.enteredBy) ?? 'somebody',
      mark: rate.counts ? null : 'replaced by a newer entry',
    })),
    pagination: pagination('/rates', query, { page, total }),
    empty: total > 0 ? null : { title: 'No rate yet', text: `Amounts in currencies other than ${reporting} stay out of totals until a rate is entered.`, first: null },
    form,
  }
}

/** @param doubt what is asked of the rate that was typed; null when nothing is, or nothing was typed */
export function rateFormPage(reporting: string, today: Day, token: string, form?: FormState<RateField>, doubt: Doubt | null = null): FormPage {
  const filled = form ?? filledForm(rateFields, { on: today.toString() })
  const { rateIsRight } = filled.fields
  const asked = doubt !== null && (rateIsRight.error !== null || rateIsRight.chosen.length > 0)
  return formPage({
    title: 'Enter a rate',
    lede: 'A rate is never changed. To correct one, enter it again for the same day: the newer entry counts.',
    crumbs: [],
    action: '/rates',
    hidden: [{ name: 'token', value: token }],
    form: filled,
    fields: [
      selectField(
        filled,
        'currency',
        'Currency',
        currencyChoices.filter(({ value }) => value !== reporting),
        { empty: 'Choose a currency' },
      ),
      inputField(filled, 'rate', `One unit of it in ${reporting}`, { hint: 'A decimal, such as 0.0077.' }),
      ...(asked ? [checkField(filled, 'rateIsRight', doubt.title, [{ value: 'yes', label: doubt.isRight }])] : []),
      inputField(filled, 'on', 'Day', { type: 'date' }),
      inputField(filled, 'source', 'Source', { hint: 'Such as the central bank.' }),
    ],
    submit: 'Enter the rate',
    back: null,
  })
}
