import { sql, type Kysely } from 'kysely'

/** The lists that records choose from, loaded at set-up. A code, once used, keeps its meaning. */
const statements = [
  `CREATE TABLE populations (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    minors INTEGER NOT NULL CONSTRAINT minors_is_yes_or_no CHECK (minors IN (0, 1)),
    open_eligibility_id TEXT
  ) STRICT`,
  `CREATE TABLE service_types (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    open_eligibility_id TEXT,
    taxonomy_code TEXT
  ) STRICT`,
  `CREATE TABLE purposes (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE catalogue_items (
    code TEXT PRIMARY KEY,
    category TEXT NOT NULL,
    item TEXT NOT NULL,
    unit TEXT NOT NULL,
    position INTEGER NOT NULL
  ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
