import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openFile } from '../src/db/database.ts'
import { newKeyring } from '../src/db/keys.ts'
import { waitingMigrations } from '../src/db/migrate.ts'
import { freePort } from './support/free-port.ts'
import { olderRegister } from './support/older.ts'

// Programs are started here, which takes seconds on a machine that has much else to do.
vi.setConfig({ testTimeout: 90_000 })

const root = path.join(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'lantern-main-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let places = 0

interface Started {
  child: ChildProcess
  said: () => string
  exit: Promise<number | null>
}

/** The program itself, as `npm start` runs it, with settings of its own. */
function start(env: Record<string, string>, script = 'src/main.ts', args: string[] = []): Started {
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, env: { PATH: process.env['PATH'] ?? '', LANTERN_LOG: 'error', ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, said: () => text, exit: new Promise((resolve) => child.once('exit', resolve)) }
}

/** The path of the set-up link, once the program has said it. What it said instead stands in the failure. */
async function offered({ child, said }: Started): Promise<string> {
  const link = /\/set-up\/[\w-]{32}/
  await vi.waitFor(() => child.exitCode !== null || expect(said()).toMatch(link), { timeout: 60_000, interval: 25 })
  expect(said()).toMatch(link)
  return link.exec(said())?.[0] ?? ''
}

async function place(): Promise<{ database: string; key: string; env: Record<string, string>; origin: string }> {
  const port = await freePort()
  const database = path.join(folder, String(++places), 'lantern.db')
  return { database, key: database.replace(/db$/, 'key'), env: { LANTERN_DATABASE: database, LANTERN_PORT: String(port) }, origin: `http://127.0.0.1:${port}` }
}

/** Starts in a new place and stops again, so that a register is there. */
async function made(): Promise<Awaited<ReturnType<typeof place>>> {
  const here = await place()
  const program = start(here.env)
  await offered(program)
  program.child.kill('SIGTERM')
  expect(await program.exit).toBe(0)
  return here
}

const refusal = async (env: Record<string, string>): Promise<{ said: string; code: number | null }> => {
  const { said, exit } = start(env)
  const code = await exit
  return { said: said(), code }
}

/** What comes back for a text that is no request. */
const sent = async (port: string, text: string): Promise<string> => {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk)
  return answer
}

describe('starting', () => {
  it('on a new machine makes a register that nobody else can read, and says how to set it up', async () => {
    const here = await place()
    const program = start(here.env)
    const link = await offered(program)
    const { child, said, exit } = program

    for (const file of [here.database, here.key, `${here.database}-wal`]) expect(statSync(file).mode & 0o077).toBe(0)
    expect((await fetch(`${here.origin}${link}`)).status).toBe(200)
    expect((await fetch(`${here.origin}/healthz`)).status).toBe(200)
    expect((await fetch(`${here.origin}/set-up/${'x'.repeat(32)}`)).status).toBe(410)
    expect((await fetch(`${here.origin}/${'x'.repeat(20_000)}`)).status).toBe(431)
    const tooLong = await fetch(here.origin, { headers: { 'X-Long': 'x'.repeat(20_000) } })
    expect(tooLong.status).toBe(431)
    expect(tooLong.headers.get('content-security-policy')).toContain("default-src 'none'")
    const broken = await sent(here.env['LANTERN_PORT'] ?? '', 'NO REQUEST\r\n\r\n')
    expect(broken).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(broken).toContain('x-content-type-options: nosniff\r\n')
    const withoutHost = await sent(here.env['LANTERN_PORT'] ?? '', 'GET /sign-in HTTP/1.1\r\n\r\n')
    expect(withoutHost).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(withoutHost).toContain('x-content-type-options: nosniff\r\n')
    const sqlite = openFile(here.database, { readonly: true })
    expect(sqlite.prepare('SELECT count(*) FROM people').pluck().get()).toBe(0)
    sqlite.close()
    const secret = JSON.parse(readFileSync(here.key, 'utf8')) as { log: string }
    expect(said()).not.toContain(secret.log)

    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(() => statSync(`${here.database}-wal`)).toThrow('ENOENT')
  })

  it('refuses a port that is taken', async () => {
    const here = await place()
    const taken = createServer().listen(Number(here.env['LANTERN_PORT']), '127.0.0.1')
    onTestFinished(() => void taken.close())
    const example = start(here.env, 'src/demo.ts')
    const { said, code } = await refusal(here.env)
    expect(said).toBe(`Port ${here.env['LANTERN_PORT']} is taken. Stop what uses it, or set LANTERN_PORT.\n`)
    expect(code).toBe(1)
    expect(() => statSync(here.database)).toThrow('ENOENT')
    // Said before the old example is cleared away, and half a minute before another were built.
    expect([await example.exit, example.said()]).toEqual([1, said])
  })

  it('refuses a second program on the same register', async () => {
    const here = await place()
    await offered(start(here.env))
    const { said, code } = await refusal({ ...here.env, LANTERN_PORT: String(await freePort()) })
    expect(said).toMatch(/^Another Lantern \(process \d+ on \S+\) is serving .*Stop it first\.\n$/)
    expect(code).toBe(1)
  })

  it('refuses a register that an older program is serving before it brings it up to date', async () => {
    const { database, release } = await olderRegister(folder)
    const { said, code } = await refusal({ LANTERN_DATABASE: database })
    expect(said).toMatch(/^Another Lantern \(process \d+ on \S+\) is serving .*Stop it first\.\n$/)
    expect(code).toBe(1)
    expect(await waitingMigrations(database)).toHaveLength(1)
    release()
  })

  it.each([
    [{ LANTERN_PORT: 'http' }, 'LANTERN_PORT must be a number.'],
    [{ LANTERN_PORT: '70000' }, 'LANTERN_PORT must be below 65536.'],
    [{ LANTERN_PORT: '0' }, 'LANTERN_PORT must be above 0: people need to know it.'],
    [{ LANTERN_HOST: '0.0.0.0' }, 'LANTERN_HOST may be other than this machine only with an https:// LANTERN_ORIGIN.'],
    [{ LANTERN_ORIGIN: 'lantern.example.org' }, 'LANTERN_ORIGIN must be an address such as https://lantern.example.org.'],
    [{ LANTERN_LOG: 'loud' }, 'LANTERN_LOG must be info, warn, error or silent.'],
    [{ LANTERN_DATABASE: '/dev/null/lantern.db' }, 'The folder /dev/null cannot be written to. Lantern keeps its register there.'],
    [{ LANTERN_DATABASE: '/proc/x/lantern.db' }, 'The folder /proc/x cannot be written to. Lantern keeps its register there.'],
    [{ LANTERN_DATABASE: folder }, `LANTERN_DATABASE must be a file, and ${folder} is a folder. Name a file in it, such as ${folder}/lantern.db.`],
    [
      { LANTERN_DATABASE: path.join(folder, 'example.db') },
      `LANTERN_DATABASE names ${folder}/example.db, which is the example’s name: \`npm run demo\` clears what is called so away. Give your own register another name.`,
    ],
    [{ LANTERN_PROT: '4000' }, 'There is no setting LANTERN_PROT. Did you mean LANTERN_PORT?'],
  ])('refuses %j in one line', async (env, line) => {
    const { said, code } = await refusal(env)
    expect(said).toBe(`${line}\n`)
    expect(code).toBe(1)
  })

  it('refuses an address that is not this machine’s', async () => {
    const here = await place()
    const { said, code } = await refusal({ ...here.env, LANTERN_HOST: '192.0.2.1', LANTERN_ORIGIN: 'https://lantern.example.org' })
    expect(said).toBe('LANTERN_HOST says 192.0.2.1, which is no address of this machine.\n')
    expect(code).toBe(1)
  })

  it('refuses to make a key in a folder that is not there', async () => {
    const here = await place()
    const key = path.join(folder, 'nowhere', 'lantern.key')
    expect(await refusal({ ...here.env, LANTERN_KEY_FILE: key })).toEqual({ said: `No key file can be made at ${key}: its folder is not there.\n`, code: 1 })
  })

  it('refuses a register that it cannot write to', async () => {
    const here = await made()
    const file = openSync(here.database, 'r+')
    writeSync(file, Buffer.of(3), 0, 1, 18) // The version of SQLite’s format from which on a file is only read: it holds for every account.
    closeSync(file)
    expect(await refusal(here.env)).toEqual({ said: `${here.database} cannot be written to by this account.\n`, code: 1 })
  })

  it('refuses a register without its key, with a key that others can read, and with another register’s key', async () => {
    const here = await made()
    const secret = JSON.parse(readFileSync(here.key, 'utf8')) as { log: string; keys: Record<string, string> }
    chmodSync(here.key, 0o644)
    expect((await refusal(here.env)).said).toMatch(/can be read by others\. Run: chmod 600/)

    const kept = `${here.key}.kept`
    copyFileSync(here.key, kept)
    unlinkSync(here.key)
    const missing = await refusal(here.env)
    expect(missing.said).toMatch(/^The key file .* is missing, and the register cannot be read without it\./)
    expect(() => statSync(here.key)).toThrow('ENOENT')

    writeFileSync(here.key, JSON.stringify(newKeyring()), { mode: 0o600 })
    const wrong = await refusal(here.env)
    expect(wrong.said).toBe('The key file does not belong to this register: it does not open what was sealed in it.\n')
    writeFileSync(here.key, JSON.stringify({ ...secret, log: newKeyring().log }), { mode: 0o600 })
    const wrongLog = await refusal(here.env)
    expect(wrongLog).toEqual({
      said: 'The key file does not belong to this register: its log key is not the one that the events were written with. Or it does, and the first event and the last were changed: npm run lantern -- events verify says which of the two it is.\n',
      code: 1,
    })
    for (const value of [secret.log, ...Object.values(secret.keys)]) expect(wrong.said + wrongLog.said + missing.said).not.toContain(value)

    writeFileSync(here.key, 'not a key file', { mode: 0o600 })
    expect((await refusal(here.env)).said).toMatch(/is not a Lantern key file\.\n$/)
  })

  it('refuses a file that is no register', async () => {
    const here = await made()
    writeFileSync(here.database, 'A letter, and no register at all.')
    expect(await refusal(here.env)).toEqual({ said: `${here.database} is not a register: SQLite does not know it.\n`, code: 1 })
  })

  it('refuses a register that a newer Lantern wrote', async () => {
    const here = await made()
    const sqlite = openFile(here.database)
    sqlite.prepare("INSERT INTO migrations VALUES ('9999-from-the-future.ts', 'x')").run()
    sqlite.close()
    expect((await refusal(here.env)).said).toMatch(/was written by a newer Lantern \(it has 9999-from-the-future\.ts\)/)
  })
})

describe('stopping', () => {
  it('lets what is under way end, and then ends, whatever other connections there are', async () => {
    const here = await place()
    const program = start(here.env)
    const link = await offered(program)
    const form = new URLSearchParams({
      organization: 'Harbour Trust',
      timeZone: 'UTC',
      currency: 'USD',
      threshold: '10,000.00',
      name: 'Ada',
      email: 'ada@example.org',
      password: 'velvet tractor umbrella 42',
    })
    const silent = connect(Number(here.env['LANTERN_PORT']), '127.0.0.1').resume() // As a browser opens one ahead of need.
    const answer = fetch(`${here.origin}${link}`, { method: 'POST', body: form, redirect: 'manual' })
    await new Promise((resolve) => setTimeout(resolve, 150)) // It is hashing the password now.
    program.child.kill('SIGTERM')
    const { status, headers } = await answer
    expect([status, headers.get('connection')]).toEqual([303, 'close'])
    const answeredAt = performance.now()
    expect(await program.exit).toBe(0)
    expect(performance.now() - answeredAt).toBeLessThan(3000) // A connection that is kept would live for five seconds more.
    silent.destroy()
  })
})

describe('the command line', () => {
  it('writes a whole copy while Lantern runs, and never over another file', async () => {
    const here = await place()
    await offered(start(here.env))
    const copy = path.join(folder, 'copy.db')
    const first = start(here.env, 'src/cli.ts', ['backup', copy])
    expect(await first.exit).toBe(0)
    expect(first.said()).toContain(`${copy} holds the whole register with 1 event`)
    expect(statSync(copy).mode & 0o077).toBe(0)
    const again = start(here.env, 'src/cli.ts', ['backup', copy])
    expect(await again.exit).toBe(1)
    expect(again.said()).toContain('a backup never overwrites another')
  })
})
