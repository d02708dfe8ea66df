import { randomUUID } from 'node:crypto'
import type { Reader, Trx } from '../db/database.ts'
import { Stale } from '../shared/refusal.ts'
import type { CenterDetails } from './registration.ts'

export const centerRow = (details: CenterDetails) => ({
  name: details.name,
  local_name: details.localName,
  other_names: details.otherNames,
  kind: details.kind,
  country: details.country,
  longest_stay_days: details.longestStayDays,
  intake: details.intake,
  referral_route: details.referralRoute,
  accessibility: details.accessibility,
  public_contact: details.publicContact,
  follow_up_visits: details.followUpVisits,
  follow_up_last_used_on: details.followUpLastUsedOn?.toString() ?? null,
  lead_id: details.leadId,
  opened_on: details.openedOn?.toString() ?? null,
})

/** @throws Stale when the center is not at that version any more (R3) */
export async function updateCenter(trx: Trx, id: number, version: number, details: CenterDetails): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('centers')
    .set({ ...centerRow(details), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Stale('center')
  await replaceLists(trx, id, details)
  await indexNames(trx, [id])
}

/** Writes a center's groups, languages and services anew; a service that stays keeps its note and its UUID. */
export async function replaceLists(trx: Trx, id: number, { populations, fromAge, toAge, languages, services }: CenterDetails): Promise<void> {
  await trx.deleteFrom('center_populations').where('center_id', '=', id).execute()
  const minors = new Set((await trx.selectFrom('populations').select('code').where('minors', '=', 1).execute()).map(({ code }) => code))
  const served = populations.map((code) => ({
    center_id: id,
    population_code: code,
    from_age: minors.has(code) ? fromAge : null,
    to_age: minors.has(code) ? toAge : null,
  }))
  if (served.length > 0) await trx.insertInto('center_populations').values(served).execute()

  await trx.deleteFrom('center_languages').where('center_id', '=', id).execute()
  const spoken = languages.map((language) => ({ center_id: id, language }))
  if (spoken.length > 0) await trx.insertInto('center_languages').values(spoken).execute()

  const gone = trx.deleteFrom('center_services').where('center_id', '=', id)
  await (services.length > 0 ? gone.where('service_code', 'not in', services) : gone).execute()
  const offered = services.map((service_code) => ({ uuid: randomUUID(), center_id: id, service_code }))
  if (offered.length > 0)
    await trx
      .insertInto('center_services')
      .values(offered)
      .onConflict((conflict) => conflict.columns(['center_id', 'service_code']).doNothing())
      .execute()
}

/** Brings the search's rows of some centers in step with their names and their organization's. */
export async function indexNames(trx: Trx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await trx.deleteFrom('center_names').where('rowid', 'in', ids).execute()
  await trx
    .insertInto('center_names')
    .columns(['rowid', 'name', 'local_name', 'other_names', 'organization'])
    .expression(
      trx
        .selectFrom('centers')
        .innerJoin('organizations', 'organizations.id', 'centers.organization_id')
        .select(['centers.id', 'centers.name', 'centers.local_name', 'centers.other_names', 'organizations.legal_name'])
        .where('centers.id', 'in', ids),
    )
    .execute()
}

/** What fixes a center's country, in words; null while nothing does. */
export async function countryFixedBy(db: Reader, id: number): Promise<string | null> {
  for (const [table, words] of [
    ['decisions', 'decisions'],
    ['allocations', 'funds set aside for it'],
    ['needs', 'needs recorded'],
  ] as const)
    if (await db.selectFrom(table).select('id').where('center_id', '=', id).limit(1).executeTakeFirst()) return words
  return null
}

export async function setConfirmed(trx: Trx, id: number, on: string, by: number): Promise<void> {
  await trx.updateTable('centers').set({ confirmed_on: on, confirmed_by: by }).where('id', '=', id).execute()
}

/** The notes on a center's services, by the service's code. */
export async function setServiceNotes(trx: Trx, id: number, notes: ReadonlyMap<string, string | null>): Promise<void> {
  for (const [code, note] of notes) await trx.updateTable('center_services').set({ note }).where('center_id', '=', id).where('service_code', '=', code).execute()
}
