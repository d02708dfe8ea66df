import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import type { Program } from '../support/program.ts'
import { heading, reads, type Traveller } from './people.ts'
import { openCenter, secrets } from './vetting.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

/** Priya opens a fund with 50,000 dollars. */
export async function fund(priya: Traveller): Promise<void> {
  await priya.press('link', 'Funds')
  await priya.press('link', 'Add a fund')
  await priya.type('Code', 'BEDS-26')
  await priya.type('Name', 'Safe beds')
  await priya.type('Giver', 'The Marsh Family')
  await priya.choose('Currency', /^USD/)
  await priya.day(/^First day/, today())
  await priya.press('button', 'Add the fund')
  await heading(priya.page, /Safe beds|BEDS-26/)
  await priya.press('link', /Record an entry/)
  await priya.pick(/^Receipt/)
  await priya.type('Amount in USD', '50,000.00')
  await priya.type('What it is', 'Gift of the Marsh Family')
  await priya.press('button', 'Record the entry')
  await reads(priya.page, '$50,000.00')
}

async function propose(cora: Traveller, center: string, amount: string): Promise<string> {
  await openCenter(cora, center)
  await cora.press('link', 'Draft an allocation')
  await cora.choose('Fund', /BEDS-26/)
  await cora.type('Amount', amount)
  await cora.choose('Purpose', 'Equipment')
  await cora.type('What for', 'Beds and lockers')
  await cora.tick('Women 18+')
  await cora.press('button', 'Keep the draft')
  await cora.press('button', /^Propose \$/)
  await reads(cora.page, /Nobody has approved it/)
  return cora.page.url()
}

/** Cora proposes, Priya approves, Cora plans the payment, Paul releases it; nobody could do the next one's part. */
export async function pay(cora: Traveller, priya: Traveller, paul: Traveller): Promise<void> {
  const allocation = await propose(cora, 'Casa Lucero', '4,000.00')
  expect(await cora.page.getByRole('button', { name: /^Approve/ }).count()).toBe(0)

  await priya.page.goto('/')
  await priya.press('link', 'Approvals')
  await priya.press('link', /Casa Lucero/)
  await priya.press('button', /^Approve/)
  await reads(priya.page, /Approved by Priya|Priya/)

  await cora.page.goto(allocation)
  await cora.press('link', 'Plan a payment')
  await cora.type('Amount in USD', '4,000.00')
  await cora.day('To be paid on', today())
  await cora.choose('Method', /bank transfer/i)
  await cora.press('button', 'Plan the payment')
  const payment = cora.page.url()
  expect(await cora.page.getByRole('button', { name: /^Release/ }).count()).toBe(0)

  await paul.page.goto(payment)
  await paul.press('button', 'Release $4,000.00 to Casa Lucero')
  await reads(paul.page, '$4,000.00 is released to Casa Lucero.')
}

/** The same for a center that nobody vetted: refused in the page, in the service, and by the database itself. */
export async function refuse(program: Program, cora: Traveller, priya: Traveller, paul: Traveller): Promise<void> {
  const allocation = await propose(cora, 'Casa Sin Papeles', '500.00')
  await priya.page.goto(allocation)
  await priya.press('button', /^Approve/)
  await cora.page.goto(allocation)
  await cora.press('link', 'Plan a payment')
  await cora.type('Amount in USD', '500.00')
  await cora.day('To be paid on', today())
  await cora.choose('Method', /bank transfer/i)
  await cora.press('button', 'Plan the payment')

  await paul.page.goto(cora.page.url())
  await reads(paul.page, /not vetted|nothing may be sent|cannot leave/i)
  expect(await paul.page.getByRole('button', { name: /^Release/ }).count()).toBe(0)
  const id = Number(new URL(cora.page.url()).pathname.split('/').at(-1))
  const posted = await paul.page.request.post(`${program.origin}/payments/${id}/release`, {
    form: { token: 'a-token-of-nobodys-form', bankOn: '' },
    headers: { Origin: program.origin },
  })
  expect([403, 409, 422]).toContain(posted.status())

  const file = openFile(program.database)
  const send = (verb: string): unknown =>
    file
      .prepare(
        `${verb} INTO payment_events (payment_id, kind, amount_minor, on_day, by_id, recorded_on, at) SELECT ?, 'sent', 50000, day, 4, day, day || 'T10:00:00.000Z' FROM register_day`,
      )
      .run(id)
  for (const verb of ['INSERT', 'INSERT OR REPLACE', 'REPLACE']) expect(() => send(verb)).toThrow('money_goes_to_centers_in_good_standing')
  file.close()
}

/** Cora logs a need, sends a delivery for it, and receives it one short. */
export async function supply(cora: Traveller): Promise<void> {
  await openCenter(cora, 'Casa Lucero')
  await cora.press('link', 'Add a need')
  await cora.type('What is needed', 'Mattress, single')
  await cora.type('How many', '24')
  await cora.press('button', 'Log the need')
  await openCenter(cora, 'Casa Lucero')
  await cora.press('link', 'Pack a delivery')
  await cora.press('button', 'Pack the delivery')
  await cora.press('link', 'Send the delivery')
  await cora.press('button', 'Send the delivery')
  await heading(cora.page, /^Delivery \d+$/)
  await cora.press('link', 'Record a receipt')
  await cora.type(/^Received/, '23')
  await cora.type(/^Missing/, '1')
  await cora.type(/^Why damaged/, 'One was not in the van.')
  await cora.day('Day it arrived', today())
  await cora.type('Confirmed at the center by', 'The house mother')
  await cora.press('button', 'Record the receipt')
  await heading(cora.page, /^Delivery \d+$/)
  await openCenter(cora, 'Casa Lucero')
  await reads(cora.page, /Partly met/i)
}

/** Bea reads the summary and follows each figure to its rows. */
export async function readSummary(bea: Traveller): Promise<void> {
  await bea.page.goto('/')
  await bea.press('link', 'Reports')
  await bea.press('link', /Summary/)
  await heading(bea.page, /^Summary/)
  const figures = bea.page.locator('a[href^="/reports/rows/"]')
  const hrefs = new Set(await hrefsOf(figures))
  expect(hrefs.size).toBeGreaterThan(8)
  for (const href of hrefs) {
    const rows = await bea.page.goto(href)
    expect([href, rows?.status()]).toEqual([href, 200])
    expect(await bea.page.locator('main a[href^="/centers"], main a[href^="/payments"], main a[href^="/funds"]').count()).toBe(0)
    await holdsNoSecret(bea)
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
