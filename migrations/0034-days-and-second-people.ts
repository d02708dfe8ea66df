import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const today = '(SELECT day FROM register_day)'

/** The move by which an allocation was last proposed: what was approved before it is approved anew. */
const proposal = (allocation: string): string => `(SELECT max(m.id) FROM allocation_moves m WHERE m.allocation_id = ${allocation} AND m.move = 'proposed')`
/** Who approved what was last proposed. */
const approvers = (allocation: string): string => `FROM approvals p WHERE p.allocation_id = ${allocation} AND p.proposal_id = ${proposal(allocation)}`
/**
 * What counts towards the threshold for an allocation that is about to be approved: itself, and its center's others of the 30 days. The
 * CROSS JOIN has SQLite begin with the center's: it would read every center's approvals of those days.
 */
const counted = `(SELECT NEW.amount_minor AS minor, NEW.currency AS currency, ${today} AS on_day UNION ALL
        SELECT a.amount_minor, a.currency, m.on_day FROM allocations a CROSS JOIN allocation_moves m ON m.allocation_id = a.id AND m.move = 'approved' AND m.on_day >= date(${today}, '-30 days')
        WHERE a.center_id = NEW.center_id AND a.state IN ('approved', 'closed') AND a.id <> NEW.id)`
const setting = (name: string): string => `(SELECT value FROM settings WHERE name = '${name}')`
const isNotAmong = (codes: string, code: string): string => `json_array_length(${codes}) > 0 AND NOT EXISTS (SELECT 1 FROM json_each(${codes}) WHERE value = ${code})`
/** M2, but for the amount: of a fund `f`, an allocation and its center `c`. */
const isNotForIt = (allocation: string): string => `(${today} < f.starts_on OR ${today} > f.ends_on
        OR (${isNotAmong('f.purposes', `${allocation}.purpose_code`)}) OR (${isNotAmong('f.countries', 'c.country')}))`

/** Days on which nothing can have been, and money that moves on fewer people's word, or another word, than its rules ask for. */
const statements = [
  // Nothing but an opening balance is back-dated, and nothing is dated ahead. Only on their way in, here and below: an older register keeps its rows as they came.
  refuse('an_entry_counts_from_its_recording', 'INSERT ON fund_entries', 'NEW.on_day > NEW.recorded_on OR (NEW.opening = 0 AND NEW.on_day < NEW.recorded_on)'),
  // M11
  refuse('a_rate_is_not_dated_ahead', 'INSERT ON exchange_rates', `NEW.on_day > ${today}`),
  refuse('a_payments_rate_is_not_dated_ahead', 'INSERT ON payments', `NEW.rate_on > ${today}`),
  // A reversal stands on the day of what it reverses, and 0010 and 0026 see to that.
  refuse(
    'goods_arrive_after_they_left',
    'INSERT ON receipts',
    `NEW.reverses_id IS NULL AND (NEW.on_day > ${today}
      OR NEW.on_day < (SELECT e.on_day FROM delivery_events e WHERE e.delivery_id = NEW.delivery_id AND e.kind = 'sent'))`,
  ),
  refuse(
    'a_payment_arrives_after_it_left',
    'INSERT ON payment_events',
    `NEW.kind = 'received' AND NEW.reverses_id IS NULL AND (NEW.on_day > NEW.recorded_on
      OR NEW.on_day < (SELECT e.on_day FROM payment_events e WHERE e.payment_id = NEW.payment_id AND e.kind = 'sent'))`,
  ),
  refuse('what_comes_back_is_dated_today', 'INSERT ON payment_events', `NEW.kind IN ('returned', 'void') AND NEW.reverses_id IS NULL AND NEW.on_day <> NEW.recorded_on`),
  refuse('something_arrives_or_comes_back', 'INSERT ON payment_events', `NEW.kind IN ('received', 'returned') AND NEW.amount_minor = 0`),
  refuse(
    'a_condition_is_met_while_its_approval_counts',
    'INSERT ON condition_meetings',
    'NEW.met_on < (SELECT d.effective_on FROM conditions c JOIN decisions d ON d.id = c.decision_id WHERE c.id = NEW.condition_id)',
  ),
  // V8
  refuse('a_suspension_counts_at_once', 'INSERT ON decisions', `NEW.outcome = 'suspend' AND NEW.effective_on <> NEW.decided_on`),
  refuse(
    'a_review_is_decided_by_a_decision',
    'UPDATE OF state ON reviews',
    `NEW.state = 'decided' AND OLD.state = 'submitted'
      AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.review_id = OLD.id AND d.outcome IN ('approve', 'approve with conditions', 'decline'))`,
  ),

  // M2
  refuse(
    'an_allocation_is_what_its_fund_is_for',
    'UPDATE OF state ON allocations',
    `NEW.state = 'approved' AND OLD.state <> 'approved'
      AND EXISTS (SELECT 1 FROM funds f JOIN centers c ON c.id = NEW.center_id WHERE f.id = NEW.fund_id AND ${isNotForIt('NEW')})`,
  ),
  refuse(
    'a_payment_is_what_its_fund_is_for',
    'INSERT ON payment_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM payments p JOIN allocations a ON a.id = p.allocation_id JOIN funds f ON f.id = a.fund_id JOIN centers c ON c.id = a.center_id
      WHERE p.id = NEW.payment_id AND ${isNotForIt('a')})`,
  ),

  // M3: its hash names what was approved, and SQL makes no hash; so an approval names the proposal too, whose terms stay as they are until it is returned.
  `ALTER TABLE approvals ADD COLUMN proposal_id INTEGER REFERENCES allocation_moves`,
  `DROP TRIGGER approvals_are_not_changed`,
  `UPDATE approvals SET proposal_id = (SELECT max(m.id) FROM allocation_moves m WHERE m.allocation_id = approvals.allocation_id AND m.move = 'proposed' AND m.at <= approvals.at)`,
  `CREATE TRIGGER approvals_are_not_changed BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals_are_not_changed'); END`,
  // Before an insert SQLite gives a key that it is yet to choose as -1.
  refuse('approvals_follow_on', 'INSERT ON approvals', 'NEW.id <> -1 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM approvals)'),
  refuse(
    'an_approval_is_of_what_is_proposed',
    'INSERT ON approvals',
    `NEW.proposal_id IS NULL OR NEW.proposal_id IS NOT ${proposal('NEW.allocation_id')}
      OR NOT EXISTS (SELECT 1 FROM allocations a WHERE a.id = NEW.allocation_id AND a.state = 'proposed')`,
  ),
  refuse(
    'an_allocation_is_proposed_anew',
    'UPDATE OF state ON allocations',
    `NEW.state = 'proposed' AND OLD.state <> 'proposed' AND EXISTS (SELECT 1 ${approvers('NEW.id')})`,
  ),
  'DROP TRIGGER approved_allocations_have_an_approval',
  refuse(
    'approved_allocations_have_an_approval',
    'UPDATE OF state ON allocations',
    `NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT EXISTS (SELECT 1 ${approvers('NEW.id')})`,
  ),
  // As far as SQL can say it: what is in the reporting currency comes to more than the threshold by itself, or something has no rate. It converts nothing.
  refuse(
    'two_people_approve_above_the_threshold',
    'UPDATE OF state ON allocations',
    `NEW.state = 'approved' AND OLD.state <> 'approved' AND (SELECT count(DISTINCT p.approved_by) ${approvers('NEW.id')}) = 1 AND (
      (SELECT sum(x.minor) FROM ${counted} x WHERE x.currency = ${setting('currency')}) > CAST(${setting('threshold_minor')} AS INTEGER)
      OR EXISTS (SELECT 1 FROM ${counted} x WHERE x.currency <> ${setting('currency')}
        AND NOT EXISTS (SELECT 1 FROM exchange_rates r WHERE r.currency = x.currency AND r.on_day BETWEEN date(x.on_day, '-7 days') AND x.on_day)))`,
  ),
  // M4, as far as the rows say it: what two people approved lay above the threshold.
  refuse(
    'the_last_of_two_approvers_does_not_release',
    'INSERT ON payment_events',
    `NEW.kind = 'sent' AND EXISTS (SELECT 1 FROM payments y JOIN approvals p ON p.allocation_id = y.allocation_id
      WHERE y.id = NEW.payment_id AND p.approved_by = NEW.by_id AND p.proposal_id = ${proposal('p.allocation_id')}
        AND p.id = (SELECT max(l.id) FROM approvals l WHERE l.allocation_id = p.allocation_id AND l.proposal_id = p.proposal_id)
        AND EXISTS (SELECT 1 FROM approvals o WHERE o.allocation_id = p.allocation_id AND o.proposal_id = p.proposal_id AND o.approved_by <> p.approved_by))`,
  ),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
