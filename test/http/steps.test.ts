import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { addContact, removeContact, withdrawNote, writeNote } from '../../src/centers/detail-service.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { withdrawNeed } from '../../src/needs/service.ts'
import { approved, draft, fundWith, planned, release } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { logged, packed } from '../support/supplies.ts'
import { plainCenter, submittedReview, vettedCenter } from '../support/vetted.ts'

/** Of each record one for which its steps are impossible now, by the name that the steps give it. */
async function impossible(register: TestRegister): Promise<Record<string, number>> {
  const [fund, vetted, plain] = [await fundWith(register, { code: 'WINTER-26' }), await vettedCenter(register), await plainCenter(register, { name: 'Casa Esperanza' })]
  const { centerId: busy, reviewId: submitted } = await submittedReview(register, { name: 'Shanti Home' })
  const allocation = await approved(register, { fund, center: vetted, amount: 100_000 })
  const sent = await planned(register, allocation, 50_000)
  await release(register, paul, sent)
  const contact = { name: 'Marta', role: null, kind: 'front desk', phone: null, keepPhone: false, email: null, language: null, isPrimary: false } as const
  const ended = await addContact(register.writer, cora, plain, contact)
  await removeContact(register.writer, cora, ended)
  const note = await writeNote(register.writer, cora, plain, { kind: 'note', onDay: cora.today, withWhom: null, text: 'They called back.', anyway: false })
  await withdrawNote(register.writer, cora, note, 'Of another center')
  const need = await logged(register, plain)
  await withdrawNeed(register.writer, cora, need, 'No longer needed')
  const decided = await register.reader.selectFrom('reviews').select('id').where('center_id', '=', vetted).executeTakeFirstOrThrow()
  const entry = await register.reader.selectFrom('fund_entries').select('id').executeTakeFirstOrThrow()
  const closed = await vettedCenter(register, { name: 'Old Harbor House' })
  const closedOnes = await approved(register, { fund, center: closed, amount: 100_000 })
  await takeStep(register.writer, priya, closed, 'close', 'It moved into another center.', formToken())
  const made = {
    planned: await planned(register, allocation, 50_000),
    draft: await draft(register, { fund, center: vetted }),
    packed: await packed(register, vetted, null),
  }
  return { ...made, fund, closed, closedOnes, vetted, plain, busy, submitted, allocation, sent, contact: ended, note, need, decided: decided.id, entry: entry.id }
}

const notLeft = 'This payment has not left. It can arrive or come back once a program manager has released it.'

const isClosed = 'This center is closed since 21 Nov 2026, so nothing is begun or approved for it. A program manager can reopen it.'

const steps = [
  ...['/centers/{closed}/reviews/new', '/centers/{closed}/deliveries/new', '/centers/{closed}/needs/new', '/allocations/new?center={closed}'].map((step) => ({
    step,
    why: isClosed,
    back: '/centers/{closed}',
  })),
  { step: '/allocations/{closedOnes}/payments/new', why: isClosed, back: '/allocations/{closedOnes}' },
  { step: '/payments/{planned}/arrival', why: notLeft, back: '/payments/{planned}' },
  { step: '/payments/{planned}/return', why: notLeft, back: '/payments/{planned}' },
  { step: '/payments/{sent}/voiding', why: 'This payment has left, so it can come back but no longer be voided.', back: '/payments/{sent}' },
  {
    step: '/allocations/{draft}/payments/new',
    why: 'This allocation is a draft, so it cannot be paid from. Only one that is approved can.',
    back: '/allocations/{draft}',
  },
  { step: '/allocations/{allocation}/payments/new', why: 'All of this allocation of $1,000.00 is planned or paid', back: '/allocations/{allocation}' },
  { step: '/allocations/{allocation}/edit', why: 'is approved, so it cannot be changed. Only one that is a draft can.', back: '/allocations/{allocation}' },
  { step: '/allocations/{draft}/return', why: 'is a draft, so it cannot be sent back. Only one that waits for approval can.', back: '/allocations/{draft}' },
  { step: '/allocations/{allocation}/decline', why: 'is approved, so it cannot be declined.', back: '/allocations/{allocation}' },
  { step: '/allocations/{allocation}/cancellation', why: 'A payment of it has left, so it can be closed but not cancelled.', back: '/allocations/{allocation}' },
  { step: '/allocations/{allocation}/closing', why: 'A payment of it is planned. Release it or void it before closing', back: '/allocations/{allocation}' },
  { step: '/fund-entries/{entry}/reversal', why: 'of the fund WINTER-26 is available.', back: '/funds/{fund}' },
  { step: '/deliveries/{packed}/receipts/new', why: 'This delivery has not left yet.', back: '/deliveries/{packed}' },
  { step: '/deliveries/{packed}/completion', why: 'This delivery has not left yet.', back: '/deliveries/{packed}' },
  { step: '/deliveries/{packed}/loss', why: 'This delivery has not left yet.', back: '/deliveries/{packed}' },
  { step: '/reviews/{decided}/return', why: 'This review is decided; only one that was submitted can be sent back.', back: '/reviews/{decided}' },
  { step: '/reviews/{decided}/withdrawal', why: 'This review was decided, so it stays as it is. Start another one.', back: '/reviews/{decided}' },
  { step: '/reviews/{decided}/lead', why: 'This review was decided, so it stays as it is.', back: '/reviews/{decided}' },
  { step: '/reviews/{submitted}/evidence/new', why: 'A manager can send it back.', back: '/reviews/{submitted}' },
  { step: '/centers/{busy}/reviews/new', why: 'A review of this center (initial) is waiting for a decision already.', back: '/reviews/{submitted}' },
  { step: '/centers/{vetted}/opening/new', why: 'This center was decided on in the register already.', back: '/centers/{vetted}' },
  { step: '/centers/{vetted}/reinstatement', why: 'not suspended', back: '/centers/{vetted}' },
  { step: '/centers/{plain}/evidence/new', why: 'so there is no evidence to renew. Start a review first.', back: '/centers/{plain}' },
  { step: '/needs/{need}/edit', why: 'This need was withdrawn. Log another one instead.', back: '/needs/{need}' },
  { step: '/needs/{need}/withdrawal', why: 'This need is already withdrawn.', back: '/needs/{need}' },
  { step: '/contacts/{contact}/edit', why: 'Marta is no longer a contact of this center.', back: '/centers/{plain}' },
  { step: '/notes/{note}/withdrawal', why: 'This note has been withdrawn already.', back: '/centers/{plain}' },
]

it('shows no form of a step that cannot be done now, but why, what it would take, and the way back', async () => {
  const register = await openRegister()
  const ids = await impossible(register)
  const priyas = await browserOf(register, appOf(register), priya)
  const at = (path: string): string => path.replace(/\{(\w+)\}/, (_, name: string) => String(ids[name]))

  for (const { step, why, back } of steps) {
    const { status, text } = await priyas.get(at(step))
    const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? ''
    expect.soft(status, step).toBe(409)
    for (const words of ['Not possible now', why, `<a href="${at(back)}">`]) expect.soft(main, step).toContain(words)
    expect.soft(main, step).not.toContain('<form')
  }
})
