import { sql, type Kysely } from 'kysely'

interface Shape {
  table: string
  /** What the CHECK is called, and so what the database says when it refuses. */
  name: string
  holds: string
}

const instant = (table: string, ...columns: string[]): Shape[] =>
  columns.map((column) => ({ table, name: `${table}_${column}_is_an_instant`, holds: `${column} IS strftime('%Y-%m-%dT%H:%M:%fZ', ${column})` }))
const day = (table: string, ...columns: string[]): Shape[] =>
  columns.map((column) => ({ table, name: `${table}_${column}_is_a_day`, holds: `${column} IS date(${column})` }))

/** Every instant and day that the migrations before left in any shape. They are compared as text, so one in another shape sorts where it does not belong. */
const shapes = [
  ...instant('person_roles', 'granted_at', 'confirmed_at'),
  ...instant('links', 'made_at', 'expires_at', 'used_at'),
  ...instant('sessions', 'started_at', 'seen_at'),
  ...instant('form_tokens', 'used_at'),
  ...instant('key_people', 'added_at', 'ended_at'),
  ...instant('contacts', 'created_at', 'ended_at'),
  ...instant('notes', 'written_at', 'withdrawn_at'),
  ...instant('capacity_readings', 'recorded_at'),
  ...instant('documents', 'added_at'),
  ...instant('location_authorizations', 'asked_at', 'answered_at'),
  ...instant('import_files', 'added_at', 'taken_at'),

  ...instant('checklists', 'created_at', 'published_at'),
  ...instant('reviews', 'opened_at', 'moved_at'),
  ...instant('review_moves', 'at'),
  ...instant('findings', 'found_at'),
  ...instant('finding_evidence', 'added_at', 'removed_at'),
  ...instant('condition_meetings', 'said_at'),
  ...instant('opening_approvals', 'asked_at', 'answered_at'),
  ...day('opening_approvals', 'effective_on', 'valid_until'),
  ...instant('evidence_renewals', 'added_at', 'answered_at'),
  ...instant('standing_spans', 'recorded_at', 'superseded_at'),
  ...instant('evidence_spans', 'recorded_at', 'superseded_at'),

  ...instant('funds', 'created_at'),
  ...instant('fund_entries', 'recorded_at'),
  ...day('fund_entries', 'recorded_on'),
  ...instant('exchange_rates', 'entered_at'),
  ...instant('allocations', 'drafted_at'),
  ...instant('allocation_moves', 'at'),
  ...instant('approvals', 'at'),
  ...day('approvals', 'on_day'),
  ...instant('payments', 'planned_at'),
  ...instant('payment_events', 'at'),
  ...day('payment_events', 'recorded_on'),

  ...instant('needs', 'recorded_at'),
  ...instant('past_needs', 'until_at'),
  ...instant('need_withdrawals', 'withdrawn_at'),
  ...day('need_withdrawals', 'withdrawn_on'),
  ...instant('deliveries', 'packed_at'),
  ...day('deliveries', 'packed_on'),
  ...instant('delivery_events', 'at'),
  ...instant('receipts', 'recorded_at'),

  // What is added up from all these, by day.
  ...day('unsettled_rates', 'on_day'),
  ...day('standing_counts', 'on_day'),
  ...day('decision_totals', 'decided_on'),
  ...day('need_progress', 'recorded_on', 'met_on'),
  ...day('need_totals', 'recorded_on'),
  { table: 'need_totals', name: 'need_totals_met_on_is_a_day_or_empty', holds: `met_on IS '' OR met_on IS date(met_on)` },
  { table: 'money_totals', name: 'money_totals_span_is_in_the_calendar', holds: `span IS substr(date(substr(span || '-01-01', 1, 10)), 1, length(span))` },
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await refuseOtherShapes(db)
  for (const { table, name, holds } of shapes) await sql.raw(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${holds})`).execute(db)
}

/** SQLite would only say that a constraint failed. Where such a row is, and how many there are, is what somebody needs who has to put it right. */
async function refuseOtherShapes(db: Kysely<unknown>): Promise<void> {
  const others: string[] = []
  for (const { table, name, holds } of shapes) {
    const { rows } = await sql.raw<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE NOT (${holds})`).execute(db)
    const count = rows[0]?.count ?? 0
    if (count > 0) others.push(`${table}: ${count} against ${name}, CHECK (${holds})`)
  }
  if (others.length > 0)
    throw new Error(
      `Some rows say an instant otherwise than 2026-11-21T09:00:00.000Z, or a day otherwise than 2026-11-21. Put them right, then migrate again.\n${others.join('\n')}`,
    )
}
