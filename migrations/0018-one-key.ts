import { sql, type Kysely } from 'kysely'

/** Every column that holds sealed values: as `v1.key.…`, in quotes where it must be JSON. */
const sealed = [
  ['locations', 'sealed', 'place'],
  ['private_phones', 'sealed', 'phone'],
  ['document_contents', 'sealed', 'document'],
  ['import_files', 'sealed', 'import'],
  ['import_files', 'mapping', 'mapping'],
  ['import_files', 'result', 'result'],
] as const

const head = (column: string): string => `ltrim(CAST(substr(NEW.${column}, 1, 64) AS TEXT), '"')`
const key = `substr(value, 1, 3 + instr(substr(value, 4), '.'))`

/**
 * While keys are changed, the known word is sealed with the new one first. Whoever then sealed with the key that they read
 * before would be believed, and what they sealed be lost with that key. A column has its own, since keys are changed column by column.
 */
const trigger = (name: string, when: string, table: string, column: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when} ON ${table}
    WHEN ${head(column)} GLOB 'v1.*' AND EXISTS (SELECT 1 FROM settings WHERE name = 'key_check' AND substr(${head(column)}, 1, length(${key})) <> ${key})
    BEGIN SELECT RAISE(ABORT, 'sealed_with_the_registers_key'); END`

const statements = sealed.flatMap(([table, column, what]) => [
  trigger(`a_new_${what}_is_sealed_with_the_key`, 'INSERT', table, column),
  trigger(`a_changed_${what}_is_sealed_with_the_key`, `UPDATE OF ${column}`, table, column),
])

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
