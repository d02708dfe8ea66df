import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, when: string): string => `CREATE TRIGGER ${name} BEFORE INSERT ON payment_events WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`

const isReversed = (event: string): string => `EXISTS (SELECT 1 FROM payment_events r WHERE r.reverses_id = ${event}.id)`

// An arrival is said in the currency that is paid and a return in the allocation's, so one is measured by the other at the payment's own rate.
const leftOfIt = `p.amount_minor - (SELECT coalesce(sum(b.amount_minor), 0) FROM payment_events b
        WHERE b.payment_id = p.id AND b.kind = 'returned' AND b.on_day <= NEW.on_day AND b.reverses_id IS NULL AND NOT ${isReversed('b')})`

/**
 * M9: what was said wrongly of a payment's arrival or return is turned by another row of the same kind, with the amount's sign turned,
 * so that every sum over what arrived or came back counts it. And no more arrives than was paid out.
 */
const statements = [
  `ALTER TABLE payment_events ADD COLUMN reverses_id INTEGER REFERENCES payment_events`,
  `CREATE UNIQUE INDEX a_payment_event_is_reversed_once ON payment_events (reverses_id) WHERE reverses_id IS NOT NULL`,
  `ALTER TABLE payment_events DROP CONSTRAINT payment_event_is_an_amount`,
  `ALTER TABLE payment_events ADD CONSTRAINT payment_event_is_an_amount CHECK (amount_minor >= 0 OR reverses_id IS NOT NULL)`,
  `ALTER TABLE payment_events ADD CONSTRAINT taking_back_has_a_reason CHECK (reverses_id IS NULL OR ifnull(length(note), 0) > 0)`,
  refuse(
    'a_reversal_turns_its_event',
    `NEW.reverses_id IS NOT NULL AND (NEW.on_day IS NOT (SELECT day FROM register_day) OR NOT EXISTS (SELECT 1 FROM payment_events WHERE id = NEW.reverses_id
      AND reverses_id IS NULL AND payment_id = NEW.payment_id AND kind = NEW.kind AND kind IN ('received', 'returned') AND amount_minor = -NEW.amount_minor))`,
  ),
  // Once, unless it was reversed: no index can say that.
  `DROP INDEX a_payment_arrives_once`,
  refuse(
    'a_payment_arrives_once',
    `NEW.kind = 'received' AND NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM payment_events e
      WHERE e.payment_id = NEW.payment_id AND e.kind = 'received' AND e.reverses_id IS NULL AND NOT ${isReversed('e')})`,
  ),
  // A whole minor unit is let through for what the rounding of a converted amount gives; in one currency it makes no difference.
  refuse(
    'no_more_arrives_than_was_paid_out',
    `NEW.kind = 'received' AND NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM payments p
      WHERE p.id = NEW.payment_id AND (NEW.amount_minor - 1) * p.amount_minor >= p.paid_minor * (${leftOfIt}))`,
  ),
  // M5: what is found not to have come back was paid, and what its allocation gave back was not.
  `DROP TRIGGER payments_stay_within_their_allocation`,
  refuse(
    'payments_stay_within_their_allocation',
    `(NEW.kind = 'sent' OR (NEW.kind = 'returned' AND NEW.reverses_id IS NOT NULL)) AND abs(NEW.amount_minor) + (
      SELECT coalesce(sum(CASE e.kind WHEN 'sent' THEN e.amount_minor WHEN 'returned' THEN -e.amount_minor ELSE 0 END), 0)
      FROM payments p JOIN payments other ON other.allocation_id = p.allocation_id JOIN payment_events e ON e.payment_id = other.id WHERE p.id = NEW.payment_id)
      + iif(NEW.kind = 'sent', 0, (SELECT coalesce(sum(m.gave_back_minor), 0) FROM payments p JOIN allocation_moves m ON m.allocation_id = p.allocation_id WHERE p.id = NEW.payment_id))
      > (SELECT a.amount_minor FROM payments p JOIN allocations a ON a.id = p.allocation_id WHERE p.id = NEW.payment_id)`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
