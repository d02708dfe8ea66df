import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { Delivery, DeliveryLine, EventKind, Receipt, ReceiptLine } from './delivery.ts'

/** What is packed, or about to be. */
export interface Packing {
  expectedOn: Day | null
  carrier: string | null
  note: string | null
  lines: Omit<DeliveryLine, 'id'>[]
}

export interface NewReceipt extends Pick<Receipt, 'on' | 'confirmedBy' | 'note' | 'reversesId' | 'documentId'> {
  lines: readonly ReceiptLine[]
}

/** A delivery with its lines, its events and all its receipts. @throws Refusal (not found) */
export async function getDelivery(db: Reader, id: number): Promise<Delivery> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('centers', 'centers.id', 'deliveries.center_id')
    .selectAll('deliveries')
    .select(['centers.name as center_name', 'centers.country'])
    .where('deliveries.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such delivery.')
  const [lines, events, receipts] = await Promise.all([listLines(db, id), listEvents(db, id), listReceipts(db, id)])
  return {
    id: row.id,
    centerId: row.center_id,
    centerName: row.center_name,
    country: row.country,
    expectedOn: toDayOrNull(row.expected_on),
    carrier: row.carrier,
    note: row.note,
    packedBy: row.packed_by,
    packedOn: toDay(row.packed_on),
    version: row.version,
    lines,
    events,
    receipts,
  }
}

/** The delivery that a receipt is of. @throws Refusal (not found) */
export async function deliveryOfReceipt(db: Reader, receiptId: number): Promise<number> {
  const row = await db.selectFrom('receipts').select('delivery_id').where('id', '=', receiptId).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such receipt.')
  return row.delivery_id
}

async function listLines(db: Reader, deliveryId: number): Promise<DeliveryLine[]> {
  const rows = await db.selectFrom('delivery_lines').selectAll().where('delivery_id', '=', deliveryId).orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    needId: row.need_id,
    item: row.item,
    quantity: row.quantity,
    unit: row.unit,
    unitValue: row.unit_value_minor === null || row.currency === null ? null : { minor: row.unit_value_minor, currency: row.currency },
  }))
}

async function listEvents(db: Reader, deliveryId: number): Promise<Delivery['events']> {
  const rows = await db.selectFrom('delivery_events').selectAll().where('delivery_id', '=', deliveryId).orderBy('id').execute()
  return rows.map((row) => ({ kind: row.kind, on: toDay(row.on_day), note: row.note, byId: row.by_id }))
}

async function listReceipts(db: Reader, deliveryId: number): Promise<Receipt[]> {
  const [rows, lines] = await Promise.all([
    db.selectFrom('receipts').selectAll().where('delivery_id', '=', deliveryId).orderBy('id').execute(),
    db
      .selectFrom('receipt_lines')
      .innerJoin('receipts', 'receipts.id', 'receipt_lines.receipt_id')
      .selectAll('receipt_lines')
      .where('receipts.delivery_id', '=', deliveryId)
      .orderBy('receipt_lines.id')
      .execute(),
  ])
  return rows.map((row) => ({
    id: row.id,
    on: toDay(row.on_day),
    confirmedBy: row.confirmed_by,
    note: row.note,
    reversesId: row.reverses_id,
    documentId: row.document_id,
    recordedBy: row.recorded_by,
    lines: lines
      .filter(({ receipt_id }) => receipt_id === row.id)
      .map((line) => ({ lineId: line.line_id, received: line.received, damaged: line.damaged, missing: line.missing, why: line.why })),
  }))
}

export async function insertDelivery(trx: Trx, actor: Person, centerId: number, packing: Packing): Promise<number> {
  const { id } = await trx
    .insertInto('deliveries')
    .values({ center_id: centerId, ...toColumns(packing), packed_by: actor.id, packed_on: actor.today.toString(), packed_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertLines(trx, id, packing.lines)
  return id
}

/** Puts other lines in place of those that are packed. @throws Stale when somebody saved it since `version` */
export async function updatePacking(trx: Trx, id: number, version: number, packing: Packing): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('deliveries')
    .set({ ...toColumns(packing), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('delivery')
  await trx.deleteFrom('delivery_lines').where('delivery_id', '=', id).execute()
  await insertLines(trx, id, packing.lines)
}

const toColumns = ({ expectedOn, carrier, note }: Packing) => ({ expected_on: expectedOn?.toString() ?? null, carrier, note })

async function insertLines(trx: Trx, deliveryId: number, lines: Packing['lines']): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ needId, item, quantity, unit, unitValue }) => ({
    delivery_id: deliveryId,
    need_id: needId,
    item,
    quantity,
    unit,
    unit_value_minor: unitValue?.minor ?? null,
    currency: unitValue?.currency ?? null,
  }))
  await trx.insertInto('delivery_lines').values(rows).execute()
}

export async function insertEvent(trx: Trx, actor: Person, deliveryId: number, kind: EventKind, note: string | null = null): Promise<void> {
  await trx
    .insertInto('delivery_events')
    .values({ delivery_id: deliveryId, kind, on_day: actor.today.toString(), note, by_id: actor.id, at: instantText(actor.now) })
    .execute()
}

export async function insertReceipt(trx: Trx, actor: Person, deliveryId: number, receipt: NewReceipt): Promise<number> {
  const { id } = await trx
    .insertInto('receipts')
    .values({
      delivery_id: deliveryId,
      on_day: receipt.on.toString(),
      confirmed_by: receipt.confirmedBy,
      note: receipt.note,
      reverses_id: receipt.reversesId,
      document_id: receipt.documentId,
      recorded_by: actor.id,
      recorded_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = receipt.lines.map(({ lineId, received, damaged, missing, why }) => ({ receipt_id: id, line_id: lineId, received, damaged, missing, why }))
  await trx.insertInto('receipt_lines').values(rows).execute()
  return id
}
