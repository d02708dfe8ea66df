import { sql, type Kysely } from 'kysely'

/**
 * FTS5 takes marks for gaps between words unless told otherwise, and so left of a Hindi or Thai word the bare consonants: मारा found मीरा.
 * Its own rows are copied as they are: they hold nothing but what may be searched, under the centers' ids.
 */
const anew = (table: string, columns: string): string[] => [
  `ALTER TABLE ${table} RENAME TO ${table}_before`,
  `CREATE VIRTUAL TABLE ${table} USING fts5(${columns}, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3')`,
  `INSERT INTO ${table} (${table}, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO ${table} (rowid, ${columns}) SELECT rowid, ${columns} FROM ${table}_before ORDER BY rowid`,
  `DROP TABLE ${table}_before`,
]

const statements = [...anew('center_names', 'name, local_name, other_names, organization'), ...anew('center_shown', 'region, city')]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
