import { changeOnce, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { addDocument, type NewDocument } from '../documents/queries.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { assertNone, Refusal } from '../shared/refusal.ts'
import { assertMayReceive, assertOnTheWay, leftOf, receiptProblems, restMissing, reversalOf, type Delivery, type ReceiptLine } from './delivery.ts'
import { deliveryOfReceipt, getDelivery, insertEvent, insertReceipt, type NewReceipt } from './queries.ts'

/** What the center says arrived. Lines of which nothing is said are left out. */
export interface Arrival {
  on: Day
  confirmedBy: string
  note: string | null
  lines: ReceiptLine[]
  proof: NewDocument['file'] | null
}

/** Records what arrived; with the same token once (M7). @returns the receipt's id. @throws Refusal (S3, or more than was sent) */
export function receive(writer: Writer, actor: Person, token: string, deliveryId: number, arrival: Arrival): Promise<number> {
  return changeOnce(writer, actor, token, ['receipt.recorded', deliveryId, arrival], async (trx, record) => {
    const delivery = await getDelivery(trx, deliveryId)
    assertMayReceive(delivery)
    assertNone(receiptProblems(delivery, arrival, actor.today))
    const documentId = arrival.proof === null ? null : await addProof(trx, record, writer, actor, delivery, arrival.on, arrival.proof)
    return write(trx, record, actor, delivery, { ...arrival, reversesId: null, documentId })
  })
}

/** Nothing more will come: what is left is missing, and why (S3); with the same token once. */
export function complete(writer: Writer, actor: Person, token: string, deliveryId: number, said: { on: Day; confirmedBy: string; why: string }): Promise<number> {
  return changeOnce(writer, actor, token, ['delivery.completed', deliveryId, said], async (trx, record) => {
    const delivery = await getDelivery(trx, deliveryId)
    assertOnTheWay(delivery)
    const lines = restMissing(delivery, said.why)
    assertNone(receiptProblems(delivery, { on: said.on, lines }, actor.today))
    return write(trx, record, actor, delivery, { ...said, note: `Nothing more will come: ${said.why}`, lines, reversesId: null, documentId: null })
  })
}

/**
 * Takes a receipt back by one that reverses it, line for line, on the day of the first: what it said never was so.
 * With the same token once (M7). @returns the delivery's id
 */
export function reverse(writer: Writer, actor: Person, token: string, receiptId: number, reason: string): Promise<number> {
  return changeOnce(writer, actor, token, ['receipt.reversed', receiptId, reason], async (trx, record) => {
    const delivery = await getDelivery(trx, await deliveryOfReceipt(trx, receiptId))
    const receipt = delivery.receipts.find(({ id }) => id === receiptId)
    if (!receipt) throw new Refusal('not-found', 'There is no such receipt.')
    const lines = reversalOf(delivery, receipt, reason)
    await write(trx, record, actor, delivery, { on: receipt.on, confirmedBy: receipt.confirmedBy, note: reason, reversesId: receiptId, documentId: null, lines })
    return delivery.id
  })
}

async function write(trx: Trx, record: Record, actor: Person, delivery: Delivery, receipt: NewReceipt): Promise<number> {
  const id = await insertReceipt(trx, actor, delivery.id, receipt)
  const { on, confirmedBy, note, reversesId, documentId, lines } = receipt
  const itemOf = (lineId: number): string | null => delivery.lines.find((line) => line.id === lineId)?.item ?? null
  const said = lines.map((line) => ({ ...line, item: itemOf(line.lineId) }))
  const details = { deliveryId: delivery.id, on: on.toString(), confirmedBy, note, reversesId, documentId, lines: said }
  await record(reversesId === null ? 'receipt.recorded' : 'receipt.reversed', { kind: 'receipt', id, centerId: delivery.centerId }, details)
  await endWhenComplete(trx, record, actor, delivery)
  return id
}

/** The event says when all came to be accounted for, anew after a reversal; what was called lost has ended once and for all. The state itself follows from the receipts. */
async function endWhenComplete(trx: Trx, record: Record, actor: Person, before: Delivery): Promise<void> {
  if (before.events.some(({ kind }) => kind === 'lost') || leftOf(await getDelivery(trx, before.id)) > 0) return
  await insertEvent(trx, actor, before.id, 'received')
  await record(
    'delivery.received',
    { kind: 'delivery', id: before.id, centerId: before.centerId },
    { lines: before.lines.map(({ item, quantity }) => ({ item, quantity })) },
  )
}

function addProof(trx: Trx, record: Record, { keys }: Writer, actor: Person, delivery: Delivery, on: Day, file: NewDocument['file']): Promise<number> {
  const { centerId } = delivery
  const title = `Receipt of delivery ${delivery.id}`
  return addDocument(trx, record, keys, actor, { centerId, kind: 'proof', title, datedOn: on, receivedOn: actor.today, expiresOn: null, replacesId: null, file })
}
