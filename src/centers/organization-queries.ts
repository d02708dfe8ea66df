import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { KeyPerson, KeyRole, Organization, OrganizationDetails } from './organization.ts'
import { indexNames } from './writing-queries.ts'

export const organizationRow = (details: OrganizationDetails) => ({
  legal_name: details.legalName,
  local_name: details.localName,
  other_names: details.otherNames,
  country: details.country,
  register_name: details.registerName,
  registration_number: details.registrationNumber,
  tax_status: details.taxStatus,
  website: details.website,
  founded_year: details.foundedYear,
})

/** @throws Refusal (not found) */
export async function getOrganization(db: Reader, id: number): Promise<Organization> {
  const row = await db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such organization.')
  return {
    id: row.id,
    legalName: row.legal_name,
    localName: row.local_name,
    otherNames: row.other_names,
    country: row.country,
    registerName: row.register_name,
    registrationNumber: row.registration_number,
    taxStatus: row.tax_status,
    website: row.website,
    foundedYear: row.founded_year,
    version: row.version,
  }
}

/** The organizations of exactly this legal name, whatever its capitals. */
export const findOrganizationsNamed = (db: Reader, name: string): Promise<{ id: number; country: string }[]> =>
  db
    .selectFrom('organizations')
    .select(['id', 'country'])
    .where(sql<boolean>`legal_name = ${name} COLLATE NOCASE`)
    .orderBy('id')
    .limit(10)
    .execute()

/** @throws Stale when the organization is not at that version any more (R3). Its centers are found under its new name at once. */
export async function updateOrganization(trx: Trx, id: number, version: number, details: OrganizationDetails): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('organizations')
    .set({ ...organizationRow(details), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('organization')
  await indexNames(
    trx,
    (await listCentersOf(trx, id)).map((center) => center.id),
  )
}

export const listCentersOf = (db: Reader, organizationId: number) =>
  db.selectFrom('centers').select(['id', 'name', 'kind', 'country']).where('organization_id', '=', organizationId).orderBy('name').execute()

export async function listKeyPeople(db: Reader, organizationId: number): Promise<KeyPerson[]> {
  const rows = await db
    .selectFrom('key_people')
    .select(['id', 'organization_id', 'name', 'role'])
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, organizationId: row.organization_id, name: row.name, role: row.role }))
}

export async function insertKeyPerson(trx: Trx, organizationId: number, person: { name: string; role: KeyRole }, at: string): Promise<number> {
  const row = { organization_id: organizationId, ...person, added_at: at }
  return (await trx.insertInto('key_people').values(row).returning('id').executeTakeFirstOrThrow()).id
}

/** @returns whether the person was one of the organization's key people until now */
export async function endKeyPerson(trx: Trx, organizationId: number, id: number, at: string): Promise<boolean> {
  const ending = trx.updateTable('key_people').set({ ended_at: at }).where('id', '=', id).where('organization_id', '=', organizationId).where('ended_at', 'is', null)
  return (await ending.executeTakeFirstOrThrow()).numUpdatedRows > 0n
}
