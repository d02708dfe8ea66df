import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const changed = (...columns: string[]): string => columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')

const answered = 'NEW.answer IS NOT NULL AND NEW.answered_by IS NOT NULL AND NEW.answered_at IS NOT NULL AND NEW.overtaken_on IS OLD.overtaken_on'
const overtaken = 'NEW.answer IS NULL AND NEW.answered_by IS NULL AND NEW.answered_at IS NULL AND OLD.overtaken_on IS NULL AND NEW.overtaken_on IS NOT NULL'

/** The first day, of what the log says, on which something that the authorization lets be seen changed after it was asked for; or the place was hidden. */
const overtakenBefore = `(SELECT min(substr(e.at, 1, 10)) FROM events e WHERE e.subject_kind = 'place' AND e.subject_id = location_authorizations.center_id
  AND e.seq > (SELECT asked.seq FROM events asked WHERE asked.action = 'place-authorization.asked' AND asked.subject_kind = 'place authorization' AND asked.subject_id = location_authorizations.id)
  AND (e.action = 'place.saved' AND EXISTS (SELECT 1 FROM json_each(e.details, '$.fields') AS field
      WHERE field.value IN ('region', 'city') OR (location_authorizations.secrecy = 'open' AND field.value IN ('street', 'postalCode')))
    OR e.action = 'secrecy.raised' AND (json_extract(e.details, '$.after') = 'hidden' OR location_authorizations.secrecy = 'open')))`

/**
 * CONF-01: a center's written word is about an address. One that waits is overtaken once that changes, and then nobody confirms
 * it; hiding a place withdraws what waits; and what is shown changes only by being hidden and asked for anew. No hash of a place
 * is kept to know it by (CRY-05): whoever saves the change says so on the row.
 */
const statements = [
  `ALTER TABLE location_authorizations ADD COLUMN overtaken_on TEXT CONSTRAINT location_authorizations_overtaken_on_is_a_day CHECK (overtaken_on IS date(overtaken_on))`,
  `DROP TRIGGER a_location_authorization_is_only_answered`,
  `UPDATE location_authorizations SET overtaken_on = ${overtakenBefore} WHERE answer IS NULL`,
  refuse(
    'a_location_authorization_is_only_answered',
    'UPDATE ON location_authorizations',
    `NOT (${answered}) AND NOT (${overtaken}) OR ${changed('id', 'signed_by', 'signed_on', 'asked_at')}`,
  ),
  refuse('an_overtaken_authorization_is_not_confirmed', 'UPDATE ON location_authorizations', `NEW.answer = 'confirmed' AND NEW.overtaken_on IS NOT NULL`),
  refuse(
    'hiding_a_place_withdraws_what_waits',
    'UPDATE OF secrecy ON locations',
    `NEW.secrecy IS NOT OLD.secrecy AND EXISTS (SELECT 1 FROM location_authorizations waiting WHERE waiting.center_id = NEW.center_id AND waiting.answer IS NULL
      AND (NEW.secrecy = 'hidden' OR NEW.secrecy = 'city' AND OLD.secrecy = 'open' AND waiting.secrecy = 'open'))`,
  ),
  refuse(
    'what_is_shown_is_hidden_to_be_changed',
    'UPDATE OF shown_region, shown_city, shown_until ON centers',
    `OLD.shown_until IS NOT NULL AND NEW.shown_until IS NOT NULL AND (${changed('shown_region', 'shown_city')})`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
