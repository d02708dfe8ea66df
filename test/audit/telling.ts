import Sqlite from 'better-sqlite3'

type Value = string | number | null | Buffer
export type Row = Readonly<Record<string, Value>>

/** A field of an event and what it must say; several where any of them will do. `@who`, `@at` (or `@since`, no earlier), `@day`, `@center` and `@action` are of the event itself. */
export type Claim = readonly [field: string, value: unknown]

/** What an event says of one column's value; a plain name is the field that holds it as it is. */
type Says = string | ((value: string | number, row: Row) => Claim | Claim[] | null)
type Columns = Readonly<Record<string, Says>>

/** How the log tells of one table's rows (R1). */
export interface Told {
  about: (row: Row) => readonly [kind: string, id: Value]
  /** More to know of a row, as SQL: what an event calls by a code or in money. The row is `t`. */
  with?: string
  where?: string
  /** The list in an event's details of which each entry tells of one row. */
  entries?: string
  /** What one event says at once; it must where the first of the columns has a value. */
  once?: readonly Columns[]
  /** What may be edited: the last event that says it says what stands now. */
  latest?: Columns
  /** Columns of which no event speaks, each with the reason. */
  apart?: Readonly<Record<string, string>>
}

interface Event {
  at: string
  actor_id: number | null
  action: string
  center_id: number | null
  subject_kind: string
  subject_id: number
  details: string
}

type Said = Map<string, Set<string>>
interface Heard {
  whole: Said
  details: { [name: string]: unknown }
}

const isFields = (value: unknown): value is { [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function say(said: Said, field: string, value: unknown): void {
  const known = said.get(field) ?? new Set()
  said.set(field, known.add(textOf(value)))
}

/** Each field with all that it says, however deep it lies. What was before is not said of what is. */
function hear(said: Said, fields: { [name: string]: unknown }): Said {
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'before') continue
    if (isFields(value) && 'before' in value && 'after' in value) {
      say(said, field, value['after'])
      continue
    }
    say(said, field, value)
    if (Array.isArray(value)) for (const each of value as unknown[]) say(said, field, each)
    if (isFields(value)) hear(said, value)
  }
  return said
}

function eventsBySubject(file: Sqlite.Database): Map<string, Heard[]> {
  const found = new Map<string, Heard[]>()
  for (const event of file.prepare<[], Event>('SELECT * FROM events ORDER BY seq DESC').all()) {
    const details = JSON.parse(event.details) as Heard['details']
    const own = { '@who': event.actor_id, '@at': event.at, '@day': event.at.slice(0, 10), '@center': event.center_id, '@action': event.action }
    const subject = `${event.subject_kind} ${event.subject_id}`
    found.set(subject, [...(found.get(subject) ?? []), { whole: hear(hear(new Map(), details), own), details }])
  }
  return found
}

const claimsOf = (says: Says, value: string | number, row: Row): readonly Claim[] => {
  if (typeof says === 'string') return [[says, value]]
  const claims = says(value, row)
  return claims === null ? [] : typeof claims[0] === 'string' ? [claims as Claim] : (claims as Claim[])
}

function isSaid(said: Said, [field, value]: Claim): boolean {
  // A clock that is set back does not set the log back.
  if (field === '@since') return [...(said.get('@at') ?? [])].some((at) => at >= textOf(value))
  return [value].flat().some((each) => said.get(field)?.has(textOf(each)) ?? false)
}

/** The column's claims, and none where it says nothing: null, or what is no text or number and can only be named. */
function claimed(row: Row, columns: Columns): { column: string; claims: readonly Claim[] }[] {
  return Object.entries(columns).flatMap(([column, says]) => {
    const value = row[column]
    if (value === undefined || value === null) return []
    return [{ column, claims: claimsOf(says, Buffer.isBuffer(value) ? '' : value, row) }]
  })
}

const entriesIn = ({ details }: Heard, name: string): Said[] => {
  const after = isFields(details['after']) ? details['after'] : {}
  const list = details[name] ?? after[name]
  return Array.isArray(list) ? list.filter((each) => isFields(each)).map((each) => hear(new Map(), each)) : []
}

/** Of one row, the columns that no event tells of. */
function untoldOf(row: Row, { entries, once = [], latest = {} }: Told, heard: readonly Heard[]): string[] {
  const statements = entries === undefined ? heard.map(({ whole }) => whole) : heard.flatMap((each) => entriesIn(each, entries))
  const atOnce = once
    .filter((columns) => (row[Object.keys(columns)[0] ?? ''] ?? null) !== null)
    .flatMap((columns) => {
      const claims = claimed(row, columns)
      const missing = statements.map((said) => claims.filter((each) => !each.claims.every((claim) => isSaid(said, claim))).map(({ column }) => column))
      // The nearest miss names the column that was forgotten.
      return missing.toSorted((a, b) => a.length - b.length)[0] ?? Object.keys(columns)
    })
  const edited = claimed(row, latest).filter(
    ({ claims }) =>
      !claims.every((claim) => {
        const last = statements.find((said) => said.has(claim[0]))
        return last !== undefined && isSaid(last, claim)
      }),
  )
  return [...atOnce, ...edited.map(({ column }) => column)]
}

export interface Telling {
  /** `payments 3: rate_source`, for each column of each row that no event tells of. */
  untold: string[]
  /** Columns of which the register has no value, so that nothing was found out about them. */
  unseen: string[]
  /** Tables and columns of which the list says nothing, and those that it names and the register has not. */
  unlisted: string[]
}

/** Holds every row of every table of records against the log. */
export function tellingOf(path: string, tables: Readonly<Record<string, Told>>, noRecords: Readonly<Record<string, string>>): Telling {
  const file = new Sqlite(path, { readonly: true })
  try {
    const heard = eventsBySubject(file)
    const untold: string[] = []
    const unseen: string[] = []
    for (const [name, told] of Object.entries(tables)) {
      const where = told.where === undefined ? '' : `WHERE ${told.where}`
      const rows = file.prepare<[], Row>(`SELECT t.*${told.with === undefined ? '' : `, ${told.with}`} FROM ${name} t ${where}`).all()
      for (const row of rows) {
        const [kind, id] = told.about(row)
        untold.push(...untoldOf(row, told, heard.get(`${kind} ${String(id)}`) ?? []).map((column) => `${name} ${String(row['id'] ?? id)}: ${column}`))
      }
      unseen.push(
        ...toldColumns(told)
          .filter((column) => rows.every((row) => (row[column] ?? null) === null))
          .map((column) => `${name}.${column}`),
      )
    }
    return { untold, unseen, unlisted: unlistedIn(file, tables, noRecords) }
  } finally {
    file.close()
  }
}

const toldColumns = ({ once = [], latest = {} }: Told): string[] => [...new Set([...once, latest].flatMap((columns) => Object.keys(columns)))]

function unlistedIn(file: Sqlite.Database, tables: Readonly<Record<string, Told>>, noRecords: Readonly<Record<string, string>>): string[] {
  const known = file
    .prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%' ORDER BY name")
    .all()
  const columns = known.flatMap(({ name }) => {
    const own = file
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(name)
      .map((column) => column.name)
    const told = tables[name]
    if (told === undefined) return name in noRecords ? [] : [name]
    const listed = [...toldColumns(told), ...Object.keys(told.apart ?? {})]
    return [...own.filter((column) => !listed.includes(column)), ...listed.filter((column) => !own.includes(column))].map((column) => `${name}.${column}`)
  })
  const names = new Set(known.map(({ name }) => name))
  return [...columns, ...[...Object.keys(tables), ...Object.keys(noRecords)].filter((name) => !names.has(name))]
}
