import { Refusal } from '../shared/refusal.ts'

const behind = 'the register is already on a later day than this machine’s clock. Have the clock put right.'
const unsent = 'Nothing was sent:'
const unrecorded = 'Nothing was recorded:'

/**
 * What the register's own triggers and indexes say, in people's words: those that somebody can meet without a mistake of ours,
 * because the clock is behind the register's day or two people did the same at the same moment. What a service should never
 * try stays a fault.
 */
export const wordsOf: Readonly<Record<string, string>> = {
  // The register's day
  fund_entries_are_dated_today: `${unrecorded} ${behind}`,
  allocation_moves_are_dated_today: `${unrecorded} ${behind}`,
  approvals_are_dated_today: `${unrecorded} ${behind}`,
  need_withdrawals_are_dated_today: `${unrecorded} ${behind}`,
  payment_events_are_dated_today: `${unrecorded} ${behind}`,
  decisions_are_dated_today: `Nothing was decided: ${behind}`,
  conditions_come_with_their_decision: `Nothing was decided: ${behind}`,
  sent_on_the_registers_day: `${unsent} ${behind}`,
  goods_leave_on_the_registers_day: `${unsent} ${behind}`,
  a_renewal_is_only_answered: 'Nothing was recorded: this evidence was answered already, or the register is on a later day than this machine’s clock.',

  // Keys
  sealed_with_the_registers_key: 'Nothing was recorded: the register was given a new key meanwhile. Do it again.',

  // Vetting
  'UNIQUE constraint failed: reviews.center_id': 'This center has a review that is under way already.',
  a_review_uses_the_published_checklist: 'Another checklist was published meanwhile. Open the review again.',
  a_review_moves_by_steps: 'Somebody else moved this review on meanwhile. Open it again.',
  an_ended_review_stays: 'This review ended meanwhile.',
  findings_belong_to_an_open_review: 'This review is not open any more.',
  evidence_belongs_to_an_open_review: 'This review is not open any more.',
  'UNIQUE constraint failed: finding_evidence.review_id, finding_evidence.item_id, finding_evidence.document_id': 'This document is attached to the item already.',
  a_decision_rests_on_a_submitted_review: 'This review waits for no decision any more.',
  who_assessed_does_not_decide: 'Whoever assessed a review does not decide it.',
  a_suspension_is_lifted_by_another: 'You suspended this center, so someone else must reinstate it.',
  an_opening_entry_comes_first: 'This center was decided on in the register already. Open a review instead.',
  an_opening_approval_is_only_answered: 'This was answered already.',
  'UNIQUE constraint failed: opening_approvals.center_id': 'Another request to take over an approval of this center waits already.',
  'UNIQUE constraint failed: condition_meetings.condition_id': 'This condition was met already.',

  // Money
  'UNIQUE constraint failed: funds.code': 'Another fund has this code already.',
  'UNIQUE constraint failed: fund_entries.reverses_id': 'This entry was reversed already.',
  a_fund_gives_only_what_is_available: 'Nothing was recorded: less than that is available in the fund now.',
  an_allocation_fits_its_fund: 'Nothing was approved: less than that is available in the fund now.',
  two_people_approve_above_the_threshold: 'Nothing was approved: the threshold was changed meanwhile, and two people must approve this now. Open it again.',
  an_allocation_moves_as_it_may: 'Somebody else moved this allocation on meanwhile. Open it again.',
  a_proposed_allocation_keeps_its_terms: 'This allocation was proposed meanwhile, so it cannot be changed.',
  a_proposed_allocation_keeps_its_needs: 'This allocation was proposed meanwhile, so it cannot be changed.',
  the_proposer_does_not_approve: 'You proposed this allocation, so someone else must approve it.',
  'UNIQUE constraint failed: approvals.allocation_id, approvals.approved_by, approvals.hash': 'You approved it already.',
  money_goes_to_centers_in_good_standing: `${unsent} on the register’s day this center is not vetted, or the allocation is not approved.`,
  a_payment_is_what_its_fund_is_for: `${unsent} on the register’s day its fund is not for this.`,
  a_payment_is_sent_whole: `${unsent} a payment leaves with the amount that was planned.`,
  the_proposer_does_not_release: `${unsent} who proposed the allocation cannot release its payments.`,
  payments_stay_within_their_allocation: 'Nothing was sent or recorded: the allocation would be exceeded.',
  what_comes_back_was_sent: `${unrecorded} this payment has not left.`,
  no_more_comes_back_than_was_sent: `${unrecorded} no more can come back than was sent.`,
  'UNIQUE constraint failed: payment_events.payment_id': `${unrecorded} this payment left or was voided already.`,
  'UNIQUE constraint failed: payment_events.reverses_id': 'This was reversed already.',
  a_payment_arrives_once: `${unrecorded} the arrival of this payment is recorded already.`,
  no_more_arrives_than_was_paid_out: `${unrecorded} no more can arrive than was paid out and did not come back.`,

  // Supplies
  'UNIQUE constraint failed: need_withdrawals.need_id': 'This need was withdrawn already.',
  goods_go_to_centers_in_good_standing: `${unsent} on the register’s day this center is not vetted.`,
  a_sent_delivery_keeps_its_lines: 'This delivery left meanwhile, so what is in it stays as it is.',
  what_ends_was_sent: `${unrecorded} this delivery has not left.`,
  what_arrives_was_sent: `${unrecorded} this delivery has not left.`,
  no_more_arrives_than_was_sent: `${unrecorded} no more can arrive than was sent.`,
  'UNIQUE constraint failed: delivery_events.delivery_id': `${unrecorded} this delivery left or was set aside already.`,
  a_delivery_ends_once: `${unrecorded} this delivery is lost, or all of it is accounted for, already.`,
  'UNIQUE constraint failed: receipts.reverses_id': 'This receipt was reversed already.',

  // The directory
  'UNIQUE constraint failed: documents.replaces_id': 'A newer version of this document was added meanwhile.',
  'UNIQUE constraint failed: people.email': 'Somebody with this e-mail address is here already.',
  a_center_keeps_its_country: 'Something hangs on this center’s country meanwhile, so it stays as it is.',
  location_authorizations_are_answered_once: 'This was answered already.',
}

/** A fault of the database as the refusal that it means; any other error as it is. */
export function asRefusal(error: unknown): unknown {
  const words = error instanceof Error && Object.hasOwn(wordsOf, error.message) ? wordsOf[error.message] : undefined
  return words === undefined ? error : new Refusal('conflict', words)
}
