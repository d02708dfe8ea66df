import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, SqliteQueryCompiler, type CompiledQuery, type QueryCompiler, type Transaction } from 'kysely'
import { assert } from '../shared/refusal.ts'
import type { Keys } from './keys.ts'
import type { Schema } from './schema.ts'

/** What pages read from. A Trx is one too, so that a service reads what it is about to change. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'executeQuery'>
/** What a write takes: nothing is written outside a transaction. */
export type Trx = Transaction<Schema>
/** All that a service is given: it can open a transaction, and cannot read or write beside it. */
export interface Writer {
  transaction: Kysely<Schema>['transaction']
  /** For the seals on confidential fields and on the log. */
  keys: Keys
}

export interface Database {
  reader: Reader
  writer: Writer
  close: () => Promise<void>
}

/** One connection writes, another reads, so that no page waits for a transaction. */
export function openDatabase(file: string, keys: Keys): Database {
  const writing = connect(file)
  const reading = connect(file, { readonly: true })
  const writer: Writer = { transaction: writing.db.transaction.bind(writing.db), keys }
  // The writing connection last: only it can fold the write-ahead log into the file.
  const close = async (): Promise<void> => {
    await closing.get(reading.db)?.()
    await reading.close()
    await writing.close()
  }
  return { reader: reading.db, writer, close }
}

/** The files behind what only reads: no transaction is ever open there, so a question need not wait for its turn. */
const readOnly = new WeakMap<Reader, Sqlite.Database>()

/** The file that a reading connection reads, for another that reads beside it. */
export function fileOf(db: Reader): string {
  const sqlite = readOnly.get(db)
  assert(sqlite, 'only what does nothing but read has others beside it')
  return sqlite.name
}

const closing = new WeakMap<Reader, () => Promise<void>>()

/** Has something end before a register's reading connection does. */
export function beforeClosing(db: Reader, end: () => Promise<void>): void {
  closing.set(db, end)
}

/** The answer to a question that is put together already. */
export async function answer<Row>(db: Reader, query: CompiledQuery<Row>): Promise<Row[]> {
  const sqlite = readOnly.get(db)
  return sqlite ? sqlite.prepare<unknown[], Row>(query.sql).all(...query.parameters) : (await db.executeQuery(query)).rows
}

/** How many pages read at this moment of each file. */
const reading = new Map<Sqlite.Database, number>()

/**
 * Reads several things as they were at one moment, and for less: SQLite need not ask for each whether the file has changed.
 * For what only reads, and awaits nothing but its reading: whoever reads beside it meanwhile sees that moment too.
 */
export async function atOneMoment<Answer>(db: Reader, read: () => Promise<Answer>): Promise<Answer> {
  const sqlite = readOnly.get(db)
  if (sqlite === undefined) return read()
  const others = reading.get(sqlite) ?? 0
  if (others === 0) sqlite.prepare('begin deferred').run()
  reading.set(sqlite, others + 1)
  try {
    return await read()
  } finally {
    const left = (reading.get(sqlite) ?? 1) - 1
    reading.set(sqlite, left)
    if (left === 0) sqlite.prepare('commit').run()
  }
}

export interface Connection {
  db: Kysely<Schema>
  close: () => Promise<void>
}

/**
 * SQLite looks at what `column = ?` is given when it plans, and so plans such a statement anew for every value: up to
 * ten times the work of the statement itself. It does not look behind a sign, and `+` changes no value.
 */
class Compiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

class Dialect extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new Compiler()
  }
}

/** Kysely closes only a connection that was used; this one is closed either way. */
export function connect(file: string, options: Sqlite.Options & { cacheKb?: number } = {}): Connection {
  const sqlite = openFile(file, options)
  if (options.cacheKb !== undefined) sqlite.pragma(`cache_size = -${options.cacheKb}`)
  const db = new Kysely<Schema>({ dialect: new Dialect({ database: keepStatements(sqlite) }) })
  if (options.readonly) readOnly.set(db, sqlite)
  const close = async (): Promise<void> => {
    await db.destroy()
    sqlite.close()
  }
  return { db, close }
}

/** What every connection must say of itself (DUR-01); it is asked after it was told. */
const required = { synchronous: 2, foreign_keys: 1, recursive_triggers: 1, secure_delete: 1, trusted_schema: 0, cell_size_check: 1, busy_timeout: 5000 }

export function openFile(file: string, options: Sqlite.Options = {}): Sqlite.Database {
  const sqlite = new Sqlite(file, options)
  if (!options.readonly) sqlite.pragma('journal_mode = WAL')
  // synchronous: a reopened file would be NORMAL, and could lose a commit when power fails.
  // recursive_triggers: else INSERT OR REPLACE slips past triggers against DELETE.
  // secure_delete: else the text of a deleted row stays in the file.
  for (const [name, value] of Object.entries(required)) {
    sqlite.pragma(`${name} = ${value}`)
    const said = sqlite.pragma(name, { simple: true })
    if (said !== value) throw new Error(`SQLite says ${name} = ${String(said)}, and the register needs ${value}.`)
  }
  const journal = sqlite.pragma('journal_mode', { simple: true })
  if (journal !== 'wal') throw new Error(`SQLite says journal_mode = ${String(journal)}, and the register needs WAL.`)
  return sqlite
}

/** Kysely prepares every statement anew; the same SQL text can use the same prepared statement. */
function keepStatements(sqlite: Sqlite.Database): Sqlite.Database {
  const prepare = sqlite.prepare.bind(sqlite)
  const kept = new Map<string, Sqlite.Statement>()
  sqlite.prepare = ((text: string) => {
    const query = text === 'begin' ? 'begin immediate' : text // A deferred one fails when another process writes meanwhile.
    if (kept.size > 1000) kept.clear()
    const statement = kept.get(query) ?? prepare(query)
    kept.set(query, statement)
    return statement
  }) as typeof sqlite.prepare
  return sqlite
}
