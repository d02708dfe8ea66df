import { sql, type Kysely } from 'kysely'

/** A phone as it is written, and its digits in one, as people paste it. */
const phoneOf = (row: string): string => {
  const digits = [' ', '-', '(', ')', '.', '/', '+', '\u00A0', '\u2011'].reduce((text, sign) => `replace(${text}, '${sign}', '')`, `${row}.phone`)
  return `${row}.phone || ' ' || ${digits}`
}

/** Only a front desk's words, and only while it is there: what its center's page shows to everybody who may search (CONF-08). */
const found = (row: string): string => `${row}.kind = 'front desk' AND ${row}.ended_at IS NULL`
const words = (row: string): string => `${row}.id, ${row}.name, ${phoneOf(row)}, ${row}.email`
const searched = 'center_id, name, phone, email, kind, ended_at'

const turned = (trigger: string, on: string): string =>
  `CREATE TRIGGER ${trigger} AFTER ${on} ON contacts BEGIN
    INSERT INTO directory_turns (center_id, turn)
      SELECT id, (SELECT coalesce(max(turn), 0) + 1 FROM directory_turns) FROM centers WHERE id = NEW.center_id
      ON CONFLICT (center_id) DO UPDATE SET turn = excluded.turn;
  END`

/** Triggers keep it, whoever writes a contact; what is found by it is asked anew once its center turns (0011). */
const statements = [
  `CREATE VIRTUAL TABLE contact_words USING fts5(name, phone, email, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3')`,
  `INSERT INTO contact_words (contact_words, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO contact_words (rowid, name, phone, email) SELECT ${words('contacts')} FROM contacts WHERE ${found('contacts')} ORDER BY id`,
  `CREATE TRIGGER a_contact_is_found AFTER INSERT ON contacts WHEN ${found('NEW')} BEGIN
    INSERT INTO contact_words (rowid, name, phone, email) VALUES (${words('NEW')});
  END`,
  `CREATE TRIGGER a_contact_is_found_by_its_new_words AFTER UPDATE OF ${searched} ON contacts BEGIN
    DELETE FROM contact_words WHERE rowid = OLD.id;
    INSERT INTO contact_words (rowid, name, phone, email) SELECT ${words('NEW')} WHERE ${found('NEW')};
  END`,
  turned('contacts_turn_when_added', 'INSERT'),
  turned('contacts_turn_when_changed', `UPDATE OF ${searched}`),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
