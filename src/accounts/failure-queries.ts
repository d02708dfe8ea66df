import type { Reader } from '../db/database.ts'
import type { Device } from './device.ts'

/**
 * How many wrong passwords were tried for a person since they last signed in, on devices of theirs or on others.
 * Those typed to change a password count too. Counted by the log: a restart forgets none, and nobody can take one away.
 */
export async function failuresInARow(db: Reader, personId: number, device: Device): Promise<number> {
  const known = JSON.stringify({ device: 'known' satisfies Device })
  const ofPerson = db.selectFrom('events').where('subject_kind', '=', 'person').where('subject_id', '=', personId)
  const last = await ofPerson.where('action', '=', 'sign-in.signed-in').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const { count } = await ofPerson
    .where('seq', '>', last?.seq ?? 0)
    .where('action', 'in', ['sign-in.refused', 'password.refused'])
    .where('details', device === 'known' ? '=' : '<>', known)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
