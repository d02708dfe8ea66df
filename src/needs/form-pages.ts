import { shownVersion } from '../http/conflict.ts'
import { areaField, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormField, FormPage, Head } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import type { CatalogueItem } from '../lists/list.ts'
import { unitText } from '../lists/unit.ts'
import { currencies, currencyName } from '../shared/currencies.ts'
import { amountEntered } from '../shared/money.ts'
import { needFields, type NeedField } from './forms.ts'
import { categoriesOf, priorities, priorityName, stillLacking, type Need } from './need.ts'

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const currencyChoices = currencies.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }))

function fieldsOf(form: FormState<NeedField>, catalogue: readonly CatalogueItem[]): FormField[] {
  return [
    inputField(form, 'item', 'What is needed', {
      suggestions: catalogue.map(({ item }) => item),
      hint: 'Begin to type, and choose from the catalogue, or say it in your own words. No survivor’s name or story belongs here.',
    }),
    inputField(form, 'quantity', 'How many', { type: 'number' }),
    inputField(form, 'unit', 'Unit', { required: false, hint: 'Piece, kit, month. Left empty, it is the catalogue’s.' }),
    selectField(
      form,
      'category',
      'Category',
      categoriesOf(catalogue).map((each) => ({ value: each, label: capital(each) })),
      { empty: 'As in the catalogue', required: false },
    ),
    selectField(
      form,
      'priority',
      'Priority',
      priorities.map((each) => ({ value: each, label: priorityName[each] })),
    ),
    inputField(form, 'neededBy', 'Needed by', { type: 'date', required: false }),
    inputField(form, 'people', 'For how many people', { type: 'number', required: false, hint: 'A count only. Left empty, it is for the site.' }),
    inputField(form, 'unitCost', 'Estimated cost of one', { required: false, hint: 'Such as 82.50' }),
    selectField(form, 'currency', 'Currency of the estimate', currencyChoices, { empty: 'None', required: false }),
    ...anywayField(form),
  ]
}

type Shown = Pick<FormPage, 'title' | 'head' | 'action' | 'fields' | 'submit' | 'back' | 'hidden'>

const toFormPage = (form: FormState<string>, page: Shown & { tone?: FormPage['tone']; upload?: boolean; notice?: FormPage['notice'] }): FormPage => ({
  notice: null,
  upload: false,
  tone: 'main',
  error: form.error,
  summary: form.summary,
  ...page,
})

const crumbsTo = (centerId: number, centerName: string): Head['crumbs'] => [
  { label: 'Centers', href: '/centers' },
  { label: centerName, href: `/centers/${centerId}` },
]

const plainHead = (title: string, lede: string, crumbs: Head['crumbs']): Head => ({ crumbs, title, state: null, lede, actions: [] })

/** An empty form for a need; `currency` is the register's own, since most estimates are in it. */
export const emptyNeed = (currency: string, item = ''): FormState<NeedField> => filledForm(needFields, { item, priority: 'normal', currency })

export function newNeedPage(center: { id: number; name: string }, catalogue: readonly CatalogueItem[], token: string, form: FormState<NeedField>): FormPage {
  return toFormPage(form, {
    title: `Log a need of ${center.name}`,
    head: plainHead(
      `Log a need of ${center.name}`,
      'What the center lacks, how much of it, and by when. It is met by what arrives, not by what is sent.',
      crumbsTo(center.id, center.name),
    ),
    action: `/centers/${center.id}/needs`,
    hidden: [{ name: 'token', value: token }],
    fields: fieldsOf(form, catalogue),
    submit: 'Log the need',
    back: { label: 'Back to the center', href: `/centers/${center.id}` },
  })
}

/** A need as its form holds it. */
const enteredNeed = (need: Need): FormState<NeedField> =>
  filledForm(needFields, {
    item: need.item,
    quantity: String(need.quantity),
    unit: need.unit,
    category: need.category,
    unitCost: need.unitCost === null ? '' : amountEntered(need.unitCost),
    currency: need.unitCost?.currency ?? '',
    people: need.people === null ? '' : String(need.people),
    priority: need.priority,
    neededBy: need.neededBy?.toString() ?? '',
  })

export function changedNeedPage(need: Need, catalogue: readonly CatalogueItem[], form: FormState<NeedField> = enteredNeed(need)): FormPage {
  const fields = fieldsOf(form, catalogue)
  return toFormPage(form, {
    title: `Edit the need for ${need.item}`,
    head: plainHead(`Edit the need for ${need.item}`, `A need of ${need.centerName}.`, [
      ...crumbsTo(need.centerId, need.centerName),
      { label: need.item, href: `/needs/${need.id}` },
    ]),
    action: `/needs/${need.id}/edit`,
    hidden: [shownVersion(need.version, fields)],
    fields,
    submit: 'Save the need',
    back: { label: 'Leave it as it is', href: `/needs/${need.id}` },
  })
}

export function withdrawalPage(need: Need, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  const packed = need.onTheWay + need.packed
  const lede = `${stillLacking(need)} of ${need.quantity} ${unitText(need.unit, need.quantity)} have not arrived. Once withdrawn, it is no longer looked after; what was recorded of it stays.`
  return toFormPage(form, {
    title: `Withdraw the need for ${need.item}`,
    head: plainHead(`Withdraw the need for ${need.item}`, lede, [...crumbsTo(need.centerId, need.centerName), { label: need.item, href: `/needs/${need.id}` }]),
    notice:
      packed > 0
        ? {
            tone: 'warn',
            title: `${packed} packed or on the way`,
            lines: [{ text: 'They stay in their deliveries.', lift: { label: 'See which', href: `/needs/${need.id}` } }],
          }
        : null,
    action: `/needs/${need.id}/withdrawal`,
    hidden: [],
    fields: [areaField(form, 'reason', 'Why is it no longer needed?', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Withdraw the need',
    tone: 'warn',
    back: { label: 'Keep it', href: `/needs/${need.id}` },
  })
}
