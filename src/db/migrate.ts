import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { backUp } from './backup.ts'
import { connect } from './database.ts'
import { StartRefusal } from './key-file.ts'
import type { Schema } from './schema.ts'

export const migrationsFolder = path.join(import.meta.dirname, '../../migrations')

/**
 * Brings a file up to date. Each migration and the note that it ran are one transaction: Kysely's
 * own Migrator uses two, and a file that is killed between them can never be migrated again.
 * A copy of the file is kept beside it first, named after the last migration that it has.
 * Nobody else may have the register open meanwhile, so whoever calls this has locked it.
 * @throws StartRefusal when the file was written by a newer program, or a migration changed since it ran
 */
export async function migrate(file: string, folder = migrationsFolder): Promise<void> {
  const { db, close } = connect(file)
  try {
    await sql`PRAGMA foreign_keys = OFF`.execute(db) // So that a table that others refer to can be rebuilt.
    await sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT`.execute(db)
    const { last, waiting } = await stateOf(db, file, folder)
    if (last !== null && waiting.length > 0) await keepCopy(file, last)
    for (const name of waiting) await run(db, folder, name)
  } finally {
    await close()
  }
}

/** The migrations that a file still needs, by name; it stays as it is. @throws StartRefusal as `migrate` does */
export async function waitingMigrations(file: string, folder = migrationsFolder): Promise<string[]> {
  const { db, close } = connect(file)
  try {
    return (await stateOf(db, file, folder)).waiting
  } finally {
    await close()
  }
}

async function stateOf(db: Kysely<Schema>, file: string, folder: string): Promise<{ last: string | null; waiting: string[] }> {
  const known = globSync('*.ts', { cwd: folder }).sort()
  const { rows } = await sql`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`.execute(db)
  if (rows.length === 0) return { last: null, waiting: known }
  const applied = await db.selectFrom('migrations').selectAll().orderBy('name').execute()
  refuseOthers(file, folder, applied, known)
  return { last: applied.at(-1)?.name ?? null, waiting: known.slice(applied.length) }
}

function refuseOthers(file: string, folder: string, applied: { name: string; checksum: string }[], known: string[]): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    if (known[index] !== name) throw new StartRefusal(`${file} was written by a newer Lantern (it has ${name}). Start that one, or restore a copy made before it.`)
    if (checksumOf(folder, name) !== checksum) throw new StartRefusal(`The migration ${name} was changed after it ran on ${file}.`)
  }
}

/** A backup like any other. The time is in its name, so that a copy made before an earlier try never stands in for this one. */
async function keepCopy(file: string, last: string): Promise<void> {
  for (const cutShort of globSync(`${path.basename(file)}.before-*.unfinished*`, { cwd: path.dirname(file) })) rmSync(path.join(path.dirname(file), cutShort))
  const time = Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }).replaceAll(/[-:.]/g, '')
  await backUp(file, `${file}.before-${path.basename(last, '.ts')}-${time}`)
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
