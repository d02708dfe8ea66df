import type { Reader } from '../db/database.ts'
import { sameSecret, type Keys } from '../db/keys.ts'
import { eventText, firstLink } from './event.ts'

export type Verification = { whole: true; events: number; head: string | null } | { whole: false; events: number; brokenAt: number; why: string }

const page = 5000

/** All events in their order, a page at a time. */
async function* eventPages(db: Reader) {
  for (let seq = 0; ;) {
    const events = await db.selectFrom('events').selectAll().where('seq', '>', seq).orderBy('seq').limit(page).execute()
    yield events
    if (events.length < page) return
    seq = events.at(-1)?.seq ?? seq
  }
}

/** Walks the chain of events from its first link and names the first break (R2). */
export async function verifyEvents(db: Reader, keys: Keys): Promise<Verification> {
  let before = await firstLink(db)
  let seq = 0
  for await (const events of eventPages(db))
    for (const event of events) {
      if (event.seq !== seq + 1) return { whole: false, events: seq, brokenAt: seq + 1, why: `event ${seq + 1} is missing` }
      if (!sameSecret(event.mac, keys.logMac(eventText(event, before))))
        return { whole: false, events: seq, brokenAt: event.seq, why: `event ${event.seq} is not what was written` }
      before = event.mac
      seq = event.seq
    }
  return { whole: true, events: seq, head: seq === 0 ? null : before }
}

/** Whether any event but the first follows what stands before it, as one written with this log key does: it is this register's then, however much was changed. */
export async function isAnyOurs(db: Reader, keys: Keys): Promise<boolean> {
  let before: string | null = null
  for await (const events of eventPages(db))
    for (const event of events) {
      if (before !== null && sameSecret(event.mac, keys.logMac(eventText(event, before)))) return true
      before = event.mac
    }
  return false
}

/**
 * Tells at once, however long the chain is, whether it was written with this log key: the first event or the last
 * is then what was written. With both of them changed it says no, as it does with another log key: `isAnyOurs` tells these apart.
 * With one of them changed it says yes, and `verifyEvents` names it.
 */
export async function isOurChain(db: Reader, keys: Keys): Promise<boolean> {
  const [last, before] = await db.selectFrom('events').selectAll().orderBy('seq', 'desc').limit(2).execute()
  if (!last) return true
  const first = await db.selectFrom('events').selectAll().orderBy('seq').limit(1).executeTakeFirstOrThrow()
  const start = await firstLink(db)
  return sameSecret(first.mac, keys.logMac(eventText(first, start))) || sameSecret(last.mac, keys.logMac(eventText(last, before?.mac ?? start)))
}
