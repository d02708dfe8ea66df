import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { waitingRolesOf, type WaitingRole } from './account.ts'
import { listAccounts } from './queries.ts'

/** The managers' roles that wait for a second person, with all that says who may be it (AZ-07). */
export async function listWaitingRoles(db: Reader): Promise<WaitingRole[]> {
  const accounts = await listAccounts(db)
  const ids = accounts.flatMap(({ id, held }) => (held.some(({ holds }) => !holds) ? [id] : []))
  return waitingRolesOf(accounts, await addressWriters(db, ids))
}

/**
 * By the log, who gave each of these people the address that they have, unless somebody confirmed their role with it since. The row of the
 * role holds one granter, who may be another: the address was changed before, or the role was taken and given anew.
 */
async function addressWriters(db: Reader, ids: readonly number[]): Promise<Map<number, number | null>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('events')
    .select(['subject_id', 'action', 'actor_id'])
    .where('subject_kind', '=', 'person')
    .where('subject_id', 'in', ids)
    .where(({ and, or, eb }) =>
      or([eb('action', '=', 'role.confirmed'), and([eb('action', '=', 'person.edited'), eb(sql`json_extract(details, '$.after.email')`, 'is not', null)])]),
    )
    .orderBy('seq')
    .execute()
  return new Map(rows.map(({ subject_id, action, actor_id }) => [subject_id, action === 'role.confirmed' ? null : actor_id]))
}
