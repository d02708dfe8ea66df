import { createHash } from 'node:crypto'
import type { Reader, Writer } from '../db/database.ts'
import { question } from '../db/question.ts'

/** SESS-01: the database never holds the id that a cookie carries. */
export const sessionHash = (id: string): string => createHash('sha256').update(id).digest('hex')

const sessionOf = question((db, { hash }: { hash: string }) => db.selectFrom('sessions').select(['data', 'started_at', 'seen_at']).where('id_hash', '=', hash))

export const findSession = async (db: Reader, hash: string) => (await sessionOf(db, { hash }))[0]

export function insertSession(
  writer: Writer,
  session: { id_hash: string; person_id: number | null; data: string; started_at: string; seen_at: string },
): Promise<unknown> {
  return writer.transaction().execute((trx) => trx.insertInto('sessions').values(session).execute())
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
