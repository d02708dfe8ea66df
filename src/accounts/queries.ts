import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { registerName, type Role } from '../shared/actor.ts'
import { assertNone, problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { isNamesake, type Account, type HeldRole } from './account.ts'

/** A person once for each role that they hold, and once without any. */
const accountRows = (db: Reader) =>
  db
    .selectFrom('people')
    .leftJoin('person_roles as held', 'held.person_id', 'people.id')
    .select(['people.id', 'people.name', 'people.email', 'people.disabled_at', 'people.version'])
    .select(({ eb }) => eb('people.password_hash', 'is not', null).as('joined'))
    .select(['held.role', 'held.granted_by', 'held.confirmed_at'])

const rowsOfOne = question((db, { id }: { id: number }) => accountRows(db).where('people.id', '=', id))

export async function findAccount(db: Reader, id: number): Promise<Account | null> {
  return toAccounts(await rowsOfOne(db, { id }))[0] ?? null
}

export async function getAccount(db: Reader, id: number): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new Refusal('not-found', 'There is no such person.')
  return account
}

export const listAccounts = async (db: Reader): Promise<Account[]> => toAccounts(await accountRows(db).orderBy('people.name').orderBy('people.id').execute())

const names = question((db) => db.selectFrom('people').select(['id', 'name']))

/** Names by id, for pages that say who did what. */
export async function namesOf(db: Reader): Promise<Map<number, string>> {
  const rows = await names(db, {})
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** People who may sign in and hold one of `roles`, confirmed where it must be: to choose a lead, or who takes over. */
export async function listHolders(db: Reader, roles: Role[]): Promise<{ id: number; name: string }[]> {
  return db
    .selectFrom('people')
    .innerJoin('person_roles', 'person_roles.person_id', 'people.id')
    .where('person_roles.role', 'in', roles)
    .where(({ or, eb }) => or([eb('person_roles.role', '<>', 'manager'), eb('person_roles.confirmed_at', 'is not', null)]))
    .where('people.disabled_at', 'is', null)
    .where('people.password_hash', 'is not', null)
    .select(['people.id', 'people.name'])
    .distinct()
    .orderBy('people.name')
    .execute()
}

export const findSignIn = (db: Reader, email: string) => db.selectFrom('people').select(['id', 'password_hash', 'version']).where('email', '=', email).executeTakeFirst()

export async function countPeople(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Whether anybody is, or by the log ever was, a program manager: one who lost the role counts too. */
export async function hasHadManager(db: Reader): Promise<boolean> {
  const now = await db.selectFrom('person_roles').select('person_id').where('role', '=', 'manager').limit(1).executeTakeFirst()
  const ever = await db.selectFrom('events').select('seq').where('action', '=', 'role.granted').where('details', 'like', '{"role":"manager"%').limit(1).executeTakeFirst()
  return now !== undefined || ever !== undefined
}

/**
 * A name and an address belong to one person each, whether their account is open or closed: a name stands beside each approval. Nothing is
 * said of one that could not be read, nor of a name that its owner keeps. @param ownerId whose they may be
 */
export async function findDetailsProblems(db: Reader, { name, email }: { name?: string; email?: string }, ownerId: number | null = null): Promise<Problem[]> {
  const held = await namesOf(db)
  const others: (readonly [number | null, string])[] = [...[...held].filter(([id]) => id !== ownerId), [null, registerName]]
  const namesake = name === undefined || held.get(ownerId ?? 0) === name ? undefined : others.find(([, other]) => isNamesake(name, other))
  const taken = email === undefined ? undefined : await db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst()
  return [
    ...problemIf(
      namesake !== undefined,
      'name',
      `${namesake?.[0] === null ? 'The register itself' : 'Somebody here'} is called ${namesake?.[1] ?? ''} already. Add a word that tells the two apart.`,
    ),
    ...problemIf(taken !== undefined && taken.id !== ownerId, 'email', 'Somebody with this e-mail address is here already.'),
  ]
}

export async function insertPerson(trx: Trx, person: { name: string; email: string; created_at: string; password_hash: string | null }): Promise<number> {
  assertNone(await findDetailsProblems(trx, person))
  const { id } = await trx.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow()
  return id
}

export interface RoleGrant {
  person_id: number
  role: Role
  granted_by: number | null
  granted_at: string
  confirmed_by: number | null
  confirmed_at: string | null
}

export async function insertRole(trx: Trx, grant: RoleGrant): Promise<void> {
  await trx.insertInto('person_roles').values(grant).execute()
}

export async function deleteRole(trx: Trx, personId: number, role: Role): Promise<void> {
  await trx.deleteFrom('person_roles').where('person_id', '=', personId).where('role', '=', role).execute()
}

/** R3: a form of the person that was opened before is stale from now on. */
export async function countVersion(trx: Trx, personId: number): Promise<void> {
  await trx
    .updateTable('people')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', personId)
    .execute()
}

export async function confirmManager(trx: Trx, personId: number, by: number, at: string): Promise<void> {
  await trx.updateTable('person_roles').set({ confirmed_by: by, confirmed_at: at }).where('person_id', '=', personId).where('role', '=', 'manager').execute()
}

/** It waits again, as if `by` had granted it now. */
export async function unconfirmManager(trx: Trx, personId: number, by: number, at: string): Promise<void> {
  await trx
    .updateTable('person_roles')
    .set({ granted_by: by, granted_at: at, confirmed_by: null, confirmed_at: null })
    .where('person_id', '=', personId)
    .where('role', '=', 'manager')
    .execute()
}

export async function setDetails(trx: Trx, personId: number, details: { name: string; email: string }): Promise<void> {
  await trx.updateTable('people').set(details).where('id', '=', personId).execute()
}

export async function setPassword(trx: Trx, personId: number, hash: string): Promise<void> {
  await trx.updateTable('people').set({ password_hash: hash }).where('id', '=', personId).execute()
}

export async function setDisabled(trx: Trx, personId: number, at: string | null): Promise<void> {
  await trx.updateTable('people').set({ disabled_at: at }).where('id', '=', personId).execute()
}

/** Keeps the same password anew, unless another was set since it was read. @returns whether it did */
export async function replaceHash(trx: Trx, personId: number, { from, to }: { from: string; to: string }): Promise<boolean> {
  const { numUpdatedRows } = await trx.updateTable('people').set({ password_hash: to }).where('id', '=', personId).where('password_hash', '=', from).executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * AZ-06, SESS-06: the sessions end in the transaction that changes what they may do; and so does what is under way to become one, since it
 * is written only for the version at which somebody proved who they are.
 */
export async function endSessions(trx: Trx, personId: number, exceptHash: string | null = null): Promise<void> {
  await countVersion(trx, personId)
  const sessions = trx.deleteFrom('sessions').where('person_id', '=', personId)
  await (exceptHash === null ? sessions : sessions.where('id_hash', '<>', exceptHash)).execute()
}

type AccountRow = Awaited<ReturnType<typeof rowsOfOne>>[number]

function toAccounts(rows: AccountRow[]): Account[] {
  const accounts = new Map<number, Account>()
  for (const row of rows) {
    const { id, name, email, disabled_at, version } = row
    const account = accounts.get(id) ?? { id, name, email, held: [], joined: Number(row.joined) === 1, disabled: disabled_at !== null, version }
    account.held.push(...heldIn(row))
    accounts.set(id, account)
  }
  return [...accounts.values()]
}

/** The first manager's role is granted with nobody to confirm it: it is confirmed by nobody, at an instant. */
const heldIn = ({ role, granted_by, confirmed_at }: AccountRow): HeldRole[] =>
  role === null ? [] : [{ role, grantedBy: granted_by, holds: role !== 'manager' || confirmed_at !== null }]
