import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Config } from './config.ts'
import { openDatabase, type Database, type Reader, type Writer } from './db/database.ts'
import { readKeyFile, StartRefusal } from './db/key-file.ts'
import { keysOf, type Keys } from './db/keys.ts'
import { migrate } from './db/migrate.ts'
import { keyCheckAt } from './db/rotate.ts'
import { findSetting, readSettings, saveSetting } from './settings/queries.ts'
import type { Settings } from './settings/settings.ts'
import type { Actor } from './shared/actor.ts'
import { dayAt } from './shared/days.ts'
import { writeMissingSpans } from './standing/queries.ts'
import { settleTotals } from './totals/settle-queries.ts'

/** A register that is open: its database, its keys, and what it is set to. */
export interface Register extends Database {
  keys: Keys
  /** As last saved; read anew by `refresh`, which whoever saves settings calls. */
  settings: () => Settings
  refresh: () => Promise<void>
}

export const now = (): Temporal.Instant => Temporal.Now.instant()

/** The register itself, when nobody is signed in. */
export const registerActor = ({ settings }: Pick<Register, 'settings'>): Actor => ({
  id: null,
  name: 'The register',
  roles: [],
  now: now(),
  today: dayAt(now(), settings().timeZone),
})

/**
 * Opens the register that the configuration names; makes one where there is none.
 * @throws StartRefusal in one clear line: the folder, the key or the file is not what it must be
 */
export async function openRegister({ database, keyFile }: Pick<Config, 'database' | 'keyFile'>): Promise<Register> {
  makeFolder(path.dirname(database))
  process.umask(0o077) // The register, its log and its copies are nobody else's to read.
  const keys = keysOf(readKeyFile(keyFile, existsSync(database)))
  await migrate(database).catch((error: unknown) => Promise.reject(unreadable(error, database)))
  const opened = openDatabase(database, keys)
  try {
    await checkKeys(opened.reader, opened.writer)
    await settle(opened.writer)
    let settings = await readSettings(opened.reader)
    return { ...opened, keys, settings: () => settings, refresh: async () => void (settings = await readSettings(opened.reader)) }
  } catch (error) {
    await opened.close()
    throw error
  }
}

const refusals: Record<string, string> = {
  SQLITE_NOTADB: 'is not a register: SQLite does not know it',
  SQLITE_CORRUPT: 'is damaged. Put it aside, and restore the last backup',
  SQLITE_CANTOPEN: 'cannot be opened',
  SQLITE_READONLY: 'may not be written to by this account',
  SQLITE_FULL: 'cannot be brought up to date: the disk is full',
}

/** What SQLite says of a file that it cannot open, in words; anything else as it is. */
function unreadable(error: unknown, database: string): Error {
  const why = error instanceof Error && 'code' in error ? refusals[String(error.code)] : undefined
  if (why !== undefined) return new StartRefusal(`${database} ${why}.`)
  return error instanceof Error ? error : new Error(String(error))
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new StartRefusal(`The folder ${folder} cannot be written to. Lantern keeps its register there.`)
  }
}

const settledAtOnce = 5000
const spannedAtOnce = 200

/** What an older program did not keep is added up once, in steps: a program that is stopped meanwhile goes on where it was. */
async function settle(writer: Writer): Promise<void> {
  while ((await writer.transaction().execute((trx) => writeMissingSpans(trx, spannedAtOnce))) > 0);
  while ((await writer.transaction().execute((trx) => settleTotals(trx, settledAtOnce))) > 0);
}

/** CRY-03: a known word, sealed when the register was made, must open with the keys at hand. */
async function checkKeys(reader: Reader, writer: Writer): Promise<void> {
  const check = await findSetting(reader, 'key_check')
  if (check === null) {
    await writer.transaction().execute(async (trx) => {
      await saveSetting(trx, 'register_id', randomUUID())
      await saveSetting(trx, 'key_check', writer.keys.sealText(keyCheckAt, 'lantern'))
    })
    return
  }
  try {
    if (writer.keys.openText(keyCheckAt, check) === 'lantern') return
  } catch {
    // Said below, without what the cipher said.
  }
  throw new StartRefusal('The key file does not belong to this register: it does not open what was sealed in it.')
}
