import { readFileSync } from 'node:fs'
import { rolesOf, type Account } from './accounts/account.ts'
import { listAccounts } from './accounts/queries.ts'
import { sendLink } from './accounts/service.ts'
import { change } from './audit/record.ts'
import { verifyEvents } from './audit/verify.ts'
import type { Config } from './config.ts'
import { backUp } from './db/backup.ts'
import { openDatabase } from './db/database.ts'
import { StartRefusal } from './db/key-file.ts'
import { rotateKeys } from './db/rotate.ts'
import { mayUse } from './http/access.ts'
import { readOrder } from './imports/order-forms.ts'
import { importCenters } from './imports/service.ts'
import { registerActor, type Register } from './register.ts'
import type { Person } from './shared/actor.ts'
import { mendTotals, verifyTotals } from './totals/service.ts'

/** One thing that can be done from the shell. */
export interface Command {
  name: string
  /** What must be said after its name: as many words, and no more. */
  words: string[]
  does: string
  /** Whether the server must be stopped while it runs. */
  wantsStopped: boolean
  /** @returns what to print. @throws StartRefusal, Refusal in one line */
  run: (register: Register, words: string[], config: Config) => Promise<string>
}

export const commands: Command[] = [
  {
    name: 'events verify',
    words: [],
    does: 'walks the log from its first event and names the first one that is not what was written',
    wantsStopped: false,
    run: verify,
  },
  {
    name: 'totals verify',
    words: [],
    does: 'compares what reports add up with the rows that it follows from',
    wantsStopped: true,
    run: verifyAll,
  },
  {
    name: 'totals mend',
    words: [],
    does: 'adds up anew what reports read, from its rows',
    wantsStopped: true,
    run: mendAll,
  },
  {
    name: 'backup',
    words: ['FILE'],
    does: 'writes a whole copy of the register, and looks it through',
    wantsStopped: false,
    run: backup,
  },
  {
    name: 'keys rotate',
    words: [],
    does: 'makes a new key, seals every place and document with it, and forgets the old one; started again, it goes on where it stopped',
    wantsStopped: true,
    run: rotate,
  },
  {
    name: 'import',
    words: ['FILE', 'MAP.json', 'EMAIL'],
    does: 'takes the good rows of a CSV file of centers in, as that coordinator or manager, and tells the others; fails when none went in; README.md shows what MAP.json says',
    wantsStopped: false,
    run: importFile,
  },
  {
    name: 'people reset',
    words: ['EMAIL'],
    does: 'prints a one-time link to set a new password, for the last administrator who forgot theirs',
    wantsStopped: false,
    run: resetSignIn,
  },
]

async function verify({ reader, keys }: Register): Promise<string> {
  const found = await verifyEvents(reader, keys)
  if (!found.whole)
    throw new StartRefusal(`The log is broken: ${found.why}. ${found.events === 0 ? 'It is the first.' : `All before it, ${found.events} in number, are whole.`}`)
  if (found.head === null) return 'The log holds no event yet.'
  return `The log is whole: ${counted(found.events, 'event')}. Its head is ${found.head}; keep that apart, and a log cut short can be told.`
}

async function verifyAll({ writer }: Register): Promise<string> {
  const wrong = await verifyTotals(writer)
  if (wrong.length > 0) throw new StartRefusal(`These say something else than their rows: ${wrong.join(', ')}. Mend them with: npm run lantern -- totals mend`)
  return 'What reports add up is what its rows come to.'
}

async function mendAll(register: Register): Promise<string> {
  const mended = await mendTotals(register.writer, registerActor(register))
  return mended.length === 0 ? 'Nothing had to be mended.' : `Added up anew: ${mended.join(', ')}.`
}

/** The copy's own log is walked: a backup that cannot be trusted is found now, not on the day it is needed. */
async function backup({ keys }: Register, [target = '']: string[], { database }: Config): Promise<string> {
  await backUp(database, target)
  const copy = openDatabase(target, keys)
  try {
    const found = await verifyEvents(copy.reader, keys)
    if (!found.whole) throw new StartRefusal(`The copy is written, but its log is broken: ${found.why}.`)
    return `${target} holds the whole register with ${counted(found.events, 'event')}; the head of its log is ${found.head ?? 'none yet'}. Keep the key file apart from it.`
  } finally {
    await copy.close()
  }
}

async function rotate(register: Register, _words: string[], { keyFile }: Config): Promise<string> {
  const { active, resealed, removed } = await rotateKeys({ writer: register.writer, keyFile })
  await change(register.writer, registerActor(register), (_trx, record) => record('keys.rotated', { kind: 'register', id: 0 }, { active, removed }))
  return `${counted(resealed, 'value')} sealed with the new key ${active}. Gone: ${removed.join(', ') || 'none'}. Backups made before need the old key file: keep it apart as long as you keep them.`
}

/** @throws StartRefusal, with all that is to be told, when there were rows and none went in: a script must not take that for done. */
async function importFile(register: Register, [file = '', map = '', email = '']: string[]): Promise<string> {
  const account = await accountOf(register, email)
  const roles = rolesOf(account)
  if (account.disabled) throw new StartRefusal(`The account of ${account.name} is closed, so nothing is imported as theirs.`)
  if (!mayUse(roles, 'directory.write')) throw new StartRefusal(`${account.name} is neither coordinator nor manager, and so registers no center.`)
  const actor: Person = { ...registerActor(register), id: account.id, name: account.name, roles }
  const { counts, rows } = await importCenters(register.writer, actor, contentOf(file), readOrder(contentOf(map).toString()))
  const told = rows.flatMap(({ row, problems, notices }) => [
    ...problems.map((problem) => `row ${row}: ${problem}`),
    ...notices.map((notice) => `row ${row}, to look at: ${notice}`),
  ])
  const summary = `${counted(counts.rows, 'row')}: ${counted(counts.new, 'center')} registered, ${counts.there} there already, ${counts.refused} refused.`
  if (counts.refused > 0 && counts.new === 0) throw new StartRefusal([...told, summary, 'Nothing went in.'].join('\n'))
  return [...told, summary].join('\n')
}

async function resetSignIn(register: Register, [email = '']: string[], { origin }: Config): Promise<string> {
  const account = await accountOf(register, email)
  const { token } = await sendLink(register.writer, registerActor(register), account.id)
  return `For ${account.name}, once, ${account.joined ? 'within an hour' : 'within 24 hours'}:\n\n  ${origin}/links/${token}\n`
}

async function accountOf({ reader }: Register, email: string): Promise<Account> {
  const account = (await listAccounts(reader)).find((each) => each.email === email.toLowerCase())
  if (!account) throw new StartRefusal(`Nobody here has the address ${email}.`)
  return account
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new StartRefusal(`${file} cannot be read${code === 'ENOENT' ? ': there is no such file' : ` (${code})`}.`)
  }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
