import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { insertPerson, insertRole, setDisabled } from '../src/accounts/queries.ts'
import { hashPassword } from '../src/accounts/password.ts'
import { openRegister, type Register } from '../src/register.ts'
import { freePort } from '../test/support/free-port.ts'
import type { Watched } from './watch.ts'

const root = path.join(import.meta.dirname, '..')
export const password = 'velvet tractor umbrella 42'

/** A register of its own, gone when the process ends. */
export interface Place {
  folder: string
  database: string
  keyFile: string
  env: Record<string, string>
}

export function newPlace(more: Record<string, string> = {}): Place {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-drill-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const [database, keyFile] = [path.join(folder, 'lantern.db'), path.join(folder, 'lantern.key')]
  return { folder, database, keyFile, env: { PATH: process.env['PATH'] ?? '', LANTERN_LOG: 'warn', LANTERN_DATABASE: database, LANTERN_KEY_FILE: keyFile, ...more } }
}

/** People who can sign in with `password`, as coordinators; one hash does for all. @returns their addresses */
export async function addPeople({ writer }: Register, count: number, { closed = false, name = 'person' } = {}): Promise<string[]> {
  const hash = await hashPassword(password)
  const at = '2026-11-21T09:00:00.000Z'
  return writer.transaction().execute(async (trx) => {
    const emails = Array.from({ length: count }, (_, index) => `${name}-${index}@example.org`)
    for (const email of emails) {
      const id = await insertPerson(trx, { name: email, email, created_at: at, password_hash: hash })
      await insertRole(trx, { person_id: id, role: 'coordinator', granted_by: null, granted_at: at, confirmed_by: null, confirmed_at: null })
      if (closed) await setDisabled(trx, id, at)
    }
    return emails
  })
}

/** Opens a register, does something with it, and closes it. */
export async function within<Result>(place: Place, work: (register: Register) => Promise<Result>): Promise<Result> {
  const register = await openRegister(place)
  try {
    return await work(register)
  } finally {
    await register.close()
  }
}

/** The program itself, as `npm start` runs it. */
export interface Program {
  port: number
  /** Its memory and how late its event loop was, at most, since it was last asked. */
  watched: () => Promise<Watched>
  stop: () => Promise<number | null>
}

export async function start(place: Place): Promise<Program> {
  const port = await freePort()
  const env = { ...place.env, LANTERN_PORT: String(port) }
  const child = fork(path.join(root, 'src/main.ts'), {
    cwd: root,
    env,
    execArgv: ['--import', path.join(root, 'drill/watch.ts')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  process.once('exit', () => child.kill('SIGKILL'))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('The program stopped at its start.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { port, watched: () => watched(child), stop: () => (child.kill('SIGTERM'), exit) }
}

async function watched(child: ChildProcess): Promise<Watched> {
  child.send('watched')
  const [said] = (await once(child, 'message')) as [Watched]
  return said
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
