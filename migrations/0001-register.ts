import { sql, type Kysely } from 'kysely'

/** The register itself: its settings, its day, its log, and the tokens that make a form count once. */
const statements = [
  `CREATE TABLE settings (
    name TEXT PRIMARY KEY CONSTRAINT setting_is_named CHECK (length(name) > 0),
    value TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE register_day (
    one INTEGER PRIMARY KEY CONSTRAINT there_is_one_day CHECK (one = 1),
    day TEXT NOT NULL CONSTRAINT register_day_is_a_day CHECK (day IS date(day))
  ) STRICT`,
  `CREATE TRIGGER register_day_moves_forward BEFORE UPDATE ON register_day WHEN NEW.day < OLD.day
    BEGIN SELECT RAISE(ABORT, 'register_day_moves_forward'); END`,
  `CREATE TRIGGER register_day_stays BEFORE DELETE ON register_day BEGIN SELECT RAISE(ABORT, 'register_day_stays'); END`,

  `CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CONSTRAINT person_is_named CHECK (length(name) BETWEEN 1 AND 200),
    email TEXT NOT NULL COLLATE NOCASE UNIQUE CONSTRAINT email_has_a_sign CHECK (instr(email, '@') > 1),
    password_hash TEXT CONSTRAINT password_is_hashed CHECK (password_hash LIKE '$argon2id$%'),
    disabled_at TEXT CONSTRAINT disabled_at_is_an_instant CHECK (disabled_at IS strftime('%Y-%m-%dT%H:%M:%fZ', disabled_at)),
    created_at TEXT NOT NULL CONSTRAINT person_created_at_is_an_instant CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    version INTEGER NOT NULL DEFAULT 1
  ) STRICT`,
  `CREATE TABLE person_roles (
    person_id INTEGER NOT NULL REFERENCES people,
    role TEXT NOT NULL CONSTRAINT role_is_known CHECK (role IN ('coordinator', 'manager', 'board', 'administrator')),
    granted_by INTEGER REFERENCES people,
    granted_at TEXT NOT NULL,
    confirmed_by INTEGER REFERENCES people,
    confirmed_at TEXT,
    PRIMARY KEY (person_id, role),
    CONSTRAINT confirmed_by_another CHECK (confirmed_by IS NULL OR (confirmed_by <> person_id AND confirmed_by IS NOT granted_by)),
    CONSTRAINT only_managers_are_confirmed CHECK (role = 'manager' OR confirmed_by IS NULL)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE links (
    token_hash TEXT PRIMARY KEY CONSTRAINT link_is_hashed CHECK (length(token_hash) = 64),
    kind TEXT NOT NULL CONSTRAINT link_kind_is_known CHECK (kind IN ('set-up', 'invitation', 'password')),
    person_id INTEGER REFERENCES people,
    made_by INTEGER REFERENCES people,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    CONSTRAINT a_link_is_for_somebody CHECK ((kind = 'set-up') = (person_id IS NULL))
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX links_by_person ON links (person_id)`,

  `CREATE TABLE sessions (
    id_hash TEXT PRIMARY KEY CONSTRAINT session_is_hashed CHECK (length(id_hash) = 64),
    person_id INTEGER REFERENCES people,
    data TEXT NOT NULL CONSTRAINT session_is_json CHECK (json_valid(data)),
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX sessions_by_person ON sessions (person_id)`,

  `CREATE TABLE form_tokens (
    token TEXT PRIMARY KEY CONSTRAINT token_is_long CHECK (length(token) BETWEEN 16 AND 64),
    used_by INTEGER NOT NULL REFERENCES people,
    used_at TEXT NOT NULL,
    result TEXT NOT NULL CONSTRAINT result_is_json CHECK (json_valid(result))
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL CONSTRAINT event_at_is_an_instant CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
    actor_id INTEGER REFERENCES people,
    batch TEXT NOT NULL,
    action TEXT NOT NULL CONSTRAINT action_is_named CHECK (length(action) > 0),
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    center_id INTEGER,
    details TEXT NOT NULL CONSTRAINT details_are_json CHECK (json_valid(details)),
    mac TEXT NOT NULL CONSTRAINT mac_is_whole CHECK (length(mac) = 64)
  ) STRICT`,
  `CREATE INDEX events_by_subject ON events (subject_kind, subject_id)`,
  `CREATE INDEX events_by_action ON events (action, seq)`,
  `CREATE INDEX events_by_actor ON events (actor_id, seq)`,
  `CREATE INDEX events_by_center ON events (center_id, seq) WHERE center_id IS NOT NULL`,
  // INSERT OR REPLACE deletes without firing the delete trigger unless recursive_triggers is on; the sequence check holds either way.
  `CREATE TRIGGER events_follow_on BEFORE INSERT ON events WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
    BEGIN SELECT RAISE(ABORT, 'events_follow_on'); END`,
  `CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events_are_not_changed'); END`,
  `CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events_are_not_deleted'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
