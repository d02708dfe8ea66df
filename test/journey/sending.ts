import { expect } from 'vitest'
import { heading, reads, type Traveller } from './people.ts'
import { openCenter } from './vetting.ts'

export const today = (): string => new Date().toISOString().slice(0, 10)

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

export async function propose(cora: Traveller, center: string, amount: string): Promise<string> {
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

  await plan(cora, allocation, '4,000.00')
  expect(await cora.page.getByRole('button', { name: /^Release/ }).count()).toBe(0)

  await paul.page.goto('/')
  await paul.press('link', 'Approvals')
  await paul.press('link', /Casa Lucero/)
  await paul.press('button', 'Release $4,000.00 to Casa Lucero')
  await reads(paul.page, '$4,000.00 is released to Casa Lucero.')
}

/** Cora plans a payment of an approved allocation. @returns its address */
export async function plan(cora: Traveller, allocation: string, amount: string): Promise<string> {
  await cora.page.goto(allocation)
  await cora.press('link', 'Plan a payment')
  await cora.type('Amount in USD', amount)
  await cora.day('To be paid on', today())
  await cora.choose('Method', /bank transfer/i)
  await cora.press('button', 'Plan the payment')
  return cora.page.url()
}

/** Cora logs what a center lacks, and packs a delivery of it. */
export async function pack(cora: Traveller, center: string, quantity: string): Promise<void> {
  await openCenter(cora, center)
  await cora.press('link', 'Add a need')
  await cora.type('What is needed', 'Mattress, single')
  await cora.type('How many', quantity)
  await cora.type(/^Estimated cost of one/, '80.00')
  await cora.choose(/^Currency of the estimate/, /^USD/)
  await cora.press('button', 'Log the need')
  await openCenter(cora, center)
  await cora.press('link', 'Pack a delivery')
  await cora.press('button', 'Pack the delivery')
}

/** Cora logs a need, sends a delivery for it, and receives it one short. */
export async function supply(cora: Traveller): Promise<void> {
  await pack(cora, 'Casa Lucero', '24')
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
