import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../db/database.ts'
import { settleTotals } from './settle-queries.ts'

/** The tables that follow from others, with what makes a row of one count for nothing. */
const derived = {
  money_totals: sql`row_count = 0`,
  allocation_totals: sql`false`,
  standing_counts: sql`change = 0`,
  need_progress: sql`false`,
  need_totals: sql`needs = 0`,
  decision_totals: sql`decisions = 0`,
} as const

export type Derived = keyof typeof derived
const derivedTables = Object.keys(derived) as Derived[]

const sign = sql`iif(e.kind = 'sent', 1, -1)`
const ofSpans = (table: RawBuilder<unknown>, what: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`SELECT ${what} AS what, s.from_on AS on_day, c.country, 1 AS change FROM ${table} s JOIN centers c ON c.id = s.center_id WHERE s.superseded_at IS NULL
    UNION ALL SELECT ${what}, s.until_on, c.country, -1 FROM ${table} s JOIN centers c ON c.id = s.center_id WHERE s.superseded_at IS NULL AND s.until_on IS NOT NULL`

/** As the migrations fill them: those of needs fill their totals by a trigger, and those of money when they are settled. */
const filling = [
  sql`INSERT INTO unsettled_rows (figure, row_id) SELECT 'paid', id FROM payment_events WHERE kind IN ('sent', 'returned')`,
  sql`INSERT INTO unsettled_rows (figure, row_id) SELECT 'committed', id FROM allocation_moves WHERE move IN ('approved', 'closed', 'cancelled')`,
  sql`INSERT INTO unsettled_rows (figure, row_id) SELECT 'in-kind', id FROM receipt_lines WHERE received <> 0`,
  sql`INSERT INTO allocation_totals SELECT p.allocation_id, sum(${sign} * e.amount_minor)
    FROM payment_events e JOIN payments p ON p.id = e.payment_id WHERE e.kind IN ('sent', 'returned') GROUP BY p.allocation_id`,
  sql`INSERT INTO standing_counts SELECT what, on_day, country, sum(change)
    FROM (${ofSpans(sql`standing_spans`, sql`s.kind`)} UNION ALL ${ofSpans(sql`evidence_spans`, sql`'evidence not in date'`)}) GROUP BY what, on_day, country`,
  sql`INSERT INTO need_progress SELECT * FROM needs_as_they_stand`,
  sql`INSERT INTO decision_totals SELECT d.decided_on, CAST(julianday(d.decided_on) - julianday(r.opened_on) AS INTEGER) AS days, count(*)
    FROM decisions d JOIN reviews r ON r.id = d.review_id WHERE d.outcome IN ('approve', 'approve with conditions', 'decline') GROUP BY d.decided_on, days`,
]

/**
 * Adds up anew all that is added up with each change, from the rows that it follows from.
 * @returns the tables that said something else before
 */
export async function rebuildTotals(trx: Trx): Promise<Derived[]> {
  for (const table of derivedTables) await sql`CREATE TEMP TABLE ${before(table)} AS SELECT * FROM ${sql.table(table)}`.execute(trx)
  // Needs before their totals, which a trigger takes them out of.
  for (const table of derivedTables) await sql`DELETE FROM ${sql.table(table)}`.execute(trx)
  await sql`DELETE FROM unsettled_rows`.execute(trx)
  await sql`DELETE FROM unsettled_rates`.execute(trx)
  for (const statement of filling) await statement.execute(trx)
  while ((await settleTotals(trx)) > 0);
  const changed: Derived[] = []
  for (const table of derivedTables) {
    if (await differs(trx, table)) changed.push(table)
    await sql`DROP TABLE temp.${before(table)}`.execute(trx)
  }
  return changed
}

const before = (table: Derived) => sql.id(`${table}_before`)

async function differs(trx: Trx, table: Derived): Promise<boolean> {
  const now = sql`SELECT * FROM ${sql.table(table)} WHERE NOT (${derived[table]})`
  const then = sql`SELECT * FROM temp.${before(table)} WHERE NOT (${derived[table]})`
  const { rows } = await sql<{ differs: 0 | 1 }>`SELECT EXISTS (${now} EXCEPT ${then}) OR EXISTS (${then} EXCEPT ${now}) AS differs`.execute(trx)
  return rows[0]?.differs === 1
}
