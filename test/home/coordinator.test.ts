import { expect, it } from 'vitest'
import { returnAllocation } from '../../src/allocations/service.ts'
import { change } from '../../src/audit/record.ts'
import { rewriteSpans } from '../../src/standing/queries.ts'
import { draft, fundWith, proposed, token } from '../support/money.ts'
import { appOf, browserOf, cora, on, openRegister, priya, type TestRegister } from '../support/register.ts'
import { logged } from '../support/supplies.ts'
import { turnTo, vettedCenter } from '../support/vetted.ts'

const today = '2026-12-08'

async function suspend(register: TestRegister, centerId: number, day: string): Promise<void> {
  await register.writer.transaction().execute((trx) => turnTo(trx, day))
  await change(register.writer, on(priya, day), async (trx) => {
    const decided = { decided_by: priya.id, decided_on: day, decided_at: `${day}T10:00:00.000Z` }
    await trx
      .insertInto('decisions')
      .values({ center_id: centerId, outcome: 'suspend', effective_on: day, rationale: 'A concern.', ...decided })
      .execute()
    await rewriteSpans(trx, centerId, on(priya, day))
  })
}

/** Cora leads one center that is held, one that lapsed and one that is suspended; of her three drafts one was sent back; 22 needs are late. @returns which was sent back */
async function build(register: TestRegister): Promise<number> {
  await vettedCenter(register, { name: 'Any House', evidenceUntil: '2026-12-01' })
  await vettedCenter(register, { name: 'Old House', until: '2026-12-05', evidenceUntil: '2027-12-20' })
  const suspended = await vettedCenter(register, { name: 'Quiet Place' })
  const fund = await fundWith(register)
  const sentBack = await proposed(register, { fund, center: suspended, amount: 123_400 })
  await returnAllocation(register.writer, priya, sentBack, { reason: 'Say how many beds.', token: token() })
  await draft(register, { fund, center: suspended, amount: 56_700 })
  await draft(register, { fund, center: suspended, amount: 89_000, by: priya })
  for (let nth = 1; nth <= 22; nth += 1) await logged(register, suspended, { item: `Thing ${nth}`, catalogueCode: null })
  await suspend(register, suspended, '2026-12-07')
  return sentBack
}

/** Her page, with non-breaking spaces as spaces. */
async function built(): Promise<{ page: string; sentBack: number }> {
  const register = await openRegister()
  const sentBack = await build(register)
  const app = appOf(register)
  app.setNow(`${today}T09:10:00Z`)
  const { text } = await (await browserOf(register, app, on(cora, today))).get('/').expect(200)
  return { page: text.replaceAll('\u00A0', ' '), sentBack }
}

it('keeps what lapsed or is suspended, the worst first, and what was sent back, and counts all that waits', async () => {
  const { page, sentBack } = await built()

  const order = ['>Quiet Place</a> <span class="state bad">Suspended', '>Old House</a> <span class="state bad">Lapsed', '>Any House</a> <span class="state bad">On hold']
  expect([...order].sort((a, b) => page.indexOf(a) - page.indexOf(b))).toEqual(order)
  for (const words of [
    ...order,
    'It was suspended on 7 Dec 2026, and nothing can be sent there. Put right what it was suspended for; then a program manager other than the one who suspended it can reinstate it.',
    'Its vetting lapsed on 6 Dec 2026, and nothing can be sent there. Open a renewal review on its page.',
    `<a href="/allocations/${sentBack}">$1,234.00 for Quiet Place</a> <span class="state warn">Sent back</span><span class="quiet">Sent back by Priya: Say how many beds.</span>`,
    'Drafted on 21 Nov 2026. Propose it, or cancel it.',
    // Three centers, two drafts and 22 needs.
    '· 27 things wait',
    '20 of 22 shown. <a href="/needs?mine=yes&amp;late=yes">All your late needs</a>',
  ])
    expect(page).toContain(words)
  expect(page.indexOf('$1,234.00 for')).toBeLessThan(page.indexOf('$567.00 for'))
  expect(page).not.toContain('$890.00')
  expect(page.match(/×/g)).toHaveLength(20)
})
