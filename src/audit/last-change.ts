import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'

/** Events after which every list and every figure is what it was: looks, sign-ins, and files that wait to be imported. */
const changeNothingListed = [
  'sign-in.signed-in',
  'sign-in.signed-out',
  'sign-in.refused',
  'sign-in.locked',
  'sign-in.turned-away',
  'sign-in.address-held',
  'sessions.ended',
  'password.changed',
  'password.refused',
  'password.reset',
  'password.rehashed',
  'link.password',
  'link.invitation',
  'link.set-up',
  'place.shown',
  'place.refused',
  'document.opened',
  'document.refused',
  'import.added',
  'import.described',
  'import.deleted',
  'import.expired',
]

const lastOne = question((db) => db.selectFrom('events').select('seq').where('action', 'not in', changeNothingListed).orderBy('seq', 'desc').limit(1))

/** The number of the last event that may have changed a list or a figure: what is kept of them is good as long as it stays (R1). */
export async function lastChange(db: Reader): Promise<number> {
  return (await lastOne(db, {}))[0]?.seq ?? 0
}
