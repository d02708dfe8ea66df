import type Sqlite from 'better-sqlite3'

/** A record's number under each name that SQLite has for it: of these a trigger `UPDATE OF id` hears the first alone. */
const names = (key: string): string[] => [key, 'rowid', 'oid', '_rowid_']

/** A row for each table that may be empty. */
const rows: Record<string, string> = {
  center_services: "INSERT INTO center_services (uuid, center_id, service_code) SELECT 'a', (SELECT min(id) FROM centers), min(code) FROM service_types",
  private_phones: "INSERT INTO private_phones SELECT min(id), 'v1.sealed' FROM contacts",
  centers_without_evidence_spans: 'INSERT INTO centers_without_evidence_spans SELECT min(id) FROM centers',
  allocation_followers: 'INSERT INTO allocation_followers (allocation_id, person_id) SELECT (SELECT min(id) FROM allocations), min(id) FROM people',
  payment_followers: 'INSERT INTO payment_followers (payment_id, person_id) SELECT (SELECT min(id) FROM payments), min(id) FROM people',
}

/** Tables whose rows have a number, and the column that it is. */
const numbered = (sqlite: Sqlite.Database): { table: string; key: string }[] =>
  sqlite
    .prepare<[], { table: string; key: string }>(
      `SELECT t.name AS "table", max(c.name) AS key FROM pragma_table_list t JOIN pragma_table_info(t.name) c ON c.pk > 0
        WHERE t.schema = 'main' AND t.type = 'table' AND NOT t.wr AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name HAVING count(*) = 1 AND max(c.type) = 'INTEGER' ORDER BY t.name`,
    )
    .all()

/** Every table of numbered rows in which a row can take another's number, by nothing but its own trigger; whoever calls this undoes it. */
export function idComplaints(sqlite: Sqlite.Database): string[] {
  sqlite.pragma('defer_foreign_keys = ON')
  const triggers = sqlite.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  const holds = ({ name, sql }: { name: string; sql: string }): boolean => name.endsWith('_keep_their_ids') || / BEFORE UPDATE ON \w+ BEGIN/.test(sql)
  for (const trigger of triggers) if (!holds(trigger)) sqlite.exec(`DROP TRIGGER ${trigger.name}`)
  return numbered(sqlite).flatMap(({ table, key }) => {
    if (sqlite.prepare(`SELECT 1 FROM ${table}`).get() === undefined) sqlite.exec(rows[table] ?? 'SELECT 1')
    return names(key).flatMap((name) => {
      const said = changed(sqlite, `UPDATE ${table} SET ${name} = ${key} + 1000000 WHERE ${key} = (SELECT min(${key}) FROM ${table})`)
      return new RegExp(`^(${table}_keep_their_ids|${table}_are_not_changed|CHECK constraint failed: there_is_one_day)$`).test(said)
        ? []
        : [`${table}.${name} says ${said}`]
    })
  })
}

function changed(sqlite: Sqlite.Database, text: string): string {
  try {
    return `${sqlite.prepare(text).run().changes} rows changed`
  } catch (error) {
    return error instanceof Error ? error.message : 'something else'
  }
}
