import { z } from 'zod'
import { parseForm, typedForm, typedIn, type FormState } from '../http/forms.ts'
import { day, line, optionalDay, optionalLine, optionalWhole, token, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { optionalFile } from '../http/upload.ts'
import { isCurrency } from '../shared/currencies.ts'
import { isTooMuch, parseAmount } from '../shared/money.ts'
import { mostLines, type DeliveryLine, type ReceiptLine } from './delivery.ts'
import { rowName, rowsIn } from './rows.ts'

const packing = { expectedOn: optionalDay(), carrier: optionalLine(), note: optionalLine(1000), anyway }
export const newPackingForm = z.strictObject({ ...packing, token }).superRefine((form, context) => warnsOfPlaces<typeof form>(['carrier', 'note'])(form, context))
export const changedPackingForm = z.strictObject({ ...packing, version }).superRefine((form, context) => warnsOfPlaces<typeof form>(['carrier', 'note'])(form, context))
export const packingFields = ['expectedOn', 'carrier', 'note', 'anyway'] as const
export type PackingField = (typeof packingFields)[number]

export const lineFields = ['need', 'item', 'quantity', 'unit', 'value', 'currency'] as const
export type LineField = (typeof lineFields)[number]

const text = (most: number) => z.string().trim().max(most, `Keep it under ${most} characters.`).default('')

/** One row of what is packed: for a need, whose item and unit are its own, or free. */
const lineForm = z
  .strictObject({
    need: z
      .string()
      .regex(/^(|[1-9]\d{0,14})$/)
      .default('')
      .transform((id) => (id === '' ? null : Number(id))),
    item: text(200),
    quantity: optionalWhole('Enter a whole number from 1 to 10,000,000, or leave it empty.').default(null),
    unit: text(40),
    value: text(40),
    currency: text(3).transform((code) => code.toUpperCase()),
  })
  .check(({ value: row, issues }) => {
    const complain = (field: LineField, message: string): void => void issues.push({ code: 'custom', path: [field], message, input: row[field] })
    const free = row.need === null
    if ((row.quantity ?? 0) === 0) {
      if (free && row.item !== '') complain('quantity', `Say how many of ${row.item} are packed.`)
      return
    }
    if (free && row.item === '') complain('item', 'Say what is packed.')
    if (free && row.unit === '') complain('unit', 'Say in what unit, such as piece or kit.')
    if (row.value === '') return
    if (!isCurrency(row.currency)) return complain('currency', 'Enter the code of a currency, such as USD.')
    const minor = parseAmount(row.value, row.currency)
    if (minor === null) complain('value', `Enter an amount in ${row.currency}, such as 1,250.00.`)
    else if (isTooMuch(minor * (row.quantity ?? 0))) complain('value', 'That is more than the register counts. Check the value and the quantity.')
  })

export interface Row<Field extends string> {
  key: number
  state: FormState<Field>
}

export interface RowsState<Field extends string> {
  rows: Row<Field>[]
  error: string | null
  summary: { href: string; message: string }[]
}

export type RowsRead<Field extends string, Line> = RowsState<Field> & { lines: Line[]; whole: unknown }

/** The lines that a posted packing form says; rows without a quantity are not packed. What is wrong stands in `summary` and beside its field. */
export function readPacking(body: unknown): RowsRead<LineField, Omit<DeliveryLine, 'id'>> {
  const read = readRows(body, lineForm, lineFields, (_key, row) => {
    if ((row.quantity ?? 0) === 0) return null
    const minor = row.value === '' ? null : parseAmount(row.value, row.currency)
    const unitValue = minor === null ? null : { minor, currency: row.currency }
    return { needId: row.need, item: row.item, quantity: row.quantity ?? 0, unit: row.unit, unitValue }
  })
  const error = read.lines.length > mostLines ? `A delivery has at most ${mostLines} lines. Pack the rest in another one.` : null
  return { ...read, error }
}

export const receiptForm = z
  .strictObject({
    on: day('Enter the day on which it arrived.'),
    confirmedBy: line('Say who at the center confirmed it.'),
    note: optionalLine(1000),
    token,
    file: optionalFile,
    anyway,
  })
  .superRefine((form, context) => warnsOfPlaces<typeof form>(['confirmedBy', 'note'])(form, context))
export const receiptFields = ['on', 'confirmedBy', 'note', 'file', 'anyway'] as const
export type ReceiptField = (typeof receiptFields)[number]

export const countFields = ['received', 'damaged', 'missing', 'why'] as const
export type CountField = (typeof countFields)[number]

const count = optionalWhole('Enter a whole number, or leave it empty.').default(null)
/** S3: what came damaged or is missing says why. */
const countForm = z.strictObject({ received: count, damaged: count, missing: count, why: text(1000) }).check(({ value: row, issues }) => {
  if ((row.damaged ?? 0) + (row.missing ?? 0) > 0 && row.why === '')
    issues.push({ code: 'custom', path: ['why'], message: 'Say why some of it came damaged or is missing.', input: row.why })
})

/** What a posted receipt says of each line; lines of which it says nothing are left out. */
export const readReceipt = (body: unknown): RowsRead<CountField, ReceiptLine> =>
  readRows(body, countForm, countFields, (lineId, { received, damaged, missing, why }) => {
    const said = { lineId, received: received ?? 0, damaged: damaged ?? 0, missing: missing ?? 0, why: why === '' ? null : why }
    return said.received + said.damaged + said.missing === 0 ? null : said
  })

function readRows<Schema extends z.ZodObject, Field extends keyof Schema['shape'] & string, Line>(
  body: unknown,
  schema: Schema,
  names: readonly Field[],
  lineOf: (key: number, row: z.output<Schema>) => Line | null,
): RowsRead<Field, Line> {
  const { whole, rows } = rowsIn(typedIn(body), names)
  const read: RowsRead<Field, Line> = { rows: [], error: null, summary: [], lines: [], whole }
  for (const [key, typed] of rows) {
    const form = parseForm(schema, typed)
    const said = form.ok ? lineOf(key, form.value) : null
    if (said !== null) read.lines.push(said)
    read.rows.push({ key, state: form.ok ? typedForm(names, typed) : form.state })
    if (!form.ok) read.summary.push(...form.state.summary.map(({ href, message }) => ({ href: `#${rowName(href.slice(1), key)}`, message })))
  }
  return read
}

export const reasonForm = z.strictObject({ reason: line('Say why.', 1000) })
export const reversalForm = z.strictObject({ reason: line('Say what was wrong with the receipt.', 1000), token })
export const completionForm = z.strictObject({
  on: day('Enter the day on which the center said so.'),
  confirmedBy: line('Say who at the center confirmed it.'),
  why: line('Say why the rest will not come.', 1000),
  token,
})
export const completionFields = ['on', 'confirmedBy', 'why'] as const
export type CompletionField = (typeof completionFields)[number]
/** `version` names what the sender was shown. */
export const sendingForm = z.strictObject({ token, version })
