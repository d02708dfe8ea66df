import { existsSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { openFile } from '../db/database.ts'
import { StartRefusal } from '../db/key-file.ts'

/** The example's, in whatever folder: `clearAway` removes what is called so. */
const names = { database: 'example.db', keyFile: 'example.key' }

/** As file systems that know no case read it. */
const isCalled = (file: string, name: string): boolean => path.basename(file).toLowerCase() === name

/**
 * A register of one's own never gets the example's names: its key would go when the next example is built, and with it all that is sealed.
 * @throws StartRefusal in one line, for whoever serves a register of their own
 */
export function refuseExampleNames({ database, keyFile }: Pick<Config, 'database' | 'keyFile'>): void {
  const cleared = 'which is the example’s name: `npm run demo` clears what is called so away.'
  if (isCalled(database, names.database)) throw new StartRefusal(`LANTERN_DATABASE names ${database}, ${cleared} Give your own register another name.`)
  if (isCalled(keyFile, names.keyFile))
    throw new StartRefusal(
      `The key of this register would be ${keyFile}, ${cleared} Set LANTERN_KEY_FILE to another file: to a copy of that one, should your register have it already.`,
    )
}

/**
 * The example lies beside the register that is configured, under a name of its own: nothing here ever opens the other one.
 * @throws StartRefusal when the names are those of the register itself
 */
export function exampleBeside(config: Config): Config {
  const folder = path.dirname(config.database)
  const [database, keyFile] = [path.join(folder, names.database), path.join(folder, names.keyFile)]
  if (config.database === database) throw new StartRefusal('LANTERN_DATABASE names the file that the example is built in. Give your own register another name.')
  if (config.keyFile === keyFile)
    throw new StartRefusal(`${keyFile} would be the key of your own register, and the example writes its own there. Set LANTERN_KEY_FILE to another file.`)
  return { ...config, database, keyFile }
}

/**
 * Only an example is ever cleared away, or what was stopped before anybody was in it, and a key only with the example that it opens:
 * without its key a register is lost. The example's register goes last, so that what is killed here can begin again.
 * @throws StartRefusal naming what is no example's
 */
export function clearAway({ database, keyFile }: Config): void {
  const files = [keyFile, `${database}-journal`, `${database}-wal`, `${database}-shm`, database]
  if (existsSync(database)) {
    if (!mayGo(database)) throw new StartRefusal(`${database} is no example register, so it stays as it is, and so does its key. Move both away first.`)
    for (const file of files) rmSync(file, { force: true })
  }
  const left = files.find((file) => existsSync(file))
  if (left !== undefined) throw new StartRefusal(`${left} is there without the example that it would belong to, so it stays as it is. Move it away first.`)
}

function mayGo(database: string): boolean {
  try {
    if (statSync(database).size === 0) return true
    const sqlite = openFile(database, { readonly: true })
    try {
      return isExample(sqlite) || isNobodys(sqlite)
    } finally {
      sqlite.close()
    }
  } catch {
    return false // Not even a register.
  }
}

type File = ReturnType<typeof openFile>

const countOf = (file: File, of: string): unknown => file.prepare(`SELECT count(*) FROM ${of}`).pluck().get()

const holds = (file: File, table: string): boolean => countOf(file, `sqlite_schema WHERE name = '${table}'`) === 1

const isExample = (file: File): boolean => holds(file, 'settings') && countOf(file, "settings WHERE name = 'example' AND value = 'yes'") === 1

/** The first migration did not run yet, or nobody is there and nothing is set but what the register gives itself. */
const isNobodys = (file: File): boolean =>
  holds(file, 'people')
    ? countOf(file, "migrations WHERE name = '0001-register.ts'") === 1 &&
      countOf(file, 'people') === 0 &&
      countOf(file, "settings WHERE name NOT IN ('register_id', 'key_check')") === 0
    : countOf(file, "sqlite_schema WHERE type = 'table' AND name <> 'migrations'") === 0
