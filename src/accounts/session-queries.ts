import { createHash } from 'node:crypto'
import type { Reader, Trx, Writer } from '../db/database.ts'
import { question } from '../db/question.ts'
import { Refusal } from '../shared/refusal.ts'

/** SESS-01: the database never holds the id that a cookie carries. */
export const sessionHash = (id: string): string => createHash('sha256').update(id).digest('hex')

const sessionOf = question((db, { hash }: { hash: string }) => db.selectFrom('sessions').select(['data', 'started_at', 'seen_at']).where('id_hash', '=', hash))

export const findSession = async (db: Reader, hash: string) => (await sessionOf(db, { hash }))[0]

interface NewSession {
  id_hash: string
  person_id: number | null
  data: string
  started_at: string
  seen_at: string
}

export function insertSession(writer: Writer, session: NewSession): Promise<unknown> {
  return writer.transaction().execute((trx) => trx.insertInto('sessions').values(session).execute())
}

/**
 * Writes the session of somebody who proved who they are, if nothing since has ended their sessions (SESS-06): checking a password takes long.
 * @param version of the person, when they proved it. @throws Refusal (gone)
 */
export function insertProvenSession(writer: Writer, session: NewSession, version: number): Promise<unknown> {
  return writer.transaction().execute(async (trx) => {
    const person = trx.selectFrom('people').select('id').where('id', '=', session.person_id).where('version', '=', version).where('disabled_at', 'is', null)
    if (!(await person.executeTakeFirst())) throw new Refusal('gone', 'Something about your account was changed meanwhile. Sign in again.')
    await trx.insertInto('sessions').values(session).execute()
  })
}

/** @throws Refusal (gone) when the session was ended meanwhile: what was asked for in it is not done (SESS-06) */
export async function assertSessionLives(trx: Trx, hash: string): Promise<void> {
  const session = await trx.selectFrom('sessions').select('id_hash').where('id_hash', '=', hash).executeTakeFirst()
  if (!session) throw new Refusal('gone', 'You were signed out meanwhile, so this was not done. Sign in again.')
}

/** Changes a session that is still there; one that was ended meanwhile stays ended. */
export function updateSession(writer: Writer, hash: string, change: { person_id?: number | null; data?: string; seen_at?: string }): Promise<unknown> {
  return writer.transaction().execute((trx) => trx.updateTable('sessions').set(change).where('id_hash', '=', hash).execute())
}

export function deleteSession(writer: Writer, hash: string): Promise<unknown> {
  return writer.transaction().execute((trx) => trx.deleteFrom('sessions').where('id_hash', '=', hash).execute())
}

/** Sessions whose time is over; run now and then, so that the table stays small. */
export function deleteOldSessions(writer: Writer, startedBefore: string, seenBefore: string): Promise<unknown> {
  return writer.transaction().execute((trx) =>
    trx
      .deleteFrom('sessions')
      .where(({ or, eb }) => or([eb('started_at', '<', startedBefore), eb('seen_at', '<', seenBefore)]))
      .execute(),
  )
}
