import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { isOurChain } from './audit/verify.ts'
import type { Config } from './config.ts'
import { openDatabase, type Database, type Reader, type Writer } from './db/database.ts'
import { makeFolder } from './db/folder.ts'
import { readKeyFile, StartRefusal } from './db/key-file.ts'
import { keysOf, type Keys } from './db/keys.ts'
import { migrate, waitingMigrations } from './db/migrate.ts'
import { keyCheckAt, resealCheck } from './db/rotate.ts'
import { findSetting, readSettings, saveSetting } from './settings/queries.ts'
import type { Settings } from './settings/settings.ts'
import { registerName, type Actor } from './shared/actor.ts'
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
  name: registerName,
  roles: [],
  now: now(),
  today: dayAt(now(), settings().timeZone),
})

/** Where a register is, and what opens what is sealed in it. */
type Whereabouts = Pick<Config, 'database' | 'keyFile'>

/**
 * Opens the register that the configuration names and brings it up to date; makes one where there is none.
 * Whoever opens one that others may have open has locked it before (`lockRegister`).
 * @throws StartRefusal in one clear line: the folder, the key or the file is not what it must be
 */
export async function openRegister({ database, keyFile }: Whereabouts): Promise<Register> {
  makeFolder(path.dirname(database))
  const keys = keysOf(readKeyFile(keyFile, existsSync(database)))
  return inWords(database, async () => {
    await migrate(database)
    return opened(database, keys, async ({ reader, writer }) => {
      const check = await findSetting(reader, 'key_check')
      // Written again as it is: that a file can only be read is said now, and not to whoever signs in first.
      await (check === null ? nameRegister(writer) : writer.transaction().execute((trx) => saveSetting(trx, 'key_check', check)))
      await checkKeys(reader, writer)
      await settle(writer)
    })
  })
}

/**
 * Opens a register beside the program that serves it, which alone brings it up to date: a program that is older would
 * write on into a file that it does not know any more.
 * @param takesBrokenLog for what only looks at the log: it may be opened with a log that this key may not have written
 * @throws StartRefusal as `openRegister` does, and when the register is not up to date
 */
export async function openBeside({ database, keyFile }: Whereabouts, takesBrokenLog = false): Promise<Register> {
  makeFolder(path.dirname(database))
  const keys = keysOf(readKeyFile(keyFile, true))
  return inWords(database, async () => {
    const [first] = await waitingMigrations(database)
    if (first !== undefined)
      throw new StartRefusal(
        `${database} is older than this Lantern (it waits for ${first}), and only starting Lantern brings it up to date. Start it once, then do this.`,
      )
    return opened(database, keys, ({ reader, writer }) => checkKeys(reader, writer, takesBrokenLog))
  })
}

async function opened(database: string, keys: Keys, begin: (opened: Database) => Promise<void>): Promise<Register> {
  const opened = openDatabase(database, keys)
  try {
    await begin(opened)
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
  SQLITE_READONLY: 'cannot be written to by this account',
  SQLITE_FULL: 'cannot be brought up to date: the disk is full',
}

/** Says in words what SQLite says of a file that it cannot open or write; throws anything else as it is. */
async function inWords<Opened>(database: string, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const why = refusals[code.split('_').slice(0, 2).join('_')] // SQLITE_READONLY_DIRECTORY is one kind of SQLITE_READONLY.
    throw why === undefined ? error : new StartRefusal(`${database} ${why}.`)
  }
}

const settledAtOnce = 5000
const spannedAtOnce = 200

/** What an older program did not keep is added up once, in steps: a program that is stopped meanwhile goes on where it was. */
async function settle(writer: Writer): Promise<void> {
  while ((await writer.transaction().execute((trx) => writeMissingSpans(trx, spannedAtOnce))) > 0);
  while ((await writer.transaction().execute((trx) => settleTotals(trx, settledAtOnce))) > 0);
}

async function nameRegister(writer: Writer): Promise<void> {
  await writer.transaction().execute(async (trx) => {
    await saveSetting(trx, 'register_id', randomUUID())
    await saveSetting(trx, 'key_check', writer.keys.sealText(keyCheckAt, 'lantern'))
  })
}

/**
 * CRY-03: a known word, sealed when the register was made, must open with the keys at hand, and the events must be of
 * their log key, since the next one would break the chain for good. After a rotation that was
 * stopped it is sealed with the newest of them, since nothing may be sealed with another key than it is.
 */
async function checkKeys(reader: Reader, { keys, transaction }: Writer, takesBrokenLog = false): Promise<void> {
  const check = await findSetting(reader, 'key_check')
  if (check === null || !opensWith(keys, check)) throw new StartRefusal('The key file does not belong to this register: it does not open what was sealed in it.')
  if (!takesBrokenLog && !(await isOurChain(reader, keys)))
    throw new StartRefusal(
      'The key file does not belong to this register: its log key is not the one that the events were written with. Or it does, and the first event and the last were changed: npm run lantern -- events verify says which of the two it is.',
    )
  if (keys.keyOf(check) !== keys.active) await transaction().execute((trx) => resealCheck(trx, keys))
}

function opensWith(keys: Keys, check: string): boolean {
  try {
    return keys.openText(keyCheckAt, check) === 'lantern'
  } catch {
    return false // What the cipher said is not repeated.
  }
}
