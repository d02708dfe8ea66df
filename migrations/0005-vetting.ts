import { sql, type Kysely } from 'kysely'

const notChanged = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_changed'); END`
const notDeleted = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`
const published = (table: string, change: 'INSERT' | 'UPDATE' | 'DELETE', row: 'NEW' | 'OLD'): string =>
  `CREATE TRIGGER published_${table}_refuse_${change.toLowerCase()} BEFORE ${change} ON ${table}
    WHEN (SELECT published_at FROM checklists WHERE id = ${row}.checklist_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a_published_checklist_is_not_changed'); END`

/** The checklist, the reviews that go through it, and what each found. */
const statements = [
  `CREATE TABLE checklists (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL UNIQUE CONSTRAINT checklist_version_counts CHECK (version > 0),
    title TEXT NOT NULL,
    created_at TEXT NOT NULL,
    published_at TEXT,
    published_by INTEGER REFERENCES people
  ) STRICT`,
  `CREATE TRIGGER a_published_checklist_stays BEFORE UPDATE ON checklists WHEN OLD.published_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a_published_checklist_is_not_changed'); END`,
  notDeleted('checklists'),
  `CREATE TABLE checklist_items (
    id INTEGER PRIMARY KEY,
    checklist_id INTEGER NOT NULL REFERENCES checklists,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL CONSTRAINT item_has_a_code CHECK (length(code) BETWEEN 1 AND 20),
    question TEXT NOT NULL CONSTRAINT item_asks CHECK (length(question) > 0),
    guidance TEXT,
    evidence_wanted TEXT,
    importance TEXT NOT NULL CONSTRAINT importance_is_known CHECK (importance IN ('critical', 'required', 'advisory')),
    polarity TEXT NOT NULL CONSTRAINT polarity_is_known CHECK (polarity IN ('good', 'red flag')),
    not_applicable_allowed INTEGER NOT NULL CONSTRAINT not_applicable_is_yes_or_no CHECK (not_applicable_allowed IN (0, 1)),
    months_good INTEGER CONSTRAINT months_good_counts CHECK (months_good > 0),
    applies_to TEXT NOT NULL CONSTRAINT applies_to_is_json CHECK (json_valid(applies_to)),
    source TEXT,
    UNIQUE (checklist_id, code),
    UNIQUE (checklist_id, position)
  ) STRICT`,
  published('checklist_items', 'INSERT', 'NEW'),
  published('checklist_items', 'UPDATE', 'OLD'),
  published('checklist_items', 'DELETE', 'OLD'),

  `CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    kind TEXT NOT NULL CONSTRAINT review_kind_is_known CHECK (kind IN ('initial', 'renewal', 'for cause')),
    checklist_id INTEGER NOT NULL REFERENCES checklists,
    lead_id INTEGER NOT NULL REFERENCES people,
    opened_on TEXT NOT NULL CONSTRAINT review_opened_on_is_a_day CHECK (opened_on IS date(opened_on)),
    opened_by INTEGER NOT NULL REFERENCES people,
    opened_at TEXT NOT NULL,
    target_on TEXT NOT NULL CONSTRAINT target_on_is_a_day CHECK (target_on IS date(target_on)),
    state TEXT NOT NULL DEFAULT 'open' CONSTRAINT review_state_is_known CHECK (state IN ('open', 'submitted', 'decided', 'withdrawn')),
    moved_at TEXT NOT NULL,
    ended_on TEXT CONSTRAINT ended_on_is_a_day CHECK (ended_on IS date(ended_on)),
    -- What of the center decided which items apply, kept when the review left 'open': a center that changes later does not change what was reviewed.
    traits TEXT CONSTRAINT traits_are_json CHECK (json_valid(traits)),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT an_ended_review_has_a_day CHECK ((ended_on IS NOT NULL) = (state IN ('decided', 'withdrawn')))
  ) STRICT`,
  `CREATE UNIQUE INDEX one_open_review_per_center ON reviews (center_id) WHERE state IN ('open', 'submitted')`,
  `CREATE INDEX reviews_by_center ON reviews (center_id, opened_on)`,
  `CREATE INDEX reviews_by_state ON reviews (state, target_on)`,
  `CREATE TRIGGER a_review_keeps_its_center_and_checklist BEFORE UPDATE OF id, center_id, checklist_id, opened_on ON reviews
    WHEN NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id OR NEW.checklist_id <> OLD.checklist_id OR NEW.opened_on <> OLD.opened_on
    BEGIN SELECT RAISE(ABORT, 'a_review_keeps_its_center_and_checklist'); END`,
  `CREATE TRIGGER an_ended_review_stays BEFORE UPDATE ON reviews WHEN OLD.state IN ('decided', 'withdrawn')
    BEGIN SELECT RAISE(ABORT, 'an_ended_review_stays'); END`,
  notDeleted('reviews'),
  // V1
  `CREATE TRIGGER a_review_uses_the_published_checklist BEFORE INSERT ON reviews
    WHEN NEW.checklist_id IS NOT (SELECT id FROM checklists WHERE published_at IS NOT NULL ORDER BY version DESC LIMIT 1)
    BEGIN SELECT RAISE(ABORT, 'a_review_uses_the_published_checklist'); END`,
  `CREATE TRIGGER a_review_moves_by_steps BEFORE UPDATE OF state ON reviews
    WHEN OLD.state = 'open' AND NEW.state = 'decided'
    BEGIN SELECT RAISE(ABORT, 'a_review_moves_by_steps'); END`,
  `CREATE TABLE review_moves (
    id INTEGER PRIMARY KEY,
    review_id INTEGER NOT NULL REFERENCES reviews,
    move TEXT NOT NULL CONSTRAINT review_move_is_known CHECK (move IN ('opened', 'submitted', 'returned', 'withdrawn', 'decided', 'handed over')),
    on_day TEXT NOT NULL CONSTRAINT review_move_day_is_a_day CHECK (on_day IS date(on_day)),
    reason TEXT,
    -- Who leads from then on: V6 asks for everybody who ever did.
    lead_id INTEGER REFERENCES people,
    by_id INTEGER NOT NULL REFERENCES people,
    at TEXT NOT NULL,
    CONSTRAINT a_lead_is_named_when_it_changes CHECK (lead_id IS NULL OR move IN ('opened', 'handed over')),
    CONSTRAINT going_back_has_a_reason CHECK (move NOT IN ('returned', 'withdrawn') OR ifnull(length(reason), 0) > 0)
  ) STRICT`,
  `CREATE INDEX review_moves_by_review ON review_moves (review_id)`,
  notChanged('review_moves'),
  notDeleted('review_moves'),

  // Every change of a finding is a row; the highest revision is what stands (V9).
  `CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    review_id INTEGER NOT NULL REFERENCES reviews,
    item_id INTEGER NOT NULL REFERENCES checklist_items,
    revision INTEGER NOT NULL CONSTRAINT revision_counts CHECK (revision > 0),
    result TEXT NOT NULL CONSTRAINT result_is_known CHECK (result IN ('met', 'partly met', 'not met', 'not applicable')),
    basis TEXT CONSTRAINT basis_is_known CHECK (basis IN ('document', 'interview', 'visit', 'third party', 'own word')),
    note TEXT,
    carried_from INTEGER REFERENCES findings,
    found_by INTEGER NOT NULL REFERENCES people,
    found_at TEXT NOT NULL,
    UNIQUE (review_id, item_id, revision),
    CONSTRAINT other_than_met_takes_a_note CHECK (result = 'met' OR ifnull(length(note), 0) > 0)
  ) STRICT`,
  `CREATE TRIGGER findings_follow_on BEFORE INSERT ON findings
    WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM findings WHERE review_id = NEW.review_id AND item_id = NEW.item_id)
    BEGIN SELECT RAISE(ABORT, 'findings_follow_on'); END`,
  `CREATE TRIGGER findings_belong_to_an_open_review BEFORE INSERT ON findings
    WHEN NOT EXISTS (SELECT 1 FROM reviews r JOIN checklist_items i ON i.checklist_id = r.checklist_id
      WHERE r.id = NEW.review_id AND i.id = NEW.item_id AND r.state = 'open')
    BEGIN SELECT RAISE(ABORT, 'findings_belong_to_an_open_review'); END`,
  notChanged('findings'),
  notDeleted('findings'),
  `CREATE TABLE finding_evidence (
    id INTEGER PRIMARY KEY,
    review_id INTEGER NOT NULL REFERENCES reviews,
    item_id INTEGER NOT NULL REFERENCES checklist_items,
    document_id INTEGER NOT NULL REFERENCES documents,
    added_by INTEGER NOT NULL REFERENCES people,
    added_at TEXT NOT NULL,
    removed_by INTEGER REFERENCES people,
    removed_at TEXT,
    removed_because TEXT CONSTRAINT removing_says_why CHECK (length(removed_because) > 0),
    CONSTRAINT evidence_is_removed_with_a_reason CHECK ((removed_at IS NULL) = (removed_because IS NULL) AND (removed_at IS NULL) = (removed_by IS NULL))
  ) STRICT`,
  // What was removed may be attached again.
  `CREATE UNIQUE INDEX evidence_is_attached_once ON finding_evidence (review_id, item_id, document_id) WHERE removed_at IS NULL`,
  // Of what was removed too, for what was known on a past day.
  `CREATE INDEX finding_evidence_by_item ON finding_evidence (review_id, item_id)`,
  `CREATE INDEX finding_evidence_by_document ON finding_evidence (document_id)`,
  `CREATE TRIGGER evidence_belongs_to_an_open_review BEFORE INSERT ON finding_evidence
    WHEN NOT EXISTS (SELECT 1 FROM reviews r JOIN checklist_items i ON i.checklist_id = r.checklist_id JOIN documents d ON d.center_id = r.center_id
      WHERE r.id = NEW.review_id AND i.id = NEW.item_id AND d.id = NEW.document_id AND r.state = 'open')
    BEGIN SELECT RAISE(ABORT, 'evidence_belongs_to_an_open_review'); END`,
  `CREATE TRIGGER evidence_is_only_removed BEFORE UPDATE ON finding_evidence
    WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL OR (SELECT state FROM reviews WHERE id = OLD.review_id) <> 'open'
      OR NEW.id <> OLD.id OR NEW.review_id <> OLD.review_id OR NEW.item_id <> OLD.item_id OR NEW.document_id <> OLD.document_id
      OR NEW.added_by <> OLD.added_by OR NEW.added_at <> OLD.added_at
    BEGIN SELECT RAISE(ABORT, 'evidence_is_only_removed'); END`,
  notDeleted('finding_evidence'),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
