import { at, hash, inserted, kept, notDeleted, today, type Refusal } from './refusal.ts'

const nextEvent = '(SELECT max(seq) + 1 FROM events)'

/** The register itself: settings, its day, people, what signs them in, its log, and the lists. */
export const registerRefusals: Refusal[] = [
  ...inserted('settings', { name: 'a setting', value: 'on' }, [['setting_is_named', { name: '' }]]),

  { by: 'there_is_one_day', bad: 'UPDATE register_day SET one = 2', right: 'UPDATE register_day SET one = 1' },
  { by: 'register_day_is_a_day', bad: "UPDATE register_day SET day = '2026-11-31'", right: "UPDATE register_day SET day = '2026-12-01'" },
  { by: 'register_day_moves_forward', bad: "UPDATE register_day SET day = '2026-11-20'", right: "UPDATE register_day SET day = '2026-11-22'" },
  { by: 'register_day_stays', bad: 'DELETE FROM register_day' },
  { by: 'register_day_stays', bad: "REPLACE INTO register_day (one, day) VALUES (1, '2026-11-20')" },

  ...inserted('people', { name: 'Nia', email: 'nia@example.org', password_hash: '$argon2id$v=19$x', disabled_at: at, created_at: at }, [
    ['person_is_named', { name: '' }],
    ['email_has_a_sign', { email: 'nia' }],
    ['password_is_hashed', { password_hash: 'a password' }],
    ['disabled_at_is_an_instant', { disabled_at: today }],
    ['person_created_at_is_an_instant', { created_at: '2026-11-21T09:00:00Z' }],
  ]),
  ...notDeleted('people', '@stranger'),
  ...inserted('person_roles', { person_id: '@stranger', role: 'manager', granted_by: 1, granted_at: at, confirmed_by: 3, confirmed_at: at }, [
    ['role_is_known', { bad: { role: 'owner', confirmed_by: null }, right: { role: 'board', confirmed_by: null } }],
    ['confirmed_by_another', { confirmed_by: 1 }],
    ['confirmed_by_another', { confirmed_by: '@stranger' }],
    ['only_managers_are_confirmed', { bad: { role: 'board' }, right: { role: 'board', confirmed_by: null } }],
  ]),
  ...inserted('links', { token_hash: hash, kind: 'invitation', person_id: '@stranger', made_by: 1, made_at: at, expires_at: at }, [
    ['link_is_hashed', { token_hash: 'a token' }],
    ['link_kind_is_known', { kind: 'gift' }],
    ['a_link_is_for_somebody', { person_id: null }],
    ['a_link_is_for_somebody', { kind: 'set-up' }],
  ]),
  ...inserted('sessions', { id_hash: hash, person_id: 1, data: '{}', started_at: at, seen_at: at }, [
    ['session_is_hashed', { id_hash: 'a session' }],
    ['session_is_json', { data: '{' }],
  ]),
  ...inserted('form_tokens', { token: 'a-token-of-one-form', used_by: 2, used_at: at, result: '1', sent: hash }, [
    ['token_is_long', { token: 'short' }],
    ['result_is_json', { result: '{' }],
    ['sent_is_hashed', { sent: 'a form' }],
  ]),
  ...kept('form_tokens', "'a-token-that-was-used'", { result: '2' }, 'token'),

  ...inserted('events', { seq: nextEvent, at, actor_id: 2, batch: 'a', action: 'tried', subject_kind: 'register', subject_id: 0, details: '{}', mac: hash }, [
    ['event_at_is_an_instant', { at: today }],
    ['action_is_named', { action: '' }],
    ['details_are_json', { details: '{' }],
    ['mac_is_whole', { mac: 'a mac' }],
    ['events_follow_on', { seq: 1 }],
    ['events_follow_on', { seq: '(SELECT max(seq) + 2 FROM events)' }],
  ]),
  ...kept('events', '(SELECT max(seq) FROM events)', { details: '{"other":1}' }, 'seq', ['events_follow_on']),
  { by: 'events_follow_on', bad: 'INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1', behind: ['events_are_not_deleted'] },

  ...inserted('populations', { code: 'POP-OTHER', name: 'Others', position: 99, minors: 0 }, [['minors_is_yes_or_no', { minors: 2 }]]),
  {
    by: 'a_population_stays_what_it_is',
    bad: "UPDATE populations SET minors = 0 WHERE code = 'POP-GIRLS'",
    right: "UPDATE populations SET name = 'Girls' WHERE code = 'POP-GIRLS'",
  },
]
