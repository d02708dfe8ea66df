import { areaField, inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Link } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { completionFields, type CompletionField } from './forms.ts'
import { leftOf, type Delivery } from './delivery.ts'
import { crumbsOf, openLines } from './lines-pages.ts'

type Asked = Pick<FormPage, 'title' | 'action' | 'hidden' | 'fields' | 'submit' | 'tone'> & { lede: string; form: FormState<string> }

/** The way back from a step of a delivery. */
export const backToDelivery = ({ id }: Pick<Delivery, 'id'>): Link => ({ label: 'Back to the delivery', href: `/deliveries/${id}` })

function askPage(delivery: Delivery, { lede, form, ...page }: Asked): FormPage {
  return {
    ...page,
    head: { crumbs: crumbsOf(delivery), title: page.title, state: null, lede, actions: [] },
    notice: null,
    error: form.error,
    summary: form.summary,
    upload: false,
    back: backToDelivery(delivery),
  }
}

export function lossPage(delivery: Delivery, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  return askPage(delivery, {
    title: `Call delivery ${delivery.id} lost`,
    lede: `${leftOf(delivery)} of what was sent will not arrive. The needs it was for stay open. If it turns up after all, it can still be received.`,
    form,
    action: `/deliveries/${delivery.id}/loss`,
    hidden: [],
    fields: [areaField(form, 'reason', 'What happened to it?', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Call it lost',
    tone: 'warn',
  })
}

export function settingAsidePage(delivery: Delivery, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  return askPage(delivery, {
    title: `Set delivery ${delivery.id} aside`,
    lede: 'It was packed for nothing and will not be sent. This cannot be undone: what is wanted after all is packed anew.',
    form,
    action: `/deliveries/${delivery.id}/setting-aside`,
    hidden: [],
    fields: [areaField(form, 'reason', 'Why is it not sent?', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Set it aside',
    tone: 'warn',
  })
}

export function completionPage(delivery: Delivery, token: string, form: FormState<CompletionField>): FormPage {
  const rest = openLines(delivery)
    .map(({ item, left }) => `${left} ${item}`)
    .join(', ')
  return askPage(delivery, {
    title: `Nothing more will come of delivery ${delivery.id}`,
    lede: `Not accounted for: ${rest}. They are recorded as missing, and the needs they were for stay open.`,
    form,
    action: `/deliveries/${delivery.id}/completion`,
    hidden: [{ name: 'token', value: token }],
    fields: [
      areaField(form, 'why', 'Why will the rest not come?', { hint: 'No survivor’s name or story belongs here.' }),
      inputField(form, 'on', 'Day the center said so', { type: 'date' }),
      inputField(form, 'confirmedBy', 'Confirmed at the center by'),
      ...anywayField(form),
    ],
    submit: 'Record the rest as missing',
    tone: 'warn',
  })
}

export const emptyCompletion = (today: string): FormState<CompletionField> => filledForm(completionFields, { on: today })

export function reversalPage(delivery: Delivery, receiptId: number, token: string, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  return askPage(delivery, {
    title: `Reverse receipt ${receiptId}`,
    lede: 'What it says is taken back off by a receipt that reverses it; both stay on record. Then record what really arrived in a new one.',
    form,
    action: `/receipts/${receiptId}/reversal`,
    hidden: [{ name: 'token', value: token }],
    fields: [areaField(form, 'reason', 'What was wrong with it?', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Reverse the receipt',
    tone: 'warn',
  })
}
