import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { rolesOf, type Account } from './accounts/account.ts'
import { listAccounts } from './accounts/queries.ts'
import { sendLink } from './accounts/service.ts'
import { change } from './audit/record.ts'
import { verifyEvents } from './audit/verify.ts'
import { readConfig, type Config } from './config.ts'
import { backUp } from './db/backup.ts'
import { openDatabase } from './db/database.ts'
import { StartRefusal } from './db/key-file.ts'
import { lockHolder } from './db/lock.ts'
import { rotateKeys } from './db/rotate.ts'
import { mayUse } from './http/access.ts'
import { readOrder } from './imports/forms.ts'
import { importCenters } from './imports/service.ts'
import { openRegister, type Register } from './register.ts'
import { registerActor } from './serve.ts'
import type { Person } from './shared/actor.ts'
import { Refusal } from './shared/refusal.ts'

interface Command {
  usage: string
  does: string
  /** Whether the server must be stopped while it runs. */
  wantsStopped: boolean
  run: (register: Register, words: string[], config: Config) => Promise<void>
}

const commands: Record<string, Command> = {
  'events verify': {
    usage: 'events verify',
    does: 'walks the log from its first event and names the first one that is not what was written',
    wantsStopped: false,
    run: verify,
  },
  backup: {
    usage: 'backup FILE',
    does: 'writes a whole copy of the register, and looks it through',
    wantsStopped: false,
    run: backup,
  },
  'keys rotate': {
    usage: 'keys rotate',
    does: 'makes a new key, seals every place and document with it, and forgets the old one; started again, it goes on where it stopped',
    wantsStopped: true,
    run: rotate,
  },
  import: {
    usage: 'import FILE MAP.json EMAIL',
    does: 'takes the good rows of a CSV file of centers in, as that coordinator or manager, and tells the others',
    wantsStopped: false,
    run: importFile,
  },
  'people reset': {
    usage: 'people reset EMAIL',
    does: 'prints a one-time link to set a new password, for the last administrator who forgot theirs',
    wantsStopped: false,
    run: resetSignIn,
  },
}

async function verify({ reader, keys }: Register): Promise<void> {
  const found = await verifyEvents(reader, keys)
  if (!found.whole) throw new StartRefusal(`The log is broken: ${found.why}. The ${found.events} events before it are whole.`)
  console.log(
    found.head === null
      ? 'The log holds no event yet.'
      : `The log is whole: ${found.events} events. Its head is ${found.head}; keep that apart, and a log cut short can be told.`,
  )
}

/** The copy's own log is walked: a backup that cannot be trusted is found now, not on the day it is needed. */
async function backup({ keys }: Register, [target]: string[], { database }: Config): Promise<void> {
  if (target === undefined) throw new StartRefusal('Name the file to write, such as /backups/lantern-2026-11-22.db.')
  await backUp(database, target)
  const copy = openDatabase(target, keys)
  try {
    const found = await verifyEvents(copy.reader, keys)
    if (!found.whole) throw new StartRefusal(`The copy is written, but its log is broken: ${found.why}.`)
    console.log(`${target} holds the whole register with ${found.events} events; the head of its log is ${found.head ?? 'none yet'}. Keep the key file apart from it.`)
  } finally {
    await copy.close()
  }
}

async function rotate(register: Register, _words: string[], { keyFile }: Config): Promise<void> {
  const { active, resealed, removed } = await rotateKeys({ writer: register.writer, keyFile })
  await change(register.writer, registerActor(register), (_trx, record) => record('keys.rotated', { kind: 'register', id: 0 }, { active, removed }))
  console.log(
    `${resealed} values are sealed with the new key ${active}. Gone: ${removed.join(', ') || 'none'}. Backups made before need the old key file: keep it apart as long as you keep them.`,
  )
}

async function importFile(register: Register, [file, map, email]: string[]): Promise<void> {
  if (file === undefined || map === undefined || email === undefined)
    throw new StartRefusal('Say which file, which mapping and whose import it is: import FILE MAP.json EMAIL')
  const account = await accountOf(register, email)
  const roles = rolesOf(account)
  if (!mayUse(roles, 'directory.write')) throw new StartRefusal(`${account.name} is neither coordinator nor manager, and so registers no center.`)
  const actor: Person = { ...registerActor(register), id: account.id, name: account.name, roles }
  const { counts, rows } = await importCenters(register.writer, actor, readFileSync(file), readOrder(readFileSync(map, 'utf8')))
  for (const { row, problems } of rows) for (const problem of problems) console.log(`row ${row}: ${problem}`)
  console.log(`${counts.rows} rows: ${counts.new} centers registered, ${counts.there} there already, ${counts.refused} refused.`)
}

async function accountOf({ reader }: Register, email: string | undefined): Promise<Account> {
  const account = (await listAccounts(reader)).find((each) => each.email === email?.toLowerCase())
  if (!account) throw new StartRefusal(`Nobody here has the address ${email ?? ''}.`)
  return account
}

async function resetSignIn(register: Register, [email]: string[], { origin }: Config): Promise<void> {
  const account = await accountOf(register, email)
  const { token } = await sendLink(register.writer, registerActor(register), account.id)
  console.log(`For ${account.name}, once, ${account.joined ? 'within an hour' : 'within 24 hours'}:\n\n  ${origin}/links/${token}\n`)
}

function help(): void {
  console.log('npm run lantern -- COMMAND\n')
  for (const { usage, does, wantsStopped } of Object.values(commands))
    console.log(`  ${usage}\n      ${does}${wantsStopped ? ' (stop Lantern first)' : ' (Lantern may be running)'}\n`)
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const name = [positionals.slice(0, 2).join(' '), positionals[0] ?? ''].find((each) => each in commands)
  const command = commands[name ?? '']
  if (name === undefined || !command) return help()
  const config = readConfig()
  const holder = lockHolder(config.database)
  if (command.wantsStopped && holder !== null) throw new StartRefusal(`Stop Lantern first (process ${holder}).`)
  const register = await openRegister(config)
  try {
    await command.run(register, positionals.slice(name.split(' ').length), config)
  } finally {
    await register.close()
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StartRefusal || error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}
