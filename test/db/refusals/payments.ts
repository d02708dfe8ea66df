import { appended, at, hash, insert, inserted, outsideItsFund, today, type Refusal } from './refusal.ts'

const payment = {
  allocation_id: '@approved',
  amount_minor: 100,
  planned_on: today,
  method: 'cash',
  paid_currency: 'KES',
  paid_minor: 12_950,
  rate: '129.5',
  rate_source: 'The bank',
  rate_on: today,
  planned_by: 2,
  planned_at: at,
}
const unrated = { rate: null, rate_source: null, rate_on: null }
const gaveBack = { allocation_id: '@paid', move: 'closed', gave_back_minor: 100_000, on_day: today, reason: 'It is done.', by_id: 3, at }
const sent = {
  payment_id: '@waitingPayment',
  kind: 'sent',
  amount_minor: 100_000,
  on_day: today,
  bank_on: today,
  note: null,
  by_id: 4,
  recorded_on: today,
  at,
}
/** Of what Priya approved alone. */
const secondApproval = insert('approvals', {
  allocation_id: '@approved',
  proposal_id: "(SELECT id FROM allocation_moves WHERE move = 'proposed' AND allocation_id = @approved)",
  approved_by: 4,
  on_day: today,
  at,
  hash,
})
const voided = { kind: 'void', amount_minor: 0, note: 'Planned twice.' }
const returned = { payment_id: '@sentPayment', kind: 'returned', note: 'The account was closed.', amount_minor: 50_000 }

const arrived = { payment_id: '@sentPayment', kind: 'received', amount_minor: 50_000 }
const reversal = { reverses_id: '(SELECT max(id) FROM payment_events)', note: 'It was another payment’s.' }
const arrivedReversed = { ...arrived, ...reversal, amount_minor: -50_000 }
const returnedReversed = { ...returned, ...reversal, amount_minor: -50_000 }

/** A row after the rows before it. */
const after = (before: object[], row: object): string[] => [...before, row].map((each) => insert('payment_events', { ...sent, ...each }))

/** What leaves, and what became of it. */
export const paymentRefusals: Refusal[] = [
  ...inserted('payments', payment, [
    ['payment_ids_count', { id: -1 }],
    ['payments_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['a_payment_is_an_amount', { amount_minor: 0 }],
    ['a_payment_is_countable_on_insert', { bad: { amount_minor: 1_000_000_000_001 }, right: { amount_minor: 1_000_000_000_000 } }],
    ['a_payment_is_countable_on_insert', { bad: { paid_minor: 1_000_000_000_001 }, right: { paid_minor: 1_000_000_000_000 } }],
    ['a_payment_rate_is_in_range_on_insert', { bad: { rate: '10000000.1' }, right: { rate: '10000000' } }],
    ['a_payment_rate_is_in_range_on_insert', { bad: { rate: '0.00000009' }, right: unrated }],
    ['planned_on_is_a_day', { planned_on: '2026-11-31' }],
    ['method_is_known', { method: 'pigeon' }],
    ['paid_currency_is_a_code', { paid_currency: 'shillings' }],
    ['paid_is_an_amount', { paid_minor: 0 }],
    ['rate_on_is_a_day', { bad: { rate_on: '2026-11-31' }, right: {}, without: ['a_payments_rate_is_not_dated_ahead'] }],
    ['a_payments_rate_is_not_dated_ahead', { bad: { rate_on: '2026-11-22' }, right: { rate_on: '2026-11-20' } }],
    ['a_rate_has_its_source_and_day', { bad: { ...unrated, rate: '129.5' }, right: unrated }],
    ['a_rate_has_its_source_and_day', { rate_source: null }],
    ['rate_is_right_is_yes_or_no', { bad: { rate_is_right: 2 }, right: { rate_is_right: 1 } }],
    ['a_payments_rate_is_one_decimal', { rate: '129,5' }],
    ['a_payments_rate_is_one_decimal', { rate: '0.00' }],
    ['a_payments_rate_is_one_decimal', { rate: '1.2.3' }],
  ]),
  ...appended('payments', '@waitingPayment', { amount_minor: 1 }, payment),

  ...inserted('payment_events', sent, [
    ['payment_event_ids_count', { id: -1 }],
    ['payment_events_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['payment_event_is_known', { kind: 'lost' }],
    ['payment_event_is_an_amount', { bad: { ...voided, amount_minor: -1 }, right: voided }],
    ['payment_event_day_is_a_day', { bad: { ...voided, on_day: '2026-11-31' }, right: voided, without: ['what_comes_back_is_dated_today'] }],
    ['bank_on_is_a_day', { bank_on: '2026-11-31' }],
    ['voiding_and_returning_have_a_reason', { bad: { ...voided, note: null }, right: voided }],
    ['voiding_and_returning_have_a_reason', { bad: { ...returned, note: '' }, right: returned }],
    ['payment_events_are_dated_today', { bad: { ...voided, recorded_on: '2026-11-20', on_day: '2026-11-20' }, right: voided }],
    ['money_goes_to_centers_in_good_standing', { payment_id: '@plainPayment' }],
    ['sent_on_the_registers_day', { on_day: '2026-11-20' }],
    ['a_payment_is_sent_whole', { amount_minor: 99_999 }],
    ['the_proposer_does_not_release', { by_id: 2 }],
    ['payments_stay_within_their_allocation', { payment_id: '@largePayment', amount_minor: 50_001 }],
    ['what_comes_back_was_sent', { bad: { ...returned, payment_id: '@waitingPayment' }, right: returned }],
    ['what_comes_back_was_sent', { bad: { kind: 'received' }, right: arrived }],
    ['no_more_arrives_than_was_paid_out', { bad: { ...arrived, amount_minor: 50_001 }, right: arrived }],
    ['no_more_comes_back_than_was_sent', { bad: { ...returned, amount_minor: 50_001 }, right: returned }],
    ['a_payment_arrives_after_it_left', { bad: { ...arrived, on_day: '2026-11-20' }, right: arrived }],
    ['a_payment_arrives_after_it_left', { bad: { ...arrived, on_day: '2026-11-22' }, right: arrived }],
    ['what_comes_back_is_dated_today', { bad: { ...returned, on_day: '2026-11-20' }, right: returned }],
    ['what_comes_back_is_dated_today', { bad: { ...voided, on_day: '2026-11-22' }, right: voided }],
    ['something_arrives_or_comes_back', { bad: { ...arrived, amount_minor: 0 }, right: { ...arrived, amount_minor: 1 } }],
    ['something_arrives_or_comes_back', { bad: { ...returned, amount_minor: 0 }, right: { ...returned, amount_minor: 1 } }],
  ]),
  ...outsideItsFund('a_payment_is_what_its_fund_is_for', '@fund', insert('payment_events', sent)),
  {
    by: 'the_last_of_two_approvers_does_not_release',
    bad: [secondApproval, insert('payment_events', sent)],
    right: [secondApproval, insert('payment_events', { ...sent, by_id: 3 })],
    without: ['an_approval_is_of_what_is_proposed'],
  },
  {
    by: 'no_more_comes_back_than_was_sent',
    bad: [insert('payment_events', { ...sent, ...returned, amount_minor: 1 }), insert('payment_events', { ...sent, ...returned })],
    right: insert('payment_events', { ...sent, ...returned }),
  },
  ...(
    [
      ['taking_back_has_a_reason', after([arrived], { ...arrivedReversed, note: '' }), after([arrived], arrivedReversed)],
      ['a_reversal_turns_its_event', after([arrived], { ...arrivedReversed, amount_minor: -49_999 }), after([arrived], arrivedReversed)],
      ['a_reversal_turns_its_event', after([returned], { ...returnedReversed, on_day: '2026-11-20' }), after([returned], returnedReversed)],
      ['a_reversal_turns_its_event', after([arrived], { ...arrivedReversed, kind: 'returned' }), after([arrived], arrivedReversed)],
      ['a_reversal_turns_its_event', after([], { ...arrivedReversed, kind: 'void' }), after([arrived], arrivedReversed)],
      ['a_reversal_turns_its_event', after([arrived, arrivedReversed], { ...arrivedReversed, amount_minor: 50_000 }), after([arrived], arrivedReversed)],
      ['a_payment_arrives_once', after([arrived], { ...arrived, amount_minor: 1 }), after([arrived, arrivedReversed], { ...arrived, amount_minor: 1 })],
      [
        'no_more_arrives_than_was_paid_out',
        after([{ ...returned, amount_minor: 20_000 }], { ...arrived, amount_minor: 30_001 }),
        after([{ ...returned, amount_minor: 20_000 }], { ...arrived, amount_minor: 30_000 }),
      ],
      [
        'payments_stay_within_their_allocation',
        [...after([], returned), insert('allocation_moves', gaveBack), ...after([], returnedReversed)],
        after([returned], returnedReversed),
      ],
    ] as const
  ).map(([by, bad, right]): Refusal => ({ by, bad: [...bad], right: [...right] })),
  ...appended('payment_events', '(SELECT max(id) FROM payment_events)', { on_day: '2026-11-20' }, { ...sent, ...voided }),
]
