import { sql, type Kysely } from 'kysely'

const searched = 'legal_name, local_name, other_names, registration_number'
const of = (row: string): string =>
  searched
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

/** Organizations are found as centers are: by the beginnings of words, whatever their accents (0024). Triggers keep it, whoever writes an organization. */
const statements = [
  `CREATE VIRTUAL TABLE organization_names USING fts5(${searched}, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3')`,
  `INSERT INTO organization_names (organization_names, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO organization_names (rowid, ${searched}) SELECT id, ${searched} FROM organizations ORDER BY id`,
  `CREATE TRIGGER an_organization_is_found AFTER INSERT ON organizations BEGIN
    INSERT INTO organization_names (rowid, ${searched}) VALUES (NEW.id, ${of('NEW')});
  END`,
  `CREATE TRIGGER an_organization_is_found_by_its_new_names AFTER UPDATE OF ${searched} ON organizations BEGIN
    DELETE FROM organization_names WHERE rowid = OLD.id;
    INSERT INTO organization_names (rowid, ${searched}) VALUES (NEW.id, ${of('NEW')});
  END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
