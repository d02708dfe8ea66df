import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when: string): string => `CREATE TRIGGER ${name} BEFORE ${before} WHEN ${when} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const today = '(SELECT day FROM register_day)'

/** As in 0034. */
const proposal = (allocation: string): string => `(SELECT max(m.id) FROM allocation_moves m WHERE m.allocation_id = ${allocation} AND m.move = 'proposed')`
const approvers = (allocation: string): string => `FROM approvals p WHERE p.allocation_id = ${allocation} AND p.proposal_id = ${proposal(allocation)}`
const counted = `(SELECT NEW.amount_minor AS minor, NEW.currency AS currency, ${today} AS on_day UNION ALL
        SELECT a.amount_minor, a.currency, m.on_day FROM allocations a CROSS JOIN allocation_moves m ON m.allocation_id = a.id AND m.move = 'approved' AND m.on_day >= date(${today}, '-30 days')
        WHERE a.center_id = NEW.center_id AND a.state IN ('approved', 'closed') AND a.id <> NEW.id)`
const setting = (name: string): string => `(SELECT value FROM settings WHERE name = '${name}')`
/** Of exchange rates `r`, those that count for an allocation: not what its approver entered since it was proposed, which nobody else has acted on. */
const counts = `(r.entered_by NOT IN (SELECT p.approved_by ${approvers('NEW.id')}) OR r.entered_at <= (SELECT m.at FROM allocation_moves m WHERE m.id = ${proposal('NEW.id')}))`
/** A whole number as it is written: what is read as one and written again comes out the same. GLOB would stop at a NUL. */
const isNoAmount = (value: string): string => `(CAST(CAST(${value} AS INTEGER) AS TEXT) <> ${value} OR CAST(${value} AS INTEGER) NOT BETWEEN 0 AND 1000000000000)`

/** The threshold stands, whoever writes, and what counts towards it is counted; no rate that an approver alone has seen brings an amount under it (M3). */
const statements = [
  refuse('the_threshold_is_an_amount_on_insert', 'INSERT ON settings', `NEW.name = 'threshold_minor' AND ${isNoAmount('NEW.value')}`),
  refuse('the_threshold_stays_an_amount', 'UPDATE ON settings', `'threshold_minor' IN (OLD.name, NEW.name) AND (NEW.name <> OLD.name OR ${isNoAmount('NEW.value')})`),
  refuse('the_threshold_is_not_deleted', 'DELETE ON settings', `OLD.name = 'threshold_minor'`),
  // The 30 days are counted by these moves.
  refuse(
    'an_allocation_is_approved_by_a_move',
    'UPDATE OF state ON allocations',
    `NEW.state = 'approved' AND OLD.state <> 'approved'
      AND NOT EXISTS (SELECT 1 FROM allocation_moves m WHERE m.allocation_id = NEW.id AND m.move = 'approved' AND m.id > ${proposal('NEW.id')})`,
  ),
  // As 0034 had it, and for a register that has no threshold two people approve everything.
  'DROP TRIGGER two_people_approve_above_the_threshold',
  refuse(
    'two_people_approve_above_the_threshold',
    'UPDATE OF state ON allocations',
    `NEW.state = 'approved' AND OLD.state <> 'approved' AND (SELECT count(DISTINCT p.approved_by) ${approvers('NEW.id')}) = 1 AND (
      (SELECT sum(x.minor) FROM ${counted} x WHERE x.currency = ${setting('currency')}) > coalesce(CAST(${setting('threshold_minor')} AS INTEGER), -1)
      OR EXISTS (SELECT 1 FROM ${counted} x WHERE x.currency IS NOT ${setting('currency')}
        AND NOT EXISTS (SELECT 1 FROM exchange_rates r WHERE r.currency = x.currency AND r.on_day BETWEEN date(x.on_day, '-7 days') AND x.on_day AND ${counts})))`,
  ),

  // M2, only on their way in: an opening balance is what a fund had, and nothing else may be back-dated by its name.
  refuse(
    'an_opening_balance_comes_first',
    'INSERT ON fund_entries',
    `NEW.opening = 1 AND (NEW.kind <> 'receipt' OR NEW.reverses_id IS NOT NULL
      OR EXISTS (SELECT 1 FROM fund_entries e WHERE e.fund_id = NEW.fund_id AND e.opening = 0 AND e.reverses_id IS NULL))`,
  ),
  // S3
  refuse('what_becomes_of_goods_is_dated_today', 'INSERT ON delivery_events', `NEW.kind <> 'sent' AND NEW.on_day IS NOT ${today}`),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
