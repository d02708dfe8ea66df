import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readConfig, type Config } from './config.ts'
import { connect } from './db/database.ts'
import { StartRefusal } from './db/key-file.ts'
import { lockRegister } from './db/lock.ts'
import { buildExample } from './example/build.ts'
import { addressOf, passphrase } from './example/people.ts'
import { cast, type Name } from './example/world.ts'
import { now, openRegister } from './register.ts'
import { fail, serve } from './serve.ts'
import { findSetting } from './settings/queries.ts'
import { roleName } from './shared/actor.ts'

/** The example lies beside the register that is configured, under a name of its own: nothing here ever opens the other one. */
function exampleBeside(config: Config): Config {
  const folder = path.dirname(config.database)
  const database = path.join(folder, 'example.db')
  if (config.database === database) throw new StartRefusal('LANTERN_DATABASE names the file that the example is built in. Give your own register another name.')
  return { ...config, database, keyFile: path.join(folder, 'example.key') }
}

/** Only an example is ever cleared away. */
async function clearAway({ database, keyFile }: Config): Promise<void> {
  if (existsSync(database) && !(await isExample(database))) throw new StartRefusal(`${database} is no example register, so it stays as it is. Move it away first.`)
  for (const file of [database, `${database}-wal`, `${database}-shm`, keyFile]) rmSync(file, { force: true })
}

async function isExample(database: string): Promise<boolean> {
  const { db, close } = connect(database, { readonly: true })
  try {
    return (await findSetting(db, 'example')) === 'yes'
  } catch {
    return false // Not even a register.
  } finally {
    await close()
  }
}

async function start(): Promise<void> {
  const config = exampleBeside(readConfig())
  process.on('exit', lockRegister(config.database))
  await clearAway(config)
  console.log('Building the example register: about half a minute.')
  const register = await openRegister(config)
  await buildExample(register, now())
  await register.refresh()
  await serve(register, config)
  console.log(`\nEverything in it is invented. Sign in as any of these, with the password “${passphrase}”:\n`)
  for (const [name, role] of Object.entries(cast) as [Name, (typeof cast)[Name]][])
    console.log(`  ${addressOf(name).padEnd(20)} ${roleName[role]}${name === 'Pia' ? ', once somebody confirms it' : ''}`)
  console.log('')
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

await start().catch(fail)
