import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openFile } from '../src/db/database.ts'
import { openRegister } from './support/register.ts'

const root = path.join(import.meta.dirname, '..')
const list = readFileSync(path.join(root, 'docs/rules.md'), 'utf8')

/** The rows of the tables of rules: which rule, what keeps it, by what in the database, and where it is tested. */
const rows = list
  .split('\n')
  .filter((line) => /^\| (?:[VMSR]\d+|Holds, \d+:|[A-Z]+-\d+) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, rule = '', keptBy = '', database = '', testedIn = '']) => ({ rule: rule.split(' ', 1)[0] ?? '', keptBy, database, testedIn }))

const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)

it('lists every numbered rule', () => {
  const numbered = (letter: string, last: number): string[] => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)
  const rules = rows.map(({ rule }) => rule).filter((rule) => /^[VMSR]\d+$/.test(rule))
  expect(rules).toEqual([...numbered('V', 10), ...numbered('M', 11), ...numbered('S', 3), ...numbered('R', 5)])
})

/** Requirements by their groups. The codes of a checklist's items, such as those of the default one, look alike and are none. */
const requirement = /\b(?:(?:AUD|AUTH|AZ|BAK|CON|CONF|CRY|CSRF|DOS|DUR|HDR|INJ|LOG|MIG|MON|OPS|PRIV|SESS|SUP|UPL|XSS)-\d{2}|T\d)\b/g

it('has a row for each requirement that code, pages, migrations, tests, benches and drills cite', () => {
  const files = globSync('{src,views,migrations,test,bench,drill}/**/*.{ts,ejs}', { cwd: root })
  const cited = new Set(files.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(requirement) ?? []))
  expect(cited.size).toBeGreaterThan(40)
  const listed = new Set(rows.map(({ rule }) => rule))
  expect([...cited].filter((number) => !listed.has(number))).toEqual([])
})

it('names code that is there: each file, and in one of a row’s files each name', () => {
  const missing = rows.flatMap(({ rule, keptBy }) => {
    const names = quoted(keptBy)
    const files = names.filter((name) => name.endsWith('.ts')).map((name) => path.join(root, 'src', name))
    const text = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'))
    const unknown = names.filter((name) => /^\w+$/.test(name) && !text.some((each) => new RegExp(`\\b${name}\\b`).test(each)))
    return [...files.filter((file) => !existsSync(file)), ...unknown].map((each) => `${rule}: ${each}`)
  })
  expect(missing).toEqual([])
})

it('names constraints, triggers and tables that the register has', async () => {
  const register = await openRegister()
  const sqlite = openFile(register.file, { readonly: true })
  const schema = sqlite.prepare<[], { name: string; sql: string | null }>('SELECT name, sql FROM sqlite_master').all()
  sqlite.close()
  const words = new Set(schema.flatMap(({ name, sql }) => [name, ...(sql ?? '').split(/\W+/)]))
  const missing = rows.flatMap(({ rule, database }) =>
    quoted(database)
      .filter((name) => (name.startsWith('…') ? ![...words].some((word) => word.endsWith(name.slice(1))) : !words.has(name)))
      .map((name) => `${rule}: ${name}`),
  )
  expect(missing).toEqual([])
})

it('names tests that are there', () => {
  const missing = rows.flatMap(({ rule, testedIn }) =>
    quoted(testedIn)
      .filter((name) => !name.startsWith('npm run '))
      .filter((name) => globSync([`test/${name}.test.ts`, `test/${name}.browser.test.ts`, `test/${name.replace(/\/$/, '')}/*.test.ts`], { cwd: root }).length === 0)
      .map((name) => `${rule}: ${name}`),
  )
  expect(missing).toEqual([])
})
