import { sql, type Kysely } from 'kysely'

const changes = 'NEW.quantity <> OLD.quantity OR NEW.unit_cost_minor IS NOT OLD.unit_cost_minor OR NEW.currency IS NOT OLD.currency'

/** A report of what was known on a past day counts a need as it was known then, whatever was put right since. */
const statements = [
  `ALTER TABLE needs ADD COLUMN changed_at TEXT CONSTRAINT changed_at_is_an_instant CHECK (changed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', changed_at))`,
  // What a need said until an instant, of all that reports count by.
  `CREATE TABLE past_needs (
    need_id INTEGER NOT NULL REFERENCES needs,
    until_at TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_cost_minor INTEGER,
    currency TEXT,
    PRIMARY KEY (need_id, until_at)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER past_needs_are_not_changed BEFORE UPDATE ON past_needs BEGIN SELECT RAISE(ABORT, 'past_needs_are_not_changed'); END`,
  `CREATE TRIGGER past_needs_are_not_deleted BEFORE DELETE ON past_needs BEGIN SELECT RAISE(ABORT, 'past_needs_are_not_deleted'); END`,
  `CREATE TRIGGER a_changed_need_says_when BEFORE UPDATE ON needs
    WHEN (${changes}) AND ifnull(NEW.changed_at < ifnull(OLD.changed_at, OLD.recorded_at), 1)
    BEGIN SELECT RAISE(ABORT, 'a_changed_need_says_when'); END`,
  // Of several changes in one instant the first says what was known before it.
  `CREATE TRIGGER needs_keep_their_past AFTER UPDATE ON needs WHEN (${changes}) BEGIN
    INSERT INTO past_needs (need_id, until_at, quantity, unit_cost_minor, currency)
      SELECT OLD.id, NEW.changed_at, OLD.quantity, OLD.unit_cost_minor, OLD.currency
      WHERE NOT EXISTS (SELECT 1 FROM past_needs WHERE need_id = OLD.id AND until_at = NEW.changed_at); END`,
  `CREATE TRIGGER a_review_keeps_its_target_day BEFORE UPDATE ON reviews WHEN NEW.target_on <> OLD.target_on
    BEGIN SELECT RAISE(ABORT, 'a_review_keeps_its_target_day'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
