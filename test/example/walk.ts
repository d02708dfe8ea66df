import type { Page } from 'playwright-core'
import { routes, type Context } from '../../src/app.ts'
import type { Role } from '../../src/shared/actor.ts'
import { mayUse, type Route } from '../../src/http/access.ts'
import type { browserOf } from '../support/register.ts'

/** Every page that somebody with an account can be led to, by the product's own table. */
const table: Route[] = routes({} as Context).filter(({ method, permission }) => method === 'get' && permission !== 'anyone')

const patterns = table.map(({ path }) => ({ path, matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`) }))
// `/centers/new` is matched by `/centers/:id` too: the one with fewer names of its own comes second.
patterns.sort((a, b) => a.path.split(':').length - b.path.split(':').length)

const patternOf = (address: string): string | null => patterns.find(({ matches }) => matches.test(address.split('?')[0] ?? ''))?.path ?? null

export const pathsFor = (role: Role): string[] => table.filter(({ permission }) => permission !== 'anyone' && mayUse([role], permission)).map(({ path }) => path)

export interface Found {
  path: string
  address: string
  html: string
}

/** Where somebody may begin besides the first page: lists as they are bookmarked, so that what is rare is found among what is usual. */
const bookmarks = [
  '/deliveries?state=packing',
  '/deliveries?state=sent',
  '/payments?state=sent',
  '/payments?state=planned',
  '/allocations?state=draft',
  '/allocations?state=proposed',
  '/imports',
  '/centers?standing=closed',
]

/** How many addresses of one pattern are looked into for further links. */
const lookedInto = 20

/**
 * Follows every link from the first page, and finds for each pattern a few addresses that answer with a page.
 * @param wrong takes what answered otherwise than a page should
 */
export async function follow(browser: Awaited<ReturnType<typeof browserOf>>, role: Role, wrong: string[]): Promise<Map<string, Found[]>> {
  const found = new Map<string, Found[]>()
  const queue = ['/', ...bookmarks.filter((address) => pathsFor(role).includes(patternOf(address) ?? ''))]
  const seen = new Set(queue)
  const asked = new Map<string, number>()
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const path = patternOf(address)
    if (path === null || (asked.get(path) ?? 0) >= lookedInto) continue
    asked.set(path, (asked.get(path) ?? 0) + 1)
    const answer = await browser.get(address)
    // What cannot be done now, or not by this person, says so and why (409, 403); nobody is led to what is not for their role.
    if (![200, 409, 403].includes(answer.status) || answer.text.includes('Your role does not include this.')) wrong.push(`${address} answered ${answer.status}`)
    if (!(answer.headers['content-type'] ?? '').includes('html')) {
      found.set(path, [])
      continue
    }
    found.set(path, [...(found.get(path) ?? []), { path, address, html: answer.text }])
    for (const next of linksIn(answer.text)) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return found
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#38;', '&')).filter((href) => href.startsWith('/'))

/** Of what was found for one pattern, the ones that differ most: the shortest page and the longest. */
export function extremes(pages: Found[]): Found[] {
  const bySize = pages.toSorted((a, b) => a.html.length - b.html.length)
  return [...new Set([bySize.at(-1), bySize[0]])].filter((page) => page !== undefined)
}

/** The widest things of a page that is too wide, to say what to mend. */
export const culprits = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelectorAll('main *, header *, footer *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.usa-table-container--scrollable')).slice(0, 3).map((e) => e.tagName.toLowerCase() + '.' + e.className).join(', ')`,
  )
