import { sql, type Kysely } from 'kysely'

// Ten to the twelfth minor units: thousands of such amounts can still be summed exactly, in whole numbers that a double holds.
const most = 1_000_000_000_000

// After the row, so that its own checks speak first.
const bounded = (name: string, change: 'INSERT' | 'UPDATE', table: string, isTooMuch: string): string =>
  `CREATE TRIGGER ${name}_on_${change.toLowerCase()} AFTER ${change} ON ${table} WHEN ${isTooMuch}
    BEGIN SELECT RAISE(ABORT, '${name}'); END`

const outOfRange = 'CAST(NEW.rate AS REAL) NOT BETWEEN 0.0000001 AND 10000000'

/** One amount that cannot be summed with others would take every report that adds it up from everybody. */
const statements = [
  bounded('an_entry_is_countable', 'INSERT', 'fund_entries', `abs(NEW.amount_minor) > ${most}`),
  bounded('an_allocation_is_countable', 'INSERT', 'allocations', `NEW.amount_minor > ${most}`),
  bounded('an_allocation_is_countable', 'UPDATE', 'allocations', `NEW.amount_minor > ${most} AND NEW.amount_minor <> OLD.amount_minor`),
  bounded('a_payment_is_countable', 'INSERT', 'payments', `NEW.amount_minor > ${most} OR NEW.paid_minor > ${most}`),
  bounded('a_need_is_countable', 'INSERT', 'needs', `NEW.unit_cost_minor * NEW.quantity > ${most}`),
  bounded(
    'a_need_is_countable',
    'UPDATE',
    'needs',
    `NEW.unit_cost_minor * NEW.quantity > ${most} AND (NEW.unit_cost_minor IS NOT OLD.unit_cost_minor OR NEW.quantity <> OLD.quantity)`,
  ),
  bounded('a_line_is_countable', 'INSERT', 'delivery_lines', `NEW.unit_value_minor * NEW.quantity > ${most}`),
  bounded('a_line_is_countable', 'UPDATE', 'delivery_lines', `NEW.unit_value_minor * NEW.quantity > ${most}`),
  bounded('a_rate_is_in_range', 'INSERT', 'exchange_rates', outOfRange),
  bounded('a_payment_rate_is_in_range', 'INSERT', 'payments', `NEW.rate IS NOT NULL AND ${outOfRange}`),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
