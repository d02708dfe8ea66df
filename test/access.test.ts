import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { routes, type Context } from '../src/app.ts'
import { mount, type Route } from '../src/http/access.ts'
import { matrix } from './access-matrix.ts'
import { ada, appOf, bea, browserOf, cora, openRegister, priya, type TestRegister } from './support/register.ts'

const table = routes({} as Context)
const nameOf = (route: Pick<Route, 'method' | 'path'>): string => `${route.method.toUpperCase()} ${route.path}`
const who = { A: ada, B: bea, C: cora, M: priya } as const
type Letter = keyof typeof who
/** These end the session that walks; what they do is tested with signing in. */
const ending = ['POST /sign-out', 'POST /account/sign-out-everywhere']
/** What stands on every answer; what each says is tested with the headers. */
const guarded = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'x-robots-tag',
  'cache-control',
]
const notYours = 'Your role does not include this.'

/** A real path for a route's pattern: ids that nothing has, so that who may pass finds nothing to change. */
const pathOf = (route: Route): string =>
  route.path
    .replace(/:token/g, 'x'.repeat(32))
    .replace(/:figure/g, 'vetted-centers')
    .replace(/:\w+/g, '987654')

/** Tells whether anything was written since it was last asked. */
function watch(register: TestRegister): () => number {
  const file = new Sqlite(register.file, { readonly: true })
  onTestFinished(() => void file.close())
  return () => Number(file.pragma('data_version', { simple: true }))
}

describe('the matrix of who may do what', () => {
  it('knows every route, and no route that is not there', () => {
    expect(table.map(nameOf).toSorted()).toEqual(Object.keys(matrix).toSorted())
  })

  it('has no route twice', () => {
    expect(new Set(table.map(nameOf)).size).toBe(table.length)
  })
})

describe.each(Object.keys(who) as Letter[])('%s', (letter) => {
  it('is let in where the matrix says so, and elsewhere refused with nothing changed', async () => {
    const register = await openRegister()
    const browser = await browserOf(register, appOf(register), who[letter])
    await browser.get('/account').expect(200) // The first look of a session is written down.
    const written = watch(register)
    const wrong: string[] = []
    for (const route of table.filter((each) => !ending.includes(nameOf(each)))) {
      const before = written()
      const answer = await (route.method === 'get' ? browser.get(pathOf(route)) : browser.post(pathOf(route)).type('form').send(''))
      const refused = answer.status === 403 && answer.text.includes(notYours)
      const allowed = matrix[nameOf(route)] ?? ''
      const may = allowed === 'anyone' || allowed === 'signed in' || allowed.includes(letter)
      if (may === refused) wrong.push(`${nameOf(route)}: the matrix says ${may ? 'yes' : 'no'}, the answer was ${answer.status}`)
      if (!may && written() !== before) wrong.push(`${nameOf(route)} was refused, and changed something`)
      if (route.method === 'get' && written() !== before) wrong.push(`${nameOf(route)} is read, and changed something (CSRF-02)`)
      const bare = guarded.filter((header) => answer.headers[header] === undefined)
      if (bare.length > 0) wrong.push(`${nameOf(route)} lacks ${bare.join(', ')} (HDR-01)`)
      if (answer.status === 500) wrong.push(`${nameOf(route)} answered 500`)
    }
    expect(wrong).toEqual([])
  }, 60_000)
})

it('sends nobody in particular to sign in, wherever one must be signed in', async () => {
  const register = await openRegister()
  const browser = await browserOf(register, appOf(register), null)
  const written = watch(register)
  const before = written()
  const wrong: string[] = []
  for (const route of table) {
    if (matrix[nameOf(route)] === 'anyone') continue
    const answer = await (route.method === 'get' ? browser.get(pathOf(route)) : browser.post(pathOf(route)).type('form').send(''))
    if (answer.status !== 303 || !String(answer.headers['location']).startsWith('/sign-in')) wrong.push(`${nameOf(route)} answered ${answer.status}`)
    if (answer.text.length > 150) wrong.push(`${nameOf(route)} said more than where to go`)
  }
  expect(wrong).toEqual([])
  expect(written()).toBe(before)
}, 60_000)

it('takes nothing that another site makes a browser send, on any route (CSRF-01)', async () => {
  const register = await openRegister()
  const browser = await browserOf(register, appOf(register), priya)
  await browser.get('/account').expect(200)
  const written = watch(register)
  const before = written()
  const wrong: string[] = []
  const foreign: [name: string, value: string][] = [
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
    ['Origin', 'https://evil.test'],
    ['Origin', 'null'],
  ]
  for (const route of table.filter(({ method }) => method === 'post')) {
    for (const [name, value] of foreign) {
      const { status } = await browser.post(pathOf(route)).set(name, value).type('text/plain').send('a=1')
      if (status !== 403) wrong.push(`${nameOf(route)} with ${name}: ${value} answered ${status}`)
    }
  }
  expect(wrong).toEqual([])
  expect(written()).toBe(before)
}, 60_000)

it('answers no other method', async () => {
  const register = await openRegister()
  const browser = await browserOf(register, appOf(register), priya)
  await browser.get('/account').expect(200)
  const written = watch(register)
  const before = written()
  const wrong: string[] = []
  for (const path of new Set(table.map(pathOf))) {
    for (const method of ['put', 'patch', 'delete', 'trace'] as const) {
      const { status } = await browser[method](path)
      if (status !== 404 && status !== 405 && status !== 400) wrong.push(`${method} ${path} answered ${status}`)
    }
  }
  expect(wrong).toEqual([])
  expect(written()).toBe(before)
}, 60_000)

it('refuses to mount a route whose permission is not known', () => {
  const nameless = { method: 'get', path: '/open', handler: () => {} } as unknown as Route
  expect(() => mount({ get: () => {} } as never, [nameless], () => null)).toThrow('/open names no permission')
})
