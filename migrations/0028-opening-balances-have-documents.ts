import { sql, type Kysely } from 'kysely'

/** What a fund held before the register began is taken over with the document that shows it. */
const statements = [
  `ALTER TABLE fund_entries ADD COLUMN document_id INTEGER REFERENCES documents`,
  `ALTER TABLE fund_entries ADD CONSTRAINT a_document_shows_an_opening_balance CHECK (document_id IS NULL OR opening = 1)`,
  `CREATE INDEX fund_entries_by_document ON fund_entries (document_id) WHERE document_id IS NOT NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
