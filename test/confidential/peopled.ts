import { formToken } from '../../src/audit/record.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { insertOpening } from '../../src/openings/queries.ts'
import { insertRenewal } from '../../src/renewals/queries.ts'
import { getReview } from '../../src/reviews/queries.ts'
import { openReview } from '../../src/reviews/service.ts'
import { attachEvidence } from '../../src/reviews/finding-service.ts'
import { recordArrival, recordReturn } from '../../src/payments/service.ts'
import { approved, planned, proposed, release, token } from '../support/money.ts'
import { cora, paul, type TestRegister } from '../support/register.ts'
import { arrived, sent } from '../support/supplies.ts'
import { insertEvidenceDocument, plainCenter, submittedReview, vettedCenter } from '../support/vetted.ts'

/** A center of every state of a page's life, so that each route has a record to show. Made once; the places come after. @returns the first of them */
export async function peopled(register: TestRegister): Promise<number> {
  const center = await vettedCenter(register, { name: 'Harbour House', conditions: [{ dueOn: '2027-01-31' }] })
  await submittedReview(register, { name: 'Hillside House' })
  await takeStep(register.writer, paul, await vettedCenter(register, { name: 'Halted House' }), 'suspend', 'A fire in the kitchen.', formToken())
  await takeStep(register.writer, paul, await vettedCenter(register, { name: 'Former House' }), 'close', 'The lease has ended.', formToken())
  await waiting(register, center, await plainCenter(register, { name: 'Older House' }))
  await underReview(register, await plainCenter(register, { name: 'Open House' }))
  await records(register, center)
  await paid(register, center)
  await arrived(register, await sent(register, center, null), { received: 20 })
  return center
}

/** What waits for a second person: newer evidence of one center, and an approval of another to take over. */
async function waiting({ writer }: TestRegister, vetted: number, older: number): Promise<void> {
  await writer.transaction().execute(async (trx) => {
    const review = await trx.selectFrom('reviews').select('id').where('center_id', '=', vetted).executeTakeFirstOrThrow()
    const item = await trx.selectFrom('finding_evidence').select('item_id').where('review_id', '=', review.id).executeTakeFirstOrThrow()
    const paper = (center: number) => insertEvidenceDocument(trx, center, { receivedOn: '2026-11-21', expiresOn: '2028-11-20' })
    await insertRenewal(trx, cora, { centerId: vetted, reviewId: review.id, itemId: item.item_id, documentId: await paper(vetted) })
    const scope = { populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null }
    const [effectiveOn, validUntil] = [Temporal.PlainDate.from('2025-12-01'), Temporal.PlainDate.from('2027-11-30')]
    await insertOpening(trx, cora, { centerId: older, effectiveOn, validUntil, scope, rationale: 'The board approved it.', documentId: await paper(older) })
  })
}

/** A review at work, with evidence that can be taken off again. */
async function underReview({ writer, reader }: TestRegister, center: number): Promise<void> {
  const review = await openReview(writer, cora, center, { kind: 'initial', lead: cora.id, target: Temporal.PlainDate.from('2027-01-20') })
  const documentId = await writer.transaction().execute((trx) => insertEvidenceDocument(trx, center, { receivedOn: '2026-11-21', expiresOn: null }))
  const { items } = await getReview(reader, review)
  await attachEvidence(writer, cora, review, [items[0]?.item.code ?? ''], { documentId })
}

/** A payment that left, arrived, and came back in part; one that is on its way; and last, since the last of each noun is asked for, an allocation that waits. */
async function paid(register: TestRegister, center: number): Promise<void> {
  const payment = await planned(register, await approved(register, { fund: 1, center, amount: 100_000 }), 100_000)
  await release(register, paul, payment)
  await recordArrival(register.writer, cora, payment, { amount: 99_000, on: cora.today, note: null, token: token() })
  await recordReturn(register.writer, paul, payment, { amount: 1000, bankOn: null, reason: 'The account was closed.', token: token() })
  await release(register, paul, await planned(register, await approved(register, { fund: 1, center, amount: 30_000 }), 20_000))
  await proposed(register, { fund: 1, center, amount: 20_000 })
}

/** Money, needs and people of a center, by SQL. */
async function records(register: TestRegister, center: number): Promise<void> {
  await register.writer.transaction().execute(async (trx) => {
    const at = '2026-11-21T09:00:00.000Z'
    const by = { recorded_by: 4, recorded_on: '2026-11-21', recorded_at: at }
    const fund = { code: 'HT-1', name: 'General fund', giver: 'A giver', currency: 'USD', starts_on: '2026-01-01', ends_on: null, created_by: 4, created_at: at }
    await trx.insertInto('funds').values(fund).execute()
    await trx
      .insertInto('fund_entries')
      .values([5_000_000, 1000].map((amount_minor) => ({ fund_id: 1, kind: 'receipt' as const, amount_minor, on_day: '2026-11-21', note: 'A gift', ...by })))
      .execute()
    const purpose = await trx.selectFrom('purposes').select('code').orderBy('position').executeTakeFirstOrThrow()
    const allocation = { fund_id: 1, center_id: center, purpose_code: purpose.code, amount_minor: 100_000, currency: 'USD', for_what: 'Beds', populations: '[]' }
    await trx
      .insertInto('allocations')
      .values({ ...allocation, from_age: null, to_age: null, drafted_by: 2, drafted_at: at })
      .execute()
    const paid = { amount_minor: 10_000, paid_minor: 10_000, paid_currency: 'USD', method: 'bank transfer' as const, planned_on: '2026-11-30' }
    await trx
      .insertInto('payments')
      .values({ ...paid, allocation_id: 1, planned_by: 2, planned_at: at })
      .execute()
    const need = { center_id: center, catalogue_code: null, category: 'bedding', item: 'Blankets', quantity: 20, unit: 'piece', unit_cost_minor: null, currency: null }
    await trx
      .insertInto('needs')
      .values({ ...need, people: null, priority: 'normal', needed_by: null, ...by, recorded_by: 2 })
      .execute()
    await trx
      .insertInto('deliveries')
      .values({ center_id: center, expected_on: null, carrier: null, note: null, packed_by: 2, packed_on: '2026-11-21', packed_at: at })
      .execute()
    await trx.insertInto('key_people').values({ organization_id: 1, name: 'The head', role: 'head', added_at: at }).execute()
    await trx.insertInto('contacts').values({ center_id: center, name: 'The night desk', kind: 'private', created_at: at }).execute()
    await trx.insertInto('notes').values({ center_id: center, kind: 'note', on_day: '2026-11-20', text: 'A quiet week.', written_by: 2, written_at: at }).execute()
  })
}
