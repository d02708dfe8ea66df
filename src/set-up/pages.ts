import { heading, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { timeZoneChoices } from '../settings/pages.ts'
import { currencies, currencyName } from '../shared/currencies.ts'
import { zoneName } from '../shared/time-zones.ts'

const setUpFields = ['organization', 'timeZone', 'currency', 'threshold', 'name', 'email', 'password'] as const
type SetUpField = (typeof setUpFields)[number]

export function setUpPage(
  token: string,
  itsZone: string,
  form: FormState<SetUpField> = filledForm(setUpFields, { timeZone: zoneName(itsZone), currency: 'USD', threshold: '10,000.00' }),
): FormPage {
  return {
    title: 'Set up Lantern',
    head: {
      crumbs: [],
      title: 'Set up Lantern',
      state: null,
      lede: 'This is done once. It loads the default checklist and lists, and makes you its first administrator.',
      actions: [],
    },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: `/set-up/${token}`,
    upload: false,
    hidden: [],
    fields: [
      heading('Your organization'),
      inputField(form, 'organization', 'Name of your organization', { autocomplete: 'organization' }),
      selectField(form, 'timeZone', 'Time zone', timeZoneChoices, {
        hint: 'What day it is here is what day it is in the register: when approvals lapse and money leaves.',
      }),
      selectField(
        form,
        'currency',
        'Reporting currency',
        currencies.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` })),
        { hint: 'Totals are given in it. Each fund keeps its own.' },
      ),
      inputField(form, 'threshold', 'Two people approve above', { hint: 'In the reporting currency, for what one center is given within 30 days.' }),
      heading('You, its first administrator', 'Administrators invite people and see the log. Their role alone shows no address and moves no money.'),
      inputField(form, 'name', 'Your name', { autocomplete: 'name' }),
      inputField(form, 'email', 'Your e-mail address', { type: 'email', autocomplete: 'username' }),
      inputField(form, 'password', 'Your password', {
        type: 'password',
        autocomplete: 'new-password',
        hint: 'At least 15 characters. A few unrelated words are easy to remember and hard to guess.',
      }),
    ],
    submit: 'Set up and sign in',
    tone: 'main',
    back: null,
  }
}
