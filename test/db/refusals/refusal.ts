/** A statement that the database must refuse, and what refuses it. */
export interface Refusal {
  /** The CHECK or the trigger by name. */
  by: string
  /** What a trigger says, where it can say several things. */
  says?: string
  /** SQL; of several statements the last is refused, and the others prepare it. `@name` stands for a record of the valid register. */
  bad: string | string[]
  /** The same with the bad thing put right, which must go through. Without it nothing is right, and only the trigger stands in its way. */
  right?: string | string[]
  /** Triggers that speak before this one: taken away, to see that it guards by itself. */
  without?: string[]
  /** Triggers that would refuse the same once this one is gone. */
  behind?: string[]
}

/** Text is quoted unless it begins with `@` (a record of the valid register) or with a bracket (SQL as it is). */
export type Row = Record<string, string | number | null>

const literal = (value: string | number | null): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'number' || /^[@(]/.test(value)) return String(value)
  return `'${value.replaceAll("'", "''")}'`
}

export const insert = (table: string, row: Row): string => `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`

export const update = (table: string, id: string, set: Row, key = 'id'): string =>
  `UPDATE ${table} SET ${Object.entries(set)
    .map(([column, value]) => `${column} = ${literal(value)}`)
    .join(', ')} WHERE ${key} = ${id}`

/** What is bad in a row, and what else must differ in both rows so that nothing but the bad thing is refused. */
type Bad = Row | { bad: Row; right: Row; without?: string[] }

const isPair = (bad: Bad): bad is { bad: Row; right: Row; without?: string[] } => typeof bad.bad === 'object'

/** A row that is right, and what each constraint refuses in it. */
export const inserted = (table: string, base: Row, refused: [by: string, bad: Bad][]): Refusal[] =>
  refused.map(([by, given]) => {
    const { bad, right, without = [] } = isPair(given) ? given : { bad: given, right: {} }
    return { by, bad: insert(table, { ...base, ...bad }), right: insert(table, { ...base, ...right }), without }
  })

/** A record that may be changed, and what each constraint refuses to have it changed to. */
export const updated = (table: string, id: string, refused: [by: string, bad: Row, right: Row, without?: string[]][]): Refusal[] =>
  refused.map(([by, bad, right, without = []]) => ({ by, bad: update(table, id, bad), right: update(table, id, right), without }))

const replaced = (table: string, id: string, key: string): string => `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} WHERE ${key} = ${id}`
const removed = (table: string, id: string, key: string): Refusal => ({ by: `${table}_are_not_deleted`, bad: `DELETE FROM ${table} WHERE ${key} = ${id}` })

/** A record that is never deleted, nor replaced, which deletes it too. */
export const notDeleted = (table: string, id: string, key = 'id', without: string[] = []): Refusal[] => [
  removed(table, id, key),
  { by: `${table}_are_not_deleted`, bad: replaced(table, id, key), without },
]

/** A record that is neither changed nor deleted. */
export const kept = (table: string, id: string, set: Row, key = 'id', without: string[] = []): Refusal[] => [
  { by: `${table}_are_not_changed`, bad: update(table, id, set, key) },
  ...notDeleted(table, id, key, without),
]

/** The same of a table whose keys only go up: no row can take the place of an earlier one, whatever else is true of it. */
export const appended = (table: string, id: string, set: Row, base: Row): Refusal[] => [
  { by: `${table}_are_not_changed`, bad: update(table, id, set) },
  removed(table, id, 'id'),
  { by: `${table}_follow_on`, bad: insert(table, { ...base, id: 1 }).replace('INSERT', 'INSERT OR REPLACE'), right: insert(table, base) },
]

export const today = '2026-11-21'
export const at = '2026-11-21T09:00:00.000Z'
export const hash = '0'.repeat(64)

/** What a fund of which everyday needs in Kenya are paid today no longer lets happen once it is for something else (M2). */
export const outsideItsFund = (by: string, fund: string, then: string): Refusal[] =>
  (
    [
      [{ purposes: '["FUND-EQUIP"]' }, { purposes: '["FUND-EQUIP","FUND-BASIC"]' }],
      [{ countries: '["PE"]' }, { countries: '["PE","KE"]' }],
      [{ starts_on: '2026-11-22' }, { starts_on: today }],
      [{ ends_on: '2026-11-20' }, { ends_on: today }],
    ] as const
  ).map(([bad, right]) => ({ by, bad: [update('funds', fund, bad), then], right: [update('funds', fund, right), then] }))
