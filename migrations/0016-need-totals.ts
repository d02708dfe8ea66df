import { sql, type Kysely } from 'kysely'

const countNeed = (row: 'NEW' | 'OLD', sign: 1 | -1): string => `INSERT INTO need_totals (recorded_on, met_on, currency, needs, cost_minor)
      VALUES (${row}.recorded_on, ifnull(${row}.met_on, ''), ifnull(${row}.currency, ''), ${sign}, ${sign} * ifnull(${row}.cost_minor, 0))
      ON CONFLICT (recorded_on, met_on, currency) DO UPDATE SET needs = needs + excluded.needs, cost_minor = cost_minor + excluded.cost_minor;`

const lookAgain = (need: string): string => `DELETE FROM need_progress WHERE need_id = ${need};
      INSERT INTO need_progress SELECT * FROM needs_as_they_stand WHERE need_id = ${need};`

const decided = `outcome IN ('approve', 'approve with conditions', 'decline')`

/** What became of each need, and how long reviews took, added up by day: like the totals of money, all of it follows from other tables. */
const statements = [
  // S2: a need is met on the first day by which all of it had arrived in good order.
  `CREATE VIEW needs_as_they_stand AS
    SELECT n.id AS need_id, n.recorded_on, n.currency, n.unit_cost_minor * n.quantity AS cost_minor, (
      SELECT min(arrived.on_day) FROM (
        SELECT r.on_day, sum(sum(rl.received)) OVER (ORDER BY r.on_day) AS so_far, sum(sum(rl.received)) OVER () AS in_all
        FROM delivery_lines dl JOIN receipt_lines rl ON rl.line_id = dl.id JOIN receipts r ON r.id = rl.receipt_id
        WHERE dl.need_id = n.id GROUP BY r.on_day) arrived
      WHERE arrived.so_far >= n.quantity AND arrived.in_all >= n.quantity) AS met_on
    FROM needs n`,
  `CREATE TABLE need_progress (
    need_id INTEGER PRIMARY KEY REFERENCES needs,
    recorded_on TEXT NOT NULL,
    currency TEXT,
    cost_minor INTEGER,
    met_on TEXT
  ) STRICT`,
  `CREATE INDEX need_progress_by_currency ON need_progress (currency, recorded_on, met_on, cost_minor) WHERE currency IS NOT NULL`,
  `CREATE TABLE need_totals (
    recorded_on TEXT NOT NULL,
    met_on TEXT NOT NULL,
    currency TEXT NOT NULL,
    needs INTEGER NOT NULL,
    cost_minor INTEGER NOT NULL,
    PRIMARY KEY (recorded_on, met_on, currency)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER totals_add_a_need AFTER INSERT ON need_progress BEGIN ${countNeed('NEW', 1)} END`,
  `CREATE TRIGGER totals_take_a_need AFTER DELETE ON need_progress BEGIN ${countNeed('OLD', -1)} END`,
  `CREATE TRIGGER totals_follow_a_new_need AFTER INSERT ON needs BEGIN ${lookAgain('NEW.id')} END`,
  `CREATE TRIGGER totals_follow_a_changed_need AFTER UPDATE ON needs BEGIN ${lookAgain('NEW.id')} END`,
  `CREATE TRIGGER totals_follow_what_arrives AFTER INSERT ON receipt_lines
    WHEN (SELECT need_id FROM delivery_lines WHERE id = NEW.line_id) IS NOT NULL
    BEGIN ${lookAgain('(SELECT need_id FROM delivery_lines WHERE id = NEW.line_id)')} END`,
  `INSERT INTO need_progress SELECT * FROM needs_as_they_stand`,

  `CREATE TABLE decision_totals (
    decided_on TEXT NOT NULL,
    days INTEGER NOT NULL,
    decisions INTEGER NOT NULL,
    PRIMARY KEY (decided_on, days)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER totals_count_a_decision AFTER INSERT ON decisions WHEN NEW.review_id IS NOT NULL AND NEW.${decided} BEGIN
    INSERT INTO decision_totals (decided_on, days, decisions)
      SELECT NEW.decided_on, CAST(julianday(NEW.decided_on) - julianday(r.opened_on) AS INTEGER), 1 FROM reviews r WHERE r.id = NEW.review_id
      ON CONFLICT (decided_on, days) DO UPDATE SET decisions = decisions + 1; END`,
  `INSERT INTO decision_totals SELECT d.decided_on, CAST(julianday(d.decided_on) - julianday(r.opened_on) AS INTEGER) AS days, count(*)
    FROM decisions d JOIN reviews r ON r.id = d.review_id WHERE d.${decided} GROUP BY d.decided_on, days`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
