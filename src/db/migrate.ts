import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { connect } from './database.ts'
import { StartRefusal } from './key-file.ts'
import type { Schema } from './schema.ts'

export const migrationsFolder = path.join(import.meta.dirname, '../../migrations')

/**
 * Brings a file up to date. Each migration and the note that it ran are one transaction: Kysely's
 * own Migrator uses two, and a file that is killed between them can never be migrated again.
 * A copy of the file is kept beside it first, named after the last migration that it has.
 * @throws StartRefusal when the file was written by a newer program, or a migration changed since it ran
 */
export async function migrate(file: string, folder = migrationsFolder): Promise<void> {
  const { db, close } = connect(file)
  try {
    await sql`PRAGMA foreign_keys = OFF`.execute(db) // So that a table that others refer to can be rebuilt.
    await sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT`.execute(db)
    const applied = await db.selectFrom('migrations').selectAll().orderBy('name').execute()
    const known = globSync('*.ts', { cwd: folder }).sort()
    const waiting = known.slice(applied.length)
    refuseOthers(file, folder, applied, known)
    if (applied.length > 0 && waiting.length > 0) await keepCopy(db, file, applied.at(-1)?.name ?? '')
    for (const name of waiting) await run(db, folder, name)
  } finally {
    await close()
  }
}

function refuseOthers(file: string, folder: string, applied: { name: string; checksum: string }[], known: string[]): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    if (known[index] !== name) throw new StartRefusal(`${file} was written by a newer Lantern (it has ${name}). Start that one, or restore a copy made before it.`)
    if (checksumOf(folder, name) !== checksum) throw new StartRefusal(`The migration ${name} was changed after it ran on ${file}.`)
  }
}

/** The write-ahead log is folded in first, so that the file alone is the whole register. */
async function keepCopy(db: Kysely<Schema>, file: string, last: string): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
  const copy = `${file}.before-${path.basename(last, '.ts')}`
  if (existsSync(copy)) return
  copyFileSync(file, copy)
  chmodSync(copy, 0o600)
}

async function run(db: Kysely<Schema>, folder: string, name: string): Promise<void> {
  const { up } = (await import(path.join(folder, name))) as Migration
  await db.transaction().execute(async (trx) => {
    await up(trx)
    const broken = await sql`PRAGMA foreign_key_check`.execute(trx)
    if (broken.rows.length > 0) throw new Error(`${name} leaves rows that point nowhere`)
    await trx
      .insertInto('migrations')
      .values({ name, checksum: checksumOf(folder, name) })
      .execute()
  })
}

const checksumOf = (folder: string, name: string): string =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, name)))
    .digest('hex')
