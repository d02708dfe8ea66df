import { addOnce, change, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone, Stale } from '../shared/refusal.ts'
import type { CenterForm, NewCenterForm } from './forms.ts'
import type { Center } from './center.ts'
import { findRunByProblems, loadChoices } from './choice-queries.ts'
import { findOrganizationsNamed, getOrganization } from './organization-queries.ts'
import type { OrganizationDetails } from './organization.ts'
import { detailProblems } from './problems.ts'
import { getCenter } from './queries.ts'
import { countryProblems, changesBetween, type CenterDetails } from './registration.ts'
import { registerCenter, registerOrganization } from './registration-queries.ts'
import { notesVersion } from './service-note.ts'
import { countryFixedBy, setConfirmed, setServiceNotes, updateCenter } from './writing-queries.ts'

/** Once for each form (M7). @returns the new center's id. @throws Problems when its organization is not known or not unique, or a choice is no choice */
export function addCenter(writer: Writer, actor: Person, { token, ...sent }: NewCenterForm): Promise<number> {
  return addOnce(writer, actor, token, ['center.added', sent], async (trx, record) => {
    const { organizationId, organization, newOrganization, ...form } = sent
    const runByWrong = await findRunByProblems(trx, { organizationId, organization, newOrganization })
    assertNone([...runByWrong, ...detailProblems(form, await loadChoices(trx, null), actor.today)])
    const runBy = organizationId ?? (await organizationFor(trx, record, actor, { name: organization ?? '', country: form.country }))
    if (organizationId !== null) await getOrganization(trx, organizationId)
    return registerCenter(trx, record, actor, { ...detailsIn(form), organizationId: runBy })
  })
}

async function organizationFor(trx: Trx, record: Record, actor: Person, wanted: { name: string; country: string }): Promise<number> {
  const [first] = await findOrganizationsNamed(trx, wanted.name)
  return first?.id ?? registerOrganization(trx, record, actor, bareOrganization(wanted.name, wanted.country))
}

const bareOrganization = (legalName: string, country: string): OrganizationDetails => ({
  legalName,
  country,
  localName: null,
  otherNames: null,
  registerName: null,
  registrationNumber: null,
  taxStatus: null,
  website: null,
  foundedYear: null,
})

/** @throws Stale (R3), Problems */
export function editCenter(writer: Writer, actor: Person, id: number, { version, ...form }: CenterForm): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const center = await getCenter(trx, id)
    if (center.version !== version) throw new Stale('center')
    const [before, after] = [detailsOf(center), detailsIn(form)]
    const countryWrong = countryProblems(before.country, after.country, await countryFixedBy(trx, id))
    assertNone([...countryWrong, ...detailProblems(form, await loadChoices(trx, center.leadId), actor.today)])
    const changes = changesBetween(before, after)
    if (changes === null) return
    await updateCenter(trx, id, version, after)
    await record('center.edited', { kind: 'center', id }, changes)
  })
}

const detailsIn = ({ anyway: _, ...details }: CenterDetails & { anyway: boolean }): CenterDetails => details

/** A center's record as the form that it is edited in. */
export function detailsOf(center: Center): CenterDetails {
  const minors = center.populations.filter(({ minors }) => minors)
  return {
    name: center.name,
    localName: center.localName,
    otherNames: center.otherNames,
    kind: center.kind,
    country: center.country,
    languages: center.languages,
    populations: center.populations.map(({ code }) => code),
    fromAge: minors[0]?.fromAge ?? null,
    toAge: minors[0]?.toAge ?? null,
    services: center.services.map(({ code }) => code),
    longestStayDays: center.longestStayDays,
    intake: center.intake,
    referralRoute: center.referralRoute,
    accessibility: center.accessibility,
    publicContact: center.publicContact,
    followUpVisits: center.followUpVisits,
    followUpLastUsedOn: center.followUpLastUsedOn,
    leadId: center.leadId,
    openedOn: center.openedOn,
  }
}

/** One click: what stands here is still right today. Nobody's editing is disturbed, so the version stays. */
export function confirmCenter(writer: Writer, actor: Person, id: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = (await getCenter(trx, id)).confirmedOn
    await setConfirmed(trx, id, actor.today.toString(), actor.id)
    await record('center.confirmed', { kind: 'center', id }, { before: { confirmedOn: before }, after: { confirmedOn: actor.today } })
  })
}

/**
 * @param notes by the code of a service that the center offers
 * @param version the notes as the form showed them (`notesVersion`); left out where there was no form
 * @throws Stale when they are others by now (R3)
 */
export function noteServices(writer: Writer, actor: Person, id: number, notes: { [code: string]: string | null }, version?: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const center = await getCenter(trx, id)
    if (version !== undefined && version !== notesVersion(center)) throw new Stale('set of notes')
    const before = Object.fromEntries(center.services.map(({ code, note }) => [code, note]))
    const known = Object.fromEntries(Object.entries(notes).filter(([code]) => code in before))
    const changes = changesBetween(before, { ...before, ...known })
    if (changes === null) return
    await setServiceNotes(trx, id, new Map(Object.entries(known)))
    await record('service notes.edited', { kind: 'center', id }, changes)
  })
}
