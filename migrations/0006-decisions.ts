import { sql, type Kysely } from 'kysely'

const notChanged = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_changed'); END`
const notDeleted = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`

/** The last decision among some outcomes at or before a place in the fold's order (effective day, then id). */
const lastOf = (outcomes: string, before: string): string => `(SELECT o.outcome FROM decisions o WHERE o.center_id = c.id AND o.outcome IN (${outcomes})
      AND ${before} ORDER BY o.effective_on DESC, o.id DESC LIMIT 1)`

const statements = [
  `CREATE TABLE decisions (
    id INTEGER PRIMARY KEY CONSTRAINT decision_ids_count CHECK (id > 0),
    center_id INTEGER NOT NULL REFERENCES centers,
    review_id INTEGER REFERENCES reviews,
    outcome TEXT NOT NULL CONSTRAINT outcome_is_known CHECK (outcome IN ('approve', 'approve with conditions', 'decline', 'suspend', 'reinstate', 'close', 'reopen')),
    effective_on TEXT NOT NULL CONSTRAINT effective_on_is_a_day CHECK (effective_on IS date(effective_on)),
    valid_until TEXT CONSTRAINT valid_until_is_a_day CHECK (valid_until IS date(valid_until)),
    scope TEXT CONSTRAINT scope_is_json CHECK (json_valid(scope)),
    rationale TEXT NOT NULL CONSTRAINT a_decision_has_reasons CHECK (length(rationale) > 0),
    opening INTEGER NOT NULL DEFAULT 0 CONSTRAINT opening_is_yes_or_no CHECK (opening IN (0, 1)),
    document_id INTEGER REFERENCES documents,
    decided_by INTEGER NOT NULL REFERENCES people,
    decided_on TEXT NOT NULL CONSTRAINT decided_on_is_a_day CHECK (decided_on IS date(decided_on)),
    decided_at TEXT NOT NULL CONSTRAINT decided_at_is_an_instant CHECK (decided_at IS strftime('%Y-%m-%dT%H:%M:%fZ', decided_at)),
    CONSTRAINT an_approval_ends CHECK ((outcome IN ('approve', 'approve with conditions')) = (valid_until IS NOT NULL)),
    CONSTRAINT an_approval_lasts_two_years_at_most CHECK (valid_until BETWEEN effective_on AND date(effective_on, '+24 months')),
    CONSTRAINT an_approval_has_a_scope CHECK ((valid_until IS NULL) = (scope IS NULL)),
    CONSTRAINT only_opening_entries_are_back_dated CHECK (opening = 1 OR effective_on >= decided_on),
    CONSTRAINT an_opening_entry_has_its_document CHECK (opening = 0 OR (document_id IS NOT NULL AND outcome IN ('approve', 'approve with conditions'))),
    CONSTRAINT an_approval_has_a_review CHECK (outcome NOT IN ('approve', 'approve with conditions', 'decline') OR opening = 1 OR review_id IS NOT NULL)
  ) STRICT`,
  `CREATE INDEX decisions_by_center ON decisions (center_id, effective_on, id)`,
  `CREATE INDEX decisions_by_review ON decisions (review_id) WHERE review_id IS NOT NULL`,
  // Before an insert SQLite gives a key that it is yet to choose as -1.
  `CREATE TRIGGER decisions_follow_on BEFORE INSERT ON decisions WHEN NEW.id <> -1 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM decisions)
    BEGIN SELECT RAISE(ABORT, 'decisions_follow_on'); END`,
  notChanged('decisions'),
  notDeleted('decisions'),
  // Dated by the register's day, not by the writer's word: else a row could vouch for its own past.
  `CREATE TRIGGER decisions_are_dated_today BEFORE INSERT ON decisions WHEN NEW.decided_on IS NOT (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, 'decisions_are_dated_today'); END`,
  `CREATE TRIGGER an_opening_entry_comes_first BEFORE INSERT ON decisions
    WHEN NEW.opening = 1 AND EXISTS (SELECT 1 FROM decisions WHERE center_id = NEW.center_id)
    BEGIN SELECT RAISE(ABORT, 'an_opening_entry_comes_first'); END`,
  `CREATE TRIGGER a_decision_rests_on_a_submitted_review BEFORE INSERT ON decisions
    WHEN NEW.review_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reviews WHERE id = NEW.review_id AND center_id = NEW.center_id AND state = 'submitted')
    BEGIN SELECT RAISE(ABORT, 'a_decision_rests_on_a_submitted_review'); END`,
  // V6
  `CREATE TRIGGER who_assessed_does_not_decide BEFORE INSERT ON decisions
    WHEN NEW.review_id IS NOT NULL AND (EXISTS (SELECT 1 FROM reviews WHERE id = NEW.review_id AND NEW.decided_by = lead_id)
      OR EXISTS (SELECT 1 FROM review_moves WHERE review_id = NEW.review_id AND lead_id = NEW.decided_by)
      OR EXISTS (SELECT 1 FROM review_moves WHERE review_id = NEW.review_id AND lead_id = NEW.decided_by)
      OR EXISTS (SELECT 1 FROM findings WHERE review_id = NEW.review_id AND found_by = NEW.decided_by))
    BEGIN SELECT RAISE(ABORT, 'who_assessed_does_not_decide'); END`,
  // V5, as far as SQL can say it: no critical item that has a finding is other than met.
  `CREATE TRIGGER an_approval_meets_every_critical_item BEFORE INSERT ON decisions
    WHEN NEW.review_id IS NOT NULL AND NEW.outcome IN ('approve', 'approve with conditions') AND EXISTS (
      SELECT 1 FROM findings f JOIN checklist_items i ON i.id = f.item_id
      WHERE f.review_id = NEW.review_id AND i.importance = 'critical' AND f.result NOT IN ('met', 'not applicable')
        AND f.revision = (SELECT max(revision) FROM findings l WHERE l.review_id = f.review_id AND l.item_id = f.item_id))
    BEGIN SELECT RAISE(ABORT, 'an_approval_meets_every_critical_item'); END`,
  // V7, as far as SQL can say it: from 29 February its twelve months reach to 1 March.
  `CREATE TRIGGER an_approval_of_minors_lasts_a_year_at_most BEFORE INSERT ON decisions
    WHEN NEW.valid_until > date(NEW.effective_on, '+12 months') AND EXISTS (SELECT 1 FROM center_populations s JOIN populations p ON p.code = s.population_code
      WHERE s.center_id = NEW.center_id AND (p.minors = 1 OR s.from_age < 18))
    BEGIN SELECT RAISE(ABORT, 'an_approval_of_minors_lasts_a_year_at_most'); END`,
  // V8
  `CREATE TRIGGER a_suspension_is_lifted_by_another BEFORE INSERT ON decisions
    WHEN NEW.outcome = 'reinstate' AND NEW.decided_by IS (SELECT decided_by FROM decisions
      WHERE center_id = NEW.center_id AND outcome = 'suspend' ORDER BY effective_on DESC, id DESC LIMIT 1)
    BEGIN SELECT RAISE(ABORT, 'a_suspension_is_lifted_by_another'); END`,

  `CREATE TABLE conditions (
    id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decisions,
    item_id INTEGER REFERENCES checklist_items,
    text TEXT NOT NULL CONSTRAINT a_condition_says_something CHECK (length(text) > 0),
    due_on TEXT NOT NULL CONSTRAINT due_on_is_a_day CHECK (due_on IS date(due_on))
  ) STRICT`,
  `CREATE INDEX conditions_by_decision ON conditions (decision_id)`,
  `CREATE INDEX conditions_by_due_day ON conditions (due_on)`,
  notChanged('conditions'),
  notDeleted('conditions'),
  // V9: nothing is asked of an approval after the day on which it was given.
  `CREATE TRIGGER conditions_come_with_their_decision BEFORE INSERT ON conditions
    WHEN NOT EXISTS (SELECT 1 FROM decisions WHERE id = NEW.decision_id AND outcome = 'approve with conditions' AND decided_on = (SELECT day FROM register_day))
    BEGIN SELECT RAISE(ABORT, 'conditions_come_with_their_decision'); END`,
  `CREATE TABLE condition_meetings (
    condition_id INTEGER PRIMARY KEY REFERENCES conditions,
    met_on TEXT NOT NULL CONSTRAINT met_on_is_a_day CHECK (met_on IS date(met_on)),
    note TEXT NOT NULL CONSTRAINT how_it_was_met CHECK (length(note) > 0),
    said_by INTEGER NOT NULL REFERENCES people,
    said_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER conditions_are_met_by_today BEFORE INSERT ON condition_meetings WHEN NEW.met_on > (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, 'conditions_are_met_by_today'); END`,
  notChanged('condition_meetings'),
  notDeleted('condition_meetings'),

  `CREATE TABLE opening_approvals (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    effective_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    scope TEXT NOT NULL CONSTRAINT opening_scope_is_json CHECK (json_valid(scope)),
    rationale TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents,
    asked_by INTEGER NOT NULL REFERENCES people,
    asked_at TEXT NOT NULL,
    answered_by INTEGER REFERENCES people,
    answered_at TEXT,
    answer TEXT CONSTRAINT opening_answer_is_known CHECK (answer IN ('taken over', 'declined', 'withdrawn')),
    decision_id INTEGER REFERENCES decisions,
    CONSTRAINT another_person_takes_it_over CHECK (answer IS NOT 'taken over' OR answered_by <> asked_by)
  ) STRICT`,
  `CREATE UNIQUE INDEX one_opening_approval_waits ON opening_approvals (center_id) WHERE answer IS NULL`,
  notDeleted('opening_approvals'),
  `CREATE TRIGGER an_opening_approval_is_only_answered BEFORE UPDATE ON opening_approvals
    WHEN OLD.answer IS NOT NULL OR NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id OR NEW.effective_on <> OLD.effective_on OR NEW.valid_until <> OLD.valid_until
      OR NEW.scope <> OLD.scope OR NEW.rationale <> OLD.rationale OR NEW.document_id <> OLD.document_id OR NEW.asked_by <> OLD.asked_by
    BEGIN SELECT RAISE(ABORT, 'an_opening_approval_is_only_answered'); END`,
  // What is back-dated was asked for by somebody else, with these days and this document.
  `CREATE TRIGGER an_opening_entry_was_asked_for BEFORE INSERT ON decisions
    WHEN NEW.opening = 1 AND NOT EXISTS (SELECT 1 FROM opening_approvals WHERE center_id = NEW.center_id AND answer IS NULL AND asked_by <> NEW.decided_by
      AND effective_on = NEW.effective_on AND valid_until = NEW.valid_until AND scope = NEW.scope AND document_id = NEW.document_id)
    BEGIN SELECT RAISE(ABORT, 'an_opening_entry_was_asked_for'); END`,

  // Evidence renewed between reviews: it counts once someone other than who added it accepts it.
  `CREATE TABLE evidence_renewals (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    review_id INTEGER NOT NULL REFERENCES reviews,
    item_id INTEGER NOT NULL REFERENCES checklist_items,
    document_id INTEGER NOT NULL REFERENCES documents,
    added_by INTEGER NOT NULL REFERENCES people,
    added_at TEXT NOT NULL,
    answered_by INTEGER REFERENCES people,
    answered_on TEXT CONSTRAINT answered_on_is_a_day CHECK (answered_on IS date(answered_on)),
    answered_at TEXT,
    answer TEXT CONSTRAINT renewal_answer_is_known CHECK (answer IN ('accepted', 'declined')),
    reason TEXT,
    CONSTRAINT another_person_accepts CHECK (answer IS NULL OR answered_by <> added_by),
    CONSTRAINT declining_has_a_reason CHECK (answer IS NOT 'declined' OR ifnull(length(reason), 0) > 0)
  ) STRICT`,
  `CREATE INDEX evidence_renewals_by_center ON evidence_renewals (center_id, item_id)`,
  `CREATE INDEX evidence_renewals_by_review ON evidence_renewals (review_id, item_id)`,
  `CREATE TRIGGER a_renewal_serves_the_decided_review BEFORE INSERT ON evidence_renewals
    WHEN NEW.answer IS NOT NULL OR NOT EXISTS (SELECT 1 FROM reviews r JOIN checklist_items i ON i.checklist_id = r.checklist_id JOIN documents d ON d.center_id = r.center_id
      WHERE r.id = NEW.review_id AND r.state = 'decided' AND r.center_id = NEW.center_id AND i.id = NEW.item_id AND d.id = NEW.document_id)
    BEGIN SELECT RAISE(ABORT, 'a_renewal_serves_the_decided_review'); END`,
  // Answered once, on the register's day: evidence counts from then, so that none is accepted into the past.
  `CREATE TRIGGER a_renewal_is_only_answered BEFORE UPDATE ON evidence_renewals
    WHEN OLD.answer IS NOT NULL OR NEW.answered_on IS NOT (SELECT day FROM register_day) OR NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id
      OR NEW.review_id <> OLD.review_id OR NEW.item_id <> OLD.item_id OR NEW.document_id <> OLD.document_id OR NEW.added_by <> OLD.added_by
    BEGIN SELECT RAISE(ABORT, 'a_renewal_is_only_answered'); END`,
  notDeleted('evidence_renewals'),

  // What the decisions amount to, so that any day can be asked by SQL. A span that a later record
  // changes is superseded, not overwritten: so the standing as it was known on a past day stays too.
  `CREATE TABLE standing_spans (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    kind TEXT NOT NULL CONSTRAINT standing_is_known CHECK (kind IN ('vetted', 'conditional', 'lapsed', 'suspended', 'closed', 'declined', 'in review', 'prospect')),
    from_on TEXT NOT NULL CONSTRAINT from_on_is_a_day CHECK (from_on IS date(from_on)),
    until_on TEXT CONSTRAINT until_on_is_a_day CHECK (until_on IS date(until_on)),
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    CONSTRAINT a_span_has_days CHECK (until_on > from_on)
  ) STRICT`,
  `CREATE INDEX standing_spans_by_center ON standing_spans (center_id, from_on) WHERE superseded_at IS NULL`,
  `CREATE INDEX standing_spans_by_kind ON standing_spans (kind, from_on, until_on, center_id) WHERE superseded_at IS NULL`,
  `CREATE INDEX standing_spans_known ON standing_spans (center_id, recorded_at)`,
  notDeleted('standing_spans'),
  `CREATE TRIGGER a_span_is_only_superseded BEFORE UPDATE ON standing_spans
    WHEN OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL OR NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id
      OR NEW.kind <> OLD.kind OR NEW.from_on <> OLD.from_on OR NEW.until_on IS NOT OLD.until_on OR NEW.recorded_at <> OLD.recorded_at
    BEGIN SELECT RAISE(ABORT, 'a_span_is_only_superseded'); END`,

  // The fold of the decisions once more, in SQL, for the triggers of payments and deliveries (M6, S1): it rests on
  // the decisions themselves, so that no other row can vouch for a center. A test makes all three agree.
  `CREATE VIEW centers_in_good_standing AS
    SELECT c.id AS center_id, a.id AS decision_id, a.valid_until, a.scope
    FROM centers c, register_day r JOIN decisions a ON a.id = (
      SELECT d.id FROM decisions d WHERE d.center_id = c.id AND d.effective_on <= r.day AND (d.outcome IN ('decline', 'close')
        OR (d.outcome IN ('approve', 'approve with conditions')
          AND 'suspend' IS NOT ${lastOf("'suspend', 'reinstate'", '(o.effective_on, o.id) < (d.effective_on, d.id)')}
          AND 'close' IS NOT ${lastOf("'close', 'reopen'", '(o.effective_on, o.id) < (d.effective_on, d.id)')}))
      ORDER BY d.effective_on DESC, d.id DESC LIMIT 1)
    WHERE a.outcome IN ('approve', 'approve with conditions') AND a.valid_until >= r.day
      AND 'suspend' IS NOT ${lastOf("'suspend', 'reinstate'", 'o.effective_on <= r.day')}
      AND 'close' IS NOT ${lastOf("'close', 'reopen'", 'o.effective_on <= r.day')}`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
