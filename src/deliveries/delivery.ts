import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { sumMinor, type Money } from '../shared/money.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { rowName } from './rows.ts'

export const deliveryStates = ['packing', 'sent', 'received', 'lost', 'set aside'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export type EventKind = 'sent' | 'received' | 'lost' | 'set aside'

export interface DeliveryEvent {
  kind: EventKind
  on: Day
  note: string | null
  byId: number
}

export interface DeliveryLine {
  id: number
  needId: number | null
  item: string
  quantity: number
  unit: string
  unitValue: Money | null
}

/** What a receipt says of one line. In a receipt that reverses another, each is below zero or nothing. */
export interface ReceiptLine {
  lineId: number
  received: number
  damaged: number
  missing: number
  why: string | null
}

export interface Receipt {
  id: number
  on: Day
  confirmedBy: string
  note: string | null
  reversesId: number | null
  documentId: number | null
  recordedBy: number
  lines: ReceiptLine[]
}

export interface Delivery {
  id: number
  centerId: number
  centerName: string
  country: string
  expectedOn: Day | null
  carrier: string | null
  note: string | null
  packedBy: number
  packedOn: Day
  version: number
  lines: DeliveryLine[]
  events: DeliveryEvent[]
  receipts: Receipt[]
}

/** No more than a form can carry; more goes into another delivery. */
export const mostLines = 25

export interface Account {
  received: number
  damaged: number
  missing: number
  /** Sent, and no receipt says yet what became of it. */
  left: number
}

/** What became of a line, over all its receipts: those that reverse another take it back off. */
export function accountOf(line: Pick<DeliveryLine, 'id' | 'quantity'>, receipts: readonly Pick<Receipt, 'lines'>[]): Account {
  const said = receipts.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id)
  const [received, damaged, missing] = (['received', 'damaged', 'missing'] as const).map((key) => sumMinor(said.map((each) => each[key]))) as [number, number, number]
  return { received, damaged, missing, left: line.quantity - received - damaged - missing }
}

/** How much of a delivery no receipt accounts for yet. */
export const leftOf = ({ lines, receipts }: Pick<Delivery, 'lines' | 'receipts'>): number => sumMinor(lines.map((line) => accountOf(line, receipts).left))

/**
 * It is received when every line is accounted for, and goes back to sent when a receipt is reversed. What was
 * called lost and turned up after all is received like anything else.
 */
export function stateOf(events: readonly Pick<DeliveryEvent, 'kind'>[], left: number): DeliveryState {
  const has = (kind: EventKind): boolean => events.some((event) => event.kind === kind)
  if (has('set aside')) return 'set aside'
  if (!has('sent')) return 'packing'
  if (left === 0) return 'received'
  return has('lost') ? 'lost' : 'sent'
}

export const stateOfDelivery = (delivery: Delivery): DeliveryState => stateOf(delivery.events, leftOf(delivery))

export const sentOn = ({ events }: Pick<Delivery, 'events'>): Day | null => events.find(({ kind }) => kind === 'sent')?.on ?? null

/** On the way past the day it was expected. */
export const isLate = (state: DeliveryState, expectedOn: Day | null, today: Day): boolean => state === 'sent' && expectedOn !== null && isBefore(expectedOn, today)

/** The value of lines, currency by currency (M1), in the order of the codes; lines of no known value are not in it. */
export function valuesOf(lines: readonly { quantity: number; unitValue: Money | null }[]): Money[] {
  const sums = new Map<string, number>()
  for (const { quantity, unitValue } of lines) {
    if (unitValue !== null) sums.set(unitValue.currency, sumMinor([sums.get(unitValue.currency) ?? 0, unitValue.minor * quantity]))
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency })).toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}

const refuse = (message: string): never => {
  throw new Refusal('conflict', message)
}

export function assertPacking(delivery: Delivery): void {
  const state = stateOfDelivery(delivery)
  if (state === 'set aside') refuse('This delivery was set aside.')
  if (state !== 'packing') refuse(`This delivery left on ${dayText(sentOn(delivery) ?? delivery.packedOn)}, so what is in it stays as it is.`)
}

/** What of a delivery itself must be so before it leaves; the center's standing and holds are judged beside it (S1). */
export function assertReadyToSend(delivery: Delivery): void {
  assertPacking(delivery)
  if (delivery.lines.length === 0) refuse('Nothing is packed yet, so there is nothing to send.')
}

export function assertOnTheWay(delivery: Delivery): void {
  const state = stateOfDelivery(delivery)
  if (state !== 'sent') refuse(state === 'packing' ? 'This delivery has not left yet.' : `This delivery is ${state} already.`)
}

/** What arrives was sent; what was called lost may still turn up. */
export function assertMayReceive(delivery: Delivery): void {
  const state = stateOfDelivery(delivery)
  if (state === 'packing') refuse('This delivery has not left yet.')
  if (state === 'received') refuse('All of this delivery is accounted for. If a receipt is wrong, reverse it first.')
  if (state === 'set aside') refuse('This delivery was set aside.')
}

/** S3: all that speaks against a receipt, no line having more accounted for than was sent. Of what could not be read nothing is said. */
export function receiptProblems(delivery: Delivery, { on, lines }: { on?: Day; lines?: readonly ReceiptLine[] }, today: Day): Problem[] {
  const left = sentOn(delivery)
  const early = on && left !== null && isBefore(on, left) ? [{ field: 'on', message: `This delivery left on ${dayText(left)}, so nothing of it arrived before.` }] : []
  return [
    ...problemIf(on !== undefined && isAfter(on, today), 'on', 'A receipt cannot be dated after today.'),
    ...early,
    ...problemIf(lines?.length === 0, null, 'Say of at least one line what arrived, was damaged or is missing.'),
    ...(lines ?? []).flatMap((line) => lineProblems(delivery, line)),
  ]
}

function lineProblems(delivery: Delivery, said: ReceiptLine): Problem[] {
  const line = delivery.lines.find(({ id }) => id === said.lineId)
  if (!line) return [{ field: null, message: 'That line is not in this delivery.' }]
  const { left } = accountOf(line, delivery.receipts)
  const sum = said.received + said.damaged + said.missing
  const short = `Of ${line.item} only ${left} ${left === 1 ? 'is' : 'are'} left to account for, not ${sum}.`
  const unexplained = said.damaged + said.missing > 0 && (said.why ?? '') === ''
  return [
    ...problemIf(sum > left, rowName('received', line.id), left === 0 ? `All of ${line.item} is accounted for already.` : short),
    ...problemIf(unexplained, rowName('why', line.id), `Say why some of ${line.item} came damaged or is missing.`),
  ]
}

/** @throws Refusal when the receipt was turned round already, or is itself a turning */
export function assertMayReverse(delivery: Delivery, receiptId: number): void {
  if (delivery.receipts.some(({ id, reversesId }) => id === receiptId && reversesId !== null))
    refuse('This receipt reverses another. Record what really arrived in a new one.')
  if (delivery.receipts.some(({ reversesId }) => reversesId === receiptId)) refuse('This receipt was reversed already.')
}

/** Turns a receipt round, line for line. @throws Refusal as `assertMayReverse` */
export function reversalOf(delivery: Delivery, receipt: Receipt, reason: string): ReceiptLine[] {
  assertMayReverse(delivery, receipt.id)
  return receipt.lines.map((line) => ({ lineId: line.lineId, received: 0 - line.received, damaged: 0 - line.damaged, missing: 0 - line.missing, why: reason }))
}

/** The receipt that says of all that is left that it is missing: nothing more will come. */
export const restMissing = (delivery: Delivery, why: string): ReceiptLine[] =>
  delivery.lines.flatMap((line) => {
    const { left } = accountOf(line, delivery.receipts)
    return left === 0 ? [] : [{ lineId: line.id, received: 0, damaged: 0, missing: left, why }]
  })
