import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const withoutAny = `d.outcome = 'approve with conditions' AND NOT EXISTS (SELECT 1 FROM conditions c WHERE c.decision_id = d.id)`

/**
 * V5: an approval with conditions has them. They are written after their decision, so it is asked where the review ends, and
 * once more where money and goods leave: plain SQL may write a decision and never end its review.
 */
const statements = [
  refuse(
    'an_approval_with_conditions_has_them',
    'UPDATE OF state ON reviews',
    `NEW.state = 'decided' AND EXISTS (SELECT 1 FROM decisions d WHERE d.review_id = OLD.id AND d.outcome = 'approve with conditions' AND (${withoutAny}
      OR EXISTS (SELECT 1 FROM review_items x WHERE x.review_id = OLD.id AND x.importance = 'required' AND x.result IS NOT 'met'
        AND NOT (x.result IS 'not applicable' AND x.not_applicable_allowed = 1)
        AND NOT EXISTS (SELECT 1 FROM conditions c WHERE c.decision_id = d.id AND c.item_id = x.item_id))))`,
  ),
  refuse(
    'money_waits_for_the_conditions_of_an_approval',
    'INSERT ON payment_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM payments p JOIN allocations a ON a.id = p.allocation_id JOIN centers_in_good_standing s ON s.center_id = a.center_id
      JOIN decisions d ON d.id = s.decision_id WHERE p.id = NEW.payment_id AND ${withoutAny})`,
  ),
  refuse(
    'goods_wait_for_the_conditions_of_an_approval',
    'INSERT ON delivery_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM deliveries v JOIN centers_in_good_standing s ON s.center_id = v.center_id JOIN decisions d ON d.id = s.decision_id
      WHERE v.id = NEW.delivery_id AND ${withoutAny})`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
