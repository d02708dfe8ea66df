import { change } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { assertNone, Refusal, Stale } from '../shared/refusal.ts'
import { mustConfirmAgain, type Account } from './account.ts'
import { endLinks } from './link-queries.ts'
import { endSessions, findEmailProblems, getAccount, listAccounts, setDetails, unconfirmManager } from './queries.ts'

/** Who somebody is, as the register names them and as they sign in. */
interface Details {
  name: string
  email: string
}

/**
 * Corrects the name and the e-mail address of somebody else. Another address ends their sessions and the links that wait for them,
 * and a manager's role that held waits again for a second person (AZ-07).
 * @param version of the person, when the form was shown (R3)
 * @returns which fields changed, and whether a role waits now
 * @throws Stale; Problems of the address, when it is somebody else's or nobody could confirm the role; Refusal for oneself
 */
export function correctPerson(writer: Writer, actor: Person, personId: number, version: number, wanted: Details): Promise<{ changed: string[]; waits: boolean }> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    // AUTH-09: whoever finds a session of hers open must not make an account theirs for good.
    if (personId === actor.id) throw new Refusal('forbidden', 'Another administrator must change your e-mail address. Your own name you correct under Your account.')
    if (account.version !== version) throw new Stale('account')
    const changes = changesOf(account, wanted)
    const waits = 'email' in changes.after && (await moveTo(trx, actor, account, wanted.email))
    const changed = Object.keys(changes.after)
    if (changed.length === 0) return { changed, waits }
    await setDetails(trx, personId, wanted)
    await record('person.edited', { kind: 'person', id: personId }, changes)
    if (waits) await record('role.unconfirmed', { kind: 'person', id: personId }, { role: 'manager', holds: false })
    return { changed, waits }
  })
}

/** One's own name. @throws Stale when somebody changed the account since the form was shown (R3) */
export function correctOwnName(writer: Writer, actor: Person, version: number, name: string): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, actor.id)
    if (account.version !== version) throw new Stale('account')
    if (account.name === name) return
    await setDetails(trx, actor.id, { name, email: account.email })
    await record('person.edited', { kind: 'person', id: actor.id }, { before: { name: account.name }, after: { name } })
  })
}

/** All that must not outlive the old address. @returns whether the manager's role waits again */
async function moveTo(trx: Trx, actor: Person, account: Account, email: string): Promise<boolean> {
  assertNone(await findEmailProblems(trx, email, account.id))
  const waits = mustConfirmAgain(account, await listAccounts(trx), actor.id)
  await endSessions(trx, account.id)
  await endLinks(trx, account.id, actor.now)
  if (waits) await unconfirmManager(trx, account.id, actor.id, instantText(actor.now))
  return waits
}

function changesOf(account: Account, wanted: Details): { before: Partial<Details>; after: Partial<Details> } {
  const fields = (['name', 'email'] as const).filter((field) => account[field] !== wanted[field])
  const pick = (from: Details): Partial<Details> => Object.fromEntries(fields.map((field) => [field, from[field]]))
  return { before: pick(account), after: pick(wanted) }
}
