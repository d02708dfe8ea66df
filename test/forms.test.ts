import { expect, it } from 'vitest'
import { matrix } from './access-matrix.ts'
import { addressesOf, idsIn } from './confidential/addresses.ts'
import { peopled } from './confidential/peopled.ts'
import { reads, table, type Browser } from './confidential/walking.ts'
import { ada, appOf, browserOf, openRegister, priya, type TestRegister } from './support/register.ts'

/** Actions without a form: what is sent with them is not read. */
const formless = [
  '/sign-out',
  '/account/sign-out-everywhere',
  '/roles/:id/confirmation',
  '/admin/people/:id/link',
  '/admin/people/:id/opening',
  '/admin/people/:id/sign-out',
  '/centers/:id/confirmation',
  '/contacts/:id/ending',
  '/organizations/:id/key-people/:person/ending',
  '/documents/:id/file',
  '/reviews/:id/submission',
  '/imports/:id/withdrawal',
  '/opening-approvals/:id/withdrawal',
]
const withForm = table.filter((route) => !reads(route) && !formless.includes(route.path))

/** What the reading library would say of a field, in its own words. */
const notOurs = /invalid (?:input|option|string)|expected|received|undefined|\bnull\b|NaN|too (?:small|big)|unrecognized|\bRegExp\b|pattern/i
const problems =
  /<div class="usa-alert usa-alert--error[\s\S]*?<\/div>\s*<\/div>|<span class="usa-error-message"[\s\S]*?<\/span>|<main[\s\S]*?<h1>Not done<\/h1>[\s\S]*?<\/main>/g

const said = (page: string): string => (page.match(problems) ?? []).map((part) => part.replaceAll(/<[^>]*>/g, ' ')).join(' ')
const namesIn = (page: string): string[] => [...new Set([...page.matchAll(/<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"/g)].map(([, name = '']) => name))]

type Sent = Record<string, string | string[]>
const each = (names: string[], value: string | string[]): Sent => Object.fromEntries(names.map((name) => [name, value]))

interface Posted {
  browser: Browser
  address: string
  heed: (what: string, answer: { status: number; text: string }) => void
}

/** Sends every kind of nonsense to one address. What an empty form comes back with tells which fields it has. */
async function sendNonsense({ browser, address, heed }: Posted): Promise<void> {
  const send = async (what: string, body: Sent | string): Promise<string> => {
    const answer = await browser.post(address).type('form').send(body)
    heed(what, answer)
    return answer.text
  }
  const names = namesIn(await send('nothing', ''))
  await send('every field twice', each(names, ['2026-11-21', '2026-11-22']))
  await send('what is no day and no amount', each(names, '2026-02-31'))
  await send('what is no number', each(names, '-99999999999999999999.5'))
  await send('a sign that ends texts', each(names, 'a\0b'))
}

async function begun(): Promise<{ register: TestRegister; browserFor: (path: string) => Promise<Browser> }> {
  const register = await openRegister()
  await peopled(register)
  const app = appOf(register)
  return { register, browserFor: (path) => browserOf(register, app, (matrix[`POST ${path}`] ?? '').includes('M') ? priya : ada) }
}

it('knows which actions have a form', () => {
  expect(formless.filter((path) => !table.some((route) => route.method === 'post' && route.path === path))).toEqual([])
  expect(withForm.length).toBeGreaterThan(60)
})

it('answers nonsense in words of its own, whatever form it is sent to', { timeout: 60_000 }, async () => {
  const { register, browserFor } = await begun()
  const ids = await idsIn(register)
  const wrong: string[] = []
  let formsShown = 0
  for (const route of withForm) {
    const browser = await browserFor(route.path)
    for (const address of addressesOf(route, ids)) {
      await sendNonsense({
        browser,
        address,
        heed: (what, { status, text }) => {
          if (status === 422) formsShown += 1
          if (status === 500) wrong.push(`${address}: ${what} answered 500`)
          if (notOurs.test(said(text))) wrong.push(`${address}: ${what} says ${said(text).trim().replaceAll(/\s+/g, ' ')}`)
          if (status === 422 && said(text) === '') wrong.push(`${address}: ${what} is refused without a word`)
        },
      })
    }
  }
  expect(wrong).toEqual([])
  expect(formsShown).toBeGreaterThan(300)
})

it('refuses a field that the form does not have, and says so on the form (AZ-05)', { timeout: 60_000 }, async () => {
  const { register, browserFor } = await begun()
  const ids = await idsIn(register)
  const wrong: string[] = []
  for (const route of withForm) {
    const browser = await browserFor(route.path)
    for (const address of addressesOf(route, ids)) {
      const { status, text } = await browser.post(address).type('form').send('role=admin&__proto__[x]=1')
      // A record that is past this, or that nobody has, is refused for that; all else is shown again.
      if ([403, 404, 409, 410].includes(status)) continue
      if (status !== 422) wrong.push(`${address} answered ${status}`)
      // Signing in says one thing, whatever was wrong.
      else if (address !== '/sign-in' && !said(text).includes('This form has changed. Look it over and send it again.')) wrong.push(`${address} says ${said(text)}`)
    }
  }
  expect(wrong).toEqual([])
  expect(({} as { x?: unknown }).x).toBeUndefined()
})
