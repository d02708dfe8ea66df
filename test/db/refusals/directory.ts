import { at, hash, inserted, kept, notDeleted, today, update, updated, type Refusal } from './refusal.ts'

const center = {
  uuid: 'a new center',
  organization_id: '@organization',
  name: 'New House',
  kind: 'clinic',
  country: 'KE',
  longest_stay_days: 90,
  follow_up_visits: 'agreed',
  follow_up_last_used_on: today,
  opened_on: today,
  confirmed_on: today,
  created_at: at,
  created_on: today,
}
const note = { center_id: '@bare', kind: 'call', on_day: today, text: 'They called.', written_by: 2, written_at: at }
const withdrawn = { withdrawn_at: at, withdrawn_by: 2, withdrawn_because: 'It was another center.' }
const document = {
  center_id: '@bare',
  kind: 'evidence',
  title: 'A licence',
  received_on: today,
  media_type: 'image/png',
  size: 1,
  sha256: hash,
  added_by: 2,
  added_at: at,
}
const reading = { center_id: '@bare', on_day: today, population_code: 'POP-WOMEN', beds: 10, open_beds: 4, said_by: 'The matron', recorded_by: 2, recorded_at: at }

/** Organizations, centers and all that describes them. */
export const directoryRefusals: Refusal[] = [
  ...inserted('organizations', { uuid: 'a new one', legal_name: 'New Trust', country: 'KE', website: 'https://example.org', founded_year: 1999, created_at: at }, [
    ['organization_is_named', { legal_name: '' }],
    ['organization_country_is_a_code', { country: 'Kenya' }],
    ['website_is_a_link', { website: 'example.org' }],
    ['founded_year_is_a_year', { founded_year: 99 }],
    ['organization_created_at_is_an_instant', { created_at: today }],
  ]),
  ...notDeleted('organizations', '@organization'),
  ...inserted('key_people', { organization_id: '@organization', name: 'The head', role: 'head', added_at: at }, [
    ['key_person_is_named', { name: '' }],
    ['key_person_role_is_known', { role: 'cook' }],
  ]),
  ...notDeleted('key_people', '@keyPerson'),

  ...inserted('centers', center, [
    ['center_is_named', { name: '' }],
    ['center_kind_is_known', { kind: 'hotel' }],
    ['center_country_is_a_code', { country: 'ke' }],
    ['longest_stay_is_positive', { longest_stay_days: 0 }],
    ['follow_up_visits_are_known', { follow_up_visits: 'perhaps' }],
    ['follow_up_last_used_on_is_a_day', { follow_up_last_used_on: '2026-11-31' }],
    ['opened_on_is_a_day', { opened_on: '21.11.2026' }],
    ['confirmed_on_is_a_day', { confirmed_on: '2026-11-31' }],
    ['center_created_at_is_an_instant', { created_at: today }],
    ['center_created_on_is_a_day', { created_on: at }],
  ]),
  ...notDeleted('centers', '@bare'),
  { by: 'a_center_keeps_its_country', bad: update('centers', '@vetted', { country: 'UG' }), right: update('centers', '@bare', { country: 'UG' }) },
  {
    by: 'turn_is_positive',
    bad: update('directory_turns', '@bare', { turn: 0 }, 'center_id'),
    right: update('directory_turns', '@bare', { turn: 1 }, 'center_id'),
  },
  ...inserted('center_populations', { center_id: '@bare', population_code: 'POP-MEN', from_age: 18, to_age: 30 }, [
    ['from_age_is_an_age', { from_age: -1 }],
    ['to_age_is_an_age', { to_age: 121 }],
    ['ages_are_in_order', { from_age: 31 }],
  ]),
  ...inserted('center_languages', { center_id: '@bare', language: 'sw' }, [['language_is_a_code', { language: 's' }]]),

  ...inserted('contacts', { center_id: '@bare', name: 'The front desk', kind: 'front desk', phone: '+1 202 555 0100', is_primary: 0, created_at: at }, [
    ['contact_is_named', { name: '' }],
    ['contact_kind_is_known', { bad: { kind: 'a friend', phone: null }, right: { phone: null } }],
    ['is_primary_is_yes_or_no', { is_primary: 2 }],
    ['a_private_phone_is_not_here', { bad: { kind: 'private' }, right: { kind: 'private', phone: null } }],
  ]),
  ...notDeleted('contacts', '@contact'),

  ...inserted('notes', note, [
    ['note_kind_is_known', { kind: 'rumour' }],
    ['note_day_is_a_day', { on_day: '2026-11-31' }],
    ['note_says_something', { text: '' }],
    ['note_is_withdrawn_with_a_reason', { withdrawn_at: at }],
  ]),
  ...updated('notes', '@note', [
    ['a_note_is_only_withdrawn', { ...withdrawn, text: 'They never called.' }, withdrawn],
    ['a_note_is_only_withdrawn', { ...withdrawn, withdrawn_by: null }, withdrawn],
    ['a_note_is_only_withdrawn', { ...withdrawn, withdrawn_because: '' }, withdrawn],
  ]),
  { by: 'a_note_is_only_withdrawn', bad: [update('notes', '@note', withdrawn), update('notes', '@note', withdrawn)], right: update('notes', '@note', withdrawn) },
  ...notDeleted('notes', '@note'),

  ...inserted('capacity_readings', reading, [
    ['reading_day_is_a_day', { on_day: '2026-11-31' }],
    ['beds_are_counted', { beds: 100_001 }],
    ['open_beds_are_counted', { open_beds: -1 }],
    ['somebody_said_so', { said_by: '' }],
    ['no_more_open_than_there_are', { open_beds: 11 }],
  ]),
  ...kept('capacity_readings', '@reading', { open_beds: 0 }),

  ...inserted('documents', document, [
    ['document_kind_is_known', { kind: 'novel' }],
    ['document_is_titled', { title: '' }],
    ['dated_on_is_a_day', { dated_on: '2026-02-30' }],
    ['received_on_is_a_day', { received_on: '2026-02-30' }],
    ['a_document_is_not_dated_ahead', { bad: { dated_on: '2026-11-22' }, right: { dated_on: today } }],
    ['a_document_came_by_today', { received_on: '2026-11-22' }],
    ['expires_on_is_a_day', { expires_on: '2026-11-31' }],
    ['media_type_is_allowed', { media_type: 'text/html' }],
    ['document_is_not_too_large', { size: 10_485_761 }],
    ['sha256_is_whole', { sha256: 'a hash' }],
  ]),
  ...kept('documents', '@barePaper', { expires_on: '2030-01-01' }),
  ...notDeleted('document_contents', '@barePaper', 'document_id'),
]
