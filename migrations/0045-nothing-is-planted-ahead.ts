import { sql, type Kysely } from 'kysely'

/** Where the order of the rows' numbers says what came last. */
const ordered = ['decisions', 'fund_entries', 'exchange_rates', 'allocation_moves', 'approvals', 'payments', 'payment_events', 'delivery_events', 'receipts']

/** The largest number that a program reads exactly. After the largest of all, 2^63 - 1, SQLite chooses any number that is free. */
const last = '9007199254740991'

const statements = [
  ...ordered.map(
    (table) => `CREATE TRIGGER ${table}_ids_stay_low BEFORE INSERT ON ${table} WHEN NEW.id > ${last} BEGIN SELECT RAISE(ABORT, '${table}_ids_stay_low'); END`,
  ),
  // V8: written before anybody suspends, it would lift the suspension that comes.
  `CREATE TRIGGER a_reinstatement_lifts_what_stands BEFORE INSERT ON decisions
    WHEN NEW.outcome = 'reinstate' AND (NEW.effective_on <> NEW.decided_on OR 'suspend' IS NOT (SELECT outcome FROM decisions
      WHERE center_id = NEW.center_id AND outcome IN ('suspend', 'reinstate') AND effective_on <= NEW.effective_on ORDER BY effective_on DESC, id DESC LIMIT 1))
    BEGIN SELECT RAISE(ABORT, 'a_reinstatement_lifts_what_stands'); END`,
]

/** The fold goes by the day and the number of a decision: nothing is written now that would come after what is decided later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
