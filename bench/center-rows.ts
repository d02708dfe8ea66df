import { centerKinds, type CenterKind } from '../src/centers/center.ts'
import type { Keys } from '../src/db/keys.ts'
import type { Base } from './base.ts'
import { day, morning } from './calendar.ts'
import { uuidBy, type Chance } from './chance.ts'
import type { Put } from './filler.ts'
import type { Log } from './log-rows.ts'
import { centerName, countries, personName, states, townName } from './names.ts'

/** What every generated row is made with. */
export interface Making {
  put: Put
  log: Log
  chance: Chance
  keys: Keys
  base: Base
}

/** A center that is in the register, for the rows that hang on it. */
export interface MadeCenter {
  id: number
  country: string
  kind: CenterKind
  populations: string[]
  minors: boolean
  lead: number
  /** The day on which it came into the register, counted from the bench's. */
  since: number
}

/** One organization for every center but each fifth, which belongs to that of the center before. */
const organizationOf = (number: number): number => Math.ceil(number * 0.8)

export function makeCenter(making: Making, number: number): MadeCenter {
  const { put, log, chance, base } = making
  const country = chance.of(countries)
  const lead = chance.of(base.coordinators)
  const since = chance.between(-800, -740)
  const created = { created_by: lead, created_at: morning(since) }
  const organization = organizationOf(number)
  const legalName = `${townName(chance)} Foundation ${organization}`
  if (organizationOf(number - 1) !== organization) {
    const none = { local_name: null, other_names: null, register_name: null, tax_status: null, website: null }
    put('organizations', {
      id: organization,
      uuid: uuidBy(chance),
      legal_name: legalName,
      country,
      registration_number: `R-${organization}`,
      founded_year: 1990,
      ...none,
      ...created,
    })
  }
  const name = centerName(chance)
  const kind = chance.is(0.5) ? 'residential shelter' : chance.of(centerKinds)
  const shown = chance.is(0.3) ? { region: country === 'US' ? chance.of(states) : townName(chance), city: townName(chance) } : null
  const shownUntil = chance.between(-20, 500)
  put('centers', {
    id: number,
    uuid: uuidBy(chance),
    organization_id: organization,
    name,
    local_name: null,
    other_names: null,
    kind,
    country,
    longest_stay_days: chance.between(30, 700),
    intake: 'At all hours, by telephone.',
    referral_route: 'By the police or a partner.',
    accessibility: 'One step at the door.',
    public_contact: 'care@example.org',
    follow_up_visits: 'agreed',
    follow_up_last_used_on: null,
    lead_id: lead,
    opened_on: day(-3000),
    confirmed_on: day(chance.between(-300, 0)),
    confirmed_by: lead,
    shown_region: shown?.region ?? null,
    shown_city: shown?.city ?? null,
    shown_until: shown ? day(shownUntil) : null,
    created_on: day(since),
    ...created,
  })
  const served = chance.some(base.populations, chance.between(1, 3))
  for (const { code } of served) put('center_populations', { center_id: number, population_code: code, from_age: null, to_age: null })
  for (const code of chance.some(base.services, chance.between(3, 6))) put('center_services', { uuid: uuidBy(chance), center_id: number, service_code: code, note: null })
  for (const language of chance.some(['en', 'es', 'fr', 'sw', 'hi', 'th', 'ne', 'pt'], 2)) put('center_languages', { center_id: number, language })
  put('center_names', { rowid: number, name, local_name: null, other_names: null, organization: legalName })
  if (shown) put('center_shown', { rowid: number, region: shown.region, city: shown.city })
  log('center.added', { kind: 'center', id: number, centerId: number, by: lead }, { after: { organizationId: organization, name, country, kind } })
  const populations = served.map(({ code }) => code)
  const center = { id: number, country, kind, populations, minors: served.some(({ minors }) => minors), lead, since }
  makeDetails(making, center, shown !== null)
  if (shown) authorize(making, center, shownUntil)
  return center
}

/** Where it is, whom to call, what was said, and its beds. */
function makeDetails({ put, log, chance, keys }: Making, { id, lead, since, populations }: MadeCenter, shown: boolean): void {
  const by = { centerId: id, by: lead }
  const place = JSON.stringify({ region: null, city: townName(chance), street: `${chance.between(1, 200)} ${townName(chance)} Street`, postalCode: '00000' })
  const sealed = keys.sealText({ table: 'locations', column: 'sealed', id }, place)
  put('locations', { center_id: id, secrecy: shown ? 'city' : 'hidden', sealed, mailing_address: null, version: 1 })
  log('place.saved', { kind: 'place', id, ...by }, { fields: ['city', 'street', 'postalCode'] })
  for (const is_primary of [1, 0] as const) {
    const name = personName(chance)
    const said = { role: 'Head', kind: 'front desk', phone: '+1 202 555 0100', email: 'desk@example.org', language: 'en', ended_at: null } as const
    const contact = put('contacts', { center_id: id, name, is_primary, created_by: lead, created_at: morning(since), ...said })
    log('contact.added', { kind: 'contact', id: contact, ...by }, { after: { name, kind: 'front desk' }, fields: [] })
  }
  const written = chance.between(-300, -1)
  const withdrawn = { withdrawn_at: null, withdrawn_by: null, withdrawn_because: null }
  const text = 'They have room for two more families from next month on.'
  const note = put('notes', {
    center_id: id,
    kind: 'call',
    on_day: day(written),
    with_whom: 'The head',
    text,
    written_by: lead,
    written_at: morning(written),
    ...withdrawn,
  })
  log('note.written', { kind: 'note', id: note, ...by }, { kind: 'call', onDay: day(written) })
  const beds = chance.between(4, 60)
  const on = chance.between(-60, 0)
  for (const population_code of populations) {
    const counted = { beds, open_beds: chance.between(0, beds), said_by: 'The head', recorded_by: lead, recorded_at: morning(on) }
    const reading = put('capacity_readings', { center_id: id, on_day: day(on), population_code, ...counted })
    log('capacity.recorded', { kind: 'capacity reading', id: reading, ...by }, { after: { onDay: day(on), beds, openBeds: counted.open_beds } })
  }
}

/** The center's written leave to show its city, which somebody else confirmed. */
function authorize({ put, log, base }: Making, { id, lead, since }: MadeCenter, until: number): void {
  const days = { dated_on: day(since), received_on: day(since), expires_on: null }
  const file = { kind: 'authorization', title: 'Leave to show the city', media_type: 'application/pdf', size: 90_000, sha256: '0'.repeat(64) } as const
  const document_id = put('documents', { center_id: id, ...file, ...days, replaces_id: null, added_by: lead, added_at: morning(since) })
  const asked = { signed_by: 'The head', signed_on: day(since), until_on: day(until), document_id, asked_by: lead, asked_at: morning(since) }
  const answered = { answered_by: base.managers[0] ?? 1, answered_at: morning(since), answer: 'confirmed' } as const
  const authorization = put('location_authorizations', { center_id: id, secrecy: 'city', ...asked, ...answered })
  log(
    'place-authorization.confirmed',
    { kind: 'place authorization', id: authorization, centerId: id, by: answered.answered_by },
    { secrecy: 'city', untilOn: asked.until_on },
  )
}
