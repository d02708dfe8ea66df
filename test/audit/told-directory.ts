import { about, at, center, day, flag, key, lineKey, named, saves, uuid, who } from './claims.ts'
import type { Told } from './telling.ts'

export const toldOfDirectory: Record<string, Told> = {
  organizations: {
    about: about('organization'),
    once: [{ created_at: at, created_by: who }],
    latest: {
      legal_name: 'legalName',
      local_name: 'localName',
      other_names: 'otherNames',
      country: 'country',
      register_name: 'registerName',
      registration_number: 'registrationNumber',
      tax_status: 'taxStatus',
      website: 'website',
      founded_year: 'foundedYear',
    },
    apart: { id: key, uuid, version: saves },
  },
  key_people: {
    about: about('organization', 'organization_id'),
    once: [
      { added_at: at, id: 'keyPersonId', name: 'name', role: 'role' },
      { ended_at: at, id: 'keyPersonId' },
    ],
    apart: { organization_id: key },
  },
  centers: {
    about: about('center'),
    once: [{ created_at: at, created_by: who, created_on: day }, { confirmed_by: (by) => [who(by), ['@action', 'center.confirmed']] }],
    latest: {
      organization_id: 'organizationId',
      name: 'name',
      local_name: 'localName',
      other_names: 'otherNames',
      kind: 'kind',
      country: 'country',
      longest_stay_days: 'longestStayDays',
      intake: 'intake',
      referral_route: 'referralRoute',
      accessibility: 'accessibility',
      public_contact: 'publicContact',
      follow_up_visits: 'followUpVisits',
      follow_up_last_used_on: 'followUpLastUsedOn',
      lead_id: 'leadId',
      opened_on: 'openedOn',
      confirmed_on: 'confirmedOn',
    },
    apart: {
      id: key,
      uuid,
      version: saves,
      shown_region: 'a copy of what may be seen of the place, whose events name it',
      shown_city: 'a copy of what may be seen of the place, whose events name it',
      shown_until: 'a copy: the event of the place says until when',
    },
  },
  center_populations: {
    about: about('center', 'center_id'),
    latest: { population_code: 'populations', from_age: 'fromAge', to_age: 'toAge' },
    apart: { center_id: key },
  },
  center_languages: { about: about('center', 'center_id'), latest: { language: 'languages' }, apart: { center_id: key } },
  center_services: {
    about: about('center', 'center_id'),
    latest: { service_code: 'services', note: (note, { service_code }) => [String(service_code), note] },
    apart: { id: lineKey, uuid, center_id: key },
  },
  contacts: {
    about: about('contact'),
    once: [{ created_at: at, created_by: who, center_id: center }, { phone: named('phone') }, { ended_at: (value) => [at(value), ['@action', 'contact.ended']] }],
    latest: { name: 'name', role: 'role', kind: 'kind', email: 'email', language: 'language', is_primary: flag('isPrimary') },
    apart: { id: key, version: saves },
  },
  private_phones: { about: about('contact', 'contact_id'), once: [{ sealed: named('phone') }], apart: { contact_id: key } },
  notes: {
    about: about('note'),
    once: [
      { written_at: at, written_by: who, center_id: center, kind: 'kind', on_day: 'onDay', text: named('text'), with_whom: named('withWhom') },
      { withdrawn_at: at, withdrawn_by: who, withdrawn_because: 'because' },
    ],
    apart: { id: key },
  },
  capacity_readings: {
    about: about('capacity reading'),
    once: [
      {
        recorded_at: at,
        recorded_by: who,
        center_id: center,
        on_day: 'onDay',
        population_code: 'population',
        beds: 'beds',
        open_beds: 'openBeds',
        said_by: 'saidBy',
      },
    ],
    apart: { id: key },
  },
  documents: {
    about: about('document'),
    once: [
      {
        added_at: at,
        added_by: who,
        center_id: center,
        kind: 'kind',
        title: 'title',
        dated_on: 'datedOn',
        received_on: 'receivedOn',
        expires_on: 'expiresOn',
        media_type: 'mediaType',
        replaces_id: 'replacesId',
      },
    ],
    apart: { id: key, size: 'of the sealed file, which is named', sha256: 'a hash of what is sealed: R1 wants none in the log' },
  },
  document_contents: { about: about('document', 'document_id'), once: [{ sealed: named('file') }], apart: { document_id: key } },
  locations: {
    about: about('place', 'center_id'),
    once: [{ sealed: () => ['@action', 'place.saved'] }, { mailing_address: named('mailingAddress') }],
    // Hidden is how a place begins, with nobody saying so.
    latest: { secrecy: (secrecy) => (secrecy === 'hidden' ? null : ['after', secrecy]) },
    apart: { center_id: key, version: saves },
  },
  location_authorizations: {
    about: about('place authorization'),
    once: [
      {
        asked_at: at,
        asked_by: who,
        center_id: center,
        secrecy: 'secrecy',
        signed_by: 'signedBy',
        signed_on: 'signedOn',
        until_on: 'untilOn',
        document_id: 'documentId',
      },
      { answered_at: at, answered_by: who, answer: (answer) => ['@action', `place-authorization.${answer}`] },
      { overtaken_on: (on) => [day(on), ['@action', 'place-authorization.overtaken']] },
    ],
    apart: { id: key },
  },
  import_files: {
    about: about('import'),
    once: [
      { added_at: at, person_id: who, sealed: named('file') },
      { taken_at: at, result: () => ['@action', 'import.taken'] },
    ],
    apart: { id: key, mapping: 'sealed, and begins with nothing said: each saying of it names what it says' },
  },
}
