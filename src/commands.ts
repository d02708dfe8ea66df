import { sendLink } from './accounts/service.ts'
import { change } from './audit/record.ts'
import { isAnyOurs, verifyEvents } from './audit/verify.ts'
import { accountOf, counted, type Command } from './command.ts'
import type { Config } from './config.ts'
import { backUp } from './db/backup.ts'
import { openDatabase } from './db/database.ts'
import { StartRefusal } from './db/key-file.ts'
import { rotateKeys } from './db/rotate.ts'
import { importCommand } from './import-command.ts'
import { registerActor, type Register } from './register.ts'
import { mendTotals, verifyTotals } from './totals/service.ts'

export const commands: Command[] = [
  {
    name: 'events verify',
    words: [],
    options: [],
    does: 'walks the log from its first event and names the first one that is not what was written',
    wantsStopped: false,
    takesBrokenLog: true,
    run: verify,
  },
  {
    name: 'totals verify',
    words: [],
    options: [],
    does: 'compares what reports add up with the rows that it follows from',
    wantsStopped: true,
    run: verifyAll,
  },
  {
    name: 'totals mend',
    words: [],
    options: [],
    does: 'adds up anew what reports read, from its rows',
    wantsStopped: true,
    run: mendAll,
  },
  {
    name: 'backup',
    words: ['FILE'],
    options: [],
    does: 'writes a whole copy of the register, and looks it through',
    wantsStopped: false,
    run: backup,
  },
  {
    name: 'keys rotate',
    words: [],
    options: [],
    does: 'makes a new key, seals every place and document with it, and forgets the old one; started again, it goes on where it stopped',
    wantsStopped: true,
    run: rotate,
  },
  importCommand,
  {
    name: 'people reset',
    words: ['EMAIL'],
    options: [],
    does: 'prints a one-time link to set a new password, for the last administrator who forgot theirs',
    wantsStopped: false,
    run: resetSignIn,
  },
]

async function verify({ reader, keys }: Register): Promise<string> {
  const found = await verifyEvents(reader, keys)
  if (!found.whole && found.events > 0) throw new StartRefusal(`The log is broken: ${found.why}. All before it, ${found.events} in number, are whole.`)
  if (!found.whole) {
    const key = (await isAnyOurs(reader, keys))
      ? 'It is the first. The key file is the right one: later events were written with it.'
      : 'It is the first, and none after it is what this key file’s log key writes: most likely the key file belongs to another register.'
    throw new StartRefusal(`The log is broken: ${found.why}. ${key}`)
  }
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

async function resetSignIn(register: Register, [email = '']: string[], { origin }: Config): Promise<string> {
  const account = await accountOf(register, email)
  const { token } = await sendLink(register.writer, registerActor(register), account.id)
  return `For ${account.name}, once, ${account.joined ? 'within an hour' : 'within 24 hours'}:\n\n  ${origin}/links/${token}\n`
}
