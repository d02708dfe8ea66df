import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx, Writer } from '../db/database.ts'
import { instantText } from '../shared/days.ts'
import type { Actor } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import { settleTotals } from '../totals/settle-queries.ts'
import { eventText, firstLink, type Event } from './event.ts'
import { asRefusal } from './rule-words.ts'
import { sentHash, type Sent } from './sent.ts'

/** What an event is about. `centerId` puts it into that center's history too. */
export interface Subject {
  kind: string
  id: number
  centerId?: number | null
}

/** Writes what was done into the log, in the transaction that does it (R1). Details never hold a confidential value: name the field instead. */
export type Record = (action: string, subject: Subject, details?: object) => Promise<void>

/**
 * One change: a transaction in which the register's day is turned to today and every event
 * written carries one batch. What `work` throws rolls everything back, its events too.
 * The database has the last word: where one of its own rules refuses, that is said in words.
 */
export async function change<Result>(writer: Writer, actor: Actor, work: (trx: Trx, record: Record) => Promise<Result>): Promise<Result> {
  try {
    return await writer.transaction().execute(async (trx) => {
      await turnDay(trx, actor)
      const result = await work(trx, recorder(trx, writer, actor))
      while ((await settleTotals(trx)) > 0);
      return result
    })
  } catch (error) {
    throw asRefusal(error)
  }
}

/**
 * A change that one form makes once (M7): sent again with the same token, it does nothing and
 * gives what the first sending gave. The token is used up in the transaction of the change.
 * @throws Refusal when the token came before from somebody else, for something else or with something else
 */
export function changeOnce<Result extends string | number | object>(
  writer: Writer,
  actor: Actor & { id: number },
  token: string,
  sent: Sent,
  work: (trx: Trx, record: Record) => Promise<Result>,
): Promise<Result> {
  const asked = sentHash(actor.id, sent)
  return change(writer, actor, async (trx, record) => {
    const used = await trx.selectFrom('form_tokens').select(['result', 'used_by', 'sent']).where('token', '=', token).executeTakeFirst()
    if (used) {
      const same = used.sent === null ? used.used_by === actor.id : used.sent === asked
      if (!same) throw new Refusal('conflict', usedUp)
      return JSON.parse(used.result) as Result
    }
    const result = await work(trx, record)
    await trx
      .insertInto('form_tokens')
      .values({ token, used_by: actor.id, used_at: instantText(actor.now), result: JSON.stringify(result), sent: asked })
      .execute()
    return result
  })
}

/**
 * Adds a record, once for each form that asks for it: a double click makes no second one, and is answered as the first.
 * @param token the form's one-time token; undefined where no form was filled in
 */
export function addOnce<Result extends string | number | object>(
  writer: Writer,
  actor: Actor & { id: number },
  token: string | undefined,
  sent: Sent,
  work: (trx: Trx, record: Record) => Promise<Result>,
): Promise<Result> {
  return token === undefined ? change(writer, actor, work) : changeOnce(writer, actor, token, sent, work)
}

const usedUp = 'This form was sent before and that was done. What came with it now is different, and was not done. Open the form anew and send it from there.'

/** A token for a form that must count once; the form carries it as a hidden field. */
export const formToken = (): string => randomUUID()

/** The day only moves forward: a clock set back leaves the register on its later day. */
async function turnDay(trx: Trx, actor: Actor): Promise<void> {
  await sql`INSERT INTO register_day (one, day) VALUES (1, ${actor.today.toString()})
    ON CONFLICT (one) DO UPDATE SET day = excluded.day WHERE excluded.day > day`.execute(trx)
}

function recorder(trx: Trx, writer: Writer, actor: Actor): Record {
  const batch = randomUUID()
  return async (action, subject, details = {}) => {
    const last = await trx.selectFrom('events').select(['seq', 'at', 'mac']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const now = instantText(actor.now)
    const event: Event = {
      seq: (last?.seq ?? 0) + 1,
      at: last && last.at > now ? last.at : now, // Time never goes back in the chain, whatever the clock says.
      actor_id: actor.id,
      batch,
      action,
      subject_kind: subject.kind,
      subject_id: subject.id,
      center_id: subject.kind === 'center' ? subject.id : (subject.centerId ?? null),
      details: JSON.stringify(details),
    }
    const mac = writer.keys.logMac(eventText(event, last?.mac ?? (await firstLink(trx))))
    await trx
      .insertInto('events')
      .values({ ...event, mac })
      .execute()
  }
}
