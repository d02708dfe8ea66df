import { day, morning } from './calendar.ts'
import type { MadeCenter, Making } from './center-rows.ts'
import type { Sendable } from './vetting-rows.ts'

interface MadeNeed {
  id: number
  item: string
  unit: string
  quantity: number
  cost: number
}

/** Eight needs; four of them are met by a delivery, in part or whole, where goods may be sent. */
export function makeSupplies(making: Making, center: MadeCenter, sendable: Sendable): void {
  const { put, log, chance, base } = making
  const { from, to } = sendable ?? { from: -200, to: 0 }
  const needs: MadeNeed[] = []
  for (const { code, category, item, unit } of chance.some(base.catalogue, 8)) {
    const on = chance.between(from, to)
    const [quantity, cost] = [chance.between(1, 60), chance.between(2, 300) * 100]
    const said = {
      unit_cost_minor: cost,
      currency: 'USD',
      people: chance.between(3, 40),
      priority: chance.of(['urgent', 'normal', 'low'] as const),
      needed_by: day(on + 60),
    }
    const recorded = { recorded_by: center.lead, recorded_on: day(on), recorded_at: morning(on) }
    const id = put('needs', { center_id: center.id, catalogue_code: code, category, item, quantity, unit, ...said, ...recorded })
    log('need.logged', { kind: 'need', id, centerId: center.id, by: center.lead }, { after: { item, quantity, unit, neededBy: day(on + 60) } })
    needs.push({ id, item, unit, quantity, cost })
  }
  if (sendable !== null) makeDelivery(making, center, needs.slice(0, 4), sendable.to)
}

function makeDelivery({ put, log, chance }: Making, center: MadeCenter, needs: MadeNeed[], sentOn: number): void {
  const [by, on] = [center.lead, sentOn]
  const subject = { kind: 'delivery', centerId: center.id, by }
  const delivery = put('deliveries', {
    center_id: center.id,
    expected_on: day(on + 14),
    carrier: 'A carrier',
    note: null,
    packed_by: by,
    packed_on: day(on),
    packed_at: morning(on),
  })
  log('delivery.packed', { id: delivery, ...subject }, { lines: needs.length })
  const lines = needs.map((need) => {
    const line = { need_id: need.id, item: need.item, quantity: need.quantity, unit: need.unit, unit_value_minor: need.cost, currency: 'USD' }
    return { id: put('delivery_lines', { delivery_id: delivery, ...line }), quantity: need.quantity }
  })
  put('delivery_events', { delivery_id: delivery, kind: 'sent', on_day: day(on), note: null, by_id: by, at: morning(on) })
  log('delivery.sent', { id: delivery, ...subject }, { on: day(on) })
  const arrived = on + 9
  if (arrived > 0) return
  const none = { note: null, reverses_id: null, document_id: null }
  const receipt = put('receipts', { delivery_id: delivery, on_day: day(arrived), confirmed_by: 'The head', recorded_by: by, recorded_at: morning(arrived), ...none })
  for (const { id, quantity } of lines) {
    const missing = chance.is(0.1) ? 1 : 0
    put('receipt_lines', { receipt_id: receipt, line_id: id, received: quantity - missing, damaged: 0, missing, why: missing === 0 ? null : 'It was not in the box.' })
  }
  put('delivery_events', { delivery_id: delivery, kind: 'received', on_day: day(arrived), note: null, by_id: by, at: morning(arrived) })
  log('delivery.received', { id: delivery, ...subject }, { receipt })
}
