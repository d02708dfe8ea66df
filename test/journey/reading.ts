import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { heading, type Traveller } from './people.ts'
import { secrets } from './vetting.ts'

/** What the journey left, as the summary must say it. */
const left: Record<string, string> = {
  'vetted-centers': '1',
  'vetting-current': '100 %',
  'single-countries': '1',
  committed: '$4,500.00',
  paid: '$4,000.00',
  concentration: '100 %',
  'needs-met': '0 %',
  'needs-met-by-cost': '0 %',
  'in-kind': '$1,840.00',
}

/** Bea reads the summary and follows each figure to its rows, which add up to what she read. */
export async function readSummary(bea: Traveller): Promise<void> {
  await bea.page.goto('/')
  await bea.press('link', 'Reports')
  await bea.press('link', /Summary/)
  await heading(bea.page, /^Summary/)
  const figures = await bea.page.evaluate<{ href: string; now: string }[]>(
    `[...document.querySelectorAll('section[aria-labelledby=figures] tbody tr:not(.group)')].map((row) => ({ href: row.querySelector('a').getAttribute('href'), now: row.querySelector('td').innerText }))`,
  )
  const read = Object.fromEntries(figures.map(({ href, now }) => [/^\/reports\/rows\/([\w-]+)\?/.exec(href)?.[1] ?? href, now]))
  expect(read).toMatchObject(left)
  for (const drawing of ['Paid and committed by month', /^Vetted centers by country/]) expect(await bea.page.getByRole('img', { name: drawing }).count()).toBe(1)
  expect(figures.length).toBeGreaterThan(15)
  // The months, purposes, countries and the period before lead to their own rows.
  const parts = await bea.page.evaluate<{ href: string; now: string }[]>(
    `[...document.querySelectorAll('main td a[href^="/reports/rows/"], main th .small a[href^="/reports/rows/"]')].map((link) => ({ href: link.getAttribute('href'), now: link.textContent }))`,
  )
  expect(parts.length).toBeGreaterThan(figures.length)
  const known = new Set([...figures, ...parts].map(({ href }) => href))
  for (const href of await hrefsOf(bea.page.locator('main a[href^="/reports/rows/"]'))) expect(known).toContain(href)
  for (const { href, now } of figures) {
    await bea.reach(bea.page.locator(`section[aria-labelledby=figures] th a[href="${href}"]`).first())
    await bea.page.keyboard.press('Enter')
    await bea.page.waitForURL((url) => url.pathname + url.search === href)
    await leadsToItsRows(bea, href, now)
    await bea.page.goBack()
  }
  for (const { href, now } of parts) {
    expect([href, (await bea.page.goto(href))?.status()]).toEqual([href, 200])
    await leadsToItsRows(bea, href, now)
  }
}

/** The rows add up to the figure that led to them, lead no further, and give no place away. */
async function leadsToItsRows(bea: Traveller, href: string, figure: string): Promise<void> {
  expect({ href, ...(await rowsOn(bea)) }).toEqual({ href, foot: figure, addedUp: figure })
  expect(await bea.page.locator('main a[href^="/centers"], main a[href^="/payments"], main a[href^="/funds"]').count()).toBe(0)
  await holdsNoSecret(bea)
}

/** The figure at the foot of its rows, and what the rows above it come to. */
async function rowsOn({ page }: Traveller): Promise<{ foot: string; addedUp: string }> {
  const { head, cells, foot } = await page.evaluate<{ head: string; cells: string[]; foot: string }>(
    `({ head: document.querySelector('thead th.number').innerText, cells: [...document.querySelectorAll('tbody td.number')].map((cell) => cell.innerText), foot: document.querySelector('tfoot td.number').innerText })`,
  )
  // Without a row there is nothing to add up, and nothing is what the figure may say.
  if (cells.length === 0 && ['0', 'none', '$0.00'].includes(foot)) return { foot, addedUp: foot }
  return { foot, addedUp: addUp(head, cells) }
}

/** By the words of the last column's head; all amounts of the journey are in dollars. */
function addUp(head: string, cells: string[]): string {
  const pairs = cells.map((cell) => cell.split(' of ').map((part) => (part === 'not known' ? 0 : Number(part.replaceAll(/[$,]/g, '')))))
  const sum = (at: 0 | 1): number => pairs.reduce((total, pair) => total + (pair[at] ?? 0), 0)
  const share = (part: number, whole: number): string => (whole === 0 ? 'none' : `${Math.round((100 * part) / whole)} %`)
  switch (head) {
    case 'Amount':
      return `$${sum(0).toLocaleString('en', { minimumFractionDigits: 2 })}`
    case 'Paid':
      return share(Math.max(0, ...pairs.map(([paid = 0]) => paid)), sum(0))
    case 'Met, of estimated':
      return share(sum(0), sum(1))
    case 'Days':
      return cells.length === 0 ? 'none' : `${sum(0) / cells.length} days`
    default:
      return cells.some((cell) => cell.includes(' of ')) ? share(sum(0), sum(1)) : String(sum(0))
  }
}

/** Bea goes wherever a link leads her, and finds no address anywhere; nor does she by asking for it. */
export async function findsNoAddress(bea: Traveller): Promise<void> {
  const seen = new Set<string>()
  const waiting = [
    '/',
    '/reports',
    '/reports/summary',
    '/account',
    '/centers',
    '/centers/1',
    '/centers/1/place',
    '/documents/1',
    '/admin/people',
    '/reports/rows/nothing',
  ]
  for (let href = waiting.shift(); href !== undefined && seen.size < 60; href = waiting.shift()) {
    if (seen.has(href)) continue
    seen.add(href)
    await bea.page.goto(href)
    await holdsNoSecret(bea)
    waiting.push(...(await hrefsOf(bea.page.locator('a[href^="/"]:not([href*=".csv"])'))))
  }
  expect(seen.size).toBeGreaterThan(15)
}

async function holdsNoSecret({ page }: Traveller): Promise<void> {
  const text = await page.content()
  for (const secret of secrets) expect([page.url(), text.includes(secret)]).toEqual([page.url(), false])
}

const hrefsOf = (links: Locator): Promise<string[]> =>
  links.evaluateAll((all: unknown) => (all as { getAttribute: (name: string) => string }[]).map((link) => link.getAttribute('href')))
