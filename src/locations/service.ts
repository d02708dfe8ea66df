import { change, changeOnce } from '../audit/record.ts'
import { getCenter } from '../centers/queries.ts'
import type { Writer } from '../db/database.ts'
import { addDocument } from '../documents/queries.ts'
import type { Upload } from '../http/upload.ts'
import type { Person } from '../shared/actor.ts'
import { longDayText } from '../shared/days.ts'
import { assertNone, Refusal } from '../shared/refusal.ts'
import { getAuthorization, insertAuthorization, listAuthorizations, setAnswer } from './authorization-queries.ts'
import { countShowings } from './event-queries.ts'
import type { AuthorizationForm, PlaceForm } from './forms.ts'
import { assertMayAnswer, assertRaises, authorizationProblems, mostShowings, placeFields, secrecyOn, type Authorization, type Place, type Secrecy } from './location.ts'
import { openPhones, openPlace } from './opening-queries.ts'
import { raiseTo, readLocation, savePlace, setSecrecy, type Saved } from './queries.ts'

const placeOf = (centerId: number) => ({ kind: 'place', id: centerId, centerId })

export interface Shown {
  place: Place
  phones: Awaited<ReturnType<typeof openPhones>>
}

/**
 * Opens a place for one person and one reason, and says so in the log in the same transaction (R4).
 * @returns null past the tenth look of an hour; that is in the log too (CONF-05)
 */
export function showPlace(writer: Writer, actor: Person, centerId: number, reason: string): Promise<Shown | null> {
  return change(writer, actor, async (trx, record) => {
    await getCenter(trx, centerId)
    if ((await countShowings(trx, actor.id, actor.now.subtract({ hours: 1 }))) >= mostShowings) {
      await record('place.refused', placeOf(centerId), { because: 'too many in an hour' })
      return null
    }
    await record('place.shown', placeOf(centerId), { reason })
    return { place: await openPlace(trx, writer.keys, centerId), phones: await openPhones(trx, writer.keys, centerId) }
  })
}

/** Changes what was typed, empties what was ticked, and keeps the rest, without showing any of it; a change of what is seen hides it again. @throws Stale */
export function editPlace(writer: Writer, actor: Person, centerId: number, { version, emptied, mailingAddress, ...typed }: PlaceForm): Promise<Saved> {
  return change(writer, actor, async (trx, record) => {
    await getCenter(trx, centerId)
    const entered = placeFields.filter((field) => typed[field] !== null).map((field) => [field, typed[field]] as const)
    const cleared = emptied.map((field) => [field, null] as const)
    return savePlace(trx, writer.keys, record, actor, centerId, { ...Object.fromEntries([...entered, ...cleared]), mailingAddress }, version)
  })
}

/** More secrecy takes effect at once and needs nobody else, and withdraws what waits for less. @returns how many were withdrawn @throws Refusal when it would be less */
export function raiseSecrecy(writer: Writer, actor: Person, centerId: number, secrecy: Secrecy): Promise<number> {
  return change(writer, actor, async (trx, record) => {
    await getCenter(trx, centerId)
    const location = await readLocation(trx, centerId)
    const before = secrecyOn(location, actor.today)
    assertRaises(before, secrecy)
    return raiseTo({ trx, keys: writer.keys, record, actor }, centerId, { before, after: secrecy }, location.untilOn)
  })
}

/** Asks that less be kept secret, with the center's signed authorization; another person must confirm it (CONF-01). */
export function askToLower(writer: Writer, actor: Person, centerId: number, form: AuthorizationForm, file: Upload): Promise<number> {
  return changeOnce(writer, actor, form.token, ['place-authorization.asked', centerId, form, file], async (trx, record) => {
    await getCenter(trx, centerId)
    const waits = (await listAuthorizations(trx, centerId)).some(({ answer }) => answer === null)
    if (waits) throw new Refusal('conflict', 'Another authorization of this center waits for an answer. Have it answered or withdrawn first.')
    assertNone(authorizationProblems(form, actor.today))
    const title = `Authorization to show the place, signed ${longDayText(form.signedOn)}`
    const { signedOn, untilOn, secrecy, signedBy } = form
    const document = { centerId, kind: 'authorization' as const, title, datedOn: signedOn, receivedOn: actor.today, expiresOn: untilOn, replacesId: null, file }
    const documentId = await addDocument(trx, record, writer.keys, actor, document)
    const id = await insertAuthorization(trx, actor, { centerId, secrecy, signedBy, signedOn, untilOn, documentId })
    const said = { secrecy, signedBy, signedOn: signedOn.toString(), untilOn: untilOn.toString(), documentId }
    await record('place-authorization.asked', { kind: 'place authorization', id, centerId }, said)
    return id
  })
}

/** Confirmed, what may be seen of the place is shown from this moment until the authorization's last day. @throws Refusal */
export function answerAuthorization(writer: Writer, actor: Person, id: number, answer: NonNullable<Authorization['answer']>): Promise<Authorization> {
  return change(writer, actor, async (trx, record) => {
    const authorization = await getAuthorization(trx, id)
    assertMayAnswer(authorization, answer, actor.id, actor.today)
    const { centerId, secrecy, untilOn } = authorization
    await setAnswer(trx, actor, id, answer)
    await record(`place-authorization.${answer}`, { kind: 'place authorization', id, centerId })
    if (answer !== 'confirmed') return authorization
    const before = secrecyOn(await readLocation(trx, centerId), actor.today)
    await setSecrecy(trx, writer.keys, centerId, secrecy, untilOn)
    await record('secrecy.lowered', placeOf(centerId), { before, after: secrecy, untilOn: untilOn.toString() })
    return authorization
  })
}
