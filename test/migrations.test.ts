import { spawn } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../src/db/database.ts'
import { migrate, migrationsFolder, waitingMigrations } from '../src/db/migrate.ts'
import { olderRegister } from './support/older.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = (): string => path.join(folder, `${++files}.db`)

interface Column {
  name: string
  holds: string
  nullable: boolean
}

const heldBy: Record<string, string> = { TEXT: 'string', INTEGER: 'number', REAL: 'number', BLOB: 'Buffer' }

/** What a column's type of schema.ts amounts to: words of a closed set are texts, `0 | 1` is a number. */
function heldOf(type: string): string {
  const kinds = type.replace(/^Generated<(.*)>$/, '$1').split('|')
  const of = kinds.map((kind) =>
    kind
      .trim()
      .replace(/^'[^']*'$/, 'string')
      .replace(/^-?\d+$/, 'number'),
  )
  return [...new Set(of.filter((kind) => kind !== 'null' && kind !== ''))].join(' | ')
}

/** The columns of each table as schema.ts says them. */
function schemaColumns(): Map<string, Column[]> {
  const source = readFileSync(path.join(import.meta.dirname, '../src/db/schema.ts'), 'utf8')
  const tables = new Map<string, Column[]>()
  for (const [, table = '', body = ''] of source.matchAll(/^ {2}(\w+): \{([^}]*)\}/gm)) {
    // A long union stands on lines of its own.
    const lines = body.replaceAll(/\n\s*\|/g, ' |')
    const columns = [...lines.matchAll(/(\w+): ?([^\n;]+)/g)].map(([, name = '', type = '']) => ({ name, holds: heldOf(type), nullable: type.includes('null') }))
    tables.set(table, columns)
  }
  return tables
}

describe('the schema', () => {
  it('says of each table what SQLite says', async () => {
    const file = newFile()
    await migrate(file)
    const sqlite = openFile(file)
    const said = schemaColumns()
    const tables = sqlite.prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'").all()
    expect(tables.length).toBeGreaterThan(40)
    for (const { name } of tables) {
      const columns = sqlite
        .prepare<[], { name: string; type: string; notnull: number; pk: number }>(`SELECT name, type, "notnull", pk FROM pragma_table_info('${name}')`)
        .all()
      const inFile = columns.map((column) => ({ name: column.name, holds: heldBy[column.type], nullable: column.notnull === 0 && column.pk === 0 }))
      expect([name, said.get(name)]).toEqual([name, inFile])
    }
    sqlite.close()
  })

  it('is strict in every table, and names every check', async () => {
    const file = newFile()
    await migrate(file)
    const sqlite = openFile(file)
    const loose = sqlite.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").all()
    expect(loose).toEqual([])
    const texts = sqlite.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'").all()
    for (const { name, sql } of texts)
      expect([name, [...sql.matchAll(/(?<!CONSTRAINT \w+ )CHECK \(/g)].map(({ index }) => sql.slice(index, index + 60))]).toEqual([name, []])
    sqlite.close()
  })
})

describe('every connection', () => {
  it('says of a file opened again what the register needs', async () => {
    const file = newFile()
    await migrate(file)
    for (const options of [{}, {}, { readonly: true }]) {
      const sqlite = openFile(file, options)
      const says = (name: string): unknown => sqlite.pragma(name, { simple: true })
      expect({
        journal: says('journal_mode'),
        synchronous: says('synchronous'),
        foreignKeys: says('foreign_keys'),
        recursive: says('recursive_triggers'),
        secureDelete: says('secure_delete'),
        trusted: says('trusted_schema'),
        cells: says('cell_size_check'),
        timeout: says('busy_timeout'),
      }).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, recursive: 1, secureDelete: 1, trusted: 0, cells: 1, timeout: 5000 })
      sqlite.close()
    }
  })
})

describe('migrating', () => {
  /** A folder with the real migrations and one more. */
  function withOneMore(source: string): string {
    const copy = path.join(folder, `migrations-${++files}`)
    cpSync(migrationsFolder, copy, { recursive: true })
    writeFileSync(path.join(copy, '9000-one-more.ts'), source)
    return copy
  }
  const sqlOf = (statements: string): string =>
    `import { sql } from '${path.join(import.meta.dirname, '../node_modules/kysely/dist/index.js')}'\nexport async function up(db) {\n${statements}\n}\n`

  const oneMoreTable = sqlOf('await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)')
  const copiesOf = (file: string): string[] => globSync(`${file}.before-*`).sort()
  const purposesIn = (file: string): unknown => {
    const sqlite = openFile(file)
    onTestFinished(() => void sqlite.close())
    return sqlite.prepare("SELECT code FROM purposes WHERE position = 99 UNION SELECT name FROM sqlite_schema WHERE name = 'more'").pluck().all()
  }

  it('keeps a whole copy of the file as it was, with what was committed while somebody read', async () => {
    const file = newFile()
    await migrate(file)
    const [reading, writing] = [openFile(file), openFile(file)]
    onTestFinished(() => [reading, writing].forEach((each) => each.close()))
    reading.exec('BEGIN; SELECT count(*) FROM purposes')
    writing.exec("INSERT INTO purposes (code, name, position) VALUES ('LATE', 'Committed late', 99)")

    await migrate(file, withOneMore(oneMoreTable))

    const [copy = '', ...others] = copiesOf(file)
    const last = readdirSync(migrationsFolder).sort().at(-1) ?? ''
    expect(others).toEqual([])
    expect(copy.slice(file.length)).toMatch(new RegExp(`^\\.before-${path.basename(last, '.ts')}-\\d{8}T\\d{9}Z$`))
    expect(statSync(copy).mode & 0o077).toBe(0)
    expect(purposesIn(copy)).toEqual(['LATE'])
  })

  it('keeps a copy of its own each time, and none that was cut short', async () => {
    const file = newFile()
    await migrate(file)
    const restored = `${file}.restored`
    copyFileSync(file, restored)
    const more = withOneMore(oneMoreTable)
    await migrate(file, more)
    writeFileSync(`${file}.before-0001-register-20261121T090000000Z.unfinished`, 'half a copy')
    copyFileSync(restored, file) // The upgrade was undone, and people worked on.
    const sqlite = openFile(file)
    sqlite.exec("INSERT INTO purposes (code, name, position) VALUES ('SINCE', 'Since then', 99)")
    sqlite.close()

    await migrate(file, more)

    expect(copiesOf(file).map(purposesIn)).toEqual([[], ['SINCE']])
  })

  it('says what waits, and leaves the file as it is', async () => {
    const file = newFile()
    await migrate(file)
    const more = withOneMore(oneMoreTable)
    expect([await waitingMigrations(file), await waitingMigrations(file, more)]).toEqual([[], ['9000-one-more.ts']])
    expect(purposesIn(file)).toEqual([])
    await migrate(file, more)
    await expect(waitingMigrations(file)).rejects.toThrow('was written by a newer Lantern (it has 9000-one-more.ts)')
  })

  it('that fails half way leaves the file as it was, and can be done again', async () => {
    const file = newFile()
    await migrate(file)
    const broken = withOneMore(sqlOf('await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)\nthrow new Error("half way")'))
    await expect(migrate(file, broken)).rejects.toThrow('half way')
    const sqlite = openFile(file)
    expect(sqlite.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'more'").get()).toEqual({ n: 0 })
    sqlite.close()
    await migrate(file, withOneMore(sqlOf('await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)')))
  })

  it('that was killed in the middle can be done again', async () => {
    const file = newFile()
    await migrate(file)
    const slow = withOneMore(
      sqlOf(
        "await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)\nconsole.log('half way')\nfor (let row = 0; row < 50_000_000; row += 1) await sql`INSERT INTO more VALUES (${row})`.execute(db)",
      ),
    )
    const script = `import { migrate } from '${path.join(import.meta.dirname, '../src/db/migrate.ts')}'; await migrate(${JSON.stringify(file)}, ${JSON.stringify(slow)})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))

    await migrate(file, withOneMore(sqlOf('await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)')))

    const sqlite = openFile(file)
    expect(sqlite.prepare('SELECT count(*) AS n FROM more').get()).toEqual({ n: 0 })
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    sqlite.close()
  })

  it('refuses a file that a newer program wrote, and a migration that changed since', async () => {
    const file = newFile()
    await migrate(file, withOneMore(sqlOf('await sql`CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT`.execute(db)')))
    await expect(migrate(file)).rejects.toThrow('was written by a newer Lantern (it has 9000-one-more.ts)')
    await expect(migrate(file, withOneMore(sqlOf('await sql`CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT`.execute(db)')))).rejects.toThrow(
      '9000-one-more.ts was changed after it ran',
    )
  })

  it('stops at rows whose instants or days have another shape, says where they are, and goes on once they are put right', async () => {
    const { database, release } = await olderRegister(folder, '0023')
    onTestFinished(release)
    const sqlite = openFile(database)
    onTestFinished(() => void sqlite.close())
    const addSession = sqlite.prepare("INSERT INTO sessions (id_hash, data, started_at, seen_at) VALUES (?, '{}', '2026-11-21T09:00:00.000Z', ?)")
    for (const [index, seenAt] of ['2026-11-21T09:00:00.000Z', '2026-11-21T09:00:00Z', '2026-11-21 09:00'].entries()) addSession.run(String(index).repeat(64), seenAt)
    sqlite.exec("INSERT INTO decision_totals VALUES ('2026-02-31', 4, 1)")

    const says = await migrate(database).then(String, String)

    expect(says).toContain('\nsessions: 2 against sessions_seen_at_is_an_instant')
    expect(says).toContain('\ndecision_totals: 1 against decision_totals_decided_on_is_a_day')
    expect(says.match(/ against /g)).toHaveLength(2)
    expect((await waitingMigrations(database))[0]).toBe('0023-instants-and-days.ts')

    sqlite.exec("UPDATE sessions SET seen_at = '2026-11-21T09:00:00.000Z'; DELETE FROM decision_totals")
    await migrate(database)
    expect(() => sqlite.exec("UPDATE sessions SET seen_at = '2026-11-21T09:00:00Z'")).toThrow('CHECK constraint failed: sessions_seen_at_is_an_instant')
    expect(sqlite.prepare('SELECT DISTINCT seen_at FROM sessions').pluck().all()).toEqual(['2026-11-21T09:00:00.000Z'])
  })

  it('gives a new file and a copied one the same schema', async () => {
    const [one, two] = [newFile(), newFile()]
    await migrate(one)
    copyFileSync(one, two)
    await migrate(two)
    const schemaOf = (file: string): unknown => {
      const sqlite = openFile(file)
      const rows = sqlite.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
      sqlite.close()
      return rows
    }
    expect(schemaOf(two)).toEqual(schemaOf(one))
  })
})
