import { sql, type Kysely } from 'kysely'

const notChanged = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_changed BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_changed'); END`
const notDeleted = (table: string): string =>
  `CREATE TRIGGER ${table}_are_not_deleted BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table}_are_not_deleted'); END`
// Before an insert SQLite gives a key that it is yet to choose as -1.
const followOn = (
  table: string,
): string => `CREATE TRIGGER ${table}_follow_on BEFORE INSERT ON ${table} WHEN NEW.id <> -1 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM ${table})
    BEGIN SELECT RAISE(ABORT, '${table}_follow_on'); END`
const today = (
  table: string,
  column: string,
): string => `CREATE TRIGGER ${table}_are_dated_today BEFORE INSERT ON ${table} WHEN NEW.${column} IS NOT (SELECT day FROM register_day)
    BEGIN SELECT RAISE(ABORT, '${table}_are_dated_today'); END`

/** Funds, what is needed, and what is set aside for it. A posted row is never changed (M9). */
const statements = [
  `CREATE TABLE funds (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE COLLATE NOCASE CONSTRAINT fund_has_a_code CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CONSTRAINT fund_is_named CHECK (length(name) BETWEEN 1 AND 200),
    giver TEXT NOT NULL CONSTRAINT fund_has_a_giver CHECK (length(giver) BETWEEN 1 AND 200),
    currency TEXT NOT NULL CONSTRAINT fund_currency_is_a_code CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    starts_on TEXT NOT NULL CONSTRAINT starts_on_is_a_day CHECK (starts_on IS date(starts_on)),
    ends_on TEXT CONSTRAINT ends_on_is_a_day CHECK (ends_on IS date(ends_on)),
    purposes TEXT NOT NULL DEFAULT '[]' CONSTRAINT fund_purposes_are_json CHECK (json_valid(purposes)),
    countries TEXT NOT NULL DEFAULT '[]' CONSTRAINT fund_countries_are_json CHECK (json_valid(countries)),
    created_by INTEGER NOT NULL REFERENCES people,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT a_fund_has_a_period CHECK (ends_on >= starts_on)
  ) STRICT`,
  notDeleted('funds'),
  `CREATE TRIGGER a_fund_keeps_its_currency BEFORE UPDATE OF id, currency ON funds WHEN NEW.id <> OLD.id OR NEW.currency <> OLD.currency
    BEGIN SELECT RAISE(ABORT, 'a_fund_keeps_its_currency'); END`,
  `CREATE TABLE fund_entries (
    id INTEGER PRIMARY KEY CONSTRAINT fund_entry_ids_count CHECK (id > 0),
    fund_id INTEGER NOT NULL REFERENCES funds,
    kind TEXT NOT NULL CONSTRAINT entry_kind_is_known CHECK (kind IN ('receipt', 'transfer', 'adjustment')),
    amount_minor INTEGER NOT NULL CONSTRAINT an_entry_is_not_nothing CHECK (amount_minor <> 0 AND abs(amount_minor) <= 9007199254740991),
    on_day TEXT NOT NULL CONSTRAINT entry_day_is_a_day CHECK (on_day IS date(on_day)),
    note TEXT NOT NULL CONSTRAINT an_entry_says_what_it_is CHECK (length(note) > 0),
    opening INTEGER NOT NULL DEFAULT 0 CONSTRAINT opening_entry_is_yes_or_no CHECK (opening IN (0, 1)),
    other_fund_id INTEGER REFERENCES funds,
    reverses_id INTEGER UNIQUE REFERENCES fund_entries,
    recorded_by INTEGER NOT NULL REFERENCES people,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT a_receipt_brings_money CHECK (kind <> 'receipt' OR amount_minor > 0 OR reverses_id IS NOT NULL),
    CONSTRAINT a_transfer_has_two_funds CHECK ((kind = 'transfer') = (other_fund_id IS NOT NULL AND other_fund_id <> fund_id))
  ) STRICT`,
  `CREATE INDEX fund_entries_by_fund ON fund_entries (fund_id, on_day)`,
  notChanged('fund_entries'),
  notDeleted('fund_entries'),
  followOn('fund_entries'),
  today('fund_entries', 'recorded_on'),
  // M2: what is taken out of a fund was not promised to anybody.
  `CREATE TRIGGER a_fund_gives_only_what_is_available BEFORE INSERT ON fund_entries WHEN NEW.amount_minor < 0
    AND NEW.amount_minor + coalesce((SELECT available_minor FROM fund_balances WHERE fund_id = NEW.fund_id), 0) < 0
    BEGIN SELECT RAISE(ABORT, 'a_fund_gives_only_what_is_available'); END`,

  `CREATE TABLE exchange_rates (
    id INTEGER PRIMARY KEY CONSTRAINT exchange_rate_ids_count CHECK (id > 0),
    currency TEXT NOT NULL CONSTRAINT rate_currency_is_a_code CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    on_day TEXT NOT NULL CONSTRAINT rate_day_is_a_day CHECK (on_day IS date(on_day)),
    rate TEXT NOT NULL CONSTRAINT rate_is_a_decimal CHECK (rate NOT GLOB '*[^0-9.]*' AND CAST(rate AS REAL) > 0),
    source TEXT NOT NULL CONSTRAINT rate_has_a_source CHECK (length(source) > 0),
    entered_by INTEGER NOT NULL REFERENCES people,
    entered_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX exchange_rates_by_day ON exchange_rates (currency, on_day, id)`,
  notChanged('exchange_rates'),
  notDeleted('exchange_rates'),
  followOn('exchange_rates'),

  `CREATE TABLE needs (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    catalogue_code TEXT REFERENCES catalogue_items,
    category TEXT NOT NULL,
    item TEXT NOT NULL CONSTRAINT need_is_named CHECK (length(item) BETWEEN 1 AND 200),
    quantity INTEGER NOT NULL CONSTRAINT something_is_wanted CHECK (quantity BETWEEN 1 AND 10000000),
    unit TEXT NOT NULL CONSTRAINT need_has_a_unit CHECK (length(unit) BETWEEN 1 AND 40),
    unit_cost_minor INTEGER CONSTRAINT unit_cost_is_an_amount CHECK (unit_cost_minor BETWEEN 0 AND 9007199254740991),
    currency TEXT CONSTRAINT need_currency_is_a_code CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    people INTEGER CONSTRAINT people_are_counted CHECK (people BETWEEN 1 AND 100000),
    priority TEXT NOT NULL CONSTRAINT priority_is_known CHECK (priority IN ('urgent', 'normal', 'low')),
    needed_by TEXT CONSTRAINT needed_by_is_a_day CHECK (needed_by IS date(needed_by)),
    recorded_by INTEGER NOT NULL REFERENCES people,
    recorded_on TEXT NOT NULL CONSTRAINT need_recorded_on_is_a_day CHECK (recorded_on IS date(recorded_on)),
    recorded_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT a_cost_has_a_currency CHECK ((unit_cost_minor IS NULL) = (currency IS NULL))
  ) STRICT`,
  `CREATE INDEX needs_by_center ON needs (center_id, needed_by)`,
  `CREATE INDEX needs_by_day ON needs (recorded_on)`,
  notDeleted('needs'),
  `CREATE TRIGGER a_need_keeps_its_center BEFORE UPDATE OF id, center_id ON needs WHEN NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id
    BEGIN SELECT RAISE(ABORT, 'a_need_keeps_its_center'); END`,
  `CREATE TABLE need_withdrawals (
    need_id INTEGER PRIMARY KEY REFERENCES needs,
    reason TEXT NOT NULL CONSTRAINT need_withdrawal_has_a_reason CHECK (length(reason) > 0),
    withdrawn_by INTEGER NOT NULL REFERENCES people,
    withdrawn_on TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL
  ) STRICT`,
  notChanged('need_withdrawals'),
  notDeleted('need_withdrawals'),

  `CREATE TABLE allocations (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES funds,
    center_id INTEGER NOT NULL REFERENCES centers,
    purpose_code TEXT NOT NULL REFERENCES purposes,
    amount_minor INTEGER NOT NULL CONSTRAINT an_allocation_is_an_amount CHECK (amount_minor BETWEEN 1 AND 9007199254740991),
    currency TEXT NOT NULL,
    for_what TEXT NOT NULL CONSTRAINT an_allocation_says_for_what CHECK (length(for_what) BETWEEN 1 AND 1000),
    populations TEXT NOT NULL CONSTRAINT allocation_populations_are_json CHECK (json_valid(populations)),
    from_age INTEGER,
    to_age INTEGER,
    report_days INTEGER NOT NULL DEFAULT 45 CONSTRAINT report_days_count CHECK (report_days BETWEEN 1 AND 730),
    state TEXT NOT NULL DEFAULT 'draft' CONSTRAINT allocation_state_is_known CHECK (state IN ('draft', 'proposed', 'approved', 'closed', 'declined', 'cancelled')),
    drafted_by INTEGER NOT NULL REFERENCES people,
    drafted_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT allocation_ages_are_in_order CHECK (from_age <= to_age)
  ) STRICT`,
  `CREATE INDEX allocations_by_fund ON allocations (fund_id, state)`,
  `CREATE INDEX allocations_by_center ON allocations (center_id, state)`,
  `CREATE INDEX allocations_by_state ON allocations (state)`,
  notDeleted('allocations'),
  `CREATE TRIGGER an_allocation_has_its_funds_currency BEFORE INSERT ON allocations WHEN NEW.currency IS NOT (SELECT currency FROM funds WHERE id = NEW.fund_id)
    BEGIN SELECT RAISE(ABORT, 'an_allocation_has_its_funds_currency'); END`,
  // Moving an allocation would move its payments: to a center or a currency that nobody checked (M1, M6).
  `CREATE TRIGGER an_allocation_keeps_its_center BEFORE UPDATE ON allocations
    WHEN NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id OR NEW.currency <> OLD.currency OR NEW.fund_id <> OLD.fund_id OR NEW.drafted_by <> OLD.drafted_by
    BEGIN SELECT RAISE(ABORT, 'an_allocation_keeps_its_center'); END`,
  `CREATE TRIGGER a_proposed_allocation_keeps_its_terms BEFORE UPDATE ON allocations
    WHEN OLD.state <> 'draft' AND (NEW.amount_minor <> OLD.amount_minor OR NEW.purpose_code <> OLD.purpose_code OR NEW.for_what <> OLD.for_what
      OR NEW.populations <> OLD.populations OR NEW.from_age IS NOT OLD.from_age OR NEW.to_age IS NOT OLD.to_age OR NEW.report_days <> OLD.report_days)
    BEGIN SELECT RAISE(ABORT, 'a_proposed_allocation_keeps_its_terms'); END`,
  `CREATE TRIGGER an_allocation_moves_as_it_may BEFORE UPDATE OF state ON allocations
    WHEN NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN
      ('draft>proposed', 'proposed>draft', 'proposed>approved', 'proposed>declined', 'draft>cancelled', 'proposed>cancelled', 'approved>cancelled', 'approved>closed')
    BEGIN SELECT RAISE(ABORT, 'an_allocation_moves_as_it_may'); END`,
  `CREATE TRIGGER allocations_begin_as_drafts BEFORE INSERT ON allocations WHEN NEW.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'allocations_begin_as_drafts'); END`,
  `CREATE TABLE allocation_needs (
    allocation_id INTEGER NOT NULL REFERENCES allocations,
    need_id INTEGER NOT NULL REFERENCES needs,
    PRIMARY KEY (allocation_id, need_id)
  ) STRICT, WITHOUT ROWID`,
  ...(['INSERT', 'UPDATE', 'DELETE'] as const).map(
    (change) => `CREATE TRIGGER a_proposed_allocation_keeps_its_needs_on_${change.toLowerCase()} BEFORE ${change} ON allocation_needs
    WHEN EXISTS (SELECT 1 FROM allocations WHERE state <> 'draft' AND id IN (${change === 'UPDATE' ? 'OLD.allocation_id, NEW.allocation_id' : `${change === 'INSERT' ? 'NEW' : 'OLD'}.allocation_id`}))
    BEGIN SELECT RAISE(ABORT, 'a_proposed_allocation_keeps_its_needs'); END`,
  ),
  `CREATE TRIGGER an_allocation_covers_its_centers_needs BEFORE INSERT ON allocation_needs
    WHEN (SELECT center_id FROM needs WHERE id = NEW.need_id) IS NOT (SELECT center_id FROM allocations WHERE id = NEW.allocation_id)
    BEGIN SELECT RAISE(ABORT, 'an_allocation_covers_its_centers_needs'); END`,
  `CREATE TABLE allocation_moves (
    id INTEGER PRIMARY KEY CONSTRAINT allocation_move_ids_count CHECK (id > 0),
    allocation_id INTEGER NOT NULL REFERENCES allocations,
    move TEXT NOT NULL CONSTRAINT allocation_move_is_known CHECK (move IN ('proposed', 'returned', 'approved', 'declined', 'cancelled', 'closed')),
    gave_back_minor INTEGER NOT NULL DEFAULT 0 CONSTRAINT gave_back_is_an_amount CHECK (gave_back_minor >= 0),
    on_day TEXT NOT NULL CONSTRAINT allocation_move_day_is_a_day CHECK (on_day IS date(on_day)),
    reason TEXT,
    by_id INTEGER NOT NULL REFERENCES people,
    at TEXT NOT NULL,
    CONSTRAINT refusing_has_a_reason CHECK (move NOT IN ('returned', 'declined', 'cancelled', 'closed') OR ifnull(length(reason), 0) > 0)
  ) STRICT`,
  `CREATE INDEX allocation_moves_by_allocation ON allocation_moves (allocation_id, move, on_day)`,
  `CREATE INDEX allocation_moves_by_day ON allocation_moves (move, on_day)`,
  notChanged('allocation_moves'),
  notDeleted('allocation_moves'),
  followOn('allocation_moves'),
  today('allocation_moves', 'on_day'),
  `CREATE TABLE approvals (
    id INTEGER PRIMARY KEY,
    allocation_id INTEGER NOT NULL REFERENCES allocations,
    approved_by INTEGER NOT NULL REFERENCES people,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    comment TEXT,
    hash TEXT NOT NULL CONSTRAINT approval_names_what_it_approves CHECK (length(hash) = 64)
  ) STRICT`,
  `CREATE UNIQUE INDEX approvals_by_allocation ON approvals (allocation_id, approved_by, hash)`,
  notChanged('approvals'),
  notDeleted('approvals'),
  // M3
  `CREATE TRIGGER the_proposer_does_not_approve BEFORE INSERT ON approvals
    WHEN NEW.approved_by IN (SELECT by_id FROM allocation_moves WHERE allocation_id = NEW.allocation_id AND move = 'proposed' UNION SELECT drafted_by FROM allocations WHERE id = NEW.allocation_id)
    BEGIN SELECT RAISE(ABORT, 'the_proposer_does_not_approve'); END`,
  `CREATE TRIGGER approved_allocations_have_an_approval BEFORE UPDATE OF state ON allocations
    WHEN NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM approvals WHERE allocation_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'approved_allocations_have_an_approval'); END`,
  // M2, for lists and triggers: available = entries - approved allocations + what closed allocations gave back.
  `CREATE VIEW fund_balances AS SELECT fund_id, received_minor, committed_minor, received_minor - committed_minor AS available_minor FROM (
    SELECT f.id AS fund_id,
      (SELECT coalesce(sum(amount_minor), 0) FROM fund_entries WHERE fund_id = f.id) AS received_minor,
      (SELECT coalesce(sum(amount_minor), 0) FROM allocations WHERE fund_id = f.id AND state IN ('approved', 'closed'))
        - (SELECT coalesce(sum(m.gave_back_minor), 0) FROM allocations a JOIN allocation_moves m ON m.allocation_id = a.id WHERE a.fund_id = f.id AND a.state = 'closed') AS committed_minor
    FROM funds f)`,
  `CREATE TRIGGER an_allocation_fits_its_fund BEFORE UPDATE OF state ON allocations
    WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND NEW.amount_minor > (SELECT available_minor FROM fund_balances WHERE fund_id = NEW.fund_id)
    BEGIN SELECT RAISE(ABORT, 'an_allocation_fits_its_fund'); END`,

  // What past reports stand on is fixed once anything hangs on it.
  `CREATE TRIGGER a_center_keeps_its_country BEFORE UPDATE OF id, country ON centers WHEN NEW.id <> OLD.id OR (NEW.country <> OLD.country AND (
      EXISTS (SELECT 1 FROM decisions WHERE center_id = OLD.id) OR EXISTS (SELECT 1 FROM allocations WHERE center_id = OLD.id) OR EXISTS (SELECT 1 FROM needs WHERE center_id = OLD.id)))
    BEGIN SELECT RAISE(ABORT, 'a_center_keeps_its_country'); END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
