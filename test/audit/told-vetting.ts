import { about, at, center, day, flag, item, key, lineKey, read, saves, who } from './claims.ts'
import type { Told } from './telling.ts'

export const toldOfVetting: Record<string, Told> = {
  checklists: {
    about: about('checklist'),
    once: [{ created_at: at, published_at: at, version: 'version', title: 'title' }],
    apart: { id: key, published_by: 'the first administrator, whom the register sets up in the same batch' },
  },
  reviews: {
    about: about('review'),
    with: '(SELECT version FROM checklists c WHERE c.id = t.checklist_id) AS checklist_version',
    once: [
      {
        opened_at: at,
        opened_by: who,
        opened_on: day,
        center_id: center,
        kind: 'kind',
        checklist_id: read('checklist', 'checklist_version'),
        target_on: 'target',
      },
      { moved_at: at },
      { ended_on: day, state: 'state' },
    ],
    latest: { lead_id: 'lead' },
    apart: { id: key, traits: 'what the center was when it was submitted, a copy', version: saves },
  },
  review_moves: {
    about: about('review', 'review_id'),
    once: [{ at, by_id: who, on_day: day, move: (move) => ['@action', `review.${String(move).replace(' ', '-')}`], reason: 'reason', lead_id: 'lead' }],
    apart: { id: lineKey, review_id: key },
  },
  findings: {
    about: about('review', 'review_id'),
    with: `${item}, (SELECT review_id FROM findings s WHERE s.id = t.carried_from) AS from_review`,
    once: [
      {
        found_at: at,
        // Carried over is what the lead stands for, and it is the first of its item.
        found_by: (by, { carried_from }) => (carried_from === null ? who(by) : ['lead', by]),
        revision: (revision, { carried_from }) => (carried_from === null ? ['revision', revision] : null),
        item_id: read('item', 'item_code'),
        result: 'result',
        basis: 'basis',
        note: 'note',
        carried_from: read('from', 'from_review'),
      },
    ],
    apart: { id: lineKey, review_id: key },
  },
  finding_evidence: {
    about: about('review', 'review_id'),
    with: `${item}, EXISTS (SELECT 1 FROM findings f WHERE f.review_id = t.review_id AND f.item_id = t.item_id AND f.carried_from IS NOT NULL AND f.found_at = t.added_at) AS carried`,
    once: [
      { added_at: at, added_by: who, item_id: read('item', 'item_code'), document_id: (id, { carried }) => [carried === 1 ? 'documents' : 'document', id] },
      { removed_at: at, removed_by: who, removed_because: 'reason', item_id: read('item', 'item_code'), document_id: (id) => ['document', id] },
    ],
    apart: { id: lineKey, review_id: key },
  },
  decisions: {
    about: about('decision'),
    once: [
      {
        decided_at: at,
        decided_by: who,
        decided_on: day,
        center_id: center,
        review_id: 'review',
        outcome: 'outcome',
        effective_on: 'effectiveOn',
        valid_until: 'validUntil',
        scope: 'scope',
        rationale: 'rationale',
        opening: flag('opening'),
        document_id: 'document',
      },
    ],
    apart: { id: key },
  },
  conditions: {
    about: about('condition'),
    with: item,
    once: [{ decision_id: 'decision', item_id: read('item', 'item_code'), text: 'text', due_on: 'dueOn' }],
    apart: { id: key },
  },
  condition_meetings: {
    about: about('condition', 'condition_id'),
    once: [{ said_at: at, said_by: who, met_on: 'metOn', note: 'note' }],
    apart: { condition_id: key },
  },
  opening_approvals: {
    about: about('opening approval'),
    once: [
      {
        asked_at: at,
        asked_by: who,
        center_id: center,
        effective_on: 'effectiveOn',
        valid_until: 'validUntil',
        scope: 'scope',
        rationale: 'rationale',
        document_id: 'document',
      },
      { answered_at: at, answered_by: who, answer: (answer) => ['@action', `opening.${String(answer).replace(' ', '-')}`], decision_id: 'decision' },
    ],
    apart: { id: key },
  },
  evidence_renewals: {
    about: about('renewal'),
    with: item,
    once: [
      { added_at: at, added_by: who, center_id: center, review_id: 'review', item_id: read('item', 'item_code'), document_id: 'document' },
      { answered_at: at, answered_by: who, answered_on: day, answer: (answer) => ['@action', `evidence.${answer}`], reason: 'reason' },
    ],
    apart: { id: key },
  },
}
