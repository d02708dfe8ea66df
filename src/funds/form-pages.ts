import { shownVersion } from '../http/conflict.ts'
import { areaField, checkField, fileField, inputField, radioField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Head } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import type { Listed } from '../lists/list.ts'
import { countries } from '../shared/countries.ts'
import { currencies, currencyName } from '../shared/currencies.ts'
import { moneyText } from '../shared/money.ts'
import type { Balance } from './balance.ts'
import { entryFields, fundFields, reversalFields, type EntryField, type FundField } from './forms.ts'
import type { Entry, Fund } from './fund.ts'

type Given = Pick<FormPage, 'title' | 'action' | 'fields' | 'submit' | 'back'> & { lede: string; crumbs: Head['crumbs']; form: FormState<string> } & Partial<
    Pick<FormPage, 'hidden' | 'tone' | 'notice'>
  >

/** A page that is one form about money. */
export function formPage({ form, lede, crumbs, hidden = [], tone = 'main', notice = null, ...page }: Given): FormPage {
  const head: Head = { crumbs, title: page.title, state: null, lede, actions: [] }
  return { ...page, head, hidden, tone, notice, upload: false, error: form.error, summary: form.summary }
}

export const currencyChoices = currencies.map((code) => ({ value: code, label: `${code} ${currencyName(code)}` }))
export const fundsCrumb = { label: 'Funds', href: '/funds' }

type ChangedField = Exclude<FundField, 'currency'>

const fundFormFields = (form: FormState<ChangedField>, purposes: Listed[], more: FormPage['fields'] = []): FormPage['fields'] => [
  inputField(form, 'code', 'Code', { hint: 'Short, as it is to stand in lists, such as WINTER-26.' }),
  inputField(form, 'name', 'Name'),
  inputField(form, 'giver', 'Giver'),
  ...more,
  inputField(form, 'startsOn', 'First day', { type: 'date' }),
  inputField(form, 'endsOn', 'Last day', { type: 'date', required: false }),
  checkField(
    form,
    'purposes',
    'Purposes it may pay for',
    purposes.map(({ code, name }) => ({ value: code, label: name })),
    { hint: 'Tick none, and it may pay for any.' },
  ),
  checkField(
    form,
    'countries',
    'Countries it may pay in',
    countries.map(({ code, name }) => ({ value: code, label: name })),
    { hint: 'Tick none, and it may pay in any.' },
  ),
]

export function newFundPage(purposes: Listed[], token: string, form: FormState<FundField> = filledForm(fundFields)): FormPage {
  return formPage({
    title: 'Add a fund',
    lede: 'Money of one giver in one currency, with what the giver allows it to be used for. What is in it is entered afterwards.',
    crumbs: [fundsCrumb],
    action: '/funds',
    hidden: [{ name: 'token', value: token }],
    form,
    fields: fundFormFields(form, purposes, [
      selectField(form, 'currency', 'Currency', currencyChoices, { empty: 'Choose a currency', hint: 'It cannot be changed later.' }),
    ]),
    submit: 'Add the fund',
    back: { label: 'Back to the funds', href: '/funds' },
  })
}

const fundEntered = (fund: Fund): FormState<FundField> =>
  filledForm(fundFields, {
    code: fund.code,
    name: fund.name,
    giver: fund.giver,
    startsOn: fund.startsOn.toString(),
    endsOn: fund.endsOn?.toString() ?? '',
    purposes: fund.purposes,
    countries: fund.countries,
  })

export function changedFundPage(fund: Fund, purposes: Listed[], form: FormState<ChangedField> = fundEntered(fund)): FormPage {
  const href = `/funds/${fund.id}`
  const fields = fundFormFields(form, purposes)
  return formPage({
    title: `Edit ${fund.code}`,
    lede: `What is already approved stays approved; a payment asks again, when it leaves, whether the fund allows it. The currency stays ${fund.currency}.`,
    crumbs: [fundsCrumb, { label: fund.code, href }],
    action: `${href}/edit`,
    hidden: [shownVersion(fund.version, fields)],
    form,
    fields,
    submit: 'Save the fund',
    back: { label: 'Leave it as it is', href },
  })
}

const kinds = [
  { value: 'receipt', label: 'Receipt', hint: 'Money that came in today.' },
  { value: 'transfer', label: 'Transfer', hint: 'Money that goes to another fund of the same currency.' },
  { value: 'adjustment', label: 'Adjustment', hint: 'Bank charges, interest, a difference found.' },
  { value: 'opening', label: 'Opening balance', hint: 'What the fund held before this register began.' },
]

/** @param others funds of the same currency, to transfer to */
export function entryPage(fund: Fund, balance: Balance, others: Fund[], token: string, form: FormState<EntryField> = filledForm(entryFields)): FormPage {
  const href = `/funds/${fund.id}`
  const page = formPage({
    title: `Record an entry in ${fund.code}`,
    lede: `${moneyText({ minor: balance.available, currency: fund.currency })} is available. An entry is never changed: what turns out wrong is reversed by another.`,
    crumbs: [fundsCrumb, { label: fund.code, href }],
    action: `${href}/entries`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [
      radioField(form, 'kind', 'What it is', kinds),
      inputField(form, 'amount', `Amount in ${fund.currency}`),
      radioField(
        form,
        'direction',
        'An adjustment',
        [
          { value: 'up', label: 'Adds to the fund' },
          { value: 'down', label: 'Takes from the fund' },
        ],
        { required: false, hint: 'Only for an adjustment.' },
      ),
      selectField(
        form,
        'otherFund',
        'A transfer goes to',
        others.map(({ id, code, name }) => ({ value: String(id), label: `${code} ${name}` })),
        { required: false, empty: 'Only for a transfer', hint: others.length === 0 ? `There is no other fund in ${fund.currency}.` : null },
      ),
      inputField(form, 'on', 'Day of the opening balance', { type: 'date', required: false, hint: 'Only for an opening balance; all else counts from today.' }),
      inputField(form, 'note', 'What it is', { hint: 'The giver’s or the bank’s reference. No survivor’s name or story.' }),
      fileField(form, 'file', 'Document that shows the opening balance', {
        required: false,
        hint: 'An opening balance comes with it, such as the bank’s statement of that day, and nothing else does: PDF, JPEG or PNG, up to 10 MB.',
      }),
      ...anywayField(form),
    ],
    submit: 'Record the entry',
    back: { label: 'Back to the fund', href },
  })
  return { ...page, upload: true }
}

export function reversalPage(fund: Fund, entry: Entry, token: string, form: FormState<(typeof reversalFields)[number]> = filledForm(reversalFields)): FormPage {
  const href = `/funds/${fund.id}`
  const both = entry.kind === 'transfer' ? ' Both sides of the transfer are reversed.' : ''
  return formPage({
    title: `Reverse an entry of ${fund.code}`,
    lede: `${moneyText({ minor: entry.minor, currency: fund.currency })}: ${entry.note}. It stays on record, with today’s entry that takes it back beside it.${both}`,
    crumbs: [fundsCrumb, { label: fund.code, href }],
    action: `/fund-entries/${entry.id}/reversal`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [areaField(form, 'reason', 'Why it is reversed', { rows: 2 }), ...anywayField(form)],
    submit: 'Reverse the entry',
    tone: 'warn',
    back: { label: 'Back to the fund', href },
  })
}
