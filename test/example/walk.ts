import { routes, type Context } from '../../src/app.ts'
import { mayUse, type Route } from '../../src/http/access.ts'
import type { Role } from '../../src/shared/actor.ts'
import { shapeOf } from './shape.ts'

/** Every page that somebody with an account can be led to, by the product's own table. */
const table: Route[] = routes({} as Context).filter(({ method, permission }) => method === 'get' && permission !== 'anyone')

const patterns = table.map(({ path }) => ({ path, matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`) }))
// `/centers/new` is matched by `/centers/:id` too: the one with fewer names of its own comes first.
patterns.sort((a, b) => a.path.split(':').length - b.path.split(':').length)

const patternOf = (address: string): string | null => patterns.find(({ matches }) => matches.test(address.split('?')[0] ?? ''))?.path ?? null

export const pathsFor = (role: Role): string[] => table.filter(({ permission }) => permission !== 'anyone' && mayUse([role], permission)).map(({ path }) => path)

export interface Found {
  path: string
  address: string
  html: string
  shape: string[]
}

export interface Walked {
  pages: Found[]
  /** The patterns of what answered, files too. */
  reached: Set<string>
  /** What answered otherwise than a page should. */
  wrong: string[]
}

/** How often a list is followed with the same filters, and how far it is leafed through. */
const filtered = { same: 3, leaves: 15 }

/**
 * Follows every link from the first page to every page there is; of a list's filters, one by one, only a few each, since they go on for ever.
 * @param most how many addresses of one pattern are looked into
 */
export async function walk(origin: string, cookie: string, most = Infinity): Promise<Walked> {
  const walked: Walked = { pages: [], reached: new Set(), wrong: [] }
  const queue = ['/']
  const seen = new Set(queue)
  const asked = new Map<string, number>()
  const mayAsk = (what: string, times: number): boolean => {
    const before = asked.get(what) ?? 0
    asked.set(what, before + 1)
    return before < times
  }
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    for (const next of await look(origin, cookie, address, walked)) {
      const path = patternOf(next)
      const filters = filtersOf(next)
      const chosen = filters !== '' && filters !== 'page'
      // Not counted as seen: a page without filters may lead there too.
      if (path === null || seen.has(next) || (chosen && address.includes('?'))) continue
      seen.add(next)
      const list = listOf(next)
      if (chosen && !mayAsk(`${list}?${filters}`, filtered.same)) continue
      if (filters === 'page' && !mayAsk(`${list}?page`, filtered.leaves)) continue
      if (filters !== '' || mayAsk(path, most)) queue.push(next)
    }
  }
  return walked
}

/** The links of one page. */
async function look(origin: string, cookie: string, address: string, { pages, reached, wrong }: Walked): Promise<string[]> {
  const path = patternOf(address) ?? address
  const answer = await fetch(origin + address, { headers: { cookie }, redirect: 'manual' })
  const html = await answer.text()
  // A page that leads on at once is followed as a link is.
  const onward = answer.status === 303 ? [answer.headers.get('location') ?? ''] : []
  // What cannot be done now, or not by this person, says so and why (409, 403); nobody is led to what is not for their role.
  if ((onward.length === 0 && ![200, 409, 403].includes(answer.status)) || html.includes('Your role does not include this.'))
    wrong.push(`${address} answered ${answer.status}`)
  reached.add(path)
  if (onward.length > 0 || !(answer.headers.get('content-type') ?? '').includes('html')) return onward
  pages.push({ path, address, html, shape: shapeOf(html) })
  return [...html.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
    .filter((href) => href.startsWith('/'))
}

/** What a list is one of, without its filters: the rows behind each figure are a list of their own, and those of one noun's records share theirs. */
const listOf = (address: string): string => (address.split('?')[0] ?? '').replaceAll(/\/\d+(?=\/|$)/g, '/:id')

const filtersOf = (address: string): string => {
  const said = [...new URL(address, 'http://here').searchParams].filter(([, value]) => value !== '')
  return said
    .map(([name]) => name)
    .toSorted()
    .join()
}
