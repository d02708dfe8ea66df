import { change } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { assertNone, Refusal, Stale } from '../shared/refusal.ts'
import { mustConfirmAgain, rolesMeanwhile, type Account } from './account.ts'
import { endLinks } from './link-queries.ts'
import { countVersion, endSessions, findDetailsProblems, getAccount, listAccounts, setDetails, unconfirmManager } from './queries.ts'
import { shutReviews } from './work.ts'
import { workOf } from './work-queries.ts'

/** Who somebody is, as the register names them and as they sign in. */
interface Details {
  name: string
  email: string
}

/** What a correction did. */
export interface Corrected {
  changed: readonly string[]
  /** Whether a manager's role waits since. */
  waits: boolean
  /** How many open reviews the person leads and cannot open while it does. */
  shut: number
}

/**
 * Corrects the name and the e-mail address of somebody else. Another address ends their sessions, the links that wait for them and what is
 * under way by either; a manager's role waits from then on for somebody other than `actor` (AZ-07).
 * @param version of the person, when the form was shown (R3)
 * @throws Stale; Problems of a name or an address that is somebody else's, or when nobody could confirm the role; Refusal for oneself
 */
export function correctPerson(writer: Writer, actor: Person, personId: number, version: number, wanted: Details): Promise<Corrected> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    // AUTH-09: whoever finds a session of hers open must not make an account theirs for good.
    if (personId === actor.id) throw new Refusal('forbidden', 'Another administrator must change your e-mail address. Your own name you correct under Your account.')
    if (account.version !== version) throw new Stale('account')
    assertNone(await findDetailsProblems(trx, wanted, personId))
    const changes = changesOf(account, wanted)
    const changed = Object.keys(changes.after)
    if (changed.length === 0) return { changed, waits: false, shut: 0 }
    await setDetails(trx, personId, wanted)
    await record('person.edited', { kind: 'person', id: personId }, changes)
    if (!('email' in changes.after)) {
      await countVersion(trx, personId)
      return { changed, waits: false, shut: 0 }
    }
    const waits = await endWhatTheAddressHad(trx, actor, account)
    if (!waits) return { changed, waits, shut: 0 }
    await record('role.unconfirmed', { kind: 'person', id: personId }, { role: 'manager', holds: false })
    return { changed, waits, shut: shutReviews(rolesMeanwhile(account), (await workOf(trx, personId)).reviews) }
  })
}

/** One's own name. @throws Stale when somebody changed the account since the form was shown (R3); Problems of a name that is somebody else's */
export function correctOwnName(writer: Writer, actor: Person, version: number, name: string): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, actor.id)
    if (account.version !== version) throw new Stale('account')
    if (account.name === name) return
    assertNone(await findDetailsProblems(trx, { name }, actor.id))
    await setDetails(trx, actor.id, { name, email: account.email })
    await countVersion(trx, actor.id)
    await record('person.edited', { kind: 'person', id: actor.id }, { before: { name: account.name }, after: { name } })
  })
}

/** All that must not outlive the old address. @param account as it was. @returns whether the manager's role waits */
async function endWhatTheAddressHad(trx: Trx, actor: Person, account: Account): Promise<boolean> {
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
