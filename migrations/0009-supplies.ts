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
const whilePacking = (
  change: 'INSERT' | 'UPDATE' | 'DELETE',
  deliveries: string,
): string => `CREATE TRIGGER a_sent_delivery_refuses_${change.toLowerCase()}_of_lines BEFORE ${change} ON delivery_lines
    WHEN EXISTS (SELECT 1 FROM delivery_events WHERE delivery_id IN (${deliveries}))
    BEGIN SELECT RAISE(ABORT, 'a_sent_delivery_keeps_its_lines'); END`
const ofItsCenter = (change: 'INSERT' | 'UPDATE'): string => `CREATE TRIGGER a_line_serves_its_centers_need_on_${change.toLowerCase()} BEFORE ${change} ON delivery_lines
    WHEN NEW.need_id IS NOT NULL AND (SELECT center_id FROM needs WHERE id = NEW.need_id) IS NOT (SELECT center_id FROM deliveries WHERE id = NEW.delivery_id)
    BEGIN SELECT RAISE(ABORT, 'a_line_serves_its_centers_need'); END`

/** Goods sent to a center, line by line, and what arrived of them. */
const statements = [
  `CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    expected_on TEXT CONSTRAINT expected_on_is_a_day CHECK (expected_on IS date(expected_on)),
    carrier TEXT,
    note TEXT,
    packed_by INTEGER NOT NULL REFERENCES people,
    packed_on TEXT NOT NULL,
    packed_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
  ) STRICT`,
  `CREATE INDEX deliveries_by_center ON deliveries (center_id)`,
  notDeleted('deliveries'),
  `CREATE TRIGGER a_delivery_keeps_its_center BEFORE UPDATE OF id, center_id ON deliveries WHEN NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id
    BEGIN SELECT RAISE(ABORT, 'a_delivery_keeps_its_center'); END`,
  // A delivery that has no event is being packed; what was packed for nothing is set aside.
  `CREATE TABLE delivery_events (
    id INTEGER PRIMARY KEY CONSTRAINT delivery_event_ids_count CHECK (id > 0),
    delivery_id INTEGER NOT NULL REFERENCES deliveries,
    kind TEXT NOT NULL CONSTRAINT delivery_event_is_known CHECK (kind IN ('sent', 'received', 'lost', 'set aside')),
    on_day TEXT NOT NULL CONSTRAINT delivery_event_day_is_a_day CHECK (on_day IS date(on_day)),
    note TEXT,
    by_id INTEGER NOT NULL REFERENCES people,
    at TEXT NOT NULL,
    CONSTRAINT a_loss_is_explained CHECK (kind NOT IN ('lost', 'set aside') OR ifnull(length(note), 0) > 0)
  ) STRICT`,
  `CREATE INDEX delivery_events_by_delivery ON delivery_events (delivery_id, kind)`,
  `CREATE UNIQUE INDEX a_delivery_leaves_once ON delivery_events (delivery_id) WHERE kind IN ('sent', 'set aside')`,
  `CREATE UNIQUE INDEX a_delivery_ends_once ON delivery_events (delivery_id) WHERE kind IN ('received', 'lost')`,
  notChanged('delivery_events'),
  notDeleted('delivery_events'),
  followOn('delivery_events'),
  // S1: goods leave under the rule that money leaves under.
  `CREATE TRIGGER goods_go_to_centers_in_good_standing BEFORE INSERT ON delivery_events
    WHEN NEW.kind = 'sent' AND NOT EXISTS (SELECT 1 FROM deliveries d JOIN centers_in_good_standing s ON s.center_id = d.center_id WHERE d.id = NEW.delivery_id)
    BEGIN SELECT RAISE(ABORT, 'goods_go_to_centers_in_good_standing'); END`,
  `CREATE TRIGGER goods_leave_on_the_registers_day BEFORE INSERT ON delivery_events WHEN NEW.kind = 'sent' AND NEW.on_day IS NOT (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, 'goods_leave_on_the_registers_day'); END`,
  `CREATE TRIGGER what_ends_was_sent BEFORE INSERT ON delivery_events
    WHEN NEW.kind IN ('received', 'lost') AND NOT EXISTS (SELECT 1 FROM delivery_events WHERE delivery_id = NEW.delivery_id AND kind = 'sent')
    BEGIN SELECT RAISE(ABORT, 'what_ends_was_sent'); END`,

  `CREATE TABLE delivery_lines (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES deliveries,
    need_id INTEGER REFERENCES needs,
    item TEXT NOT NULL CONSTRAINT line_is_named CHECK (length(item) BETWEEN 1 AND 200),
    quantity INTEGER NOT NULL CONSTRAINT line_has_a_quantity CHECK (quantity BETWEEN 1 AND 10000000),
    unit TEXT NOT NULL CONSTRAINT line_has_a_unit CHECK (length(unit) BETWEEN 1 AND 40),
    unit_value_minor INTEGER CONSTRAINT line_value_is_an_amount CHECK (unit_value_minor BETWEEN 0 AND 9007199254740991),
    currency TEXT CONSTRAINT line_currency_is_a_code CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT a_value_has_a_currency CHECK ((unit_value_minor IS NULL) = (currency IS NULL))
  ) STRICT`,
  `CREATE INDEX delivery_lines_by_delivery ON delivery_lines (delivery_id)`,
  `CREATE INDEX delivery_lines_by_need ON delivery_lines (need_id) WHERE need_id IS NOT NULL`,
  whilePacking('INSERT', 'NEW.delivery_id'),
  // A line moved to another delivery changes both.
  whilePacking('UPDATE', 'OLD.delivery_id, NEW.delivery_id'),
  whilePacking('DELETE', 'OLD.delivery_id'),
  ofItsCenter('INSERT'),
  ofItsCenter('UPDATE'),

  // Many receipts to a delivery. One recorded wrongly is answered by a reversing one, line for line with its sign turned.
  `CREATE TABLE receipts (
    id INTEGER PRIMARY KEY CONSTRAINT receipt_ids_count CHECK (id > 0),
    delivery_id INTEGER NOT NULL REFERENCES deliveries,
    on_day TEXT NOT NULL CONSTRAINT receipt_day_is_a_day CHECK (on_day IS date(on_day)),
    confirmed_by TEXT NOT NULL CONSTRAINT somebody_confirmed CHECK (length(confirmed_by) BETWEEN 1 AND 200),
    note TEXT,
    reverses_id INTEGER UNIQUE REFERENCES receipts,
    document_id INTEGER REFERENCES documents,
    recorded_by INTEGER NOT NULL REFERENCES people,
    recorded_at TEXT NOT NULL,
    CONSTRAINT reversing_has_a_reason CHECK (reverses_id IS NULL OR ifnull(length(note), 0) > 0)
  ) STRICT`,
  `CREATE INDEX receipts_by_delivery ON receipts (delivery_id)`,
  `CREATE INDEX receipts_by_day ON receipts (on_day)`,
  notChanged('receipts'),
  notDeleted('receipts'),
  followOn('receipts'),
  `CREATE TRIGGER what_arrives_was_sent BEFORE INSERT ON receipts
    WHEN NOT EXISTS (SELECT 1 FROM delivery_events WHERE delivery_id = NEW.delivery_id AND kind = 'sent')
    BEGIN SELECT RAISE(ABORT, 'what_arrives_was_sent'); END`,
  `CREATE TABLE receipt_lines (
    id INTEGER PRIMARY KEY,
    receipt_id INTEGER NOT NULL REFERENCES receipts,
    line_id INTEGER NOT NULL REFERENCES delivery_lines,
    received INTEGER NOT NULL,
    damaged INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    why TEXT,
    UNIQUE (receipt_id, line_id),
    CONSTRAINT a_shortfall_is_explained CHECK ((damaged = 0 AND missing = 0) OR ifnull(length(why), 0) > 0)
  ) STRICT`,
  `CREATE INDEX receipt_lines_by_line ON receipt_lines (line_id, received)`,
  notChanged('receipt_lines'),
  notDeleted('receipt_lines'),
  `CREATE TRIGGER a_reversal_turns_each_line BEFORE INSERT ON receipt_lines WHEN
      CASE WHEN (SELECT reverses_id FROM receipts WHERE id = NEW.receipt_id) IS NULL THEN NEW.received < 0 OR NEW.damaged < 0 OR NEW.missing < 0
      ELSE NOT EXISTS (SELECT 1 FROM receipts r JOIN receipt_lines l ON l.receipt_id = r.reverses_id AND l.line_id = NEW.line_id
        WHERE r.id = NEW.receipt_id AND l.received = -NEW.received AND l.damaged = -NEW.damaged AND l.missing = -NEW.missing) END
    BEGIN SELECT RAISE(ABORT, 'a_reversal_turns_each_line'); END`,
  `CREATE TRIGGER no_more_arrives_than_was_sent BEFORE INSERT ON receipt_lines WHEN NEW.received + NEW.damaged + NEW.missing + (
      SELECT coalesce(sum(received + damaged + missing), 0) FROM receipt_lines WHERE line_id = NEW.line_id) > (SELECT quantity FROM delivery_lines WHERE id = NEW.line_id)
    BEGIN SELECT RAISE(ABORT, 'no_more_arrives_than_was_sent'); END`,
  `CREATE TRIGGER a_line_arrives_with_its_delivery BEFORE INSERT ON receipt_lines
    WHEN (SELECT delivery_id FROM receipts WHERE id = NEW.receipt_id) IS NOT (SELECT delivery_id FROM delivery_lines WHERE id = NEW.line_id)
    BEGIN SELECT RAISE(ABORT, 'a_line_arrives_with_its_delivery'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
