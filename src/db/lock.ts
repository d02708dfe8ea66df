import { readFileSync, statSync, truncateSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFolder } from './folder.ts'
import { StartRefusal } from './key-file.ts'

/**
 * One program serves a register at a time, or brings it up to date, or gives it new keys: a second one would keep
 * throttles, settings and keys of its own. The lock is one of SQLite's on a small file beside the register. The system
 * keeps it, so it ends with its process however that ends, and holds between containers, where each program is process 1.
 * The file itself stays: two programs could otherwise lock two files of one name.
 * @returns what lets it go again
 * @throws StartRefusal when another program has it
 */
export function lockRegister(database: string): () => void {
  makeFolder(path.dirname(database))
  const file = `${database}.lock`
  clearOldLock(file, database)
  let sqlite: Sqlite.Database | null = null
  try {
    sqlite = new Sqlite(file, { timeout: 0 })
    take(sqlite)
  } catch (error) {
    const refusal = refusalOf(error, sqlite, file, database)
    sqlite?.close()
    throw refusal
  }
  const held = sqlite
  return () => void held.close()
}

/** Only the second transaction is the lock, and stays open: what is written in the first one can be read beside it. */
function take(sqlite: Sqlite.Database): void {
  sqlite.exec('BEGIN IMMEDIATE')
  sqlite.exec('CREATE TABLE IF NOT EXISTS holder (process INTEGER NOT NULL, host TEXT NOT NULL) STRICT; DELETE FROM holder')
  sqlite.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, hostname())
  sqlite.pragma('busy_timeout = 5000') // Who is refused meanwhile reads for a moment, and nothing is written beside a reader.
  sqlite.exec('COMMIT')
  sqlite.pragma('busy_timeout = 0')
  sqlite.exec('BEGIN IMMEDIATE')
}

/**
 * Before this lock there was a file that only named its process: it counts for as long as there is such a process.
 * A lock of today is never so short, and is never read here: to close a file lets go of every lock that this process has on it.
 */
function clearOldLock(file: string, database: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size >= 512) return
  const holder = Number(readFileSync(file, 'utf8'))
  if (isThere(holder))
    throw new StartRefusal(`${file} says that another Lantern (process ${holder}) is serving ${database}. Stop it first; if that is none, delete that file.`)
  truncateSync(file)
}

function isThere(holder: number): boolean {
  if (!Number.isSafeInteger(holder) || holder <= 0) return false
  try {
    return process.kill(holder, 0) // Only asks.
  } catch (error) {
    return codeOf(error) === 'EPERM' // Somebody else's, and there.
  }
}

function refusalOf(error: unknown, sqlite: Sqlite.Database | null, file: string, database: string): unknown {
  const code = codeOf(error)
  if (code.startsWith('SQLITE_BUSY')) return new StartRefusal(`Another Lantern${holderIn(sqlite)} is serving ${database}. Stop it first.`)
  return code.startsWith('SQLITE_') ? new StartRefusal(`The lock ${file} cannot be taken (${code}).`) : error
}

/** Who has the lock, as far as it can be read. */
function holderIn(sqlite: Sqlite.Database | null): string {
  try {
    const holder = sqlite?.prepare<[], { process: number; host: string }>('SELECT process, host FROM holder').get()
    return holder === undefined ? '' : ` (process ${holder.process} on ${holder.host})`
  } catch {
    return ''
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
