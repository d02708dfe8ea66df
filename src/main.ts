import { countPeople } from './accounts/queries.ts'
import { readConfig, type Config } from './config.ts'
import { lockRegister } from './db/lock.ts'
import { refuseExampleNames } from './example/beside.ts'
import { openRegister, registerActor, type Register } from './register.ts'
import { fail, serve, tryPort } from './serve.ts'
import { makeSetUpLink } from './set-up/service.ts'

/** AUTH-08: no default account. Who started the program, and nobody else, sees the way in. */
async function offerSetUp(register: Register, { origin }: Config): Promise<void> {
  if ((await countPeople(register.reader)) > 0) return
  const token = await makeSetUpLink(register.writer, registerActor(register))
  console.log(`This register is new. Set it up within 24 hours, once, at:\n\n  ${origin}/set-up/${token}\n`)
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

try {
  const config = readConfig()
  refuseExampleNames(config)
  process.on('exit', lockRegister(config.database)) // Before it is opened, since that brings it up to date.
  await tryPort(config) // Before anything is made.
  const register = await openRegister(config)
  await serve(register, config)
  await offerSetUp(register, config)
} catch (error) {
  fail(error)
}
