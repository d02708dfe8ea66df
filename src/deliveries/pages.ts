import type { Fact, Head, Link, Notice, State } from '../http/parts.ts'
import { unitText } from '../lists/unit.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { groupText, holdGroups } from '../standing/hold-groups.ts'
import type { Hold } from '../standing/holds.ts'
import { accountOf, isLate, leftOf, sentOn, stateOfDelivery, valuesOf, type Delivery, type DeliveryState, type Receipt } from './delivery.ts'
import { crumbsTo } from './lines-pages.ts'
import { deliveryTone, deliveryWord } from './words.ts'

const counted = new Intl.NumberFormat('en')
const countText = (count: number): string => counted.format(count)

export interface DeliveryPage {
  title: string
  head: Head
  notices: Notice[]
  lines: { item: string; href: string | null; unit: string; value: string; sent: string; received: string; damaged: string; missing: string; left: string }[]
  value: string
  packing: boolean
  receipts: ReceiptRow[]
  receiveHref: string | null
  facts: Fact[]
  prints: Link[]
}

export interface ReceiptRow {
  title: string
  said: string[]
  by: string
  note: string | null
  reversed: string | null
  proofHref: string | null
  reverseHref: string | null
}

export interface DeliveryContext {
  holds: Hold[]
  names: Map<number, string>
  today: Day
}

export function deliveryPage(delivery: Delivery, { holds, names, today }: DeliveryContext): DeliveryPage {
  const state = stateOfDelivery(delivery)
  const path = `/deliveries/${delivery.id}`
  return {
    title: `Delivery ${delivery.id}, ${delivery.centerName}`,
    head: {
      crumbs: crumbsTo({ id: delivery.centerId, name: delivery.centerName }),
      title: `Delivery ${delivery.id}`,
      state: deliveryState(delivery, today),
      lede: ledeOf(delivery),
      actions: actionsOf(state, path),
    },
    notices: noticesOf(delivery, state, holds, today),
    lines: delivery.lines.map((line) => lineRow(delivery, line)),
    value: valueText(delivery),
    packing: state === 'packing' || state === 'set aside',
    receipts: delivery.receipts.map((receipt) => receiptRow(delivery, receipt, names)),
    receiveHref: state === 'sent' || state === 'lost' ? `${path}/receipts/new` : null,
    facts: factsOf(delivery, names),
    prints: [
      { label: 'Packing list', href: `${path}/packing-list` },
      { label: 'Receipt form', href: `${path}/receipt-form` },
    ],
  }
}

function deliveryState(delivery: Delivery, today: Day): State {
  const state = stateOfDelivery(delivery)
  if (isLate(state, delivery.expectedOn, today)) return { word: 'Late', tone: 'bad' }
  return { word: deliveryWord[state], tone: deliveryTone[state] }
}

/** The value of what is in it, currency by currency (M1). */
export const valueText = (delivery: Delivery): string => valuesOf(delivery.lines).map(moneyText).join(' + ') || 'no value said'

const linesText = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`

export function ledeOf(delivery: Delivery): string {
  const left = sentOn(delivery)
  const parts = [`To ${delivery.centerName}`, linesText(delivery.lines.length), valueText(delivery)]
  parts.push(left === null ? `packed on ${dayText(delivery.packedOn)}` : `sent on ${dayText(left)}`)
  if (delivery.expectedOn !== null) parts.push(`expected on ${dayText(delivery.expectedOn)}`)
  return parts.join(' · ')
}

type Action = Head['actions'][number]
const action = (label: string, href: string, tone: Action['tone'] = 'plain'): Action => ({ label, href, tone, method: 'get' })

function actionsOf(state: DeliveryState, path: string): Action[] {
  switch (state) {
    case 'packing':
      return [action('Set it aside', `${path}/setting-aside`), action('Change what is packed', `${path}/lines`), action('Send the delivery', `${path}/sending`, 'main')]
    case 'sent':
      return [action('Call it lost', `${path}/loss`), action('Nothing more will come', `${path}/completion`), action('Record a receipt', `${path}/receipts/new`, 'main')]
    case 'lost':
      return [action('It has turned up: record a receipt', `${path}/receipts/new`)]
    case 'received':
    case 'set aside':
      return []
    default:
      return state satisfies never
  }
}

/** M6's rule in words: each kind of hold, on top of what could otherwise be sent. */
export const holdsNotice = (holds: readonly Hold[], centerId: number): Notice => ({
  tone: 'bad',
  title: 'On hold: nothing can be sent to this center now',
  lines: holdGroups(holds).map((group) => ({ text: `${sentence(groupText(group))}.`, lift: { label: 'See the center', href: `/centers/${centerId}` } })),
})

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function noticesOf(delivery: Delivery, state: DeliveryState, holds: readonly Hold[], today: Day): Notice[] {
  const notices: Notice[] = []
  if (state === 'packing' && holds.length > 0) notices.push(holdsNotice(holds, delivery.centerId))
  if (isLate(state, delivery.expectedOn, today) && delivery.expectedOn !== null)
    notices.push({
      tone: 'warn',
      title: `Expected on ${dayText(delivery.expectedOn)}, and ${countText(leftOf(delivery))} not accounted for`,
      lines: [{ text: 'Ask the center what arrived.', lift: { label: 'Record a receipt', href: `/deliveries/${delivery.id}/receipts/new` } }],
    })
  for (const { kind, on, note } of delivery.events)
    if (kind === 'lost' || kind === 'set aside') {
      const title = kind === 'lost' && state === 'received' ? turnedUp(delivery, on) : `${deliveryWord[kind]} on ${dayText(on)}`
      notices.push({ tone: 'calm', title, lines: [{ text: note ?? '', lift: null }] })
    }
  return notices
}

/** What was called lost is no longer so once all of it is accounted for; some of that may be missing for good. */
function turnedUp({ lines, receipts }: Delivery, lostOn: Day): string {
  const came = lines.every((line) => accountOf(line, receipts).missing === 0)
  return `Called lost on ${dayText(lostOn)}, and ${came ? 'arrived after all' : 'accounted for since'}`
}

function lineRow(delivery: Delivery, line: Delivery['lines'][number]): DeliveryPage['lines'][number] {
  const { received, damaged, missing, left } = accountOf(line, delivery.receipts)
  return {
    item: line.item,
    href: line.needId === null ? null : `/needs/${line.needId}`,
    unit: unitText(line.unit, line.quantity),
    value: line.unitValue === null ? 'none said' : moneyText(line.unitValue),
    sent: countText(line.quantity),
    received: countText(received),
    damaged: countText(damaged),
    missing: countText(missing),
    left: countText(left),
  }
}

function receiptRow(delivery: Delivery, receipt: Receipt, names: Map<number, string>): ReceiptRow {
  const reversing = delivery.receipts.find(({ reversesId }) => reversesId === receipt.id)
  const { reversesId } = receipt
  return {
    title: reversesId === null ? `Receipt ${receipt.id}: arrived on ${dayText(receipt.on)}` : `Receipt ${receipt.id} reverses receipt ${reversesId}`,
    said: reversesId === null ? receipt.lines.map((line) => lineSaid(delivery, line)) : [],
    by: `${reversesId === null ? `Confirmed by ${receipt.confirmedBy}, recorded` : 'Recorded'} by ${names.get(receipt.recordedBy) ?? 'the register'}`,
    note: receipt.note,
    reversed: reversing ? `Reversed by receipt ${reversing.id}` : null,
    proofHref: receipt.documentId === null ? null : `/documents/${receipt.documentId}`,
    reverseHref: reversesId === null && !reversing ? `/receipts/${receipt.id}/reversal` : null,
  }
}

function lineSaid(delivery: Delivery, { lineId, received, damaged, missing, why }: Receipt['lines'][number]): string {
  const item = delivery.lines.find(({ id }) => id === lineId)?.item ?? ''
  const counts = [`${countText(received)} received`, damaged > 0 ? `${countText(damaged)} damaged` : '', missing > 0 ? `${countText(missing)} missing` : '']
    .filter(Boolean)
    .join(', ')
  return why === null ? `${item}: ${counts}` : `${item}: ${counts} (${why})`
}

function factsOf(delivery: Delivery, names: Map<number, string>): Fact[] {
  const left = delivery.events.find(({ kind }) => kind === 'sent')
  const lost = delivery.events.find(({ kind }) => kind === 'lost')
  const fact = (label: string, value: string, href: string | null = null): Fact => ({ label, value, href })
  return [
    fact('To', delivery.centerName, `/centers/${delivery.centerId}`),
    fact('Packed', `${dayText(delivery.packedOn)} by ${names.get(delivery.packedBy) ?? 'the register'}`),
    fact('Sent', left ? `${dayText(left.on)} by ${names.get(left.byId) ?? 'the register'}` : 'not yet'),
    ...(lost ? [fact('Called lost', `${dayText(lost.on)} by ${names.get(lost.byId) ?? 'the register'}`)] : []),
    fact('Expected', delivery.expectedOn === null ? 'no day set' : dayText(delivery.expectedOn)),
    fact('Carrier', delivery.carrier ?? 'none said'),
    ...(delivery.note === null ? [] : [fact('Note', delivery.note)]),
  ]
}
