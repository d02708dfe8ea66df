import { sql, type Kysely } from 'kysely'

/** What no receipt accounts for yet: a reversing receipt gives back what the reversed one took. */
const left = `(SELECT coalesce(sum(l.quantity - (SELECT coalesce(sum(r.received + r.damaged + r.missing), 0) FROM receipt_lines r WHERE r.line_id = l.id)), 0)
        FROM delivery_lines l WHERE l.delivery_id = NEW.delivery_id)`
const count = (rows: string): string => `(SELECT count(*) FROM ${rows})`

/** S3: a delivery ends once while what ended it stands. A receipt that is reversed ended nothing: what it spoke of may be lost, or come yet. */
const statements = [
  `DROP INDEX a_delivery_ends_once`,
  // Nothing takes a loss back. All has come again only after something of what had come was reversed: no index can say that.
  `CREATE TRIGGER a_delivery_ends_once BEFORE INSERT ON delivery_events WHEN NEW.kind IN ('received', 'lost') AND (
      EXISTS (SELECT 1 FROM delivery_events e WHERE e.delivery_id = NEW.delivery_id AND e.kind = 'lost')
      OR iif(NEW.kind = 'lost', ${left} = 0, ${count(`delivery_events e WHERE e.delivery_id = NEW.delivery_id AND e.kind = 'received'`)}
        > ${count('receipts r WHERE r.delivery_id = NEW.delivery_id AND r.reverses_id IS NOT NULL')}))
    BEGIN SELECT RAISE(ABORT, 'a_delivery_ends_once'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
