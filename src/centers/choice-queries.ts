import { listHolders, namesOf } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { listPopulations, listServiceTypes } from '../lists/queries.ts'
import type { Problem } from '../shared/refusal.ts'
import { findOrganizationsNamed } from './organization-queries.ts'
import { runByProblems, type CenterChoices } from './problems.ts'

/** What a center's details are chosen from. `leadId` stays among the choices when who leads now could no longer be chosen. */
export async function loadChoices(db: Reader, leadId: number | null): Promise<CenterChoices> {
  const [populations, services, holders] = await Promise.all([listPopulations(db), listServiceTypes(db), listHolders(db, ['coordinator', 'manager'])])
  if (leadId === null || holders.some(({ id }) => id === leadId)) return { populations, services, leads: holders }
  return { populations, services, leads: [...holders, { id: leadId, name: (await namesOf(db)).get(leadId) ?? 'Nobody named' }] }
}

interface RunBy {
  organizationId?: number | null
  organization?: string | null
  newOrganization?: boolean
}

/** What is wrong with who is to run a new center, when it is said by name. */
export async function findRunByProblems(db: Reader, { organizationId, organization, newOrganization = false }: RunBy): Promise<Problem[]> {
  if (organizationId || !organization) return []
  return runByProblems(await findOrganizationsNamed(db, organization), newOrganization)
}
