import type { Record as Recorder } from '../audit/record.ts'
import type { Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { listAuthorizations, setAnswer, setOvertaken } from './authorization-queries.ts'
import { asksForMore, isSeenAt, type PlaceField, type Secrecy } from './location.ts'

const subject = (id: number, centerId: number) => ({ kind: 'place authorization', id, centerId })

/** Withdraws what still waits to show more of a place than it shows from now on: whoever hides it speaks for the center too (CONF-01). @returns how many */
export async function withdrawWaiting(trx: Trx, record: Recorder, actor: Person, centerId: number, secrecy: Secrecy): Promise<number> {
  const waiting = (await listAuthorizations(trx, centerId)).filter((each) => each.answer === null && asksForMore(each, secrecy))
  const because = secrecy === 'hidden' ? 'the place was hidden' : 'no more than region and city may be seen'
  for (const { id } of waiting) {
    await setAnswer(trx, actor, id, 'withdrawn')
    await record('place-authorization.withdrawn', subject(id, centerId), { because })
  }
  return waiting.length
}

/** Marks what waits to show a field that changed: it was asked for about another address, and nobody confirms it any more (CONF-01). @returns how many */
export async function overtakeWaiting(trx: Trx, record: Recorder, actor: Person, centerId: number, changed: readonly PlaceField[]): Promise<number> {
  const waiting = (await listAuthorizations(trx, centerId)).filter((each) => each.answer === null && each.overtakenOn === null && isSeenAt(each.secrecy, changed))
  for (const { id } of waiting) {
    await setOvertaken(trx, actor, id)
    await record('place-authorization.overtaken', subject(id, centerId), { because: 'the place was changed' })
  }
  return waiting.length
}
