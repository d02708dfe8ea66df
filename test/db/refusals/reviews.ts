import { at, inserted, kept, notDeleted, today, update, updated, type Refusal } from './refusal.ts'

const item = {
  checklist_id: '@draftChecklist',
  section: 'Safety',
  position: 9,
  code: 'NEW-09',
  question: 'Are there two exits?',
  importance: 'critical',
  polarity: 'good',
  not_applicable_allowed: 0,
  months_good: 12,
  applies_to: '["all"]',
}
const review = {
  center_id: '@bare',
  kind: 'initial',
  checklist_id: 1,
  lead_id: 2,
  opened_on: today,
  opened_by: 2,
  opened_at: at,
  target_on: '2027-01-20',
  state: 'open',
  moved_at: at,
}
const withdrawn = { state: 'withdrawn', ended_on: today }
const move = { review_id: '@openReview', move: 'submitted', on_day: today, reason: null, lead_id: null, by_id: 2, at }
const finding = { review_id: '@openReview', item_id: 2, revision: 1, result: 'met', basis: 'document', note: null, found_by: 2, found_at: at }
const evidence = { review_id: '@openReview', item_id: 2, document_id: '@openPaper', added_by: 2, added_at: at }
const removed = { removed_at: at, removed_by: 2, removed_because: 'It is another center’s.' }

/** Answers every item that applies to the open review, but for those left out. */
const answered = (more = '', carriedFrom = 'NULL'): string =>
  `INSERT INTO findings (review_id, item_id, revision, result, basis, carried_from, found_by, found_at)
    SELECT review_id, item_id, 1, 'met', 'document', ${carriedFrom}, 2, '${at}' FROM review_items WHERE review_id = @openReview ${more}`
const traits = '{"residential":true,"servesMinors":false,"country":"KE"}'
const submitted = update('reviews', '@openReview', { state: 'submitted', traits })
/** What a review may not say of its center when it is submitted: the center has people living in it, serves no minors, and is in Kenya. */
const untrue = [
  '{"residential":false,"servesMinors":false,"country":"KE"}',
  '{"residential":true,"servesMinors":true,"country":"KE"}',
  '{"residential":true,"servesMinors":false,"country":"US"}',
  '{}',
  null,
]

/** Checklists, the reviews that go through them, and what each found. */
export const reviewRefusals: Refusal[] = [
  ...inserted('checklists', { version: 3, title: 'The next one', created_at: at }, [['checklist_version_counts', { version: 0 }]]),
  { by: 'a_published_checklist_stays', bad: update('checklists', '1', { title: 'Another' }), right: update('checklists', '@draftChecklist', { title: 'Another' }) },
  ...notDeleted('checklists', '@draftChecklist'),
  ...inserted('checklist_items', item, [
    ['item_has_a_code', { code: '' }],
    ['item_asks', { question: '' }],
    ['importance_is_known', { importance: 'somewhat' }],
    ['polarity_is_known', { polarity: 'grey' }],
    ['not_applicable_is_yes_or_no', { not_applicable_allowed: 2 }],
    ['months_good_counts', { months_good: 0 }],
    ['applies_to_is_json', { applies_to: 'all' }],
    ['published_checklist_items_refuse_insert', { bad: { checklist_id: 1, position: 999 }, right: { position: 999 } }],
  ]),
  {
    by: 'published_checklist_items_refuse_insert',
    bad: 'INSERT OR REPLACE INTO checklist_items SELECT * FROM checklist_items WHERE id = 1',
    right: 'INSERT OR REPLACE INTO checklist_items SELECT * FROM checklist_items WHERE id = @draftItem',
    behind: ['published_checklist_items_refuse_delete'],
  },
  {
    by: 'published_checklist_items_refuse_update',
    bad: update('checklist_items', '1', { importance: 'advisory' }),
    right: update('checklist_items', '@draftItem', { importance: 'advisory' }),
  },
  { by: 'published_checklist_items_refuse_delete', bad: 'DELETE FROM checklist_items WHERE id = 1', right: 'DELETE FROM checklist_items WHERE id = @draftItem' },
  ...updated('checklist_items', '@draftItem', [
    ['published_checklist_items_take_in_no_other', { checklist_id: 1, position: 999 }, { checklist_id: '@draftChecklist', position: 999 }],
  ]),

  ...inserted('reviews', review, [
    ['review_kind_is_known', { kind: 'quick' }],
    ['review_opened_on_is_a_day', { opened_on: '2026-11-31' }],
    ['target_on_is_a_day', { target_on: '2026-11-31' }],
    ['a_review_uses_the_published_checklist', { checklist_id: '@draftChecklist' }],
    ['reviews_begin_open', { state: 'submitted' }],
  ]),
  ...updated('reviews', '@openReview', [
    ['review_state_is_known', { state: 'lost' }, { state: 'open' }],
    ['ended_on_is_a_day', { ...withdrawn, ended_on: '2026-11-31' }, withdrawn],
    ['traits_are_json', { traits: '{' }, { traits: '{}' }],
    ['an_ended_review_has_a_day', { ...withdrawn, ended_on: null }, withdrawn],
    ['an_ended_review_has_a_day', { ended_on: today }, { ended_on: null }],
    ['a_review_keeps_its_center_and_checklist', { center_id: '@bare' }, { lead_id: 6 }],
    ['a_review_keeps_its_center_and_checklist', { opened_on: '2026-01-01' }, { lead_id: 6 }],
    ['a_review_keeps_its_target_day', { target_on: '2027-06-01' }, { target_on: '2027-01-20' }],
  ]),
  {
    by: 'a_review_moves_by_steps',
    bad: update('reviews', '@openReview', { state: 'decided', ended_on: today }),
    right: update('reviews', '@submittedReview', { state: 'decided', ended_on: today }),
    without: ['a_review_is_decided_by_a_decision'],
  },
  { by: 'a_review_is_submitted_complete', bad: submitted, right: [answered(), submitted] },
  {
    by: 'a_review_is_submitted_complete',
    bad: [answered("AND importance <> 'advisory' AND item_id <> 3"), submitted],
    right: [answered('AND item_id <> 3'), answered('AND item_id = 3'), submitted],
  },
  { by: 'a_review_is_submitted_complete', bad: [answered('', '(SELECT min(id) FROM findings)'), submitted], right: [answered(), submitted] },
  ...untrue.map((said) => ({
    by: 'a_submitted_review_keeps_what_applied',
    bad: [answered(), update('reviews', '@openReview', { state: 'submitted', traits: said })],
    right: [answered(), submitted],
  })),
  {
    by: 'a_submitted_review_keeps_what_applied',
    bad: update('reviews', '@submittedReview', { traits: '{"residential":false,"servesMinors":false,"country":"KE"}' }),
    right: update('reviews', '@submittedReview', { traits }),
  },
  {
    by: 'a_submitted_review_keeps_what_applied',
    bad: update('reviews', '@submittedReview', { state: 'decided', ended_on: today, traits: '{"residential":false,"servesMinors":false,"country":"KE"}' }),
    right: update('reviews', '@submittedReview', { state: 'decided', ended_on: today }),
    without: ['a_review_is_decided_by_a_decision'],
  },
  { by: 'an_ended_review_stays', bad: update('reviews', '@vettedReview', { lead_id: 6 }), right: update('reviews', '@openReview', { lead_id: 6 }) },
  ...notDeleted('reviews', '@openReview'),
  ...inserted('review_moves', move, [
    ['review_move_is_known', { move: 'lost' }],
    ['review_move_day_is_a_day', { on_day: '2026-11-31' }],
    ['a_lead_is_named_when_it_changes', { lead_id: 6 }],
    ['going_back_has_a_reason', { bad: { move: 'returned', reason: '' }, right: { move: 'returned', reason: 'The insurance is missing.' } }],
    ['going_back_has_a_reason', { bad: { move: 'withdrawn' }, right: { move: 'withdrawn', reason: 'They closed.' } }],
    ['a_change_of_lead_names_who_leads', { bad: { move: 'handed over' }, right: { move: 'handed over', lead_id: 6 } }],
    ['a_change_of_lead_names_who_leads', { bad: { move: 'opened' }, right: { move: 'opened', lead_id: 6 } }],
  ]),
  ...kept('review_moves', '(SELECT max(id) FROM review_moves)', { by_id: 3 }),

  ...inserted('findings', finding, [
    ['revision_counts', { bad: { revision: 0 }, right: {}, without: ['findings_follow_on'] }],
    ['result_is_known', { bad: { result: 'perhaps', note: 'Seen.' }, right: { result: 'partly met', note: 'Seen.' } }],
    ['basis_is_known', { basis: 'a rumour' }],
    ['other_than_met_takes_a_note', { bad: { result: 'not met' }, right: { result: 'not met', note: 'Seen.' } }],
    ['other_than_met_takes_a_note', { bad: { result: 'not applicable', note: '' }, right: { result: 'not applicable', note: 'Seen.' } }],
    ['findings_follow_on', { revision: 2 }],
    ['findings_belong_to_an_open_review', { review_id: '@submittedReview', revision: 2 }],
    ['findings_belong_to_an_open_review', { item_id: '@draftItem' }],
  ]),
  ...kept('findings', '(SELECT min(id) FROM findings)', { result: 'not applicable', note: 'Seen.' }, 'id', ['findings_belong_to_an_open_review', 'findings_follow_on']),
  ...inserted('finding_evidence', evidence, [
    ['evidence_belongs_to_an_open_review', { document_id: '@barePaper' }],
    ['evidence_belongs_to_an_open_review', { review_id: '@submittedReview', document_id: '@submittedPaper', item_id: 3 }],
  ]),
  ...updated('finding_evidence', '@evidence', [
    ['removing_says_why', { ...removed, removed_because: '' }, removed],
    ['evidence_is_removed_with_a_reason', { ...removed, removed_because: null }, removed],
    ['evidence_is_removed_with_a_reason', { ...removed, removed_by: null }, removed],
    ['evidence_is_only_removed', { ...removed, item_id: 2 }, removed],
    ['evidence_is_only_removed', { added_by: 3 }, removed],
  ]),
  {
    by: 'evidence_is_only_removed',
    bad: "UPDATE finding_evidence SET removed_at = added_at, removed_by = 2, removed_because = 'Wrong.' WHERE review_id = @vettedReview",
    right: update('finding_evidence', '@evidence', removed),
  },
  ...notDeleted('finding_evidence', '@evidence'),
]
