import { sql, type Kysely } from 'kysely'

/** No confirmed authorization of the center allows as much and still runs. */
const notAuthorized = `NOT EXISTS (SELECT 1 FROM location_authorizations AS allowed WHERE allowed.center_id = NEW.center_id AND allowed.answer = 'confirmed'
  AND allowed.secrecy IN (NEW.secrecy, 'open') AND allowed.until_on >= (SELECT day FROM register_day))`

/** Where a center is, all of it sealed. One module reads these tables (CONF-02); no index, no hash of a place (CRY-05). */
const statements = [
  `CREATE TABLE locations (
    center_id INTEGER PRIMARY KEY REFERENCES centers,
    secrecy TEXT NOT NULL DEFAULT 'hidden' CONSTRAINT secrecy_is_known CHECK (secrecy IN ('open', 'city', 'hidden')),
    sealed TEXT CONSTRAINT place_is_sealed CHECK (sealed LIKE 'v1.%'),
    mailing_address TEXT,
    version INTEGER NOT NULL DEFAULT 1
  ) STRICT`,
  `CREATE TRIGGER locations_are_not_deleted BEFORE DELETE ON locations BEGIN SELECT RAISE(ABORT, 'locations_are_not_deleted'); END`,
  `CREATE TABLE private_phones (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts,
    sealed TEXT NOT NULL CONSTRAINT phone_is_sealed CHECK (sealed LIKE 'v1.%')
  ) STRICT`,
  // Lowering the secrecy needs the center's written authorization and a second person (CONF-01).
  `CREATE TABLE location_authorizations (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    secrecy TEXT NOT NULL CONSTRAINT authorized_secrecy_is_lower CHECK (secrecy IN ('open', 'city')),
    signed_by TEXT NOT NULL CONSTRAINT somebody_signed CHECK (length(signed_by) BETWEEN 1 AND 200),
    signed_on TEXT NOT NULL CONSTRAINT signed_on_is_a_day CHECK (signed_on IS date(signed_on)),
    until_on TEXT NOT NULL CONSTRAINT authorization_ends_on_a_day CHECK (until_on IS date(until_on)),
    document_id INTEGER NOT NULL REFERENCES documents,
    asked_by INTEGER NOT NULL REFERENCES people,
    asked_at TEXT NOT NULL,
    answered_by INTEGER REFERENCES people,
    answered_at TEXT,
    answer TEXT CONSTRAINT answer_is_known CHECK (answer IN ('confirmed', 'declined', 'withdrawn')),
    CONSTRAINT another_person_confirms CHECK (answer IS NOT 'confirmed' OR answered_by <> asked_by),
    CONSTRAINT it_lasts CHECK (until_on >= signed_on)
  ) STRICT`,
  `CREATE INDEX location_authorizations_by_center ON location_authorizations (center_id)`,
  `CREATE TRIGGER location_authorizations_are_not_deleted BEFORE DELETE ON location_authorizations
    BEGIN SELECT RAISE(ABORT, 'location_authorizations_are_not_deleted'); END`,
  `CREATE TRIGGER location_authorizations_are_answered_once BEFORE UPDATE ON location_authorizations WHEN OLD.answer IS NOT NULL
      OR NEW.center_id <> OLD.center_id OR NEW.secrecy <> OLD.secrecy OR NEW.until_on <> OLD.until_on OR NEW.document_id <> OLD.document_id OR NEW.asked_by <> OLD.asked_by
    BEGIN SELECT RAISE(ABORT, 'location_authorizations_are_answered_once'); END`,
  `CREATE TRIGGER places_begin_authorized BEFORE INSERT ON locations WHEN NEW.secrecy <> 'hidden' AND ${notAuthorized}
    BEGIN SELECT RAISE(ABORT, 'places_begin_authorized'); END`,
  `CREATE TRIGGER places_are_shown_authorized BEFORE UPDATE OF secrecy, center_id ON locations
    WHEN NEW.secrecy <> 'hidden' AND (NEW.secrecy <> OLD.secrecy OR NEW.center_id <> OLD.center_id) AND ${notAuthorized}
    BEGIN SELECT RAISE(ABORT, 'places_are_shown_authorized'); END`,
  // Files waiting to be imported may hold places, in their names too: sealed, nameless, and gone after a day (CONF-06).
  // AUTOINCREMENT: the number of a file that is gone is no other file's, since its events stay.
  `CREATE TABLE import_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people,
    sealed BLOB NOT NULL,
    mapping TEXT NOT NULL CONSTRAINT mapping_is_json CHECK (json_valid(mapping)),
    added_at TEXT NOT NULL,
    taken_at TEXT,
    result TEXT CONSTRAINT import_result_is_json CHECK (json_valid(result))
  ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
