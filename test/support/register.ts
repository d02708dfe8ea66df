import { createHmac } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Express } from 'express'
import request from 'supertest'
import { afterAll, onTestFinished } from 'vitest'
import { insertSession, sessionHash } from '../../src/accounts/session-queries.ts'
import { createApp } from '../../src/app.ts'
import type { Database } from '../../src/db/database.ts'
import { openDatabase } from '../../src/db/database.ts'
import { keysOf, newKeyring, type Keys } from '../../src/db/keys.ts'
import { migrate } from '../../src/db/migrate.ts'
import type { Log } from '../../src/http/log.ts'
import { insertRole } from '../../src/accounts/queries.ts'
import { saveSetting } from '../../src/settings/queries.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { makeSetUpLink, setUp } from '../../src/set-up/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { cast, firstDay, firstNow } from './cast.ts'

export { ada, bea, carl, cast, cora, firstDay, on, paul, priya } from './cast.ts'

export const settings: Settings = { organization: 'Harbour Trust', timeZone: 'UTC', currency: 'USD', thresholdMinor: 1_000_000, idleMinutes: 30, example: false }

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-test-'))
const template = path.join(folder, 'template.db')
export const keys: Keys = keysOf(newKeyring())
let made: Promise<void> | null = null
let registers = 0
afterAll(() => rmSync(folder, { recursive: true, force: true }))

export interface TestRegister extends Database {
  file: string
  keys: Keys
}

/** A register of the test's own, set up with the default lists, the checklist and the cast: a copy of a file made once. */
export async function openRegister(): Promise<TestRegister> {
  made ??= makeTemplate()
  await made
  const file = path.join(folder, `${++registers}.db`)
  copyFileSync(template, file)
  const register = openDatabase(file, keys)
  onTestFinished(() => register.close())
  return { ...register, file, keys }
}

async function makeTemplate(): Promise<void> {
  await migrate(template)
  const register = openDatabase(template, keys)
  await register.writer.transaction().execute((trx) => saveSetting(trx, 'register_id', 'a-test-register'))
  const nobody = { id: null, name: 'The register', roles: [], now: firstNow, today: firstDay }
  const token = await makeSetUpLink(register.writer, nobody)
  await setUp(register.writer, nobody, token, settings, {
    name: 'Ada',
    email: 'ada@example.org',
    passwordHash: '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
  })
  await register.writer.transaction().execute(async (trx) => {
    for (const each of cast.slice(1)) {
      await trx
        .insertInto('people')
        .values({
          id: each.id,
          name: each.name,
          email: `${each.name.toLowerCase()}@example.org`,
          created_at: '2026-11-21T09:00:00.000Z',
          password_hash: '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
        })
        .execute()
      for (const role of each.roles)
        await insertRole(trx, {
          person_id: each.id,
          role,
          granted_by: 1,
          granted_at: '2026-11-21T09:00:00.000Z',
          confirmed_by: null,
          confirmed_at: role === 'manager' ? '2026-11-21T09:00:00.000Z' : null,
        })
    }
  })
  await register.close()
}

const quiet: Log = { request: () => {}, fault: () => {}, said: () => {} }

export interface TestApp {
  app: Express
  /** Moves the clock that the app is given. */
  setNow: (now: string) => void
  faults: { reference: string; error: unknown }[]
}

export function appOf({ reader, writer }: TestRegister, more: { settings?: Settings; log?: Log; secure?: boolean } = {}): TestApp {
  let now = firstNow
  const faults: TestApp['faults'] = []
  const log = more.log ?? { ...quiet, fault: (reference: string, error: unknown) => void faults.push({ reference, error }) }
  const app = createApp({
    reader,
    writer,
    settings: () => more.settings ?? settings,
    refresh: () => Promise.resolve(),
    now: () => now,
    origin: more.secure ? 'https://lantern.example.org' : 'http://127.0.0.1',
    secure: more.secure ?? false,
    log,
  })
  return { app, setNow: (text) => void (now = Temporal.Instant.from(text)), faults }
}

let sessionsMade = 0

/** The cookie of a person who is signed in: the session is put where signing in would put it. */
export async function cookieOf(register: TestRegister, who: Person): Promise<{ name: string; value: string }> {
  const id = `test-session-${++sessionsMade}`
  const data = JSON.stringify({ cookie: { httpOnly: true, path: '/', sameSite: 'lax' }, passport: { user: who.id } })
  const at = who.now.toString({ fractionalSecondDigits: 3 })
  await insertSession(register.writer, { id_hash: sessionHash(id), person_id: who.id, data, started_at: at, seen_at: at })
  const secret = register.keys.derive('session cookie').toString('base64')
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '')
  return { name: 'lantern', value: encodeURIComponent(`s:${id}.${signature}`) }
}

/** A browser of a person who is signed in. */
export async function browserOf(register: TestRegister, { app }: Pick<TestApp, 'app'>, who: Person | null): Promise<ReturnType<typeof request.agent>> {
  const agent = request.agent(app)
  if (!who) return agent
  const { name, value } = await cookieOf(register, who)
  agent.set('Cookie', `${name}=${value}`)
  return agent
}
