import { setImmediate } from 'node:timers/promises'
import type { Record } from '../audit/record.ts'
import { insertContact } from '../centers/contact-queries.ts'
import { insertNote } from '../centers/note-queries.ts'
import { bareCenter } from '../centers/registration.ts'
import { registerCenter, registerOrganization } from '../centers/registration-queries.ts'
import type { Trx } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import { savePlace } from '../locations/queries.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import type { Outcome } from './plan.ts'
import type { Draft } from './row.ts'

/** What a change hands on to whatever is done in it. */
export interface Change {
  trx: Trx
  keys: Keys
  record: Record
  actor: Person
}

/** Registers the good rows, with their organizations. @returns the centers' ids by their rows */
export async function registerRows(into: Change, outcomes: readonly Outcome[]): Promise<Map<number, number>> {
  const organizations = new Map<string, number>()
  const centers = new Map<number, number>()
  for (const outcome of outcomes) {
    if (outcome.kind !== 'new') continue
    const { draft, organization, row } = outcome
    const organizationId = organization.id ?? organizations.get(organization.key) ?? (await addOrganization(into, draft))
    organizations.set(organization.key, organizationId)
    centers.set(row.number, await addCenter(into, organizationId, draft))
    if (centers.size % 20 === 0) await setImmediate() // Others read on while a long file is taken in.
  }
  return centers
}

const addOrganization = ({ trx, record, actor }: Change, { organization, organizationCountry }: Draft): Promise<number> =>
  registerOrganization(trx, record, actor, {
    legalName: organization,
    country: organizationCountry,
    localName: null,
    otherNames: null,
    registerName: null,
    registrationNumber: null,
    taxStatus: null,
    website: null,
    foundedYear: null,
  })

async function addCenter(into: Change, organizationId: number, draft: Draft): Promise<number> {
  const { trx, keys, record, actor } = into
  const { place, notes, phone, email, name, kind, country, localName, otherNames, publicContact, languages, populations, services, openedOn } = draft
  const details = { ...bareCenter({ name, kind, country }), localName, otherNames, publicContact, languages, populations, services, openedOn }
  const id = await registerCenter(trx, record, actor, { organizationId, ...details })
  if (Object.values(place).some((value) => value !== null)) await savePlace(trx, keys, record, actor, id, place)
  if (phone !== null || email !== null) await addFrontDesk(into, id, phone, email)
  if (notes !== null) await addNote(into, id, notes)
  return id
}

async function addFrontDesk({ trx, record, actor }: Change, centerId: number, phone: string | null, email: string | null): Promise<void> {
  const row = { name: 'Front desk', role: null, kind: 'front desk', phone, email, language: null, is_primary: 1 } as const
  const id = await insertContact(trx, centerId, row, { created_by: actor.id, created_at: instantText(actor.now) })
  // As when it is added by hand: an event says of a phone only that there is one (AUD-07).
  const after = { name: row.name, role: row.role, kind: row.kind, email, language: row.language, isPrimary: true }
  await record('contact.added', { kind: 'contact', id, centerId }, { after, fields: phone === null ? [] : ['phone'] })
}

async function addNote({ trx, record, actor }: Change, centerId: number, text: string): Promise<void> {
  const note = { kind: 'note', onDay: actor.today.toString(), withWhom: null, text } as const
  const id = await insertNote(trx, centerId, note, { by: actor.id, at: instantText(actor.now) })
  await record('note.written', { kind: 'note', id, centerId }, { kind: note.kind, onDay: note.onDay, fields: ['text'] })
}
