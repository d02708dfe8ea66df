import { sql, type Kysely } from 'kysely'

const turned = (trigger: string, on: string, centers: string): string =>
  `CREATE TRIGGER ${trigger} AFTER ${on} BEGIN
    INSERT INTO directory_turns (center_id, turn)
      SELECT id, (SELECT coalesce(max(turn), 0) + 1 FROM directory_turns) FROM centers WHERE ${centers}
      ON CONFLICT (center_id) DO UPDATE SET turn = excluded.turn;
  END`

const shownOfCenter = 'name, local_name, other_names, organization_id, country, lead_id, shown_region, shown_city, shown_until'

/**
 * Which centers the directory must read again: each one's last turn, and every turn is higher than all before it.
 * A center's row is replaced, so there are never more of them than centers.
 */
const statements = [
  `CREATE TABLE directory_turns (
    center_id INTEGER PRIMARY KEY REFERENCES centers,
    turn INTEGER NOT NULL CONSTRAINT turn_is_positive CHECK (turn > 0)
  ) STRICT`,
  `CREATE INDEX directory_turns_by_turn ON directory_turns (turn, center_id)`,
  turned('center_is_added_to_the_directory', 'INSERT ON centers', 'id = NEW.id'),
  turned('center_turns_in_the_directory', `UPDATE OF ${shownOfCenter} ON centers`, 'id = NEW.id'),
  turned('organization_turns_in_the_directory', 'UPDATE ON organizations', 'organization_id = NEW.id'),
  ...['center_services', 'center_populations', 'standing_spans'].flatMap((table) => [
    turned(`${table}_turn_when_added`, `INSERT ON ${table}`, 'id = NEW.center_id'),
    turned(`${table}_turn_when_changed`, `UPDATE ON ${table}`, 'id IN (OLD.center_id, NEW.center_id)'),
    turned(`${table}_turn_when_deleted`, `DELETE ON ${table}`, 'id = OLD.center_id'),
  ]),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
