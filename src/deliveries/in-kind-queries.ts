import type { Reader } from '../db/database.ts'
import { toDay, type Day } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'

/** One line of one receipt, and what of value it brought: for the reports (in-kind delivered, days to meet a need). */
export interface InKind {
  receiptId: number
  deliveryId: number
  needId: number | null
  centerId: number
  country: string
  /** The day on which it counts; a reversing receipt counts on the day of what it reverses, below zero. */
  on: Day
  item: string
  received: number
  /** What one is worth, times what was received; null when nobody said what one is worth. */
  value: Money | null
}

/**
 * In-kind received from `from` to `to`, both days included, as far as it was recorded by `knownBy` (an instant as the
 * register keeps it; null for all). Sums of it are per currency (M1).
 */
export async function listInKind(db: Reader, from: Day, to: Day, knownBy: string | null = null): Promise<InKind[]> {
  const query = db
    .selectFrom('receipts')
    .innerJoin('receipt_lines', 'receipt_lines.receipt_id', 'receipts.id')
    .innerJoin('delivery_lines', 'delivery_lines.id', 'receipt_lines.line_id')
    .innerJoin('deliveries', 'deliveries.id', 'receipts.delivery_id')
    .innerJoin('centers', 'centers.id', 'deliveries.center_id')
    .select(['receipts.id', 'receipts.on_day', 'receipts.delivery_id', 'deliveries.center_id', 'centers.country', 'receipt_lines.received'])
    .select(['delivery_lines.need_id', 'delivery_lines.item', 'delivery_lines.unit_value_minor', 'delivery_lines.currency'])
    .where('receipts.on_day', '>=', from.toString())
    .where('receipts.on_day', '<=', to.toString())
    .where('receipt_lines.received', '<>', 0)
  const rows = await (knownBy === null ? query : query.where('receipts.recorded_at', '<=', knownBy)).orderBy('receipts.on_day').orderBy('receipt_lines.id').execute()
  return rows.map((row) => ({
    receiptId: row.id,
    deliveryId: row.delivery_id,
    needId: row.need_id,
    centerId: row.center_id,
    country: row.country,
    on: toDay(row.on_day),
    item: row.item,
    received: row.received,
    value: row.unit_value_minor === null || row.currency === null ? null : { minor: row.unit_value_minor * row.received, currency: row.currency },
  }))
}
