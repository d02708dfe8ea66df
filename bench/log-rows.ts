import { eventText, type Event } from '../src/audit/event.ts'
import type { Keys } from '../src/db/keys.ts'
import { benchNow } from './calendar.ts'
import type { Put } from './filler.ts'

/** Writes an event of a center, chained to the one before as the register chains them (R2). */
export type Log = (action: string, subject: { kind: string; id: number; centerId: number; by: number }, details: object) => void

export interface ChainEnd {
  seq: number
  mac: string
}

/** @param end the last event there is; the chain goes on from it */
export function logOf(put: Put, keys: Keys, end: ChainEnd): Log {
  let { seq, mac: before } = end
  const start = benchNow.epochMilliseconds
  return (action, { kind, id, centerId, by }, details) => {
    seq += 1
    const event: Event = {
      seq,
      at: new Date(start + Math.floor(seq / 1000)).toISOString(),
      actor_id: by,
      batch: `00000000-0000-4000-8000-${seq.toString(16).padStart(12, '0')}`,
      action,
      subject_kind: kind,
      subject_id: id,
      center_id: centerId,
      details: JSON.stringify(details),
    }
    const mac = keys.logMac(eventText(event, before))
    put('events', { ...event, mac })
    before = mac
  }
}
