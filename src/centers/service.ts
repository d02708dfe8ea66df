import { change, type Record } from '../audit/record.ts'
import { listHolders } from '../accounts/queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import type { Person } from '../shared/actor.ts'
import { isAfter } from '../shared/days.ts'
import { Stale } from '../shared/refusal.ts'
import { FieldRefusal } from './field-refusal.ts'
import type { CenterForm, NewCenterForm } from './forms.ts'
import type { Center } from './center.ts'
import { findOrganizationsNamed, getOrganization } from './organization-queries.ts'
import type { OrganizationDetails } from './organization.ts'
import { getCenter } from './queries.ts'
import { assertKeepsCountry, changesBetween, type CenterDetails } from './registration.ts'
import { registerCenter, registerOrganization } from './registration-queries.ts'
import { countryFixedBy, setConfirmed, setServiceNotes, updateCenter } from './writing-queries.ts'

/** @returns the new center's id. @throws FieldRefusal when its organization is not known or not unique, or a choice is no choice */
export function addCenter(writer: Writer, actor: Person, { organizationId, organization, newOrganization, ...form }: NewCenterForm): Promise<number> {
  return change(writer, actor, async (trx, record) => {
    await assertChoices(trx, form, null)
    assertDays(form, actor)
    const runBy = organizationId ?? (await organizationFor(trx, record, actor, { name: organization ?? '', mayAdd: newOrganization, country: form.country }))
    if (organizationId !== null) await getOrganization(trx, organizationId)
    return registerCenter(trx, record, actor, { ...detailsIn(form), organizationId: runBy })
  })
}

async function organizationFor(trx: Trx, record: Record, actor: Person, wanted: { name: string; mayAdd: boolean; country: string }): Promise<number> {
  const [first, ...others] = await findOrganizationsNamed(trx, wanted.name)
  if (others.length > 0) throw new FieldRefusal('organization', 'Several organizations have this name. Open the one you mean, and add its center there.')
  if (first !== undefined) return first.id
  if (!wanted.mayAdd) throw new FieldRefusal('organization', 'No organization has this name. Look at how it is written, or tick the box below to add it.')
  return registerOrganization(trx, record, actor, bareOrganization(wanted.name, wanted.country))
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

/** @throws Stale (R3), FieldRefusal */
export function editCenter(writer: Writer, actor: Person, id: number, { version, ...form }: CenterForm): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const center = await getCenter(trx, id)
    if (center.version !== version) throw new Stale('center')
    const [before, after] = [detailsOf(center), detailsIn(form)]
    assertKeepsCountry(before.country, after.country, await countryFixedBy(trx, id))
    await assertChoices(trx, form, center.leadId)
    assertDays(form, actor)
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

/** What was chosen must be on its list; ages are asked of minors only. Somebody who led it already may go on leading. */
async function assertChoices(trx: Trx, form: Pick<CenterDetails, 'populations' | 'services' | 'fromAge' | 'toAge' | 'leadId'>, leadNow: number | null): Promise<void> {
  const populations = new Map((await listPopulations(trx)).map((each) => [each.code, each]))
  if (form.populations.some((code) => !populations.has(code))) throw new FieldRefusal('populations', 'Choose from the list.')
  const services = new Set((await listServiceTypes(trx)).map(({ code }) => code))
  if (form.services.some((code) => !services.has(code))) throw new FieldRefusal('services', 'Choose from the list.')
  const minors = form.populations.some((code) => populations.get(code)?.minors)
  if ((form.fromAge !== null || form.toAge !== null) && !minors)
    throw new FieldRefusal('fromAge', 'Ages are kept with groups under 18: choose such a group, or leave the ages empty.')
  if (form.leadId === null || form.leadId === leadNow) return
  const leads = await listHolders(trx, ['coordinator', 'manager'])
  if (!leads.some(({ id }) => id === form.leadId)) throw new FieldRefusal('leadId', 'Choose somebody who coordinates or manages.')
}

function assertDays({ followUpLastUsedOn, openedOn }: Pick<CenterDetails, 'followUpLastUsedOn' | 'openedOn'>, { today }: Person): void {
  if (followUpLastUsedOn !== null && isAfter(followUpLastUsedOn, today)) throw new FieldRefusal('followUpLastUsedOn', 'This day has not come yet.')
  if (openedOn !== null && isAfter(openedOn, today)) throw new FieldRefusal('openedOn', 'This day has not come yet.')
}

/** One click: what stands here is still right today. Nobody's editing is disturbed, so the version stays. */
export function confirmCenter(writer: Writer, actor: Person, id: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = (await getCenter(trx, id)).confirmedOn
    await setConfirmed(trx, id, actor.today.toString(), actor.id)
    await record('center.confirmed', { kind: 'center', id }, { before: { confirmedOn: before }, after: { confirmedOn: actor.today } })
  })
}

/** @param notes by the code of a service that the center offers */
export function noteServices(writer: Writer, actor: Person, id: number, notes: { [code: string]: string | null }): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = Object.fromEntries((await getCenter(trx, id)).services.map(({ code, note }) => [code, note]))
    const known = Object.fromEntries(Object.entries(notes).filter(([code]) => code in before))
    const changes = changesBetween(before, { ...before, ...known })
    if (changes === null) return
    await setServiceNotes(trx, id, new Map(Object.entries(known)))
    await record('service notes.edited', { kind: 'center', id }, changes)
  })
}
