import { addOnce, change } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { KeyPersonForm, NewOrganizationForm } from './forms.ts'
import { endKeyPerson, getOrganization, insertKeyPerson, updateOrganization } from './organization-queries.ts'
import type { OrganizationDetails } from './organization.ts'
import { changesBetween } from './registration.ts'
import { registerOrganization } from './registration-queries.ts'

/** A form, with the box by which a name that looks like a place was kept. */
type Sent = NewOrganizationForm & { anyway?: boolean }

/** Once for each form (M7). @returns the new organization's id */
export function addOrganization(writer: Writer, actor: Person, { token, anyway: _, ...form }: Sent): Promise<number> {
  return addOnce(writer, actor, token, ['organization.added', form], (trx, record) => registerOrganization(trx, record, actor, form))
}

/** @throws Stale (R3) */
export function editOrganization(writer: Writer, actor: Person, id: number, { version, anyway: _, ...details }: Sent & { version: number }): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = await getOrganization(trx, id)
    if (before.version !== version) throw new Stale('organization')
    const changes = changesBetween<OrganizationDetails>(before, details)
    if (changes === null) return
    await updateOrganization(trx, id, version, details)
    await record('organization.edited', { kind: 'organization', id }, changes)
  })
}

/** Once for each form (M7). @returns the key person's id */
export function addKeyPerson(writer: Writer, actor: Person, organizationId: number, { token, ...form }: KeyPersonForm): Promise<number> {
  return addOnce(writer, actor, token, ['key person.added', organizationId, form], async (trx, record) => {
    await getOrganization(trx, organizationId)
    const id = await insertKeyPerson(trx, organizationId, form, instantText(actor.now))
    await record('key person.added', { kind: 'organization', id: organizationId }, { after: { ...form, keyPersonId: id } })
    return id
  })
}

/** @throws Refusal (not found) when the organization has no such key person now */
export function removeKeyPerson(writer: Writer, actor: Person, organizationId: number, id: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    if (!(await endKeyPerson(trx, organizationId, id, instantText(actor.now)))) throw new Refusal('not-found', 'There is no such key person.')
    await record('key person.ended', { kind: 'organization', id: organizationId }, { keyPersonId: id })
  })
}
