import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { day, line, optionalDay, optionalLine, optionalWhole, token, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces, type Held } from '../http/place-warning.ts'
import { optionalFile } from '../http/upload.ts'
import { isCurrency } from '../shared/currencies.ts'
import { isTooMuch, parseAmount } from '../shared/money.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import { mostLines, type DeliveryLine, type ReceiptLine } from './delivery.ts'
import { readRows, type RowsRead } from './row-forms.ts'

const packing = { expectedOn: optionalDay(), carrier: optionalLine(), note: optionalLine(1000), anyway }
export const newPackingForm = z.strictObject({ ...packing, token }).check(...warnsOfPlaces(['carrier', 'note']))
export const changedPackingForm = (held: Held<'carrier' | 'note'>) => z.strictObject({ ...packing, version }).check(...warnsOfPlaces(['carrier', 'note'], held))
export const packingFields = ['expectedOn', 'carrier', 'note', 'anyway'] as const
export type PackingField = (typeof packingFields)[number]

export const lineFields = ['need', 'item', 'quantity', 'unit', 'value', 'currency'] as const
export type LineField = (typeof lineFields)[number]

const text = (most: number) => z.string().trim().max(most, `Keep it under ${most} characters.`).default('')

interface PackedRow {
  need: number | null
  item: string
  quantity: number | null
  unit: string
  value: string
  currency: string
}

/** What is packed for no need says itself what it is. */
const ofFree = (field: 'item' | 'unit', message: string) =>
  onceRead<PackedRow>(['need', 'quantity', field], ({ need, quantity, [field]: said }) => problemIf(need === null && (quantity ?? 0) > 0 && said === '', field, message))

function valueProblems({ quantity, value, currency }: Pick<PackedRow, 'quantity' | 'value' | 'currency'>): Problem[] {
  if (value === '') return []
  if (!isCurrency(currency)) return [{ field: 'currency', message: 'Enter the code of a currency, such as USD.' }]
  const minor = parseAmount(value, currency)
  if (minor === null) return [{ field: 'value', message: `Enter an amount in ${currency}, such as 1,250.00.` }]
  return problemIf(isTooMuch(minor * (quantity ?? 0)), 'value', 'That is more than the register counts. Check the value and the quantity.')
}

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
  .check(
    ofFree('item', 'Say what is packed.'),
    ofFree('unit', 'Say in what unit, such as piece or kit.'),
    onceRead(['need', 'item', 'quantity'], ({ need, item, quantity }: Pick<PackedRow, 'need' | 'item' | 'quantity'>) =>
      problemIf(need === null && item !== '' && (quantity ?? 0) === 0, 'quantity', `Say how many of ${item} are packed.`),
    ),
    onceRead(['quantity', 'value', 'currency'], (row: Pick<PackedRow, 'quantity' | 'value' | 'currency'>) => ((row.quantity ?? 0) === 0 ? [] : valueProblems(row))),
  )

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
  .check(...warnsOfPlaces(['confirmedBy', 'note']))
export const receiptFields = ['on', 'confirmedBy', 'note', 'file', 'anyway'] as const
export type ReceiptField = (typeof receiptFields)[number]

export const countFields = ['received', 'damaged', 'missing', 'why'] as const
export type CountField = (typeof countFields)[number]

const count = optionalWhole('Enter a whole number, or leave it empty.').default(null)
const explained = (field: 'damaged' | 'missing') =>
  onceRead<Record<typeof field, number | null> & { why: string }>([field, 'why'], ({ [field]: short, why }) =>
    problemIf((short ?? 0) > 0 && why === '', 'why', 'Say why some of it came damaged or is missing.'),
  )

/** S3: what came damaged or is missing says why. */
const countForm = z.strictObject({ received: count, damaged: count, missing: count, why: text(1000) }).check(...(['damaged', 'missing'] as const).map(explained))

/** What a posted receipt says of each line; lines of which it says nothing are left out. */
export const readReceipt = (body: unknown): RowsRead<CountField, ReceiptLine> =>
  readRows(body, countForm, countFields, (lineId, { received, damaged, missing, why }) => {
    const said = { lineId, received: received ?? 0, damaged: damaged ?? 0, missing: missing ?? 0, why: why === '' ? null : why }
    return said.received + said.damaged + said.missing === 0 ? null : said
  })

export const reasonForm = z.strictObject({ reason: line('Say why.', 1000), anyway }).check(...warnsOfPlaces(['reason']))
export const reversalForm = z.strictObject({ reason: line('Say what was wrong with the receipt.', 1000), token, anyway }).check(...warnsOfPlaces(['reason']))
export const completionForm = z
  .strictObject({
    why: line('Say why the rest will not come.', 1000),
    on: day('Enter the day on which the center said so.'),
    confirmedBy: line('Say who at the center confirmed it.'),
    token,
    anyway,
  })
  .check(...warnsOfPlaces(['why', 'confirmedBy']))
export const completionFields = ['why', 'on', 'confirmedBy', 'anyway'] as const
export type CompletionField = (typeof completionFields)[number]
/** `version` names what the sender was shown. */
export const sendingForm = z.strictObject({ token, version })
