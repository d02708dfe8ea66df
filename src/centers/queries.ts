import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { toDay, toDayOrNull } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Center } from './center.ts'

const centerRow = question((db, { id }: { id: number }) =>
  db
    .selectFrom('centers')
    .innerJoin('organizations', 'organizations.id', 'centers.organization_id')
    .selectAll('centers')
    .select('organizations.legal_name as organization_name')
    .where('centers.id', '=', id),
)

/** @throws Refusal (not found) */
export async function getCenter(db: Reader, id: number): Promise<Center> {
  const center = await findCenter(db, id)
  if (!center) throw new Refusal('not-found', 'There is no such center.')
  return center
}

export async function findCenter(db: Reader, id: number): Promise<Center | null> {
  const [row] = await centerRow(db, { id })
  if (!row) return null
  const [populations, services, languages] = await Promise.all([listServed(db, id), serviceRows(db, { centerId: id }), languageRows(db, { centerId: id })])
  return { ...toCenter(row), populations, services, languages: languages.map(({ language }) => language) }
}

const servedRows = question((db, { centerId }: { centerId: number }) =>
  db
    .selectFrom('center_populations')
    .innerJoin('populations', 'populations.code', 'center_populations.population_code')
    .select(['populations.code', 'populations.name', 'populations.minors', 'center_populations.from_age', 'center_populations.to_age'])
    .where('center_id', '=', centerId)
    .orderBy('populations.position'),
)

const listServed = async (db: Reader, centerId: number): Promise<Center['populations']> => {
  const rows = await servedRows(db, { centerId })
  return rows.map((row) => ({ code: row.code, name: row.name, minors: row.minors === 1, fromAge: row.from_age, toAge: row.to_age }))
}

const serviceRows = question((db, { centerId }: { centerId: number }) =>
  db
    .selectFrom('center_services')
    .innerJoin('service_types', 'service_types.code', 'center_services.service_code')
    .select(['service_types.code', 'service_types.name', 'center_services.note'])
    .where('center_id', '=', centerId)
    .orderBy('service_types.position'),
)

const languageRows = question((db, { centerId }: { centerId: number }) =>
  db.selectFrom('center_languages').select('language').where('center_id', '=', centerId).orderBy('language'),
)

interface CenterRow {
  id: number
  uuid: string
  organization_id: number
  organization_name: string
  name: string
  local_name: string | null
  other_names: string | null
  kind: Center['kind']
  country: string
  longest_stay_days: number | null
  intake: string | null
  referral_route: string | null
  accessibility: string | null
  public_contact: string | null
  follow_up_visits: Center['followUpVisits']
  follow_up_last_used_on: string | null
  lead_id: number | null
  opened_on: string | null
  confirmed_on: string | null
  confirmed_by: number | null
  shown_region: string | null
  shown_city: string | null
  shown_until: string | null
  created_on: string
  version: number
}

const toCenter = (row: CenterRow): Omit<Center, 'populations' | 'services' | 'languages'> => ({
  id: row.id,
  uuid: row.uuid,
  organizationId: row.organization_id,
  organizationName: row.organization_name,
  name: row.name,
  localName: row.local_name,
  otherNames: row.other_names,
  kind: row.kind,
  country: row.country,
  longestStayDays: row.longest_stay_days,
  intake: row.intake,
  referralRoute: row.referral_route,
  accessibility: row.accessibility,
  publicContact: row.public_contact,
  followUpVisits: row.follow_up_visits,
  followUpLastUsedOn: toDayOrNull(row.follow_up_last_used_on),
  leadId: row.lead_id,
  openedOn: toDayOrNull(row.opened_on),
  confirmedOn: toDayOrNull(row.confirmed_on),
  confirmedBy: row.confirmed_by,
  shown: row.shown_until === null ? null : { region: row.shown_region, city: row.shown_city, until: toDay(row.shown_until) },
  createdOn: toDay(row.created_on),
  version: row.version,
})
