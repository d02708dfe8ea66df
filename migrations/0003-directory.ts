import { sql, type Kysely } from 'kysely'

const kept = (table: string): string[] => [
  `CREATE TRIGGER ${table}_are_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_changed'); END`,
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`,
]
const notDeleted = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`

/** Organizations, centers and all that describes them; where they are stands in a table of its own (0004). */
const statements = [
  `CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    legal_name TEXT NOT NULL CONSTRAINT organization_is_named CHECK (length(legal_name) BETWEEN 1 AND 300),
    local_name TEXT,
    other_names TEXT,
    country TEXT NOT NULL CONSTRAINT organization_country_is_a_code CHECK (country GLOB '[A-Z][A-Z]'),
    register_name TEXT,
    registration_number TEXT,
    tax_status TEXT,
    website TEXT CONSTRAINT website_is_a_link CHECK (website LIKE 'https://%' OR website LIKE 'http://%'),
    founded_year INTEGER CONSTRAINT founded_year_is_a_year CHECK (founded_year BETWEEN 1000 AND 9999),
    created_by INTEGER REFERENCES people,
    created_at TEXT NOT NULL CONSTRAINT organization_created_at_is_an_instant CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    version INTEGER NOT NULL DEFAULT 1
  ) STRICT`,
  `CREATE INDEX organizations_by_name ON organizations (legal_name COLLATE NOCASE)`,
  `CREATE TABLE key_people (
    id INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organizations,
    name TEXT NOT NULL CONSTRAINT key_person_is_named CHECK (length(name) BETWEEN 1 AND 200),
    role TEXT NOT NULL CONSTRAINT key_person_role_is_known CHECK (role IN ('head', 'board', 'signatory')),
    added_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT`,
  `CREATE INDEX key_people_by_organization ON key_people (organization_id)`,
  notDeleted('key_people'),

  `CREATE TABLE centers (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    organization_id INTEGER NOT NULL REFERENCES organizations,
    name TEXT NOT NULL CONSTRAINT center_is_named CHECK (length(name) BETWEEN 1 AND 300),
    local_name TEXT,
    other_names TEXT,
    kind TEXT NOT NULL CONSTRAINT center_kind_is_known CHECK (kind IN ('residential shelter', 'transitional housing', 'foster network', 'drop-in', 'clinic', 'legal', 'training', 'other')),
    country TEXT NOT NULL CONSTRAINT center_country_is_a_code CHECK (country GLOB '[A-Z][A-Z]'),
    longest_stay_days INTEGER CONSTRAINT longest_stay_is_positive CHECK (longest_stay_days > 0),
    intake TEXT,
    referral_route TEXT,
    accessibility TEXT,
    public_contact TEXT,
    follow_up_visits TEXT NOT NULL DEFAULT 'not settled' CONSTRAINT follow_up_visits_are_known CHECK (follow_up_visits IN ('agreed', 'refused', 'not settled')),
    follow_up_last_used_on TEXT CONSTRAINT follow_up_last_used_on_is_a_day CHECK (follow_up_last_used_on IS date(follow_up_last_used_on)),
    lead_id INTEGER REFERENCES people,
    opened_on TEXT CONSTRAINT opened_on_is_a_day CHECK (opened_on IS date(opened_on)),
    confirmed_on TEXT CONSTRAINT confirmed_on_is_a_day CHECK (confirmed_on IS date(confirmed_on)),
    confirmed_by INTEGER REFERENCES people,
    shown_region TEXT,
    shown_city TEXT,
    shown_until TEXT CONSTRAINT shown_until_is_a_day CHECK (shown_until IS date(shown_until)),
    created_by INTEGER REFERENCES people,
    created_at TEXT NOT NULL CONSTRAINT center_created_at_is_an_instant CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    created_on TEXT NOT NULL CONSTRAINT center_created_on_is_a_day CHECK (created_on IS date(created_on)),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT shown_only_until_a_day CHECK (shown_until IS NOT NULL OR (shown_region IS NULL AND shown_city IS NULL))
  ) STRICT`,
  `CREATE INDEX centers_by_name ON centers (name COLLATE NOCASE, id)`,
  `CREATE INDEX centers_by_country ON centers (country, name COLLATE NOCASE, id)`,
  `CREATE INDEX centers_by_organization ON centers (organization_id)`,
  `CREATE INDEX centers_by_lead ON centers (lead_id, name COLLATE NOCASE, id)`,
  notDeleted('centers'),
  notDeleted('organizations'),

  `CREATE TABLE center_populations (
    center_id INTEGER NOT NULL REFERENCES centers,
    population_code TEXT NOT NULL REFERENCES populations,
    from_age INTEGER CONSTRAINT from_age_is_an_age CHECK (from_age BETWEEN 0 AND 120),
    to_age INTEGER CONSTRAINT to_age_is_an_age CHECK (to_age BETWEEN 0 AND 120),
    PRIMARY KEY (center_id, population_code),
    CONSTRAINT ages_are_in_order CHECK (from_age <= to_age)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX center_populations_by_code ON center_populations (population_code, center_id)`,
  `CREATE TABLE center_languages (
    center_id INTEGER NOT NULL REFERENCES centers,
    language TEXT NOT NULL CONSTRAINT language_is_a_code CHECK (length(language) BETWEEN 2 AND 12),
    PRIMARY KEY (center_id, language)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE center_services (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    center_id INTEGER NOT NULL REFERENCES centers,
    service_code TEXT NOT NULL REFERENCES service_types,
    note TEXT,
    UNIQUE (center_id, service_code)
  ) STRICT`,
  `CREATE INDEX center_services_by_code ON center_services (service_code, center_id)`,

  `CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    name TEXT NOT NULL CONSTRAINT contact_is_named CHECK (length(name) BETWEEN 1 AND 200),
    role TEXT,
    kind TEXT NOT NULL CONSTRAINT contact_kind_is_known CHECK (kind IN ('front desk', 'private')),
    phone TEXT,
    email TEXT,
    language TEXT,
    is_primary INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_primary_is_yes_or_no CHECK (is_primary IN (0, 1)),
    created_by INTEGER REFERENCES people,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT a_private_phone_is_not_here CHECK (kind = 'front desk' OR phone IS NULL)
  ) STRICT`,
  `CREATE INDEX contacts_by_center ON contacts (center_id)`,
  notDeleted('contacts'),

  `CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    kind TEXT NOT NULL CONSTRAINT note_kind_is_known CHECK (kind IN ('note', 'call', 'message')),
    on_day TEXT NOT NULL CONSTRAINT note_day_is_a_day CHECK (on_day IS date(on_day)),
    with_whom TEXT,
    text TEXT NOT NULL CONSTRAINT note_says_something CHECK (length(text) BETWEEN 1 AND 4000),
    written_by INTEGER NOT NULL REFERENCES people,
    written_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by INTEGER REFERENCES people,
    withdrawn_because TEXT,
    CONSTRAINT note_is_withdrawn_with_a_reason CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL))
  ) STRICT`,
  `CREATE INDEX notes_by_center ON notes (center_id, on_day)`,
  notDeleted('notes'),

  `CREATE TABLE capacity_readings (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    on_day TEXT NOT NULL CONSTRAINT reading_day_is_a_day CHECK (on_day IS date(on_day)),
    population_code TEXT NOT NULL REFERENCES populations,
    beds INTEGER NOT NULL CONSTRAINT beds_are_counted CHECK (beds BETWEEN 0 AND 100000),
    open_beds INTEGER NOT NULL CONSTRAINT open_beds_are_counted CHECK (open_beds BETWEEN 0 AND 100000),
    said_by TEXT NOT NULL CONSTRAINT somebody_said_so CHECK (length(said_by) BETWEEN 1 AND 200),
    recorded_by INTEGER NOT NULL REFERENCES people,
    recorded_at TEXT NOT NULL,
    CONSTRAINT no_more_open_than_there_are CHECK (open_beds <= beds)
  ) STRICT`,
  `CREATE INDEX capacity_readings_by_center ON capacity_readings (center_id, population_code, on_day)`,
  ...kept('capacity_readings'),

  `CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    center_id INTEGER REFERENCES centers,
    kind TEXT NOT NULL CONSTRAINT document_kind_is_known CHECK (kind IN ('evidence', 'agreement', 'authorization', 'report', 'proof', 'other')),
    title TEXT NOT NULL CONSTRAINT document_is_titled CHECK (length(title) BETWEEN 1 AND 200),
    dated_on TEXT CONSTRAINT dated_on_is_a_day CHECK (dated_on IS date(dated_on)),
    received_on TEXT NOT NULL CONSTRAINT received_on_is_a_day CHECK (received_on IS date(received_on)),
    expires_on TEXT CONSTRAINT expires_on_is_a_day CHECK (expires_on IS date(expires_on)),
    media_type TEXT NOT NULL CONSTRAINT media_type_is_allowed CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    size INTEGER NOT NULL CONSTRAINT document_is_not_too_large CHECK (size BETWEEN 1 AND 10485760),
    sha256 TEXT NOT NULL CONSTRAINT sha256_is_whole CHECK (length(sha256) = 64),
    replaces_id INTEGER UNIQUE REFERENCES documents,
    added_by INTEGER NOT NULL REFERENCES people,
    added_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX documents_by_center ON documents (center_id, received_on)`,
  `CREATE INDEX documents_by_expiry ON documents (expires_on) WHERE expires_on IS NOT NULL`,
  ...kept('documents'),
  // The bytes stand apart so that lists of documents never read them. Sealed; only a change of key rewrites them.
  `CREATE TABLE document_contents (
    document_id INTEGER PRIMARY KEY REFERENCES documents,
    sealed BLOB NOT NULL
  ) STRICT`,
  notDeleted('document_contents'),

  `CREATE VIRTUAL TABLE center_names USING fts5(name, local_name, other_names, organization, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')`,
  // What may be shown of a place, apart from the names: a match here counts only while shown_until is not past.
  `CREATE VIRTUAL TABLE center_shown USING fts5(region, city, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')`,
  `INSERT INTO center_names (center_names, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO center_shown (center_shown, rank) VALUES ('secure-delete', 1)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
