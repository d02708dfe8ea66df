import { readConfig } from './config.ts'
import { lockRegister } from './db/lock.ts'
import { clearAway, exampleBeside } from './example/beside.ts'
import { buildExample } from './example/build.ts'
import { addressOf, passphrase } from './example/people.ts'
import { cast, type Name } from './example/world.ts'
import { now, openRegister } from './register.ts'
import { fail, serve, tryPort } from './serve.ts'
import { roleName } from './shared/actor.ts'

async function start(): Promise<void> {
  const config = exampleBeside(readConfig())
  process.on('exit', lockRegister(config.database))
  await tryPort(config)
  clearAway(config)
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
