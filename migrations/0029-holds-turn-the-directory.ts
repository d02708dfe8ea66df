import { sql, type Kysely } from 'kysely'

const turned = (trigger: string, on: string, center: string): string =>
  `CREATE TRIGGER ${trigger} AFTER ${on} BEGIN
    INSERT INTO directory_turns (center_id, turn) VALUES (${center}, (SELECT coalesce(max(turn), 0) + 1 FROM directory_turns))
      ON CONFLICT (center_id) DO UPDATE SET turn = excluded.turn;
  END`

/**
 * The directory says which centers are on hold. What holds them may change while their standing stays: evidence is renewed, one of two
 * conditions is met, a new approval follows the last. Each of these turns the center (0011), so that it is read again.
 */
const statements = [
  turned('evidence_spans_turn_when_added', 'INSERT ON evidence_spans', 'NEW.center_id'),
  turned('evidence_spans_turn_when_changed', 'UPDATE ON evidence_spans', 'NEW.center_id'),
  turned('decisions_turn_when_added', 'INSERT ON decisions', 'NEW.center_id'),
  turned('conditions_turn_when_added', 'INSERT ON conditions', '(SELECT center_id FROM decisions WHERE id = NEW.decision_id)'),
  turned(
    'conditions_turn_when_met',
    'INSERT ON condition_meetings',
    '(SELECT d.center_id FROM conditions c JOIN decisions d ON d.id = c.decision_id WHERE c.id = NEW.condition_id)',
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
