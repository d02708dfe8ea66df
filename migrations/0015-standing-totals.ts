import { sql, type Kysely } from 'kysely'

/** Adds a number to how many begin, or end, to be something in a country on a day. `from` gives: what, day, country, change. */
const count = (from: string): string => `INSERT INTO standing_counts (what, on_day, country, change) ${from}
      ON CONFLICT (what, on_day, country) DO UPDATE SET change = change + excluded.change;`

/** Counts a span's beginning and, where it has one, its end. `sign` is 1 to add it and -1 to take it back. */
const countSpan = (row: string, what: string, sign: 1 | -1): string =>
  `${count(`SELECT ${what}, ${row}.from_on, country, ${sign} FROM centers WHERE id = ${row}.center_id`)}
    ${count(`SELECT ${what}, ${row}.until_on, country, ${-sign} FROM centers WHERE id = ${row}.center_id AND ${row}.until_on IS NOT NULL`)}`

const kept = [
  { table: 'standing_spans', what: (row: string) => `${row}.kind` },
  { table: 'evidence_spans', what: () => `'evidence not in date'` },
]

/** The spans that count now of a center whose country changes, taken from one country and given to the other. */
const moveSpans = ({ table, what }: (typeof kept)[number]): string =>
  (
    [
      ['OLD', 1],
      ['NEW', -1],
    ] as const
  )
    .flatMap(([row, sign]) => [
      count(`SELECT ${what('s')}, s.from_on, ${row}.country, ${-sign} FROM ${table} s WHERE s.center_id = NEW.id AND s.superseded_at IS NULL`),
      count(`SELECT ${what('s')}, s.until_on, ${row}.country, ${sign} FROM ${table} s WHERE s.center_id = NEW.id AND s.superseded_at IS NULL AND s.until_on IS NOT NULL`),
    ])
    .join('\n    ')

const statements = [
  // A report asks for the reviews that are past their day, which are few among all that ever were.
  `CREATE INDEX reviews_by_target_day ON reviews (target_on, ended_on, opened_on)`,
  // When each critical item of a vetted center has no evidence in date, beside the spans of its standing and like them: superseded, never overwritten.
  `CREATE TABLE evidence_spans (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers,
    item_code TEXT NOT NULL,
    from_on TEXT NOT NULL CONSTRAINT evidence_from_on_is_a_day CHECK (from_on IS date(from_on)),
    until_on TEXT CONSTRAINT evidence_until_on_is_a_day CHECK (until_on IS date(until_on)),
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    CONSTRAINT an_evidence_span_has_days CHECK (until_on > from_on)
  ) STRICT`,
  `CREATE INDEX evidence_spans_by_center ON evidence_spans (center_id, from_on) WHERE superseded_at IS NULL`,
  `CREATE INDEX evidence_spans_by_day ON evidence_spans (from_on, until_on, center_id) WHERE superseded_at IS NULL`,
  `CREATE TRIGGER evidence_spans_are_not_deleted BEFORE DELETE ON evidence_spans BEGIN SELECT RAISE(ABORT, 'evidence_spans_are_not_deleted'); END`,
  `CREATE TRIGGER an_evidence_span_is_only_superseded BEFORE UPDATE ON evidence_spans
    WHEN OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL OR NEW.id <> OLD.id OR NEW.center_id <> OLD.center_id
      OR NEW.item_code <> OLD.item_code OR NEW.from_on <> OLD.from_on OR NEW.until_on IS NOT OLD.until_on OR NEW.recorded_at <> OLD.recorded_at
    BEGIN SELECT RAISE(ABORT, 'an_evidence_span_is_only_superseded'); END`,
  // The centers whose evidence spans were never written: SQL cannot, so the program does when it next starts.
  `CREATE TABLE centers_without_evidence_spans (
    center_id INTEGER PRIMARY KEY REFERENCES centers
  ) STRICT`,
  `INSERT INTO centers_without_evidence_spans SELECT DISTINCT center_id FROM decisions WHERE review_id IS NOT NULL`,

  // How many more centers begin than end to be something on a day. Summed up to a day it says how many are so on that day, by country.
  `CREATE TABLE standing_counts (
    what TEXT NOT NULL,
    on_day TEXT NOT NULL,
    country TEXT NOT NULL,
    change INTEGER NOT NULL,
    PRIMARY KEY (what, on_day, country)
  ) STRICT, WITHOUT ROWID`,
  ...kept.flatMap(({ table, what }) => [
    `CREATE TRIGGER totals_add_${table} AFTER INSERT ON ${table} WHEN NEW.superseded_at IS NULL BEGIN ${countSpan('NEW', what('NEW'), 1)} END`,
    `CREATE TRIGGER totals_take_${table} AFTER UPDATE OF superseded_at ON ${table} BEGIN ${countSpan('OLD', what('OLD'), -1)} END`,
  ]),
  `CREATE TRIGGER totals_follow_a_center AFTER UPDATE OF country ON centers WHEN NEW.country <> OLD.country BEGIN
    ${kept.map(moveSpans).join('\n    ')} END`,
  ...[1, -1].map((sign) => {
    const [day, some] = sign === 1 ? ['from_on', ''] : ['until_on', 'AND s.until_on IS NOT NULL']
    return count(`SELECT s.kind, s.${day}, c.country, ${sign} FROM standing_spans s JOIN centers c ON c.id = s.center_id WHERE s.superseded_at IS NULL ${some}`)
  }),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
