import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { connect } from '../db/database.ts'
import { StartRefusal } from '../db/key-file.ts'
import { findSetting } from '../settings/queries.ts'

/**
 * The example lies beside the register that is configured, under a name of its own: nothing here ever opens the other one.
 * @throws StartRefusal when the names are those of the register itself
 */
export function exampleBeside(config: Config): Config {
  const folder = path.dirname(config.database)
  const [database, keyFile] = [path.join(folder, 'example.db'), path.join(folder, 'example.key')]
  if (config.database === database) throw new StartRefusal('LANTERN_DATABASE names the file that the example is built in. Give your own register another name.')
  if (config.keyFile === keyFile)
    throw new StartRefusal(`${keyFile} would be the key of your own register, and the example writes its own there. Set LANTERN_KEY_FILE to another file.`)
  return { ...config, database, keyFile }
}

/**
 * Only an example is ever cleared away, and a key only with the example that it opens: without its key a register is lost. The
 * example's register goes last, so that what is killed here can begin again.
 * @throws StartRefusal naming what is no example's
 */
export async function clearAway({ database, keyFile }: Config): Promise<void> {
  const files = [keyFile, `${database}-wal`, `${database}-shm`, database]
  if (existsSync(database)) {
    if (!(await isExample(database))) throw new StartRefusal(`${database} is no example register, so it stays as it is, and so does its key. Move both away first.`)
    for (const file of files) rmSync(file, { force: true })
  }
  const left = files.find((file) => existsSync(file))
  if (left !== undefined) throw new StartRefusal(`${left} is there without the example that it would belong to, so it stays as it is. Move it away first.`)
}

async function isExample(database: string): Promise<boolean> {
  try {
    const { db, close } = connect(database, { readonly: true })
    try {
      return (await findSetting(db, 'example')) === 'yes'
    } finally {
      await close()
    }
  } catch {
    return false // Not even a register.
  }
}
