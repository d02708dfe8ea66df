import type Sqlite from 'better-sqlite3'
import type { Insertable } from 'kysely'
import type { Schema } from '../src/db/schema.ts'

type Table = keyof Schema

/** Writes a row and gives its key. All rows of one table must name the same columns. */
export type Put = <T extends Table>(table: T, row: Insertable<Schema[T]>) => number

/** Writes rows by statements prepared once: Kysely would take most of an hour for the largest register. */
export function fillerOf(sqlite: Sqlite.Database): Put {
  const kept = new Map<string, Sqlite.Statement>()
  return (table, row) => {
    const statement = kept.get(table) ?? sqlite.prepare(textOf(table, Object.keys(row)))
    kept.set(table, statement)
    return Number(statement.run(row).lastInsertRowid)
  }
}

const textOf = (table: string, columns: string[]): string => `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`

/**
 * Runs some work without the triggers that refuse, and makes them again as the schema has them. Most of the time would go into rules
 * that the generated rows keep by the way they are made; afterwards foreign keys and the chain of events are checked. Those that add up
 * what reports read stay.
 */
export function withoutTriggers(sqlite: Sqlite.Database, work: () => void): void {
  const triggers = sqlite
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'totals%' ORDER BY name")
    .all()
  for (const { name } of triggers) sqlite.exec(`DROP TRIGGER "${name}"`)
  work()
  for (const { sql } of triggers) sqlite.exec(sql)
}
