import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { isWordless, searchWords } from './directory.ts'

export const organizationSorts = ['name', 'country'] as const
export type OrganizationSort = (typeof organizationSorts)[number]

export interface OrganizationRow {
  id: number
  name: string
  country: string
  number: string | null
  centers: number
}

export interface OrganizationFilter {
  q: string
  country: string | null
  /** Only those with a center that this person leads. */
  leadId: number | null
}

const matching = (db: Reader, { q, country, leadId }: OrganizationFilter) => {
  let all = db.selectFrom('organizations')
  if (country !== null) all = all.where('organizations.country', '=', country)
  if (leadId !== null)
    all = all.where('organizations.id', 'in', ({ selectFrom }) => selectFrom('centers').select('centers.organization_id').where('centers.lead_id', '=', leadId))
  if (q === '') return all
  if (isWordless(q)) return all.where(sql<boolean>`false`)
  return all.where(sql<boolean>`organizations.id IN (SELECT rowid FROM organization_names WHERE organization_names MATCH ${searchWords(q).join(' AND ')})`)
}

export async function countOrganizations(db: Reader, filter: OrganizationFilter): Promise<number> {
  const counted = matching(db, filter).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}

/** How many organizations of each country pass the other filters. */
export async function countByCountry(db: Reader, filter: OrganizationFilter): Promise<Map<string, number>> {
  const counted = matching(db, { ...filter, country: null }).groupBy('organizations.country')
  const rows = await counted.select(({ fn }) => ['organizations.country', fn.countAll<number>().as('count')]).execute()
  return new Map(rows.map(({ country, count }) => [country, count]))
}

export function listOrganizations(
  db: Reader,
  filter: OrganizationFilter,
  sort: { by: OrganizationSort; descending: boolean },
  window: { limit: number; offset: number },
): Promise<OrganizationRow[]> {
  const order = sort.descending ? 'desc' : 'asc'
  const rows = matching(db, filter)
    .select(['organizations.id', 'legal_name as name', 'country', 'registration_number as number'])
    .select(({ selectFrom, fn }) =>
      selectFrom('centers').select(fn.countAll<number>().as('count')).whereRef('centers.organization_id', '=', 'organizations.id').$asScalar().$notNull().as('centers'),
    )
  const sorted = sort.by === 'country' ? rows.orderBy('country', order) : rows
  return sorted
    .orderBy(sql`legal_name COLLATE NOCASE`, sort.by === 'name' ? order : 'asc')
    .orderBy('organizations.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
}
