import type { FieldState } from '../http/forms.ts'
import type { FormField, FormPage, Head, Link, Notice } from '../http/parts.ts'
import { accountOf, type Account, type Delivery, type DeliveryLine } from './delivery.ts'
import { rowName } from './rows.ts'

/** A form with a group of fields for each line, and what is said of the whole after them. */
export interface LinesForm {
  title: string
  head: Head
  notice: Notice | null
  error: string | null
  summary: { href: string; message: string }[]
  action: string
  upload: boolean
  hidden: { name: string; value: string }[]
  groups: { legend: string; hint: string; fields: FormField[] }[]
  /** What is said of the whole stands under this heading. */
  about: string
  fields: FormField[]
  submit: string
  back: Link
}

/** A field of one line's group. */
export const rowField = (
  key: number,
  name: string,
  label: string,
  state: FieldState,
  options: { type?: 'text' | 'number'; hint?: string; required?: boolean } = {},
): FormField => ({
  kind: 'input',
  name: rowName(name, key),
  label,
  hint: options.hint ?? null,
  field: state,
  type: options.type ?? 'text',
  autocomplete: 'off',
  required: options.required ?? false,
})

export const crumbsTo = (center: { id: number; name: string }): Head['crumbs'] => [
  { label: 'Deliveries', href: '/deliveries' },
  { label: center.name, href: `/centers/${center.id}` },
]

export const crumbsOf = (delivery: Delivery): Head['crumbs'] => [
  ...crumbsTo({ id: delivery.centerId, name: delivery.centerName }),
  { label: `Delivery ${delivery.id}`, href: `/deliveries/${delivery.id}` },
]

/** The lines of which something is left to account for. */
export const openLines = (delivery: Delivery): (DeliveryLine & Account)[] =>
  delivery.lines.map((line) => ({ ...line, ...accountOf(line, delivery.receipts) })).filter(({ left }) => left > 0)

/** The same as one plain form, which can be set beside what somebody else saved (R3). */
export const asFormPage = (form: LinesForm): FormPage => ({
  title: form.title,
  head: form.head,
  notice: form.notice,
  error: form.error,
  summary: form.summary,
  action: form.action,
  upload: form.upload,
  hidden: form.hidden,
  fields: [
    ...form.groups.flatMap(({ legend, hint, fields }): FormField[] => [{ kind: 'heading', text: legend, hint }, ...fields.map((each) => named(each, legend))]),
    ...form.fields,
  ],
  submit: form.submit,
  tone: 'main',
  back: form.back,
})

/** In one long form, and in a table of differences, a label must say of which line it is. */
const named = (each: FormField, legend: string): FormField => (each.kind === 'heading' ? each : { ...each, label: `${legend}: ${each.label.toLowerCase()}` })
