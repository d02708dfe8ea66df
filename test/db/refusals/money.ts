import { appended, at, hash, insert, inserted, notDeleted, outsideItsFund, today, update, updated, type Refusal } from './refusal.ts'

const fund = {
  code: 'NEW-1',
  name: 'Spring appeal',
  giver: 'A giver',
  currency: 'USD',
  starts_on: today,
  ends_on: '2027-11-21',
  purposes: '[]',
  countries: '[]',
  created_by: 3,
  created_at: at,
}
const entry = {
  fund_id: '@fund',
  kind: 'receipt',
  amount_minor: 500,
  on_day: today,
  note: 'A gift',
  opening: 0,
  other_fund_id: null,
  reverses_id: null,
  recorded_by: 3,
  recorded_on: today,
  recorded_at: at,
}
const opening = { fund_id: '@bareFund', opening: 1, document_id: '@barePaper' }
const adjustment = { ...entry, kind: 'adjustment' }
const rate = { currency: 'KES', on_day: today, rate: '0.0077', source: 'The bank', entered_by: 3, entered_at: at }
const allocation = {
  fund_id: '@fund',
  center_id: '@vetted',
  purpose_code: 'FUND-BASIC',
  amount_minor: 100,
  currency: 'USD',
  for_what: 'Bedding',
  populations: '[]',
  from_age: 18,
  to_age: 30,
  report_days: 45,
  state: 'draft',
  drafted_by: 2,
  drafted_at: at,
}
const move = { allocation_id: '@approved', move: 'closed', gave_back_minor: 0, on_day: today, reason: 'It is done.', by_id: 3, at }
const proposalOf = (allocation: string): string => `(SELECT max(id) FROM allocation_moves WHERE move = 'proposed' AND allocation_id = ${allocation})`
const approval = { allocation_id: '@proposed', proposal_id: proposalOf('@proposed'), approved_by: 3, on_day: today, at, comment: null, hash }
const approveReady = update('allocations', '@ready', { state: 'approved' })
const readyIsADraft = update('allocations', '@ready', { state: 'draft' })
const readyIsProposed = update('allocations', '@ready', { state: 'proposed' })
const proposedAnew = insert('allocation_moves', { ...move, allocation_id: '@ready', move: 'proposed', by_id: 2 })
const approvedAnew = insert('approvals', { ...approval, allocation_id: '@ready', proposal_id: proposalOf('@ready'), approved_by: 4 })
const moveTo = (allocation: string): string => insert('allocation_moves', { ...move, allocation_id: allocation, move: 'approved', reason: null })
const later = '2026-11-21T10:00:00.000Z'
const setTo = (name: string, value: string): string => update('settings', `'${name}'`, { value }, 'name')

/** Funds with their entries, rates, and allocations with their approvals. */
export const moneyRefusals: Refusal[] = [
  ...inserted('funds', fund, [
    ['fund_has_a_code', { code: '' }],
    ['fund_is_named', { name: '' }],
    ['fund_has_a_giver', { giver: '' }],
    ['fund_currency_is_a_code', { currency: 'usd' }],
    ['starts_on_is_a_day', { starts_on: '2026-11-31' }],
    ['ends_on_is_a_day', { ends_on: '2027-11-31' }],
    ['fund_purposes_are_json', { purposes: 'all' }],
    ['fund_countries_are_json', { countries: 'KE' }],
    ['a_fund_has_a_period', { ends_on: '2026-11-20' }],
  ]),
  ...notDeleted('funds', '@otherFund'),
  ...updated('funds', '@fund', [['a_fund_keeps_its_currency', { currency: 'EUR' }, { name: 'Another name' }]]),
  ...inserted('fund_entries', entry, [
    ['fund_entry_ids_count', { id: -1 }],
    ['fund_entries_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['entry_kind_is_known', { kind: 'prize' }],
    ['an_entry_is_not_nothing', { bad: { kind: 'adjustment', amount_minor: 0 }, right: { kind: 'adjustment' } }],
    ['an_entry_is_not_nothing', { amount_minor: '(9007199254740992)' }],
    ['entry_day_is_a_day', { bad: { on_day: '2026-11-31' }, right: {}, without: ['an_entry_counts_from_its_recording'] }],
    ['an_entry_says_what_it_is', { note: '' }],
    ['opening_entry_is_yes_or_no', { opening: 2 }],
    ['a_document_shows_an_opening_balance', { bad: { document_id: '@barePaper' }, right: opening }],
    ['an_opening_balance_has_its_document', { bad: { ...opening, document_id: null }, right: opening }],
    ['an_opening_balance_comes_first', { bad: { ...opening, fund_id: '@fund' }, right: opening }],
    ['an_opening_balance_comes_first', { bad: { ...opening, kind: 'adjustment' }, right: opening }],
    [
      'an_opening_balance_comes_first',
      { bad: { ...opening, fund_id: '@smallFund', reverses_id: '@entry', amount_minor: -500 }, right: opening, without: ['a_reversal_turns_its_entry'] },
    ],
    ['a_receipt_brings_money', { amount_minor: -500 }],
    ['a_transfer_has_two_funds', { bad: { kind: 'transfer' }, right: { kind: 'transfer', other_fund_id: '@otherFund' } }],
    ['a_transfer_has_two_funds', { bad: { kind: 'transfer', other_fund_id: '@fund' }, right: { kind: 'transfer', other_fund_id: '@otherFund' } }],
    ['an_entry_is_countable_on_insert', { bad: { amount_minor: 1_000_000_000_001 }, right: { amount_minor: 1_000_000_000_000 } }],
    ['fund_entries_are_dated_today', { recorded_on: '2026-11-20', on_day: '2026-11-20' }],
    ['an_entry_counts_from_its_recording', { on_day: '2020-01-01' }],
    ['an_entry_counts_from_its_recording', { on_day: '2026-11-22' }],
    ['an_entry_counts_from_its_recording', { bad: { ...opening, on_day: '2026-11-22' }, right: { ...opening, on_day: '2020-01-01' } }],
    ['a_reversal_turns_its_entry', { bad: { reverses_id: '@entry', amount_minor: -500, kind: 'adjustment' }, right: { reverses_id: '@entry', amount_minor: -500 } }],
    ['a_reversal_turns_its_entry', { bad: { reverses_id: '@entry', amount_minor: -501 }, right: { reverses_id: '@entry', amount_minor: -500 } }],
    ['a_reversal_turns_its_entry', { bad: { reverses_id: '@entry', amount_minor: -500, fund_id: '@smallFund' }, right: { reverses_id: '@entry', amount_minor: -500 } }],
  ]),
  ...inserted('fund_entries', adjustment, [['a_fund_gives_only_what_is_available', { bad: { amount_minor: -900_000_000 }, right: { amount_minor: -1 } }]]),
  ...appended('fund_entries', '@entry', { amount_minor: 1 }, entry),
  ...inserted('exchange_rates', rate, [
    ['exchange_rate_ids_count', { id: -1 }],
    ['exchange_rates_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['rate_currency_is_a_code', { currency: 'KE' }],
    ['rate_day_is_a_day', { bad: { on_day: '2026-11-31' }, right: {}, without: ['a_rate_is_not_dated_ahead'] }],
    ['a_rate_is_not_dated_ahead', { bad: { on_day: '2026-11-22' }, right: { on_day: '2020-01-01' } }],
    ['rate_is_a_decimal', { rate: '1,5' }],
    ['rate_is_a_decimal', { rate: '0.0' }],
    ['rate_has_a_source', { source: '' }],
    ['a_rate_is_one_decimal', { rate: '1.2.3' }],
    ['a_rate_is_one_decimal', { rate: '.5' }],
    ['a_rate_is_one_decimal', { rate: '5.' }],
    ['a_rate_is_one_decimal', { rate: '1234567890123456789' }],
    ['a_rate_is_in_range_on_insert', { bad: { rate: '10000000.1' }, right: { rate: '10000000' } }],
    ['a_rate_is_in_range_on_insert', { bad: { rate: '0.00000009' }, right: { rate: '0.0000001' } }],
  ]),
  ...appended('exchange_rates', '@rate', { rate: '9' }, rate),

  ...inserted('allocations', allocation, [
    ['an_allocation_is_an_amount', { amount_minor: 0 }],
    ['an_allocation_says_for_what', { for_what: '' }],
    ['allocation_populations_are_json', { populations: 'women' }],
    ['an_allocation_is_countable_on_insert', { bad: { amount_minor: 1_000_000_000_001 }, right: { amount_minor: 1_000_000_000_000 } }],
    ['report_days_count', { report_days: 0 }],
    ['allocation_ages_are_in_order', { from_age: 31 }],
    ['an_allocation_has_its_funds_currency', { currency: 'EUR' }],
    ['allocations_begin_as_drafts', { state: 'approved' }],
  ]),
  ...notDeleted('allocations', '@draft'),
  ...updated('allocations', '@draft', [
    ['allocation_state_is_known', { state: 'lost' }, { state: 'proposed' }, ['an_allocation_moves_as_it_may']],
    ['an_allocation_is_countable_on_update', { amount_minor: 1_000_000_000_001 }, { amount_minor: 1_000_000_000_000 }],
    ['an_allocation_moves_as_it_may', { state: 'closed' }, { state: 'cancelled' }],
    ['an_allocation_keeps_its_center', { center_id: '@bare' }, { amount_minor: 5 }],
    ['an_allocation_keeps_its_center', { currency: 'EUR' }, { for_what: 'Food' }],
    ['an_allocation_keeps_its_center', { drafted_by: 3 }, { report_days: 30 }],
  ]),
  {
    by: 'a_proposed_allocation_keeps_its_terms',
    bad: update('allocations', '@proposed', { amount_minor: 5 }),
    right: update('allocations', '@draft', { amount_minor: 5 }),
  },
  {
    by: 'a_proposed_allocation_keeps_its_terms',
    bad: update('allocations', '@approved', { from_age: null, populations: '["POP-MEN"]' }),
    right: update('allocations', '@draft', { from_age: null, populations: '["POP-MEN"]' }),
  },
  {
    by: 'approved_allocations_have_an_approval',
    bad: [moveTo('@proposed'), update('allocations', '@proposed', { state: 'approved' })],
    right: approveReady,
  },
  // Returned, raised and proposed anew, it is not approved on what was approved before.
  {
    by: 'approved_allocations_have_an_approval',
    bad: [readyIsADraft, proposedAnew, readyIsProposed, moveTo('@ready'), approveReady],
    right: [readyIsADraft, proposedAnew, readyIsProposed, approvedAnew, moveTo('@ready'), approveReady],
  },
  {
    by: 'an_allocation_is_approved_by_a_move',
    bad: [readyIsADraft, proposedAnew, readyIsProposed, approvedAnew, approveReady],
    right: [readyIsADraft, proposedAnew, readyIsProposed, approvedAnew, moveTo('@ready'), approveReady],
  },
  { by: 'an_allocation_is_proposed_anew', bad: [readyIsADraft, readyIsProposed], right: [readyIsADraft, proposedAnew, readyIsProposed] },
  ...outsideItsFund('an_allocation_is_what_its_fund_is_for', '@smallFund', approveReady),
  // The center was given $3,000.00 in these days, and this is $1,000.00 more.
  { by: 'two_people_approve_above_the_threshold', bad: [setTo('threshold_minor', '399999'), approveReady], right: [setTo('threshold_minor', '400000'), approveReady] },
  {
    by: 'two_people_approve_above_the_threshold',
    bad: [setTo('threshold_minor', '0'), approveReady],
    right: [setTo('threshold_minor', '0'), approvedAnew, approveReady],
  },
  {
    by: 'two_people_approve_above_the_threshold',
    bad: [setTo('currency', 'EUR'), insert('exchange_rates', { ...rate, currency: 'USD', on_day: '2026-11-13' }), approveReady],
    right: [setTo('currency', 'EUR'), insert('exchange_rates', { ...rate, currency: 'USD', on_day: '2026-11-14', entered_by: 4 }), approveReady],
    without: ['the_reporting_currency_stays'],
  },
  // Nor by a rate that its approver entered since it was proposed; one that stood then counts, and so does anybody else's.
  ...[
    { entered_by: 3, entered_at: at },
    { entered_by: 4, entered_at: later },
  ].map((counts) => ({
    by: 'two_people_approve_above_the_threshold',
    bad: [setTo('currency', 'EUR'), insert('exchange_rates', { ...rate, currency: 'USD', entered_by: 3, entered_at: later }), approveReady],
    right: [setTo('currency', 'EUR'), insert('exchange_rates', { ...rate, currency: 'USD', ...counts }), approveReady],
    without: ['the_reporting_currency_stays'],
  })),
  // A register without its threshold has the strictest.
  {
    by: 'two_people_approve_above_the_threshold',
    bad: ["DELETE FROM settings WHERE name = 'threshold_minor'", approveReady],
    right: ["DELETE FROM settings WHERE name = 'threshold_minor'", approvedAnew, approveReady],
    without: ['the_threshold_is_not_deleted'],
  },
  { by: 'the_threshold_stays_an_amount', bad: setTo('threshold_minor', 'none'), right: setTo('threshold_minor', '0') },
  { by: 'the_threshold_stays_an_amount', bad: "UPDATE settings SET value = '5' || char(0) || 'x' WHERE name = 'threshold_minor'", right: setTo('threshold_minor', '5') },
  { by: 'the_threshold_stays_an_amount', bad: setTo('threshold_minor', ''), right: setTo('threshold_minor', '400000') },
  { by: 'the_threshold_stays_an_amount', bad: setTo('threshold_minor', '99999999999999'), right: setTo('threshold_minor', '1000000000000') },
  {
    by: 'the_threshold_stays_an_amount',
    bad: update('settings', "'threshold_minor'", { name: 'threshold' }, 'name'),
    right: update('settings', "'organization'", { name: 'house' }, 'name'),
  },
  { by: 'the_threshold_is_not_deleted', bad: "DELETE FROM settings WHERE name = 'threshold_minor'", right: "DELETE FROM settings WHERE name = 'organization'" },
  {
    by: 'the_threshold_is_an_amount_on_insert',
    bad: ["DELETE FROM settings WHERE name = 'threshold_minor'", insert('settings', { name: 'threshold_minor', value: '-1' })],
    right: ["DELETE FROM settings WHERE name = 'threshold_minor'", insert('settings', { name: 'threshold_minor', value: '1' })],
    without: ['the_threshold_is_not_deleted'],
  },
  {
    by: 'an_allocation_fits_its_fund',
    bad: [insert('fund_entries', { ...adjustment, fund_id: '@smallFund', amount_minor: -1 }), update('allocations', '@ready', { state: 'approved' })],
    right: update('allocations', '@ready', { state: 'approved' }),
  },
  ...[
    {
      change: 'insert',
      bad: insert('allocation_needs', { allocation_id: '@proposed', need_id: '@need' }),
      right: insert('allocation_needs', { allocation_id: '@draft', need_id: '@otherNeed' }),
    },
    {
      change: 'update',
      bad: update('allocation_needs', '@draft', { allocation_id: '@proposed' }, 'allocation_id'),
      right: update('allocation_needs', '@draft', { need_id: '@otherNeed' }, 'allocation_id'),
    },
    {
      change: 'delete',
      bad: ["UPDATE allocations SET state = 'proposed' WHERE id = @draft", 'DELETE FROM allocation_needs WHERE allocation_id = @draft'],
      right: 'DELETE FROM allocation_needs WHERE allocation_id = @draft',
    },
  ].map(({ change, ...rest }) => ({ by: `a_proposed_allocation_keeps_its_needs_on_${change}`, ...rest })),
  ...inserted('allocation_needs', { allocation_id: '@draft', need_id: '@otherNeed' }, [['an_allocation_covers_its_centers_needs', { need_id: '@plainNeed' }]]),
  {
    by: 'an_allocation_covers_its_centers_needs_on_update',
    bad: update('allocation_needs', '@draft', { need_id: '@plainNeed' }, 'allocation_id'),
    right: update('allocation_needs', '@draft', { need_id: '@otherNeed' }, 'allocation_id'),
  },

  ...inserted('allocation_moves', move, [
    ['allocation_move_ids_count', { id: -1 }],
    ['allocation_moves_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['allocation_move_is_known', { move: 'lost' }],
    ['gave_back_is_an_amount', { gave_back_minor: -1 }],
    ['allocation_move_day_is_a_day', { bad: { on_day: '2026-11-31' }, right: {}, without: ['allocation_moves_are_dated_today'] }],
    ['refusing_has_a_reason', { reason: null }],
    ['allocation_moves_are_dated_today', { on_day: '2026-11-20' }],
    ['no_more_is_given_back_than_is_unpaid', { bad: { gave_back_minor: 100_001 }, right: { gave_back_minor: 100_000 } }],
    ['no_more_is_given_back_than_is_unpaid', { bad: { allocation_id: '@paid', gave_back_minor: 50_001 }, right: { allocation_id: '@paid', gave_back_minor: 50_000 } }],
    ['no_more_is_given_back_than_is_unpaid', { bad: { move: 'cancelled', gave_back_minor: 1 }, right: { move: 'cancelled' } }],
  ]),
  ...appended('allocation_moves', '(SELECT max(id) FROM allocation_moves)', { by_id: 4 }, move),
  {
    by: 'a_closed_allocation_gave_back_what_was_unpaid',
    bad: [
      insert('allocation_moves', { ...move, gave_back_minor: 100_000 }),
      `INSERT INTO payment_events (payment_id, kind, amount_minor, on_day, by_id, recorded_on, at) VALUES (@waitingPayment, 'sent', 100000, '${today}', 4, '${today}', '${at}')`,
      update('allocations', '@approved', { state: 'closed' }),
    ],
    right: [insert('allocation_moves', { ...move, gave_back_minor: 100_000 }), update('allocations', '@approved', { state: 'closed' })],
  },
  {
    by: 'a_paid_allocation_is_not_cancelled',
    bad: update('allocations', '@paid', { state: 'cancelled' }),
    right: update('allocations', '@approved', { state: 'cancelled' }),
  },
  ...inserted('approvals', approval, [
    ['approvals_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['approval_names_what_it_approves', { hash: 'a hash' }],
    ['the_proposer_does_not_approve', { approved_by: 2 }],
    ['approvals_are_dated_today', { on_day: '2026-11-20' }],
    ['an_approval_is_of_what_is_proposed', { proposal_id: null }],
    ['an_approval_is_of_what_is_proposed', { proposal_id: proposalOf('@ready') }],
  ]),
  {
    by: 'an_approval_is_of_what_is_proposed',
    bad: [update('allocations', '@proposed', { state: 'draft' }), insert('approvals', approval)],
    right: insert('approvals', approval),
  },
  ...appended('approvals', '(SELECT max(id) FROM approvals)', { approved_by: 4 }, approval),
]
