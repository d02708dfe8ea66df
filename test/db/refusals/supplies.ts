import { appended, at, insert, inserted, kept, notDeleted, today, update, updated, type Refusal } from './refusal.ts'

const need = {
  center_id: '@vetted',
  category: 'bedding',
  item: 'Blanket',
  quantity: 5,
  unit: 'piece',
  unit_cost_minor: 900,
  currency: 'USD',
  people: 5,
  priority: 'normal',
  needed_by: '2026-12-31',
  recorded_by: 2,
  recorded_on: today,
  recorded_at: at,
}
const withdrawal = { need_id: '@otherNeed', reason: 'They bought it.', withdrawn_by: 2, withdrawn_on: today, withdrawn_at: at }
const event = { delivery_id: '@packing', kind: 'sent', on_day: today, note: null, by_id: 2, at }
const setAside = { kind: 'set aside', note: 'Packed for nothing.' }
const line = { delivery_id: '@packing', need_id: '@need', item: 'Blanket', quantity: 5, unit: 'piece', unit_value_minor: 900, currency: 'USD' }
const receipt = { delivery_id: '@gone', on_day: today, confirmed_by: 'The matron', note: null, reverses_id: null, document_id: null, recorded_by: 2, recorded_at: at }
const reversal = { note: 'It was another delivery.', reverses_id: '@receipt' }
/** All 24 of a delivery came, and what reverses that. */
const allCame = [
  insert('receipts', { ...receipt, delivery_id: '@alsoGone' }),
  insert('receipt_lines', { receipt_id: '(SELECT max(id) FROM receipts)', line_id: '@alsoGoneLine', received: 24, damaged: 0, missing: 0 }),
]
const noneCame = [
  insert('receipts', { ...receipt, ...reversal, delivery_id: '@alsoGone', reverses_id: '(SELECT max(id) FROM receipts)' }),
  insert('receipt_lines', { receipt_id: '(SELECT max(id) FROM receipts)', line_id: '@alsoGoneLine', received: -24, damaged: 0, missing: 0 }),
]
const allReceived = insert('delivery_events', { ...event, delivery_id: '@alsoGone', kind: 'received' })
const calledLost = insert('delivery_events', { ...event, delivery_id: '@alsoGone', kind: 'lost', note: 'It never came.' })
const arrived = { receipt_id: '@emptyReceipt', line_id: '@goneLine', received: 14, damaged: 0, missing: 0, why: null }

/** Needs, deliveries with their lines, and what arrived. */
export const supplyRefusals: Refusal[] = [
  ...inserted('needs', need, [
    ['need_is_named', { item: '' }],
    ['something_is_wanted', { quantity: 0 }],
    ['need_has_a_unit', { unit: '' }],
    ['unit_cost_is_an_amount', { unit_cost_minor: -1 }],
    ['a_need_is_countable_on_insert', { bad: { unit_cost_minor: 200_000_000_001 }, right: { unit_cost_minor: 200_000_000_000 } }],
    ['need_currency_is_a_code', { currency: 'dollars' }],
    ['people_are_counted', { people: 0 }],
    ['priority_is_known', { priority: 'whenever' }],
    ['needed_by_is_a_day', { needed_by: '2026-11-31' }],
    ['need_recorded_on_is_a_day', { recorded_on: '2026-11-31' }],
    ['a_cost_has_a_currency', { currency: null }],
    ['a_cost_has_a_currency', { unit_cost_minor: null }],
  ]),
  ...updated('needs', '@need', [
    ['a_need_keeps_its_center', { center_id: '@bare' }, { priority: 'low' }],
    ['a_need_keeps_when_it_was_recorded', { recorded_on: '2026-01-01' }, { recorded_on: today }],
    ['a_need_keeps_when_it_was_recorded', { recorded_by: 3 }, { recorded_by: 2 }],
    ['a_need_keeps_when_it_was_recorded', { recorded_at: '2026-01-01T09:00:00.000Z' }, { recorded_at: at }],
    ['changed_at_is_an_instant', { changed_at: today }, { changed_at: at }],
    [
      'a_need_is_countable_on_update',
      { unit_cost_minor: 500_000_000_001, quantity: 2, changed_at: at },
      { unit_cost_minor: 500_000_000_000, quantity: 2, changed_at: at },
    ],
    ['a_changed_need_says_when', { quantity: 30 }, { quantity: 30, changed_at: at }],
    ['a_changed_need_says_when', { unit_cost_minor: 1, changed_at: '2026-11-20T09:00:00.000Z' }, { unit_cost_minor: 1, changed_at: at }],
  ]),
  ...notDeleted('needs', '@otherNeed'),
  ...kept('past_needs', '@otherNeed', { quantity: 1 }, 'need_id'),
  ...inserted('need_withdrawals', withdrawal, [
    ['need_withdrawal_has_a_reason', { reason: '' }],
    ['need_withdrawals_are_dated_today', { withdrawn_on: '2026-11-20' }],
  ]),
  ...kept('need_withdrawals', '@withdrawnNeed', { reason: 'Another reason.' }, 'need_id'),

  ...inserted('deliveries', { center_id: '@vetted', expected_on: today, packed_by: 2, packed_on: today, packed_at: at }, [
    ['expected_on_is_a_day', { expected_on: '2026-11-31' }],
  ]),
  ...updated('deliveries', '@packing', [['a_delivery_keeps_its_center', { center_id: '@bare' }, { carrier: 'By road' }]]),
  ...notDeleted('deliveries', '@packing'),
  ...inserted('delivery_events', event, [
    ['delivery_event_ids_count', { id: -1 }],
    ['delivery_events_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['delivery_event_is_known', { kind: 'stolen' }],
    ['delivery_event_day_is_a_day', { bad: { ...setAside, on_day: '2026-11-31' }, right: setAside, without: ['what_becomes_of_goods_is_dated_today'] }],
    ['what_becomes_of_goods_is_dated_today', { bad: { ...setAside, on_day: '2026-11-20' }, right: setAside }],
    ['what_becomes_of_goods_is_dated_today', { bad: { ...setAside, on_day: '2026-11-22' }, right: setAside }],
    ['a_loss_is_explained', { bad: { ...setAside, note: '' }, right: setAside }],
    ['a_loss_is_explained', { bad: { delivery_id: '@gone', kind: 'lost' }, right: { delivery_id: '@gone', kind: 'lost', note: 'It never came.' } }],
    ['goods_go_to_centers_in_good_standing', { delivery_id: '@stuck' }],
    ['goods_leave_on_the_registers_day', { on_day: '2026-11-20' }],
    ['what_ends_was_sent', { bad: { kind: 'received' }, right: { kind: 'received', delivery_id: '@gone' } }],
  ]),
  { by: 'a_delivery_ends_once', bad: [calledLost, calledLost], right: calledLost },
  { by: 'a_delivery_ends_once', bad: [calledLost, allReceived], right: allReceived },
  { by: 'a_delivery_ends_once', bad: [...allCame, calledLost], right: [...allCame, ...noneCame, calledLost] },
  { by: 'a_delivery_ends_once', bad: [...allCame, allReceived, allReceived], right: [...allCame, allReceived, ...noneCame, ...allCame, allReceived] },
  ...appended('delivery_events', '(SELECT max(id) FROM delivery_events)', { on_day: '2026-11-20' }, event),

  ...inserted('delivery_lines', line, [
    ['line_is_named', { item: '' }],
    ['line_has_a_quantity', { quantity: 0 }],
    ['line_has_a_unit', { unit: '' }],
    ['line_value_is_an_amount', { unit_value_minor: -1 }],
    ['a_line_is_countable_on_insert', { bad: { unit_value_minor: 200_000_000_001 }, right: { unit_value_minor: 200_000_000_000 } }],
    ['line_currency_is_a_code', { currency: 'dollars' }],
    ['a_value_has_a_currency', { currency: null }],
    ['a_sent_delivery_refuses_insert_of_lines', { delivery_id: '@gone' }],
    ['a_line_serves_its_centers_need_on_insert', { need_id: '@plainNeed' }],
  ]),
  {
    by: 'a_sent_delivery_refuses_update_of_lines',
    bad: update('delivery_lines', '@goneLine', { quantity: 1 }),
    right: update('delivery_lines', '@packingLine', { quantity: 1 }),
  },
  {
    by: 'a_sent_delivery_refuses_update_of_lines',
    bad: update('delivery_lines', '@packingLine', { delivery_id: '@gone' }),
    right: update('delivery_lines', '@packingLine', { delivery_id: '@packing' }),
  },
  { by: 'a_sent_delivery_refuses_delete_of_lines', bad: 'DELETE FROM delivery_lines WHERE id = @goneLine', right: 'DELETE FROM delivery_lines WHERE id = @packingLine' },
  ...updated('delivery_lines', '@packingLine', [
    ['a_line_serves_its_centers_need_on_update', { need_id: '@plainNeed' }, { need_id: '@otherNeed' }],
    ['a_line_is_countable_on_update', { unit_value_minor: 500_000_000_001, quantity: 2 }, { unit_value_minor: 500_000_000_000, quantity: 2 }],
  ]),

  ...inserted('receipts', receipt, [
    ['receipt_ids_count', { id: -1 }],
    ['receipts_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['receipt_day_is_a_day', { bad: { on_day: '2026-11-31' }, right: {}, without: ['goods_arrive_after_they_left'] }],
    ['goods_arrive_after_they_left', { on_day: '2026-11-20' }],
    ['goods_arrive_after_they_left', { on_day: '2026-11-22' }],
    ['somebody_confirmed', { confirmed_by: '' }],
    ['reversing_has_a_reason', { bad: { ...reversal, note: '' }, right: reversal }],
    ['what_arrives_was_sent', { delivery_id: '@packing' }],
    ['a_receipt_is_reversed_where_it_was_given', { bad: { ...reversal, on_day: '2026-11-20' }, right: reversal }],
    ['a_receipt_is_reversed_where_it_was_given', { bad: { ...reversal, delivery_id: '@alsoGone' }, right: reversal }],
  ]),
  ...appended('receipts', '@receipt', { on_day: '2026-11-20' }, receipt),
  ...inserted('receipt_lines', arrived, [
    ['a_shortfall_is_explained', { bad: { received: 13, missing: 1 }, right: { received: 13, missing: 1, why: 'One box was empty.' } }],
    ['a_shortfall_is_explained', { bad: { received: 13, damaged: 1, why: '' }, right: { received: 13, damaged: 1, why: 'Wet.' } }],
    ['a_reversal_turns_each_line', { received: -1 }],
    ['no_more_arrives_than_was_sent', { received: 15 }],
    ['a_line_arrives_with_its_delivery', { bad: { line_id: '@alsoGoneLine', received: 1 }, right: { received: 1 } }],
  ]),
  {
    by: 'a_reversal_turns_each_line',
    bad: [insert('receipts', { ...receipt, ...reversal }), insert('receipt_lines', { ...arrived, receipt_id: '(SELECT max(id) FROM receipts)', received: -9 })],
    right: [insert('receipts', { ...receipt, ...reversal }), insert('receipt_lines', { ...arrived, receipt_id: '(SELECT max(id) FROM receipts)', received: -10 })],
  },
  ...kept('receipt_lines', '(SELECT max(id) FROM receipt_lines)', { received: 1 }),
]
