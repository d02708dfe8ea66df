import { areaField, fileField, inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import { anywayField } from '../http/place-warning.ts'
import { unitText } from '../lists/unit.ts'
import { countFields, receiptFields, type CountField, type ReceiptField } from './forms.ts'
import type { RowsState } from './row-forms.ts'
import type { Delivery } from './delivery.ts'
import { crumbsOf, openLines, rowField, type LinesForm } from './lines-pages.ts'

export interface ReceiptForm {
  details: FormState<ReceiptField>
  lines: RowsState<CountField>
}

/** A receipt as it is first shown: all that is left, come well. */
export const emptyReceipt = (delivery: Delivery, today: string): ReceiptForm => ({
  details: filledForm(receiptFields, { on: today }),
  lines: {
    rows: openLines(delivery).map(({ id, left }) => ({ key: id, state: filledForm(countFields, { received: String(left) }) })),
    error: null,
    summary: [],
  },
})

export function receiptPage(delivery: Delivery, token: string, form: ReceiptForm): LinesForm {
  const states = new Map(form.lines.rows.map(({ key, state }) => [key, state]))
  return {
    title: `Receive delivery ${delivery.id}`,
    head: {
      crumbs: crumbsOf(delivery),
      title: `Receive delivery ${delivery.id}`,
      state: null,
      lede: 'Say of each line what arrived in good order, came damaged or is missing. What is left out is still expected, and takes another receipt.',
      actions: [{ label: 'Print a receipt form', href: `/deliveries/${delivery.id}/receipt-form`, tone: 'plain', method: 'get' }],
    },
    notice: null,
    error: form.details.error ?? form.lines.error,
    summary: [...form.lines.summary, ...form.details.summary],
    action: `/deliveries/${delivery.id}/receipts`,
    upload: true,
    hidden: [{ name: 'token', value: token }],
    groups: openLines(delivery).map((line) => countGroup(line, states.get(line.id) ?? filledForm(countFields))),
    about: 'The receipt',
    fields: [
      inputField(form.details, 'on', 'Day it arrived', { type: 'date' }),
      inputField(form.details, 'confirmedBy', 'Confirmed at the center by', { hint: 'Name and role of who counted it.' }),
      areaField(form.details, 'note', 'Note', { required: false, rows: 2, hint: 'No survivor’s name or story belongs here.' }),
      fileField({ ...form.details, summary: [...form.lines.summary, ...form.details.summary] }, 'file', 'Proof', {
        required: false,
        hint: 'A signed receipt or a photo of the goods: PDF, JPEG or PNG, up to 10 MB. No faces, and nothing that shows the place.',
      }),
      ...anywayField(form.details),
    ],
    submit: 'Record the receipt',
    back: { label: 'Back to the delivery', href: `/deliveries/${delivery.id}` },
  }
}

const countGroup = (line: Delivery['lines'][number] & { left: number }, { fields }: FormState<CountField>): LinesForm['groups'][number] => ({
  legend: line.item,
  hint:
    line.left === line.quantity
      ? `${line.quantity} ${unitText(line.unit, line.quantity)} sent`
      : `${line.left} of ${line.quantity} ${unitText(line.unit, line.quantity)} left to account for`,
  fields: [
    rowField(line.id, 'received', 'Received', fields.received, { type: 'number' }),
    rowField(line.id, 'damaged', 'Damaged', fields.damaged, { type: 'number' }),
    rowField(line.id, 'missing', 'Missing', fields.missing, { type: 'number' }),
    rowField(line.id, 'why', 'Why damaged or missing', fields.why),
  ],
})
