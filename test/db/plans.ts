import Sqlite from 'better-sqlite3'
import { vi } from 'vitest'

/** The tables that grow with the register: a statement that reads one from end to end gets slower every year. */
const bigTables = [
  'centers',
  'findings',
  'payments',
  'payment_events',
  'needs',
  'deliveries',
  'delivery_lines',
  'receipts',
  'receipt_lines',
  'events',
  'documents',
  'standing_spans',
  'decisions',
  'notes',
  'contacts',
  'capacity_readings',
]

/** Listens to every connection that is opened for reading: what each statement that it prepares says, its gaps still open. */
export function listening(): () => string[] {
  const prepare = Sqlite.prototype.prepare
  const texts: string[] = []
  vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function prepareAndTell(this: Sqlite.Database, text: string) {
    if (this.readonly && /^\s*(select|with)\b/i.test(text)) texts.push(text)
    return prepare.call(this, text)
  })
  return () => texts.splice(0)
}

/** The big tables that a statement would read from end to end, itself or to make an index for the moment. */
export function scansOf(sqlite: Sqlite.Database, text: string): string[] {
  const gaps = (withoutTexts(text).match(/\?/g) ?? []).map(() => null)
  const steps = sqlite.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...gaps)
  const tables = tablesIn(text)
  const read = steps.map(({ detail }) => /^SCAN (\S+)|^SEARCH (\S+) USING AUTOMATIC /.exec(detail)).map((found) => found?.[1] ?? found?.[2] ?? '')
  return [...new Set(read.flatMap((name) => tables.get(name) ?? []))]
}

const withoutTexts = (text: string): string => text.replaceAll(/'[^']*'/g, "''")

/** The big tables by each name that a statement gives them; a name that stands for two stands for both. */
function tablesIn(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const [, table = '', alias = table] of withoutTexts(text).matchAll(/(?:\bfrom|\bjoin|,)\s*"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi))
    if (bigTables.includes(table)) for (const name of [table, alias]) names.set(name, [...new Set([...(names.get(name) ?? []), table])])
  return names
}
