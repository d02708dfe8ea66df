import { currencyChoices, formPage } from '../funds/form-pages.ts'
import { checkField, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import type { Day } from '../shared/days.ts'
import { rateFields, type RateField } from './forms.ts'
import type { Doubt } from './rate.ts'

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
