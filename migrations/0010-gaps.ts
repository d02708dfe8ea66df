import { sql, type Kysely } from 'kysely'

/** A trigger that refuses what the condition names, and says its own name. */
const refuse = (name: string, before: string, when?: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${before}${when === undefined ? '' : ` WHEN ${when}`} BEGIN SELECT RAISE(ABORT, '${name}'); END`
const changed = (...columns: string[]): string => columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ')

// A CHECK lets NULL through: an answer that nobody gave counted as another person's.
const givenByNobody = 'NEW.answer IS NULL OR NEW.answered_by IS NULL OR NEW.answered_at IS NULL'
// What the arithmetic of rates can read: one point at most, and up to 18 digits on either side of it.
const noDecimal = `NEW.rate GLOB '*.*.*' OR instr(NEW.rate || '.', '.') NOT BETWEEN 2 AND 19
      OR (instr(NEW.rate, '.') > 0 AND length(NEW.rate) - instr(NEW.rate, '.') NOT BETWEEN 1 AND 18)`
const unpaid = (
  allocation: string,
): string => `(SELECT a.amount_minor - coalesce(sum(CASE e.kind WHEN 'sent' THEN e.amount_minor WHEN 'returned' THEN -e.amount_minor ELSE 0 END), 0)
      FROM allocations a LEFT JOIN payments p ON p.allocation_id = a.id LEFT JOIN payment_events e ON e.payment_id = p.id WHERE a.id = ${allocation})`
const today = '(SELECT day FROM register_day)'

/** What the migrations before left open: rows that plain SQL could still write, and two questions that read a whole table. */
const statements = [
  // What is shown of a place is what its center allows, for as long as it allows it (CONF-01); so a center begins with nothing shown.
  refuse('a_new_center_shows_nothing', 'INSERT ON centers', 'NEW.shown_region IS NOT NULL OR NEW.shown_city IS NOT NULL OR NEW.shown_until IS NOT NULL'),
  refuse(
    'what_is_shown_is_authorized',
    'UPDATE OF shown_region, shown_city, shown_until ON centers',
    `NEW.shown_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM locations l JOIN location_authorizations a ON a.center_id = l.center_id
      WHERE l.center_id = NEW.id AND l.secrecy <> 'hidden' AND a.answer = 'confirmed' AND a.secrecy IN (l.secrecy, 'open')
        AND a.until_on >= NEW.shown_until AND NEW.shown_until >= ${today})`,
  ),
  refuse(
    'a_hidden_place_shows_nothing',
    'UPDATE OF secrecy ON locations',
    `NEW.secrecy = 'hidden' AND EXISTS (SELECT 1 FROM centers WHERE id = NEW.center_id AND shown_until IS NOT NULL)`,
  ),

  // Whoever asks does not answer, and somebody does.
  refuse('location_authorizations_begin_unanswered', 'INSERT ON location_authorizations', 'NEW.answer IS NOT NULL'),
  refuse('a_location_authorization_is_only_answered', 'UPDATE ON location_authorizations', `${givenByNobody} OR ${changed('id', 'signed_by', 'signed_on', 'asked_at')}`),
  refuse(
    'an_authorization_has_a_paper_of_its_center',
    'INSERT ON location_authorizations',
    'NEW.center_id IS NOT (SELECT center_id FROM documents WHERE id = NEW.document_id)',
  ),
  refuse('opening_approvals_begin_unanswered', 'INSERT ON opening_approvals', 'NEW.answer IS NOT NULL OR NEW.decision_id IS NOT NULL'),
  refuse(
    'an_opening_approval_is_answered_by_somebody',
    'UPDATE ON opening_approvals',
    `${givenByNobody} OR (NEW.answer = 'taken over') <> (NEW.decision_id IS NOT NULL)`,
  ),
  refuse('a_renewal_is_answered_by_somebody', 'UPDATE ON evidence_renewals', givenByNobody),

  // V1, V4, V6
  refuse(
    'published_checklist_items_take_in_no_other',
    'UPDATE OF checklist_id ON checklist_items',
    '(SELECT published_at FROM checklists WHERE id = NEW.checklist_id) IS NOT NULL',
  ),
  refuse('reviews_begin_open', 'INSERT ON reviews', `NEW.state <> 'open'`),
  refuse('a_change_of_lead_names_who_leads', 'INSERT ON review_moves', `NEW.move IN ('opened', 'handed over') AND NEW.lead_id IS NULL`),
  refuse('a_population_stays_what_it_is', 'UPDATE OF code, minors ON populations', changed('code', 'minors')),

  // M1, M2, M3, M7, M9, M11
  refuse(
    'a_reversal_turns_its_entry',
    'INSERT ON fund_entries',
    `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_entries WHERE id = NEW.reverses_id AND reverses_id IS NULL
      AND fund_id = NEW.fund_id AND kind = NEW.kind AND other_fund_id IS NEW.other_fund_id AND amount_minor = -NEW.amount_minor)`,
  ),
  refuse(
    'no_more_is_given_back_than_is_unpaid',
    'INSERT ON allocation_moves',
    `NEW.gave_back_minor > 0 AND (NEW.move <> 'closed'
      OR NEW.gave_back_minor + (SELECT coalesce(sum(gave_back_minor), 0) FROM allocation_moves WHERE allocation_id = NEW.allocation_id) > ${unpaid('NEW.allocation_id')})`,
  ),
  refuse(
    'a_closed_allocation_gave_back_what_was_unpaid',
    'UPDATE OF state ON allocations',
    `NEW.state = 'closed' AND OLD.state <> 'closed'
      AND (SELECT coalesce(sum(gave_back_minor), 0) FROM allocation_moves WHERE allocation_id = NEW.id) > ${unpaid('NEW.id')}`,
  ),
  refuse(
    'a_paid_allocation_is_not_cancelled',
    'UPDATE OF state ON allocations',
    `NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM payments p JOIN payment_events e ON e.payment_id = p.id AND e.kind = 'sent' WHERE p.allocation_id = NEW.id)`,
  ),
  refuse('approvals_are_dated_today', 'INSERT ON approvals', `NEW.on_day IS NOT ${today}`),
  refuse(
    'an_allocation_covers_its_centers_needs_on_update',
    'UPDATE ON allocation_needs',
    '(SELECT center_id FROM needs WHERE id = NEW.need_id) IS NOT (SELECT center_id FROM allocations WHERE id = NEW.allocation_id)',
  ),
  refuse('a_rate_is_one_decimal', 'INSERT ON exchange_rates', noDecimal),
  refuse('a_payments_rate_is_one_decimal', 'INSERT ON payments', `NEW.rate GLOB '*[^0-9.]*' OR NEW.rate NOT GLOB '*[1-9]*' OR ${noDecimal}`),
  refuse('form_tokens_are_not_changed', 'UPDATE ON form_tokens'),
  refuse('form_tokens_are_not_deleted', 'DELETE ON form_tokens'),

  // S2, S3
  refuse('a_need_keeps_when_it_was_recorded', 'UPDATE OF recorded_by, recorded_on, recorded_at ON needs', changed('recorded_by', 'recorded_on', 'recorded_at')),
  refuse('need_withdrawals_are_dated_today', 'INSERT ON need_withdrawals', `NEW.withdrawn_on IS NOT ${today}`),
  refuse(
    'a_receipt_is_reversed_where_it_was_given',
    'INSERT ON receipts',
    `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM receipts WHERE id = NEW.reverses_id AND reverses_id IS NULL
      AND delivery_id = NEW.delivery_id AND on_day = NEW.on_day)`,
  ),

  // What somebody wrote down stays as they wrote it, and so do they.
  refuse(
    'a_note_is_only_withdrawn',
    'UPDATE ON notes',
    `OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.withdrawn_by IS NULL OR ifnull(length(NEW.withdrawn_because), 0) = 0
      OR ${changed('id', 'center_id', 'kind', 'on_day', 'with_whom', 'text', 'written_by', 'written_at')}`,
  ),
  refuse('people_are_not_deleted', 'DELETE ON people'),

  // A document's page asks what it stands for.
  `CREATE INDEX decisions_by_document ON decisions (document_id) WHERE document_id IS NOT NULL`,
  `CREATE INDEX receipts_by_document ON receipts (document_id) WHERE document_id IS NOT NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
