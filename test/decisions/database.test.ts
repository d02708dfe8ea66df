import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import type { Trx } from '../../src/db/database.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { insertEvidenceDocument, plainCenter, submittedReview, vettedCenter, type VettedOptions } from '../support/vetted.ts'
import { insertWaiting, refusalOf, sendDelivery, sendPayment } from '../standing/leaving.ts'

const approved = { outcome: 'approve' as const, effective_on: '2026-11-21', valid_until: '2028-11-21', scope: '{}', rationale: 'Because.' }
const decided = { decided_by: priya.id, decided_on: '2026-11-21', decided_at: '2026-11-21T09:00:00.000Z' }
type Row = Parameters<ReturnType<Trx['insertInto']>['values']>[0]

/** Plain SQL against a center in review: each row that the rules refuse is refused by the file itself. */
async function attempt(row: object, options: VettedOptions = {}): Promise<string | null> {
  const register = await openRegister()
  const { centerId, reviewId } = await submittedReview(register, options)
  return refusalOf(register, (trx) =>
    trx
      .insertInto('decisions')
      .values({ center_id: centerId, review_id: reviewId, ...approved, ...decided, ...row } as Row & object as never)
      .execute(),
  )
}

it.each<[string, object, VettedOptions, string | null]>([
  ['an approval as it should be', {}, {}, null],
  ['one by who led the review (V6)', { decided_by: cora.id }, {}, 'who_assessed_does_not_decide'],
  ['one past a critical item (V5)', {}, { results: { 'SAF-01': 'partly met' } }, 'an_approval_meets_every_critical_item'],
  ['one for more than two years (V7)', { valid_until: '2028-11-22' }, {}, 'CHECK constraint failed: an_approval_lasts_two_years_at_most'],
  ['one for more than a year where minors are served (V7)', { valid_until: '2027-11-22' }, { servesMinors: true }, 'an_approval_of_minors_lasts_a_year_at_most'],
  ['one for a year where minors are served', { valid_until: '2027-11-21' }, { servesMinors: true }, null],
  ['one without a last day', { valid_until: null }, {}, 'CHECK constraint failed: an_approval_ends'],
  ['one without a scope', { scope: null }, {}, 'CHECK constraint failed: an_approval_has_a_scope'],
  ['one without a review', { review_id: null }, {}, 'CHECK constraint failed: an_approval_has_a_review'],
  ['one without a reason', { rationale: '' }, {}, 'CHECK constraint failed: a_decision_has_reasons'],
  ['one that is back-dated', { effective_on: '2026-11-20', valid_until: '2028-11-20' }, {}, 'CHECK constraint failed: only_opening_entries_are_back_dated'],
  ['one dated yesterday', { effective_on: '2026-11-20', valid_until: '2028-11-20', decided_on: '2026-11-20' }, {}, 'decisions_are_dated_today'],
  ['one dated tomorrow', { effective_on: '2026-11-22', decided_on: '2026-11-22' }, {}, 'decisions_are_dated_today'],
  ['one before all others', { id: -1 }, {}, 'CHECK constraint failed: decision_ids_count'],
  [
    'an opening entry that nobody asked for',
    { review_id: null, opening: 1, effective_on: '2025-11-20', valid_until: '2027-11-19' },
    {},
    'an_opening_entry_was_asked_for',
  ],
])('answers plain SQL about %s', async (_, row, options, says) => {
  const said = await attempt(row, options)
  if (says === null) expect(said).toBeNull()
  else expect(said).toContain(says)
})

/** What may leave for a center whose approval was written while its review was submitted, once the review is as it is said to be. */
async function leavesAfter(state: 'submitted' | 'withdrawn' | 'decided', outcome: 'approve' | 'approve with conditions', itemCode: string | null) {
  const register = await openRegister()
  const { centerId, reviewId } = await submittedReview(register, outcome === 'approve' ? {} : { results: { 'SAF-02': 'partly met' } })
  const waiting = await register.writer.transaction().execute((trx) => insertWaiting(trx, centerId, priya.today))
  const approving = async (trx: Trx): Promise<void> => {
    const decision = { center_id: centerId, review_id: reviewId, ...approved, outcome, ...decided }
    const { id } = await trx.insertInto('decisions').values(decision).returning('id').executeTakeFirstOrThrow()
    const item = itemCode === null ? null : await trx.selectFrom('checklist_items').select('id').where('code', '=', itemCode).executeTakeFirstOrThrow()
    const condition = { decision_id: id, item_id: item?.id ?? null, text: 'Anything at all.', due_on: '2027-11-20' }
    if (outcome !== 'approve') await trx.insertInto('conditions').values(condition).execute()
    if (state !== 'submitted') await trx.updateTable('reviews').set({ state, ended_on: '2026-11-21' }).where('id', '=', reviewId).execute()
  }
  const after = (send: (trx: Trx) => Promise<unknown>) => refusalOf(register, async (trx) => {
    await approving(trx)
    await send(trx)
  }) // prettier-ignore
  return [await after((trx) => sendPayment(trx, waiting, priya.today)), await after((trx) => sendDelivery(trx, waiting, priya.today))]
}

const incomplete = ['money_waits_for_a_complete_approval', 'goods_wait_for_a_complete_approval']

it.each([
  ['submitted', 'approve with conditions', null, incomplete],
  ['withdrawn', 'approve with conditions', null, incomplete],
  ['submitted', 'approve', null, incomplete],
  ['decided', 'approve with conditions', 'SAF-02', [null, null]],
  ['decided', 'approve', null, [null, null]],
] as const)('asks of what leaves that the review of its approval was decided: %s, %s', async (state, outcome, itemCode, says) => {
  expect(await leavesAfter(state, outcome, itemCode)).toEqual(says)
})

const suspended = async (): Promise<{ register: TestRegister; id: number }> => {
  const register = await openRegister()
  const id = await vettedCenter(register, { conditions: [{ dueOn: '2026-12-31' }] })
  await takeStep(register.writer, priya, id, 'suspend', 'A report came in.', formToken())
  return { register, id }
}

it('answers plain SQL that lifts a suspension, changes the past or decides a review twice', async () => {
  const { register, id } = await suspended()
  const says = (work: (trx: Trx) => Promise<unknown>) => refusalOf(register, work)
  const lift = {
    center_id: id,
    outcome: 'reinstate' as const,
    effective_on: '2026-11-21',
    rationale: 'It is fine.',
    decided_on: '2026-11-21',
    decided_at: '2026-11-21T09:00:00.000Z',
  }

  expect(await says((trx) => trx.insertInto('decisions').values({ ...lift, decided_by: priya.id }).execute())).toBe('a_suspension_is_lifted_by_another') // prettier-ignore
  expect(await says((trx) => trx.insertInto('decisions').values({ ...lift, decided_by: paul.id }).execute())).toBeNull() // prettier-ignore
  expect(await says((trx) => trx.insertInto('decisions').values({ ...lift, id: 1, decided_by: paul.id }).execute())).toBe('decisions_follow_on') // prettier-ignore
  expect(await says((trx) => trx.replaceInto('decisions').values({ ...lift, id: 2, decided_by: paul.id }).execute())).toBe('decisions_follow_on') // prettier-ignore
  expect(await says((trx) => trx.updateTable('decisions').set({ valid_until: '2028-01-01' }).execute())).toBe('decisions_are_not_changed')
  expect(await says((trx) => trx.deleteFrom('decisions').execute())).toBe('decisions_are_not_deleted')
  const again = { center_id: id, review_id: 1, ...approved, ...decided }
  expect(await says((trx) => trx.insertInto('decisions').values(again).execute())).toBe('a_decision_rests_on_a_submitted_review')
})

it('answers plain SQL about conditions', async () => {
  const { register } = await suspended()
  const says = (work: (trx: Trx) => Promise<unknown>) => refusalOf(register, work)
  const meeting = { condition_id: 1, note: 'Seen.', said_by: cora.id, said_at: '2026-11-21T09:00:00.000Z' }

  expect(await says((trx) => trx.updateTable('conditions').set({ due_on: '2030-01-01' }).execute())).toBe('conditions_are_not_changed')
  expect(await says((trx) => trx.deleteFrom('conditions').execute())).toBe('conditions_are_not_deleted')
  expect(await says((trx) => trx.insertInto('conditions').values({ decision_id: 2, text: 'More.', due_on: '2027-01-01' }).execute())).toBe('conditions_come_with_their_decision') // prettier-ignore
  expect(await says((trx) => trx.insertInto('condition_meetings').values({ ...meeting, met_on: '2026-11-22' }).execute())).toBe('conditions_are_met_by_today') // prettier-ignore
  expect(await says((trx) => trx.insertInto('condition_meetings').values({ ...meeting, met_on: '2026-11-21' }).execute())).toBeNull() // prettier-ignore
})

it('answers plain SQL about spans, openings and renewals', async () => {
  const { register, id } = await suspended()
  const says = (work: (trx: Trx) => Promise<unknown>) => refusalOf(register, work)
  expect(await says((trx) => trx.updateTable('standing_spans').set({ kind: 'vetted' }).execute())).toBe('a_span_is_only_superseded')
  expect(await says((trx) => trx.deleteFrom('standing_spans').execute())).toBe('standing_spans_are_not_deleted')

  const document = await register.writer.transaction().execute((trx) => insertEvidenceDocument(trx, id, { receivedOn: '2026-11-21', expiresOn: null }))
  const other = await plainCenter(register)
  const renewal = { center_id: id, review_id: 1, item_id: 1, document_id: document, added_by: cora.id, added_at: '2026-11-21T09:00:00.000Z' }
  const answered = { answer: 'accepted' as const, answered_by: priya.id, answered_on: '2026-11-21', answered_at: '2026-11-21T09:00:00.000Z' }
  expect(await says((trx) => trx.insertInto('evidence_renewals').values({ ...renewal, ...answered }).execute())).toBe('a_renewal_serves_the_decided_review') // prettier-ignore
  expect(await says((trx) => trx.insertInto('evidence_renewals').values({ ...renewal, center_id: other }).execute())).toBe('a_renewal_serves_the_decided_review') // prettier-ignore
  await register.writer.transaction().execute((trx) => trx.insertInto('evidence_renewals').values(renewal).execute())
  const answer = (set: object) => says((trx) => trx.updateTable('evidence_renewals').set({ ...answered, ...set }).execute()) // prettier-ignore
  expect(await answer({ answered_by: cora.id })).toBe('CHECK constraint failed: another_person_accepts')
  expect(await answer({ answered_on: '2026-01-01' })).toBe('a_renewal_is_only_answered')
  expect(await answer({ document_id: 1 })).toBe('a_renewal_is_only_answered')
  expect(await answer({ answer: 'declined' })).toBe('CHECK constraint failed: declining_has_a_reason')
  expect(await answer({})).toBeNull()
})
