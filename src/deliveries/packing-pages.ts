import { areaField, inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import { anywayField } from '../http/place-warning.ts'
import { unitText } from '../lists/unit.ts'
import { leftToPack, type Need } from '../needs/need.ts'
import { amountEntered } from '../shared/money.ts'
import { lineFields, packingFields, type LineField, type PackingField } from './forms.ts'
import type { Row, RowsState } from './row-forms.ts'
import type { Delivery } from './delivery.ts'
import { crumbsOf, crumbsTo, rowField, type LinesForm } from './lines-pages.ts'
import { rowName } from './rows.ts'

export interface PackingForm {
  details: FormState<PackingField>
  lines: RowsState<LineField>
}

const freeRows = 3

/** Rows for a new delivery: the center's open needs with what is left to pack of each, or of the one need that was asked for, and some free ones. */
export function rowsForNeeds(needs: readonly Need[], currency: string, only: number | null): Row<LineField>[] {
  const wanted = needs.map((need) => needRow(need, only === null || only === need.id ? leftToPack(need) : 0))
  return numbered([...wanted, ...blankRows(currency)])
}

/** Rows for a delivery that is being packed: its lines, then open needs that are not in it, then free ones. */
export function rowsOfDelivery(delivery: Delivery, needs: readonly Need[], currency: string): Row<LineField>[] {
  const lines = delivery.lines.map((line) =>
    filledForm(lineFields, {
      need: line.needId === null ? '' : String(line.needId),
      item: line.item,
      quantity: String(line.quantity),
      unit: line.unit,
      value: line.unitValue === null ? '' : amountEntered(line.unitValue),
      currency: line.unitValue?.currency ?? currency,
    }),
  )
  const others = needs.filter(({ id }) => !delivery.lines.some(({ needId }) => needId === id))
  return numbered([...lines, ...others.map((need) => needRow(need, 0)), ...blankRows(currency)])
}

const needRow = (need: Need, quantity: number): FormState<LineField> =>
  filledForm(lineFields, {
    need: String(need.id),
    item: need.item,
    unit: need.unit,
    quantity: quantity === 0 ? '' : String(quantity),
    value: need.unitCost === null ? '' : amountEntered(need.unitCost),
    currency: need.unitCost?.currency ?? '',
  })

const blankRows = (currency: string): FormState<LineField>[] => Array.from({ length: freeRows }, () => filledForm(lineFields, { currency }))
const numbered = (states: FormState<LineField>[]): Row<LineField>[] => states.map((state, at) => ({ key: at + 1, state }))

export const packingForm = (rows: Row<LineField>[], delivery: Delivery | null = null): PackingForm => ({
  details: filledForm(packingFields, { expectedOn: delivery?.expectedOn?.toString() ?? '', carrier: delivery?.carrier ?? '', note: delivery?.note ?? '' }),
  lines: { rows, error: null, summary: [] },
})

interface Packed {
  center: { id: number; name: string }
  needs: readonly Need[]
  delivery: Delivery | null
  hidden: { name: string; value: string }[]
  form: PackingForm
}

export function packingPage({ center, needs, delivery, hidden, form }: Packed): LinesForm {
  const title = delivery === null ? `Pack a delivery for ${center.name}` : `Change delivery ${delivery.id}`
  const { rows } = form.lines
  const needIds = rows.map(({ key, state }) => ({ name: rowName('need', key), value: state.fields.need.entered })).filter(({ value }) => value !== '')
  return {
    title,
    head: {
      crumbs: delivery === null ? crumbsTo(center) : crumbsOf(delivery),
      title,
      state: null,
      lede: 'Say how many of each are packed. Lines without a number are left out. Nothing leaves until the delivery is sent.',
      actions: [],
    },
    notice: null,
    error: form.details.error ?? form.lines.error,
    summary: [...form.lines.summary, ...form.details.summary],
    action: delivery === null ? `/centers/${center.id}/deliveries` : `/deliveries/${delivery.id}/lines`,
    upload: false,
    hidden: [...hidden, ...needIds],
    groups: rows.map((row, at) => packingGroup(row, needs, at)),
    about: 'The delivery',
    fields: [
      inputField(form.details, 'expectedOn', 'Expected to arrive on', { type: 'date', required: false }),
      inputField(form.details, 'carrier', 'Carrier', { required: false }),
      areaField(form.details, 'note', 'Note', {
        required: false,
        rows: 2,
        hint: 'It is printed on the packing list. No address, and no survivor’s name or story, belongs here.',
      }),
      ...anywayField(form.details),
    ],
    submit: delivery === null ? 'Pack the delivery' : 'Save what is packed',
    back: delivery === null ? { label: 'Back to the center', href: `/centers/${center.id}` } : { label: 'Leave it as it is', href: `/deliveries/${delivery.id}` },
  }
}

function packingGroup({ key, state }: Row<LineField>, needs: readonly Need[], at: number): LinesForm['groups'][number] {
  const { fields } = state
  const need = needs.find(({ id }) => String(id) === fields.need.entered)
  const price = [rowField(key, 'value', 'Value of one', fields.value), rowField(key, 'currency', 'Currency (code)', fields.currency)]
  const quantity = rowField(key, 'quantity', 'How many', fields.quantity, { type: 'number' })
  if (fields.need.entered !== '') {
    const hint = need
      ? `${need.quantity} ${unitText(need.unit, need.quantity)} wanted, ${need.received} arrived, ${need.onTheWay} on the way, ${need.packed} packed`
      : 'This need is no longer open.'
    return { legend: need?.item ?? fields.item.entered, hint, fields: [quantity, ...price] }
  }
  const free = [rowField(key, 'item', 'What', fields.item), quantity, rowField(key, 'unit', 'Unit', fields.unit), ...price]
  return { legend: fields.item.entered || `Something else, line ${at + 1}`, hint: 'For no need in particular.', fields: free }
}
