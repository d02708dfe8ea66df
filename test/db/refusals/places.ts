import { at, insert, inserted, notDeleted, today, update, updated, type Refusal, type Row } from './refusal.ts'

const authorization = {
  center_id: '@bare',
  secrecy: 'city',
  signed_by: 'The head',
  signed_on: today,
  until_on: '2026-12-31',
  document_id: '@barePaper',
  asked_by: 2,
  asked_at: at,
}
const confirmed = { answer: 'confirmed', answered_by: 3, answered_at: at }
const shown = { shown_region: 'Rift Valley', shown_city: 'Nakuru', shown_until: '2026-12-31' }
const overtaken = update('location_authorizations', '@asked', { overtaken_on: today })
const hidden = { shown_region: null, shown_city: null, shown_until: null }
const center = { uuid: 'a new center', organization_id: '@organization', name: 'New House', kind: 'clinic', country: 'KE', created_at: at, created_on: today }

/** A place that is shown at one level of secrecy, and an authorization for the city until a later day. */
const longer = (center: string, secrecy: string, answer: string[]): Refusal => {
  const place = `INSERT INTO locations (center_id, secrecy) VALUES (${center}, '${secrecy}') ON CONFLICT (center_id) DO UPDATE SET secrecy = '${secrecy}'`
  const before = [place, insert('location_authorizations', { ...authorization, center_id: center, document_id: `${center}Paper`, until_on: '2027-12-31' }), ...answer]
  const until = (day: string): string => update('centers', center, { ...shown, shown_until: day })
  return { by: 'what_is_shown_is_authorized', bad: [...before, until('2027-01-01')], right: [...before, until('2026-12-31')] }
}

/** A place that one person hides, or shows less of, while an authorization waits that asks for more. */
const whileOneWaits = (from: string, shows: Row, to: string, asks: string): Refusal => {
  const center = '@authorized'
  const place = [
    insert('locations', { center_id: center, secrecy: from }),
    insert('location_authorizations', { ...authorization, center_id: center, secrecy: asks, document_id: `${center}Paper` }),
  ]
  const less = [update('centers', center, shows), update('locations', center, { secrecy: to }, 'center_id')]
  const withdrawn = update('location_authorizations', '(SELECT max(id) FROM location_authorizations)', { ...confirmed, answer: 'withdrawn' })
  return { by: 'hiding_a_place_withdraws_what_waits', bad: [...place, ...less], right: [...place, withdrawn, ...less] }
}

const keyIs = insert('settings', { name: 'key_check', value: 'v1.0a1b2c3d.sealed' })

/** A value that is sealed with another key than the register's, as a new row and in one that is there. */
const withTheKey = (what: string, table: string, row: Row, column: string, form: (sealed: string) => string): Refusal[] => {
  const sealedWith = (key: string): string => form(`v1.${key}.sealed`)
  const [own, other] = [sealedWith('0a1b2c3d'), sealedWith('4e5f6a7b')]
  const added = (sealed: string): string[] => [keyIs, insert(table, { ...row, [column]: sealed })]
  const changed = (sealed: string): string[] => [...added(own), update(table, 'last_insert_rowid()', { [column]: sealed }, 'rowid')]
  const says = 'sealed_with_the_registers_key'
  return [
    { by: `a_new_${what}_is_sealed_with_the_key`, says, bad: added(other), right: added(own) },
    { by: `a_changed_${what}_is_sealed_with_the_key`, says, bad: changed(other), right: changed(own) },
  ]
}
const asBytes = (text: string): string => `(x'${Buffer.from(text).toString('hex')}')`
const imported = { person_id: 2, sealed: "(x'00')", mapping: '{}', added_at: at, result: '{}' }

/** Where centers are, and what may be seen of it. */
export const placeRefusals: Refusal[] = [
  ...inserted('locations', { center_id: '@authorized', secrecy: 'open', sealed: 'v1.sealed' }, [
    ['secrecy_is_known', { secrecy: 'secret' }],
    ['place_is_sealed', { sealed: 'Nakuru' }],
    ['places_begin_authorized', { center_id: '@bare' }],
  ]),
  ...notDeleted('locations', '@kept', 'center_id'),
  {
    by: 'places_are_shown_authorized',
    bad: update('locations', '@shown', { secrecy: 'open' }, 'center_id'),
    right: update('locations', '@shown', { secrecy: 'city' }, 'center_id'),
  },
  {
    by: 'places_are_shown_authorized',
    bad: update('locations', '@shown', { center_id: '@bare' }, 'center_id'),
    right: update('locations', '@shown', { center_id: '@authorized' }, 'center_id'),
    without: ['locations_keep_their_ids'],
  },
  ...inserted('private_phones', { contact_id: '@contact', sealed: 'v1.sealed' }, [['phone_is_sealed', { sealed: '+1 202 555 0100' }]]),

  ...inserted('location_authorizations', authorization, [
    ['authorized_secrecy_is_lower', { secrecy: 'hidden' }],
    ['somebody_signed', { signed_by: '' }],
    ['signed_on_is_a_day', { signed_on: '2026-11-31' }],
    ['authorization_ends_on_a_day', { until_on: '2026-12-32' }],
    ['it_lasts', { until_on: '2026-11-20' }],
    ['location_authorizations_begin_unanswered', confirmed],
    ['an_authorization_has_a_paper_of_its_center', { document_id: '@vettedPaper' }],
  ]),
  ...updated('location_authorizations', '@asked', [
    ['answer_is_known', { ...confirmed, answer: 'perhaps' }, confirmed],
    ['another_person_confirms', { ...confirmed, answered_by: 2 }, confirmed],
    ['a_location_authorization_is_only_answered', { ...confirmed, answered_by: null }, confirmed],
    ['a_location_authorization_is_only_answered', { ...confirmed, answered_at: null }, confirmed],
    ['a_location_authorization_is_only_answered', { ...confirmed, signed_by: 'Somebody else' }, confirmed],
    ['location_authorizations_are_answered_once', { ...confirmed, until_on: '2036-12-31' }, confirmed],
    ['location_authorizations_are_answered_once', { ...confirmed, secrecy: 'open' }, confirmed],
    ['a_location_authorization_is_only_answered', { overtaken_on: today, signed_by: 'Somebody else' }, { overtaken_on: today }],
    ['a_location_authorization_is_only_answered', { overtaken_on: today, answer: 'withdrawn', answered_by: 2, answered_at: at }, { overtaken_on: today }],
    ['a_location_authorization_is_only_answered', { overtaken_on: null }, { overtaken_on: today }],
  ]),
  // Once its place has changed it is not confirmed, and that it changed is not taken back.
  {
    by: 'an_overtaken_authorization_is_not_confirmed',
    bad: [overtaken, update('location_authorizations', '@asked', confirmed)],
    right: [overtaken, update('location_authorizations', '@asked', { ...confirmed, answer: 'declined' })],
  },
  {
    by: 'a_location_authorization_is_only_answered',
    bad: [overtaken, update('location_authorizations', '@asked', { overtaken_on: null })],
    right: [overtaken, update('location_authorizations', '@asked', { ...confirmed, answer: 'withdrawn', answered_by: 2 })],
  },
  {
    by: 'location_authorizations_are_answered_once',
    bad: update('location_authorizations', '@confirmed', confirmed),
    right: update('location_authorizations', '@asked', confirmed),
  },
  ...notDeleted('location_authorizations', '@asked'),

  // What is shown: of no place that is hidden or that nobody allowed to be shown, and no longer than was allowed.
  ...inserted('centers', center, [['a_new_center_shows_nothing', shown]]),
  ...updated('centers', '@shown', [
    ['shown_until_is_a_day', { shown_until: '2026-11-31' }, { shown_until: '2026-11-30' }],
    ['shown_only_until_a_day', { shown_until: null }, hidden],
    ['what_is_shown_is_authorized', { shown_until: '2027-01-01' }, { shown_until: '2026-12-31' }],
    ['what_is_shown_is_authorized', { ...shown, shown_until: '2026-11-20' }, { ...shown, shown_until: today }],
  ]),
  { by: 'what_is_shown_is_authorized', bad: update('centers', '@bare', shown), right: update('centers', '@shown', shown) },
  {
    by: 'what_is_shown_is_authorized',
    bad: update('centers', '@kept', shown),
    right: [update('locations', '@kept', { secrecy: 'city' }, 'center_id'), update('centers', '@kept', shown)],
  },
  {
    by: 'what_is_shown_is_authorized',
    bad: [insert('location_authorizations', authorization), insert('locations', { center_id: '@bare', secrecy: 'hidden' }), update('centers', '@bare', shown)],
    right: update('centers', '@shown', shown),
  },
  // One that nobody confirmed, or that allows less than is shown, makes it no longer.
  longer('@shown', 'city', []),
  longer('@authorized', 'open', [update('location_authorizations', '(SELECT max(id) FROM location_authorizations)', confirmed)]),
  {
    by: 'a_hidden_place_shows_nothing',
    bad: update('locations', '@shown', { secrecy: 'hidden' }, 'center_id'),
    right: [update('centers', '@shown', hidden), update('locations', '@shown', { secrecy: 'hidden' }, 'center_id')],
  },

  // What waits goes with what is hidden; what is shown is hidden before it is another.
  whileOneWaits('city', hidden, 'hidden', 'city'),
  whileOneWaits('open', { ...shown, shown_until: today }, 'city', 'open'),
  ...updated('centers', '@shown', [
    ['what_is_shown_is_hidden_to_be_changed', { shown_city: 'Eldoret' }, { shown_city: 'Nakuru' }],
    ['what_is_shown_is_hidden_to_be_changed', { shown_region: null }, { shown_region: 'Rift Valley' }],
  ]),
  {
    by: 'what_is_shown_is_hidden_to_be_changed',
    bad: update('centers', '@shown', { shown_city: 'Eldoret' }),
    right: [update('centers', '@shown', hidden), update('centers', '@shown', { ...shown, shown_city: 'Eldoret' })],
  },

  ...inserted('import_files', { person_id: 2, sealed: "(x'00')", mapping: '{}', added_at: at, result: '{}' }, [
    ['mapping_is_json', { mapping: '{' }],
    ['import_result_is_json', { result: '{' }],
  ]),

  ...withTheKey('place', 'locations', { center_id: '@authorized', secrecy: 'open' }, 'sealed', String),
  ...withTheKey('phone', 'private_phones', { contact_id: '@contact' }, 'sealed', String),
  ...withTheKey('document', 'document_contents', { document_id: '@waitingPaper' }, 'sealed', asBytes),
  ...withTheKey('import', 'import_files', imported, 'sealed', asBytes),
  ...withTheKey('mapping', 'import_files', imported, 'mapping', JSON.stringify),
  ...withTheKey('result', 'import_files', imported, 'result', JSON.stringify),
]
