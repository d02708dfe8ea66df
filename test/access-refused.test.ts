import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { Route } from '../src/http/access.ts'
import { matrix } from './access-matrix.ts'
import { addressesOf, idsIn, oneOfAKind } from './confidential/addresses.ts'
import { hidden, open, openCenter } from './confidential/finding.ts'
import { peopled } from './confidential/peopled.ts'
import { hide, openUp } from './confidential/planted.ts'
import { ask, formsIn, isRefused, reads, table, type Browser } from './confidential/walking.ts'
import { ada, appOf, bea, browserOf, cora, openRegister, priya, type TestRegister } from './support/register.ts'

const who = { A: ada, B: bea, C: cora, M: priya, nobody: null } as const
type Letter = keyof typeof who
/** Between them they may do all that a role is needed for. */
const shown = ['M', 'A'] as const

/** One call of a route: an address of records that are there and, of a form, what its page would send for who is shown it. */
interface Call {
  route: Route
  address: string
  fields: Record<string, string>
  shownTo: Letter | null
}

const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`

function may(letter: Letter, route: Route): boolean {
  const allowed = matrix[nameOf(route)] ?? ''
  return allowed === 'anyone' || (letter !== 'nobody' && (allowed === 'signed in' || allowed.includes(letter)))
}

/** What fields take that do not take any words, or not any number. */
const typed: Record<string, string> = { amount: '1.00', rate: '1.5', unit: 'piece', foundedYear: '1990', timeZone: 'UTC', languages: 'English', valid: '2027-11-20' }
/** Left out they ask for nothing else: whole conditions and lines among them. */
const leftOut = /^(unitCost|paidAmount|language|latitude|longitude|longestStayDays|fromAge|toAge|emptied|(due|condition)-.*|.*-\d+)$/

const filled = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typed[name] ?? (leftOut.test(name) ? '' : value)]))

/** Every route with what would be sent to it; what is on no page of theirs is asked for with an empty form, and of a record that is there all the same. */
async function callsOf(register: TestRegister, browsers: Record<Letter, Browser>): Promise<Call[]> {
  const ids = await idsIn(register)
  const calls = table.map((route): Call => ({ route, address: addressesOf(route, ids)[0] ?? '', fields: {}, shownTo: null }))
  const posts = calls
    .filter(({ route }) => !reads(route))
    .map((call) => ({ call, pattern: new RegExp(`^${call.route.path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`) }))
  const pages = oneOfAKind(table.filter(reads).flatMap((route) => addressesOf(route, ids))).filter((address) => !/\.csv$|^\/reports/.test(address))
  for (const shownTo of shown) {
    for (const page of pages) {
      const answer = await ask(browsers[shownTo], 'get', page)
      for (const { action, fields } of isRefused(answer) ? [] : formsIn(answer.body.toString())) {
        const call = posts.find(({ pattern }) => pattern.test(action))?.call
        if (call?.shownTo === null) Object.assign(call, { address: action, fields: filled(fields), shownTo })
      }
    }
  }
  return calls
}

/** Tells in which tables rows changed since it was last asked: in all but that of sessions, which say when they were last seen. */
function watchRows(register: TestRegister): () => string[] {
  const file = new Sqlite(register.file, { readonly: true })
  onTestFinished(() => void file.close())
  const tables = file
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT IN ('sessions', 'sqlite_schema')")
    .pluck()
  const rowsNow = (): Map<string, string> => new Map(tables.all().map((name) => [name, JSON.stringify(file.prepare(`SELECT * FROM "${name}"`).raw().all())]))
  const version = (): unknown => file.pragma('data_version', { simple: true })
  let [seen, rows] = [version(), rowsNow()]
  return () => {
    if (version() === seen) return []
    const before = rows
    ;[seen, rows] = [version(), rowsNow()]
    return [...rows.keys()].filter((name) => rows.get(name) !== before.get(name))
  }
}

/** What ends a record, so that nothing else can be done with it, is done last. */
const endsLast = (calls: Call[]): Call[] => calls.toSorted((a, b) => endings(a) - endings(b))
const endings = ({ route }: Call): number => (/(closing|cancellation|suspension|withdrawal|decline|loss|setting-aside)$/.test(route.path) ? 1 : 0)

it('refuses who may not on records that are there, with what works for who may, and changes no row', { timeout: 60_000 }, async () => {
  const register = await openRegister()
  const center = await peopled(register)
  await openUp(register, openCenter, open)
  await hide(register, center, hidden)
  const app = appOf(register)
  const browser = (letter: Letter): Promise<Browser> => browserOf(register, app, who[letter])
  const browsers = { A: await browser('A'), B: await browser('B'), C: await browser('C'), M: await browser('M'), nobody: await browser('nobody') }
  const calls = await callsOf(register, browsers)
  const changed = watchRows(register)
  const wrong: string[] = []
  let refused = 0

  for (const letter of Object.keys(who) as Letter[]) {
    for (const { route, address, fields } of calls.filter((call) => !may(letter, call.route))) {
      const answer = await ask(browsers[letter], route.method, address, fields)
      const where = `${letter}: ${nameOf(route)} at ${address}`
      const said = letter === 'nobody' ? isRefused(answer) : answer.status === 403 && answer.body.includes('Your role does not include this.')
      if (said) refused += 1
      else wrong.push(`${where} answered ${answer.status}`)
      const tables = changed()
      if (tables.length > 0) wrong.push(`${where} changed ${tables.join(', ')}`)
    }
  }
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(500)

  // The same calls by who may: had they been let in, rows would have changed.
  let worked = 0
  for (const { route, address, fields, shownTo } of endsLast(calls)) {
    if (shownTo === null || ['anyone', 'signed in'].includes(matrix[nameOf(route)] ?? '')) continue
    const { status } = await ask(browsers[shownTo], 'post', address, fields)
    if (status < 400 && changed().length > 0) worked += 1
  }
  expect(worked).toBeGreaterThan(45)
})
