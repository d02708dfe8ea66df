import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`

// 0030 asked of what leaves that its approval has any condition. Which conditions it needs is asked where its review ends, so it has to have ended.
const incomplete = `((d.outcome = 'approve with conditions' AND NOT EXISTS (SELECT 1 FROM conditions c WHERE c.decision_id = d.id))
      OR EXISTS (SELECT 1 FROM reviews r WHERE r.id = d.review_id AND r.state <> 'decided'))`

/** What leaves rests on a review that is over (V5), what is taken over on its paper (M2), and a rate that nothing bears out on somebody's word (M11). */
const statements = [
  'DROP TRIGGER money_waits_for_the_conditions_of_an_approval',
  refuse(
    'money_waits_for_a_complete_approval',
    'INSERT ON payment_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM payments p JOIN allocations a ON a.id = p.allocation_id JOIN centers_in_good_standing s ON s.center_id = a.center_id
      JOIN decisions d ON d.id = s.decision_id WHERE p.id = NEW.payment_id AND ${incomplete})`,
  ),
  'DROP TRIGGER goods_wait_for_the_conditions_of_an_approval',
  refuse(
    'goods_wait_for_a_complete_approval',
    'INSERT ON delivery_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM deliveries v JOIN centers_in_good_standing s ON s.center_id = v.center_id JOIN decisions d ON d.id = s.decision_id
      WHERE v.id = NEW.delivery_id AND ${incomplete})`,
  ),
  // Else what was found could be changed after the decision that rests on it.
  refuse(
    'a_review_with_a_decision_is_not_sent_back',
    'UPDATE OF state ON reviews',
    `NEW.state = 'open' AND EXISTS (SELECT 1 FROM decisions d WHERE d.review_id = OLD.id)`,
  ),

  // Only on its way in: an older register may hold such balances, and they stay as they came.
  refuse('an_opening_balance_has_its_document', 'INSERT ON fund_entries', 'NEW.opening = 1 AND NEW.document_id IS NULL'),

  `ALTER TABLE payments ADD COLUMN rate_is_right INTEGER NOT NULL DEFAULT 0 CONSTRAINT rate_is_right_is_yes_or_no CHECK (rate_is_right IN (0, 1))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
