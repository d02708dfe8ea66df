import { randomBytes } from 'node:crypto'
import { Store, type SessionData } from 'express-session'
import type { Reader, Writer } from '../db/database.ts'
import { instantText } from '../shared/days.ts'
import { deleteSession, findSession, insertProvenSession, insertSession, sessionHash, updateSession } from './session-queries.ts'

export interface SessionTimes {
  now: () => Temporal.Instant
  idleMinutes: () => number
}

/** In all, however busy (SESS-04). Times in here are milliseconds: they are compared at every request. */
const longest = 12 * 60 * 60_000
const minute = 60_000
/** Being seen is kept in memory and written once a minute, so that reading a page writes nothing. */
const writeEvery = minute
/** A clock that was set back by more ends the session. */
const setBack = 5 * minute

/** When somebody was last seen, and when that was last written. */
interface Seen {
  at: number
  writtenAt: number
}

/** What of a request says that it ended, with its answer or without. */
interface Ending {
  res?: { once: (event: 'close', then: () => void) => unknown }
}

type Done = (error?: unknown) => void

/** Sessions in the register itself. An id is made here and nowhere else: one that a browser brings is never adopted (SESS-03). */
export class SessionStore extends Store {
  readonly #reader: Reader
  readonly #writer: Writer
  readonly #times: SessionTimes
  readonly #fresh = new Set<string>()
  readonly #seen = new Map<string, Seen>()

  constructor(reader: Reader, writer: Writer, times: SessionTimes) {
    super()
    this.#reader = reader
    this.#writer = writer
    this.#times = times
  }

  /** Every request that brings none is given an id; one that was not written when the request ends will never be. */
  newId = (request: Ending): string => {
    const id = randomBytes(32).toString('base64url')
    const hash = sessionHash(id)
    this.#fresh.add(hash)
    request.res?.once('close', () => this.#fresh.delete(hash))
    return id
  }

  override get = (id: string, done: (error: unknown, session?: SessionData | null) => void): void => {
    this.#read(sessionHash(id)).then((session) => done(null, session), done)
  }

  override set = (id: string, session: SessionData, done: Done = () => {}): void => {
    this.#write(sessionHash(id), session).then(() => done(), done)
  }

  override destroy = (id: string, done: Done = () => {}): void => {
    const hash = sessionHash(id)
    this.#seen.delete(hash)
    deleteSession(this.#writer, hash).then(() => done(), done)
  }

  override touch = (id: string, _session: SessionData, done: () => void = () => {}): void => {
    const hash = sessionHash(id)
    const now = this.#times.now()
    const at = now.epochMilliseconds
    const writtenAt = this.#seen.get(hash)?.writtenAt
    if (writtenAt !== undefined && at - writtenAt < writeEvery) {
      this.#seen.set(hash, { at, writtenAt })
      return done()
    }
    this.#seen.set(hash, { at, writtenAt: at })
    updateSession(this.#writer, hash, { seen_at: instantText(now) }).then(
      () => done(),
      () => done(),
    )
  }

  async #read(hash: string): Promise<SessionData | null> {
    const row = await findSession(this.#reader, hash)
    if (!row) return (this.#seen.delete(hash), null)
    const now = this.#times.now().epochMilliseconds
    const seen = Math.max(Date.parse(row.seen_at), this.#seen.get(hash)?.at ?? 0)
    // A clock that was set back does not extend a session: it ends one that was seen in the future.
    const backwards = now + setBack < seen
    const idle = seen + this.#times.idleMinutes() * minute < now
    const over = Date.parse(row.started_at) + longest < now
    return backwards || idle || over ? null : (JSON.parse(row.data) as SessionData)
  }

  async #write(hash: string, session: SessionData): Promise<void> {
    const personId = (session as { passport?: { user?: number } }).passport?.user ?? null
    const data = JSON.stringify(session)
    if (!this.#fresh.delete(hash)) return void (await updateSession(this.#writer, hash, { person_id: personId, data }))
    const now = instantText(this.#times.now())
    const row = { id_hash: hash, person_id: personId, data, started_at: now, seen_at: now }
    await (personId === null ? insertSession(this.#writer, row) : insertProvenSession(this.#writer, row, session.provenAt ?? 0))
  }
}
