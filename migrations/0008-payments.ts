import { sql, type Kysely } from 'kysely'

const notChanged = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_changed'); END`
const notDeleted = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`
// Before an insert SQLite gives a key that it is yet to choose as -1.
const followOn = (
  table: string,
): string => `CREATE TRIGGER ${table}_follow_on BEFORE INSERT ON ${table} WHEN NEW.id <> -1 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM ${table})
    BEGIN SELECT RAISE(ABORT, '${table}_follow_on'); END`
const today = (
  table: string,
  column: string,
): string => `CREATE TRIGGER ${table}_are_dated_today BEFORE INSERT ON ${table} WHEN NEW.${column} IS NOT (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, '${table}_are_dated_today'); END`

/** What leaves: the instruction, and what became of it, row by row. */
const statements = [
  `CREATE TABLE payments (
    id INTEGER PRIMARY KEY CONSTRAINT payment_ids_count CHECK (id > 0),
    allocation_id INTEGER NOT NULL REFERENCES allocations,
    amount_minor INTEGER NOT NULL CONSTRAINT a_payment_is_an_amount CHECK (amount_minor BETWEEN 1 AND 9007199254740991),
    planned_on TEXT NOT NULL CONSTRAINT planned_on_is_a_day CHECK (planned_on IS date(planned_on)),
    method TEXT NOT NULL CONSTRAINT method_is_known CHECK (method IN ('bank transfer', 'mobile money', 'card', 'cheque', 'cash', 'paid to supplier')),
    reference TEXT,
    paid_currency TEXT NOT NULL CONSTRAINT paid_currency_is_a_code CHECK (paid_currency GLOB '[A-Z][A-Z][A-Z]'),
    paid_minor INTEGER NOT NULL CONSTRAINT paid_is_an_amount CHECK (paid_minor BETWEEN 1 AND 9007199254740991),
    rate TEXT,
    rate_source TEXT,
    rate_on TEXT CONSTRAINT rate_on_is_a_day CHECK (rate_on IS date(rate_on)),
    planned_by INTEGER NOT NULL REFERENCES people,
    planned_at TEXT NOT NULL,
    CONSTRAINT a_rate_has_its_source_and_day CHECK ((rate IS NULL) = (rate_source IS NULL) AND (rate IS NULL) = (rate_on IS NULL))
  ) STRICT`,
  `CREATE INDEX payments_by_allocation ON payments (allocation_id)`,
  notChanged('payments'),
  notDeleted('payments'),
  followOn('payments'),
  `CREATE TABLE payment_events (
    id INTEGER PRIMARY KEY CONSTRAINT payment_event_ids_count CHECK (id > 0),
    payment_id INTEGER NOT NULL REFERENCES payments,
    kind TEXT NOT NULL CONSTRAINT payment_event_is_known CHECK (kind IN ('sent', 'received', 'returned', 'void')),
    amount_minor INTEGER NOT NULL CONSTRAINT payment_event_is_an_amount CHECK (amount_minor >= 0),
    on_day TEXT NOT NULL CONSTRAINT payment_event_day_is_a_day CHECK (on_day IS date(on_day)),
    bank_on TEXT CONSTRAINT bank_on_is_a_day CHECK (bank_on IS date(bank_on)),
    note TEXT,
    by_id INTEGER NOT NULL REFERENCES people,
    recorded_on TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT voiding_and_returning_have_a_reason CHECK (kind NOT IN ('void', 'returned') OR ifnull(length(note), 0) > 0)
  ) STRICT`,
  `CREATE INDEX payment_events_by_payment ON payment_events (payment_id, kind, on_day)`,
  `CREATE INDEX payment_events_by_day ON payment_events (kind, on_day)`,
  `CREATE UNIQUE INDEX a_payment_leaves_once ON payment_events (payment_id) WHERE kind IN ('sent', 'void')`,
  `CREATE UNIQUE INDEX a_payment_arrives_once ON payment_events (payment_id) WHERE kind = 'received'`,
  notChanged('payment_events'),
  notDeleted('payment_events'),
  followOn('payment_events'),
  today('payment_events', 'recorded_on'),
  // M6: whatever writes the row, money leaves only for a center in good standing on the register's day.
  `CREATE TRIGGER money_goes_to_centers_in_good_standing BEFORE INSERT ON payment_events
    WHEN NEW.kind = 'sent' AND NOT EXISTS (SELECT 1 FROM payments p JOIN allocations a ON a.id = p.allocation_id JOIN centers_in_good_standing s ON s.center_id = a.center_id
      WHERE p.id = NEW.payment_id AND a.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'money_goes_to_centers_in_good_standing'); END`,
  `CREATE TRIGGER sent_on_the_registers_day BEFORE INSERT ON payment_events WHEN NEW.kind = 'sent' AND NEW.on_day IS NOT (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, 'sent_on_the_registers_day'); END`,
  `CREATE TRIGGER a_payment_is_sent_whole BEFORE INSERT ON payment_events
    WHEN NEW.kind = 'sent' AND NEW.amount_minor IS NOT (SELECT amount_minor FROM payments WHERE id = NEW.payment_id)
    BEGIN SELECT RAISE(ABORT, 'a_payment_is_sent_whole'); END`,
  // M4, as far as it holds at every amount
  `CREATE TRIGGER the_proposer_does_not_release BEFORE INSERT ON payment_events
    WHEN NEW.kind = 'sent' AND NEW.by_id IN (SELECT m.by_id FROM payments p JOIN allocation_moves m ON m.allocation_id = p.allocation_id AND m.move = 'proposed' WHERE p.id = NEW.payment_id
      UNION SELECT a.drafted_by FROM payments p JOIN allocations a ON a.id = p.allocation_id WHERE p.id = NEW.payment_id)
    BEGIN SELECT RAISE(ABORT, 'the_proposer_does_not_release'); END`,
  // M5: what is sent less what came back never exceeds the allocation.
  `CREATE TRIGGER payments_stay_within_their_allocation BEFORE INSERT ON payment_events WHEN NEW.kind = 'sent' AND NEW.amount_minor + (
      SELECT coalesce(sum(CASE e.kind WHEN 'sent' THEN e.amount_minor WHEN 'returned' THEN -e.amount_minor ELSE 0 END), 0)
      FROM payments p JOIN payments other ON other.allocation_id = p.allocation_id JOIN payment_events e ON e.payment_id = other.id WHERE p.id = NEW.payment_id)
      > (SELECT a.amount_minor FROM payments p JOIN allocations a ON a.id = p.allocation_id WHERE p.id = NEW.payment_id)
    BEGIN SELECT RAISE(ABORT, 'payments_stay_within_their_allocation'); END`,
  `CREATE TRIGGER what_comes_back_was_sent BEFORE INSERT ON payment_events WHEN NEW.kind IN ('received', 'returned') AND NOT EXISTS (
      SELECT 1 FROM payment_events WHERE payment_id = NEW.payment_id AND kind = 'sent')
    BEGIN SELECT RAISE(ABORT, 'what_comes_back_was_sent'); END`,
  `CREATE TRIGGER no_more_comes_back_than_was_sent BEFORE INSERT ON payment_events WHEN NEW.kind = 'returned' AND NEW.amount_minor + (
      SELECT coalesce(sum(amount_minor), 0) FROM payment_events WHERE payment_id = NEW.payment_id AND kind = 'returned')
      > (SELECT amount_minor FROM payments WHERE id = NEW.payment_id)
    BEGIN SELECT RAISE(ABORT, 'no_more_comes_back_than_was_sent'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
