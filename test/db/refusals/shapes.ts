import type Sqlite from 'better-sqlite3'

/** Columns by table that a CHECK keeps which is called after both, as in `links_made_at_is_an_instant`. */
const instants: Record<string, string[]> = {
  person_roles: ['granted_at', 'confirmed_at'],
  links: ['made_at', 'expires_at', 'used_at'],
  sessions: ['started_at', 'seen_at'],
  form_tokens: ['used_at'],
  key_people: ['added_at', 'ended_at'],
  contacts: ['created_at', 'ended_at'],
  notes: ['written_at', 'withdrawn_at'],
  capacity_readings: ['recorded_at'],
  documents: ['added_at'],
  location_authorizations: ['asked_at', 'answered_at'],
  import_files: ['added_at', 'taken_at'],
  checklists: ['created_at', 'published_at'],
  reviews: ['opened_at', 'moved_at'],
  review_moves: ['at'],
  findings: ['found_at'],
  finding_evidence: ['added_at', 'removed_at'],
  condition_meetings: ['said_at'],
  opening_approvals: ['asked_at', 'answered_at'],
  evidence_renewals: ['added_at', 'answered_at'],
  standing_spans: ['recorded_at', 'superseded_at'],
  evidence_spans: ['recorded_at', 'superseded_at'],
  funds: ['created_at'],
  fund_entries: ['recorded_at'],
  exchange_rates: ['entered_at'],
  allocations: ['drafted_at'],
  allocation_moves: ['at'],
  approvals: ['at'],
  payments: ['planned_at'],
  payment_events: ['at'],
  needs: ['recorded_at'],
  past_needs: ['until_at'],
  need_withdrawals: ['withdrawn_at'],
  deliveries: ['packed_at'],
  delivery_events: ['at'],
  receipts: ['recorded_at'],
}

const days: Record<string, string[]> = {
  opening_approvals: ['effective_on', 'valid_until'],
  location_authorizations: ['overtaken_on'],
  fund_entries: ['recorded_on'],
  approvals: ['on_day'],
  payment_events: ['recorded_on'],
  need_withdrawals: ['withdrawn_on'],
  deliveries: ['packed_on'],
  unsettled_rates: ['on_day'],
  standing_counts: ['on_day'],
  decision_totals: ['decided_on'],
  need_progress: ['recorded_on', 'met_on'],
  need_totals: ['recorded_on'],
}

/** A column, what is not of its shape and what is, and the CHECK that tells them apart. */
interface Shape {
  table: string
  column: string
  by: string
  bad: string[]
  right: string[]
}

const badDays = ['', 'today', '2026-02-31', '2026-11', '20261121', '21.11.2026', '2026-11-21 ', '2026-11-21T09:00:00.000Z', '2461366']
// Text that is no instant at all, instants that never were, and instants written in another way.
const noInstants = ['', '2026-11-21', '1795251600000', '2026-02-31T09:00:00.000Z', '2026-11-21T25:61:00.000Z', '2026-11-21T24:00:00.000Z']
const otherInstants = [
  '2026-11-21T09:00:00Z',
  '2026-11-21T09:00:00.000',
  '2026-11-21T09:00:00.000+00:00',
  '2026-11-21T09:00:00.000000Z',
  '2026-11-21t09:00:00.000z',
  '2026-11-21 09:00:00.000',
]

const each = (columns: Record<string, string[]>, is: string, bad: string[], right: string[]): Shape[] =>
  Object.entries(columns).flatMap(([table, names]) => names.map((column) => ({ table, column, by: `${table}_${column}_${is}`, bad, right })))

const shapes: Shape[] = [
  ...each(instants, 'is_an_instant', [...noInstants, ...otherInstants], ['2026-11-21T09:00:00.000Z', '2028-02-29T23:59:59.999Z']),
  ...each(days, 'is_a_day', badDays, ['2026-11-21', '2028-02-29']),
  { table: 'need_totals', column: 'met_on', by: 'need_totals_met_on_is_a_day_or_empty', bad: badDays.slice(1), right: ['', '2026-11-21'] },
  {
    table: 'money_totals',
    column: 'span',
    by: 'money_totals_span_is_in_the_calendar',
    bad: ['2026-13', '2026-02-31', '2026/11', 'year'],
    right: ['2026', '2026-11', '2028-02-29'],
  },
]

/** The CHECKs that `shapeComplaints` tries. */
export const shapeChecks: string[] = shapes.map(({ by }) => by)

/** What must be said beside a column, since it is said with it or not at all. */
const beside: Record<string, Record<string, string>> = {
  'notes.withdrawn_at': { withdrawn_because: 'It was about another place.' },
  'finding_evidence.removed_at': { removed_because: 'The wrong paper.', removed_by: '2' },
}

type Values = Record<string, unknown>

/** Writes a row twice with some value in a column: as a new one, then by changing one. @returns what is said each time, or `done` */
function written(sqlite: Sqlite.Database, { table, column }: Pick<Shape, 'table' | 'column'>, row: Values, value: string): string[] {
  const said = (text: string, values: Values): string => {
    try {
      sqlite.prepare(text).run(values)
      return 'done'
    } catch (error) {
      return error instanceof Error ? error.message : 'something else'
    }
  }
  const insert = `INSERT OR REPLACE INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
    .map((name) => `@${name}`)
    .join(', ')})`
  sqlite.exec(`DELETE FROM ${table}`)
  const asNew = said(insert, { ...row, [column]: value })
  sqlite.exec(`DELETE FROM ${table}`)
  sqlite.prepare(insert).run(row)
  return [asNew, said(`UPDATE ${table} SET ${column} = @value`, { value })]
}

/** All that is wrong with the shapes, tried with no trigger in the way; whoever calls this undoes it. */
export function shapeComplaints(sqlite: Sqlite.Database): string[] {
  sqlite.pragma('defer_foreign_keys = ON')
  for (const name of sqlite.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) sqlite.exec(`DROP TRIGGER ${name}`)
  return shapes.flatMap(({ table, column, by, bad, right }) => {
    const found = sqlite.prepare<[], Values>(`SELECT * FROM ${table} ORDER BY ${column} IS NULL LIMIT 1`).get()
    if (!found) return [`${table} has no row to try ${column} with`]
    const row = { ...found, ...beside[`${table}.${column}`], [column]: right[0] }
    const tried = (values: string[], expected: string): string[] =>
      values.flatMap((value) =>
        written(sqlite, { table, column }, row, value)
          .filter((said) => said !== expected)
          .map((said) => `${table}.${column} = '${value}' says ${said}`),
      )
    return [...tried(bad, `CHECK constraint failed: ${by}`), ...tried(right, 'done')]
  })
}

/** The columns that hold an instant or a day by their name, and that no CHECK compares with itself as SQLite writes such a thing. */
export function shapelessColumns(sqlite: Sqlite.Database): string[] {
  const columns = sqlite
    .prepare<[], { name: string; column: string; sql: string }>(
      `SELECT s.name, c.name AS "column", s.sql FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table' AND c.type = 'TEXT'`,
    )
    .all()
    .filter(({ column }) => /(^|_)(at|on|day|until|span)$|^needed_by$/.test(column))
  return columns
    .filter(({ column, sql }) => !new RegExp(`CHECK \\([^\\n]*\\b${column} IS (date|strftime|substr)\\([^\\n]*\\b${column}\\b`).test(sql))
    .map(({ name, column }) => `${name}.${column}`)
}
