import { moveFollowed as moveAllocations } from '../allocations/follower-queries.ts'
import { change, type Record } from '../audit/record.ts'
import { moveLeads as moveCenterLeads } from '../centers/lead-queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import { moveFollowed as movePayments } from '../payments/follower-queries.ts'
import { moveLeads as moveReviewLeads } from '../reviews/lead-queries.ts'
import type { Actor, Person, Role } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { assert, assertNone, problemIf, Refusal, Stale } from '../shared/refusal.ts'
import { assertAdministratorRemains, assertClosesAnother, assertMayConfirm, needsConfirmation, rolesAfter, type Account } from './account.ts'
import type { InvitationForm } from './forms.ts'
import { endLinks, getLink, insertLink, useLink } from './link-queries.ts'
import {
  confirmManager,
  hasHadManager,
  deleteRole,
  endSessions,
  findAccount,
  getAccount,
  insertPerson,
  insertRole,
  listAccounts,
  listHolders,
  setDisabled,
  setPassword,
} from './queries.ts'
import { assertSessionLives } from './session-queries.ts'
import { listWaitingRoles } from './waiting-queries.ts'
import { assertNoneLeftShut, needsSuccessor, reviewsText, type Work } from './work.ts'
import { workOf } from './work-queries.ts'

const personSubject = (id: number) => ({ kind: 'person', id })

/** Makes an account that nobody can sign in to yet. @returns its id and the token of its one-time link, which is shown once */
export function invite(writer: Writer, actor: Person, form: InvitationForm): Promise<{ id: number; token: string }> {
  return change(writer, actor, async (trx, record) => {
    const id = await insertPerson(trx, { name: form.name, email: form.email, created_at: instantText(actor.now), password_hash: null })
    await record('person.invited', personSubject(id), { name: form.name, email: form.email })
    for (const role of form.roles) await grant(trx, record, actor, id, role)
    return { id, token: await insertLink(trx, { kind: 'invitation', personId: id, madeBy: actor.id, now: actor.now }) }
  })
}

/** A link to set a forgotten password, or to join after the invitation expired. What was signed in stays so until it is used. */
export function sendLink(writer: Writer, actor: Actor, personId: number): Promise<{ token: string; account: Account }> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    if (account.disabled) throw new Refusal('conflict', `${account.name} cannot sign in. Let them in again first.`)
    const kind = account.joined ? 'password' : 'invitation'
    await record(`link.${kind}`, personSubject(personId))
    return { account, token: await insertLink(trx, { kind, personId, madeBy: actor.id, now: actor.now }) }
  })
}

/**
 * Sets the password that a one-time link was for, and ends every session of that person.
 * @param actor whom the link is for: whoever joins does it themselves. @throws Refusal (gone)
 * @returns the version of the account with it, to sign in at
 */
export function useLinkFor(writer: Writer, actor: Actor & { id: number }, token: string, hash: string): Promise<number> {
  return change(writer, actor, async (trx, record) => {
    const link = await getLink(trx, token, actor.now)
    if (link.personId === null) throw new Refusal('gone', 'This link is for setting up the register.')
    assert(link.personId === actor.id, 'a link is used by whom it is for')
    const account = await getAccount(trx, link.personId)
    if (account.disabled) throw new Refusal('gone', 'This account was closed. Ask an administrator.')
    await useLink(trx, link, actor.now)
    await setPassword(trx, account.id, hash)
    await endSessions(trx, account.id)
    await record(account.joined ? 'password.reset' : 'person.joined', personSubject(account.id))
    return (await getAccount(trx, account.id)).version
  })
}

/** AUTH-09: the other sessions end; the one that changed it stays. @throws Refusal (gone) when that one was ended meanwhile */
export function changePassword(writer: Writer, actor: Person, hash: string, sessionHash: string): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    await assertSessionLives(trx, sessionHash)
    await setPassword(trx, actor.id, hash)
    await endSessions(trx, actor.id, sessionHash)
    await record('password.changed', personSubject(actor.id))
  })
}

/**
 * @param version of the person, when the roles were shown (R3)
 * @returns whether there was anything to change, so that their sessions ended
 * @throws Stale when they were changed since; Problems when open reviews would be led by somebody who cannot open them;
 * Refusal when nobody would be left who can let people in, or somebody would raise themselves
 */
export function changeRoles(writer: Writer, actor: Person, personId: number, version: number, wanted: Role[]): Promise<boolean> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    if (account.version !== version) throw new Stale('account')
    const held = account.held.map(({ role }) => role)
    const given = wanted.filter((role) => !held.includes(role))
    const taken = held.filter((role) => !wanted.includes(role))
    if (taken.includes('administrator')) assertAdministratorRemains(account, await listAccounts(trx))
    if (personId === actor.id && given.length > 0) throw new Refusal('forbidden', 'Another administrator must give you a role.')
    assertNoneLeftShut(account.name, taken, rolesAfter(account, wanted, await hasHadManager(trx)), (await workOf(trx, personId)).reviews)
    for (const role of taken) {
      await deleteRole(trx, personId, role)
      await record('role.taken', personSubject(personId), { role })
    }
    for (const role of given) await grant(trx, record, actor, personId, role)
    if (given.length + taken.length === 0) return false
    await endSessions(trx, personId)
    return true
  })
}

/** A session that was there before the role held does not hold it: the person signs in anew (SESS-03). */
export function confirmRole(writer: Writer, actor: Person, personId: number): Promise<Account> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    const waiting = (await listWaitingRoles(trx)).find((each) => each.account.id === personId)
    assertMayConfirm(account, waiting, actor.id)
    await confirmManager(trx, personId, actor.id, instantText(actor.now))
    await endSessions(trx, personId)
    await record('role.confirmed', personSubject(personId), { role: 'manager', holds: true })
    return account
  })
}

/**
 * AZ-07 and the handing over: what the person led, and what waits of theirs, goes to `successorId` in the same step.
 * @returns what that was. @throws Problems when nobody, or nobody who may, takes it over
 */
export function disable(writer: Writer, actor: Person, personId: number, successorId: number | null): Promise<{ work: Work; successor: Account | null }> {
  return change(writer, actor, async (trx, record) => {
    const account = await getAccount(trx, personId)
    assertClosesAnother(personId, actor.id)
    assertAdministratorRemains(account, await listAccounts(trx))
    const successor = successorId === null ? null : await findAccount(trx, successorId)
    const work = await workOf(trx, personId)
    assertMayTakeOver(account, successorId, await listHolders(trx, ['coordinator', 'manager']), work)
    const handed = await handOver(trx, record, actor, account, successor)
    await setDisabled(trx, personId, instantText(actor.now))
    await endSessions(trx, personId)
    await endLinks(trx, personId, actor.now)
    await record('person.disabled', personSubject(personId), { handedTo: successor?.id ?? null, ...handed })
    return { work, successor }
  })
}

export function enable(writer: Writer, actor: Person, personId: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    await getAccount(trx, personId)
    await setDisabled(trx, personId, null)
    await record('person.enabled', personSubject(personId))
  })
}

export function signOutEverywhere(writer: Writer, actor: Person, personId: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    await getAccount(trx, personId)
    await endSessions(trx, personId)
    await record('sessions.ended', personSubject(personId))
  })
}

async function grant(trx: Trx, record: Record, actor: Actor, personId: number, role: Role): Promise<void> {
  const holds = !needsConfirmation(role, await hasHadManager(trx))
  const at = instantText(actor.now)
  await insertRole(trx, { person_id: personId, role, granted_by: actor.id, granted_at: at, confirmed_by: null, confirmed_at: role === 'manager' && holds ? at : null })
  await record('role.granted', personSubject(personId), { role, holds })
}

/** @param holders those whom the page offers: nobody else takes over. @throws Problems of who was to take over */
function assertMayTakeOver(from: Account, to: number | null, holders: readonly Pick<Account, 'id'>[], work: Work): void {
  const may = to === null || (to !== from.id && holders.some(({ id }) => id === to))
  assertNone([
    ...problemIf(to === null && needsSuccessor(work), 'successor', `${from.name} leads ${reviewsText(work.reviews)}. Choose who takes over.`),
    ...problemIf(!may, 'successor', 'Choose a coordinator or manager who can sign in.'),
  ])
}

/** R1: each record that changes hands says so in its own history. @returns how many did */
async function handOver(trx: Trx, record: Record, actor: Person, from: Account, to: Account | null) {
  const centers = await moveCenterLeads(trx, from.id, to?.id ?? null)
  for (const id of centers) await record('center.edited', { kind: 'center', id }, { before: { leadId: from.id }, after: { leadId: to?.id ?? null } })
  if (to === null) return { centers: centers.length }
  const reviews = await moveReviewLeads(trx, from.id, to.id, actor)
  for (const { id, centerId } of reviews) await record('review.handed-over', { kind: 'review', id, centerId }, { lead: [from.id, to.id] })
  const allocations = await moveAllocations(trx, from.id, to.id)
  for (const subject of allocations)
    await record('allocation.handed-over', { kind: 'allocation', ...subject }, { before: { followedBy: from.id }, after: { followedBy: to.id } })
  const payments = await movePayments(trx, from.id, to.id)
  for (const subject of payments) await record('payment.handed-over', { kind: 'payment', ...subject }, { before: { followedBy: from.id }, after: { followedBy: to.id } })
  return { centers: centers.length, reviews: reviews.length, allocations: allocations.length, payments: payments.length }
}
