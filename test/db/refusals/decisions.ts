import { appended, at, insert, inserted, kept, notDeleted, today, update, updated, type Refusal } from './refusal.ts'

const decision = {
  center_id: '@submitted',
  review_id: '@submittedReview',
  outcome: 'approve',
  effective_on: today,
  valid_until: '2028-11-21',
  scope: '{}',
  rationale: 'It is as it should be.',
  opening: 0,
  document_id: null,
  decided_by: 3,
  decided_on: today,
  decided_at: at,
}
const step = { ...decision, review_id: null, valid_until: null, scope: null }
const reinstate = { ...step, center_id: '@suspended', outcome: 'reinstate', decided_by: 4 }
const opening = { ...decision, center_id: '@waiting', review_id: null, opening: 1, document_id: '@waitingPaper', effective_on: '2025-12-01', valid_until: '2027-11-30' }
const condition = { decision_id: '@conditions', item_id: null, text: 'Renew the insurance.', due_on: '2026-12-31' }
const meeting = { condition_id: '@condition', met_on: today, note: 'Seen.', said_by: 2, said_at: at }
const ask = {
  center_id: '@bare',
  effective_on: '2025-12-01',
  valid_until: '2027-11-30',
  scope: '{}',
  rationale: 'As the board decided.',
  document_id: '@barePaper',
  asked_by: 2,
  asked_at: at,
}
const takenOver = { answer: 'taken over', answered_by: 3, answered_at: at, decision_id: '@approval' }
const declined = { answer: 'declined', answered_by: 3, answered_at: at }
const renewal = { center_id: '@vetted', review_id: '@vettedReview', item_id: 1, document_id: '@vettedPaper', added_by: 2, added_at: at }
const accepted = { answer: 'accepted', answered_by: 3, answered_on: today, answered_at: at }
const span = { center_id: '@bare', kind: 'prospect', from_on: today, until_on: '2027-01-01', recorded_at: at }

const itemOf = (code: string): string => `(SELECT id FROM checklist_items WHERE checklist_id = 1 AND code = '${code}')`
/** The submitted review, sent back, changed, and submitted again. */
const changedReview = (statement: string): string[] => [
  update('reviews', '@submittedReview', { state: 'open' }),
  statement,
  update('reviews', '@submittedReview', { state: 'submitted' }),
]
const found = (code: string, result: string): string[] =>
  changedReview(
    insert('findings', { review_id: '@submittedReview', item_id: itemOf(code), revision: 2, result, basis: 'visit', note: 'Seen.', found_by: 2, found_at: at }),
  )
const withoutEvidence = (code: string): string[] =>
  changedReview(
    `UPDATE finding_evidence SET removed_at = '${at}', removed_by = 2, removed_because = 'It is about another house.' WHERE review_id = @submittedReview AND item_id = ${itemOf(code)}`,
  )
const approve = insert('decisions', decision)
const approveWithConditions = insert('decisions', { ...decision, outcome: 'approve with conditions' })
const newest = '(SELECT max(id) FROM decisions)'
const itsCondition = (code: string | null = null): string => insert('conditions', { ...condition, decision_id: newest, item_id: code && itemOf(code) })
const withdrawn = update('reviews', '@submittedReview', { state: 'withdrawn', ended_on: today })
const reopened = update('reviews', '@submittedReview', { state: 'open' })
const decided = update('reviews', '@submittedReview', { state: 'decided', ended_on: today })
/** The vetted center, approved anew with conditions, of which none is written yet; and something that leaves for it. */
const approvedAnew = insert('decisions', { ...decision, center_id: '@vetted', review_id: '@vettedReview', outcome: 'approve with conditions' })
const anew = { without: ['a_decision_rests_on_a_submitted_review'] }
/** The same center, approved on a review that has not ended. */
const approvedAhead = insert('decisions', { ...decision, center_id: '@vetted' })
const paid = insert('payment_events', {
  payment_id: '@waitingPayment',
  kind: 'sent',
  amount_minor: 100_000,
  on_day: today,
  bank_on: today,
  by_id: 4,
  recorded_on: today,
  at,
})
const delivered = insert('delivery_events', { delivery_id: '@packing', kind: 'sent', on_day: today, by_id: 2, at })

/** Decisions, their conditions, what is taken over and renewed, and what it all amounts to. */
export const decisionRefusals: Refusal[] = [
  ...inserted('decisions', decision, [
    ['decision_ids_count', { id: -1 }],
    ['decisions_ids_stay_low', { bad: { id: '(9007199254740992)' }, right: { id: '(9007199254740991)' } }],
    ['outcome_is_known', { bad: { outcome: 'perhaps', valid_until: null, scope: null }, right: { outcome: 'decline', valid_until: null, scope: null } }],
    ['effective_on_is_a_day', { effective_on: '2026-11-31' }],
    ['valid_until_is_a_day', { valid_until: '2028-11-1' }],
    ['scope_is_json', { scope: '{' }],
    ['a_decision_has_reasons', { rationale: '' }],
    ['opening_is_yes_or_no', { bad: { opening: 2, document_id: '@submittedPaper' }, right: { document_id: '@submittedPaper' } }],
    [
      'decided_on_is_a_day',
      { bad: { decided_on: '2026-11-31', effective_on: '2026-12-01' }, right: { effective_on: '2026-12-01' }, without: ['decisions_are_dated_today'] },
    ],
    ['decided_at_is_an_instant', { decided_at: today }],
    ['an_approval_ends', { valid_until: null, scope: null }],
    ['an_approval_lasts_two_years_at_most', { valid_until: '2028-11-22' }],
    ['an_approval_lasts_two_years_at_most', { valid_until: '2026-11-20' }],
    ['an_approval_has_a_scope', { scope: null }],
    ['only_opening_entries_are_back_dated', { effective_on: '2026-11-20', valid_until: '2028-11-20' }],
    ['an_approval_has_a_review', { review_id: null }],
    ['decisions_are_dated_today', { decided_on: '2026-11-20' }],
    ['decisions_are_dated_today', { bad: { decided_on: '2026-11-22', effective_on: '2026-11-22' }, right: { effective_on: '2026-11-22' } }],
    [
      'a_decision_rests_on_a_submitted_review',
      {
        bad: { center_id: '@open', review_id: '@openReview' },
        right: {},
        without: ['an_approval_meets_every_critical_item', 'an_approval_meets_every_required_item'],
      },
    ],
    ['a_decision_rests_on_a_submitted_review', { center_id: '@bare' }],
    ['who_assessed_does_not_decide', { decided_by: 2 }],
    ['an_approval_meets_every_critical_item', { center_id: '@short', review_id: '@shortReview' }],
    [
      'an_approval_of_minors_lasts_a_year_at_most',
      {
        bad: { center_id: '@minors', review_id: '@minorsReview', valid_until: '2027-11-22' },
        right: { center_id: '@minors', review_id: '@minorsReview', valid_until: '2027-11-21' },
      },
    ],
  ]),
  {
    by: 'an_approval_meets_every_critical_item',
    bad: [...found('SAF-01', 'partly met'), approveWithConditions],
    right: [...found('SAF-01', 'met'), approveWithConditions],
  },
  // A critical item that may not be said not to apply.
  { by: 'an_approval_meets_every_critical_item', bad: [...found('SAF-01', 'not applicable'), approve], right: [...found('SAF-02', 'not applicable'), approve] },
  { by: 'an_approval_meets_every_critical_item', bad: [...withoutEvidence('SAF-01'), approve], right: [...withoutEvidence('SAF-02'), approve] },
  { by: 'an_approval_meets_every_required_item', bad: [...found('SAF-02', 'partly met'), approve], right: [...found('SAF-02', 'partly met'), approveWithConditions] },
  { by: 'an_approval_meets_every_required_item', bad: [...found('SAF-02', 'not met'), approve], right: [...found('SAF-02', 'met'), approve] },
  { by: 'a_review_is_decided_by_a_decision', bad: decided, right: [approve, decided] },
  {
    by: 'a_review_is_decided_by_a_decision',
    bad: [insert('decisions', { ...step, review_id: '@submittedReview', outcome: 'suspend' }), decided],
    right: [insert('decisions', { ...decision, outcome: 'decline', valid_until: null, scope: null }), decided],
  },
  { by: 'an_approval_with_conditions_has_them', bad: [approveWithConditions, decided], right: [approveWithConditions, itsCondition(), decided] },
  {
    by: 'an_approval_with_conditions_has_them',
    bad: [...found('SAF-02', 'partly met'), approveWithConditions, itsCondition(), decided],
    right: [...found('SAF-02', 'partly met'), approveWithConditions, itsCondition('SAF-02'), decided],
  },
  ...Object.entries({ money_waits_for_a_complete_approval: paid, goods_wait_for_a_complete_approval: delivered }).flatMap(([by, leaves]): Refusal[] => [
    { by, bad: [approvedAnew, leaves], right: [approvedAnew, itsCondition(), leaves], ...anew },
    { by, bad: [approvedAhead, leaves], right: [approvedAhead, decided, leaves], ...anew },
    { by, bad: [approvedAhead, withdrawn, leaves], right: leaves, ...anew },
    // Of the approvals only the one in force is asked, and it is the last.
    { by, bad: [approvedAnew, itsCondition(), approvedAhead, leaves], right: [approvedAhead, approvedAnew, itsCondition(), leaves], ...anew },
  ]),
  { by: 'a_review_with_a_decision_is_not_sent_back', bad: [approve, reopened], right: reopened },
  ...appended('decisions', '@approval', { valid_until: '2028-01-01' }, decision),
  {
    by: 'a_suspension_counts_at_once',
    bad: insert('decisions', { ...step, outcome: 'suspend', effective_on: '2026-11-22' }),
    right: insert('decisions', { ...step, outcome: 'suspend' }),
  },
  { by: 'a_reinstatement_lifts_what_stands', bad: insert('decisions', { ...reinstate, effective_on: '2026-11-22' }), right: insert('decisions', reinstate) },
  { by: 'a_reinstatement_lifts_what_stands', bad: insert('decisions', { ...reinstate, center_id: '@vetted' }), right: insert('decisions', reinstate) },
  { by: 'a_reinstatement_lifts_what_stands', bad: [insert('decisions', reinstate), insert('decisions', reinstate)], right: insert('decisions', reinstate) },
  { by: 'a_suspension_is_lifted_by_another', bad: insert('decisions', { ...reinstate, decided_by: 3 }), right: insert('decisions', reinstate) },
  ...inserted('decisions', opening, [
    ['an_opening_entry_has_its_document', { bad: { document_id: null }, right: {}, without: ['an_opening_entry_was_asked_for'] }],
    ['an_opening_entry_was_asked_for', { valid_until: '2027-11-29' }],
    ['an_opening_entry_was_asked_for', { decided_by: 2 }],
  ]),
  {
    by: 'an_opening_entry_comes_first',
    bad: [insert('decisions', { ...step, center_id: '@waiting', outcome: 'suspend' }), insert('decisions', opening)],
    right: insert('decisions', opening),
  },

  ...inserted('conditions', condition, [
    ['a_condition_says_something', { text: '' }],
    ['due_on_is_a_day', { due_on: '2026-11-31' }],
    ['conditions_come_with_their_decision', { decision_id: '@approval' }],
  ]),
  {
    by: 'conditions_come_with_their_decision',
    bad: ["UPDATE register_day SET day = '2026-11-22'", insert('conditions', condition)],
    right: insert('conditions', condition),
  },
  ...kept('conditions', '@condition', { due_on: '2030-01-01' }),
  ...inserted('condition_meetings', meeting, [
    ['met_on_is_a_day', { bad: { met_on: '2026-11-1' }, right: {}, without: ['a_condition_is_met_while_its_approval_counts'] }],
    ['how_it_was_met', { note: '' }],
    ['conditions_are_met_by_today', { met_on: '2026-11-22' }],
    ['a_condition_is_met_while_its_approval_counts', { met_on: '2026-11-20' }],
  ]),
  ...kept('condition_meetings', '@met', { met_on: '2026-01-01' }, 'condition_id'),

  ...inserted('opening_approvals', ask, [
    ['opening_scope_is_json', { scope: '{' }],
    ['opening_approvals_begin_unanswered', declined],
    ['opening_approvals_begin_unanswered', { decision_id: '@approval' }],
  ]),
  ...updated('opening_approvals', '@ask', [
    ['opening_answer_is_known', { ...declined, answer: 'perhaps' }, declined],
    ['another_person_takes_it_over', { ...takenOver, answered_by: 2 }, takenOver],
    ['an_opening_approval_is_only_answered', { ...declined, valid_until: '2027-11-29' }, declined],
    ['an_opening_approval_is_answered_by_somebody', { ...takenOver, answered_by: null }, takenOver],
    ['an_opening_approval_is_answered_by_somebody', { ...takenOver, answered_at: null }, takenOver],
    ['an_opening_approval_is_answered_by_somebody', { ...takenOver, decision_id: null }, takenOver],
  ]),
  {
    by: 'an_opening_approval_is_only_answered',
    bad: [update('opening_approvals', '@ask', declined), update('opening_approvals', '@ask', takenOver)],
    right: update('opening_approvals', '@ask', takenOver),
  },
  ...notDeleted('opening_approvals', '@ask'),

  ...inserted('evidence_renewals', renewal, [
    ['a_renewal_serves_the_decided_review', { center_id: '@open', review_id: '@openReview', document_id: '@openPaper' }],
    ['a_renewal_serves_the_decided_review', { document_id: '@barePaper' }],
    ['a_renewal_serves_the_decided_review', accepted],
  ]),
  ...updated('evidence_renewals', '@renewal', [
    ['answered_on_is_a_day', { ...accepted, answered_on: '2026-11-31' }, accepted, ['a_renewal_is_only_answered']],
    ['renewal_answer_is_known', { ...accepted, answer: 'perhaps' }, accepted],
    ['another_person_accepts', { ...accepted, answered_by: 2 }, accepted],
    ['declining_has_a_reason', { ...accepted, answer: 'declined' }, { ...accepted, answer: 'declined', reason: 'It has expired.' }],
    ['a_renewal_is_only_answered', { ...accepted, answered_on: '2026-11-20' }, accepted],
    ['a_renewal_is_only_answered', { ...accepted, item_id: 2 }, accepted],
    ['a_renewal_is_answered_by_somebody', { ...accepted, answered_by: null }, accepted],
    ['a_renewal_is_answered_by_somebody', { ...accepted, answer: null }, accepted],
  ]),
  ...notDeleted('evidence_renewals', '@renewal'),

  ...inserted('standing_spans', span, [
    ['standing_is_known', { kind: 'fine' }],
    ['from_on_is_a_day', { from_on: '2026-11-31' }],
    ['until_on_is_a_day', { until_on: '2027-02-29' }],
    ['a_span_has_days', { until_on: today }],
  ]),
  { by: 'a_span_is_only_superseded', bad: update('standing_spans', '@span', { kind: 'vetted' }), right: update('standing_spans', '@span', { superseded_at: at }) },
  {
    by: 'a_span_is_only_superseded',
    bad: update('standing_spans', '@span', { superseded_at: at, from_on: '2020-01-01' }),
    right: update('standing_spans', '@span', { superseded_at: at }),
  },
  ...notDeleted('standing_spans', '@span'),
]
