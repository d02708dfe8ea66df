import { sql, type Kysely } from 'kysely'

/** Each row of a figure that reports sum up, by its table; the totals take it in with the change that wrote it. */
const taken = [
  { figure: 'paid', table: 'payment_events', counts: (row: string) => `${row}kind IN ('sent', 'returned')` },
  { figure: 'committed', table: 'allocation_moves', counts: (row: string) => `${row}move IN ('approved', 'closed', 'cancelled')` },
  { figure: 'in-kind', table: 'receipt_lines', counts: (row: string) => `${row}received <> 0` },
]

/**
 * What was paid, committed and received in kind, added up by day, month and year, so that a report of a period need not read every row
 * of it. The tables here follow from others: what they say is in those already, and they can be made again from them.
 */
const statements = [
  `CREATE TABLE money_totals (
    figure TEXT NOT NULL CONSTRAINT totalled_figure_is_known CHECK (figure IN ('paid', 'committed', 'in-kind')),
    by_what TEXT NOT NULL CONSTRAINT totals_are_by_something_known CHECK (by_what IN ('country', 'purpose', 'center', 'rate day')),
    span TEXT NOT NULL CONSTRAINT span_is_a_day_month_or_year CHECK (length(span) IN (4, 7, 10)),
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    converted_minor INTEGER NOT NULL,
    unconverted_minor INTEGER NOT NULL,
    PRIMARY KEY (figure, by_what, span, name, currency)
  ) STRICT, WITHOUT ROWID`,
  // The rows that the totals do not hold yet. It is empty after every change that the program makes; a report that finds something here counts the rows.
  `CREATE TABLE unsettled_rows (
    figure TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    PRIMARY KEY (figure, row_id)
  ) STRICT, WITHOUT ROWID`,
  // The days from which a newer rate counts for a currency.
  `CREATE TABLE unsettled_rates (
    currency TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (currency, on_day)
  ) STRICT, WITHOUT ROWID`,
  ...taken.map(
    ({ figure, table, counts }) => `CREATE TRIGGER totals_wait_for_${table} AFTER INSERT ON ${table} WHEN ${counts('NEW.')}
    BEGIN INSERT INTO unsettled_rows (figure, row_id) VALUES ('${figure}', NEW.id); END`,
  ),
  `CREATE TRIGGER totals_wait_for_exchange_rates AFTER INSERT ON exchange_rates
    BEGIN INSERT OR IGNORE INTO unsettled_rates (currency, on_day) VALUES (NEW.currency, NEW.on_day); END`,
  // What of each allocation has left and not come back.
  `CREATE TABLE allocation_totals (
    allocation_id INTEGER PRIMARY KEY REFERENCES allocations,
    paid_minor INTEGER NOT NULL
  ) STRICT`,
  `CREATE TRIGGER totals_add_to_an_allocation AFTER INSERT ON payment_events WHEN NEW.kind IN ('sent', 'returned') BEGIN
    INSERT INTO allocation_totals (allocation_id, paid_minor) SELECT allocation_id, iif(NEW.kind = 'sent', 1, -1) * NEW.amount_minor FROM payments WHERE id = NEW.payment_id
      ON CONFLICT (allocation_id) DO UPDATE SET paid_minor = paid_minor + excluded.paid_minor; END`,
  `INSERT INTO allocation_totals SELECT p.allocation_id, sum(iif(e.kind = 'sent', 1, -1) * e.amount_minor)
    FROM payment_events e JOIN payments p ON p.id = e.payment_id WHERE e.kind IN ('sent', 'returned') GROUP BY p.allocation_id`,
  // What was converted was converted to it.
  `CREATE TRIGGER the_reporting_currency_stays BEFORE UPDATE ON settings
    WHEN OLD.name = 'currency' AND (NEW.value <> OLD.value OR NEW.name <> OLD.name) AND EXISTS (SELECT 1 FROM money_totals)
    BEGIN SELECT RAISE(ABORT, 'the_reporting_currency_stays'); END`,
  `CREATE TRIGGER the_reporting_currency_is_not_deleted BEFORE DELETE ON settings
    WHEN OLD.name = 'currency' AND EXISTS (SELECT 1 FROM money_totals)
    BEGIN SELECT RAISE(ABORT, 'the_reporting_currency_is_not_deleted'); END`,
  ...taken.map(({ figure, table, counts }) => `INSERT INTO unsettled_rows (figure, row_id) SELECT '${figure}', id FROM ${table} WHERE ${counts('')}`),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
