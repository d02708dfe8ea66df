import { describe, expect, it } from 'vitest'
import { recordFinding } from '../../src/reviews/finding-service.ts'
import { findUnderWay, getReview, listReviewsOf } from '../../src/reviews/queries.ts'
import { handOverReview, openReview, returnReview, submitReview, withdrawReview } from '../../src/reviews/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { Stale } from '../../src/shared/refusal.ts'
import { listSpans } from '../../src/standing/queries.ts'
import { carl, cora, on, openRegister, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'
import { findAll, openedReview } from './at-work.ts'

const met = { result: 'met' as const, basis: 'document' as const, note: null }
const opening = { kind: 'renewal' as const, lead: cora.id, target: toDay('2027-12-01') }

describe('opening a review', () => {
  it('leaves out what does not apply, with the reason, and puts the center in review (V1)', async () => {
    const { register, centerId, reviewId } = await openedReview({ country: 'KE' })

    const review = await getReview(register.reader, reviewId)

    expect(review.items).toHaveLength(42)
    expect(review.leftOut.map(({ item, because }) => [item.code, because])).toEqual([
      ['LEG-02', 'only for centers in the United States'],
      ['STF-06', 'only for centers that serve minors'],
      ['CAR-07', 'only for centers that serve minors'],
    ])
    expect(review.checklist.version).toBe(1)
    expect((await listSpans(register.reader, centerId)).at(-1)?.kind).toBe('in review')
    expect((await listReviewsOf(register.reader, centerId)).map(({ id }) => id)).toEqual([reviewId])
  })

  it('refuses a second one while one is under way, also at the same moment (V2)', async () => {
    const register = await openRegister()
    const centerId = await plainCenter(register)

    const both = await Promise.allSettled([openReview(register.writer, cora, centerId, opening), openReview(register.writer, carl, centerId, opening)])

    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { message: 'A review of this center (renewal) is open already. A center has one at a time.', reviewId: 1 } })
  })

  it.each([
    { what: 'somebody of the board to lead it', form: { ...opening, lead: 5 }, says: 'coordinator or manager' },
    { what: 'a target that is past', form: { ...opening, target: toDay('2026-11-20') }, says: 'target day is past' },
  ])('refuses $what', async ({ form, says }) => {
    const register = await openRegister()
    const centerId = await plainCenter(register)

    await expect(openReview(register.writer, cora, centerId, form)).rejects.toThrow(says)

    expect(await findUnderWay(register.reader, centerId)).toBeNull()
  })
})

describe('a renewal', () => {
  it('starts from the findings whose evidence is still good, each to be confirmed (V2)', async () => {
    const register = await openRegister()
    const centerId = await vettedCenter(register, { evidenceUntil: '2027-06-30' })
    const later = on(cora, '2027-06-30')

    const id = await openReview(register.writer, later, centerId, opening)

    const review = await getReview(register.reader, id)
    const first = review.items[0]
    expect(review.items.every(({ finding }) => finding?.carriedFrom?.reviewId === 1)).toBe(true)
    expect(first?.finding).toMatchObject({ revision: 1, result: 'met', carriedFrom: { foundBy: 2 } })
    expect(first?.evidence.map(({ title }) => title)).toEqual(['File of evidence'])
    await expect(submitReview(register.writer, later, id)).rejects.toThrow('42 items have no finding yet')
    await recordFinding(register.writer, on(carl, '2027-06-30'), id, 'LEG-01', met, 1)
    const confirmed = (await getReview(register.reader, id)).items[0]
    expect(confirmed?.finding).toMatchObject({ revision: 2, result: 'met', carriedFrom: null, foundBy: carl.id })
    expect(confirmed?.history).toHaveLength(2)
  })

  it('starts empty once the evidence has run out, and bars from deciding only who assesses', async () => {
    const register = await openRegister()
    const centerId = await vettedCenter(register, { evidenceUntil: '2027-06-29' })

    const id = await openReview(register.writer, on(priya, '2027-06-30'), centerId, { ...opening, lead: carl.id })

    const review = await getReview(register.reader, id)
    expect(review.items.filter(({ finding }) => finding !== null)).toEqual([])
    expect([...review.assessors]).toEqual([carl.id])
  })
})

describe('recording a finding', () => {
  it('keeps every revision: what stood at a past instant can be shown (V9)', async () => {
    const { register, reviewId } = await openedReview()
    await recordFinding(register.writer, cora, reviewId, 'LEG-01', { result: 'not met', basis: 'own word', note: 'No certificate yet.' }, 0)
    await recordFinding(register.writer, on(carl, '2026-12-01'), reviewId, 'LEG-01', met, 1)

    const history = (await getReview(register.reader, reviewId)).items[0]?.history

    expect(history?.map(({ revision, result, note, foundBy, foundAt }) => [revision, result, note, foundBy, foundAt.toString()])).toEqual([
      [1, 'not met', 'No certificate yet.', cora.id, '2026-11-21T09:00:00Z'],
      [2, 'met', null, carl.id, '2026-12-01T09:00:00Z'],
    ])
    const events = await register.reader.selectFrom('events').select(['action', 'details']).where('action', 'like', 'finding.%').execute()
    expect(events.map(({ action, details }) => [action, (JSON.parse(details) as { before: unknown }).before])).toEqual([
      ['finding.recorded', null],
      ['finding.recorded', { result: 'not met', basis: 'own word', note: 'No certificate yet.' }],
    ])
  })

  it('tells the second of two people who save the same item (R3), and forgives who says the same', async () => {
    const { register, reviewId } = await openedReview()

    const both = await Promise.allSettled([
      recordFinding(register.writer, cora, reviewId, 'LEG-01', met, 0),
      recordFinding(register.writer, carl, reviewId, 'LEG-01', { result: 'not met', basis: 'visit', note: 'Not seen.' }, 0),
    ])
    await recordFinding(register.writer, carl, reviewId, 'LEG-01', met, 0)

    expect(both[1]).toMatchObject({ status: 'rejected', reason: expect.any(Stale) as Stale })
    expect((await getReview(register.reader, reviewId)).items[0]?.history).toHaveLength(1)
  })

  it.each([
    { what: 'no note where it is not met (V3)', code: 'LEG-01', answer: { result: 'not met' as const, basis: 'visit' as const, note: null }, says: 'takes a note' },
    { what: 'an item that does not apply', code: 'LEG-02', answer: met, says: 'not in this review' },
    { what: 'an item that there is not', code: 'XXX-99', answer: met, says: 'not in this review' },
  ])('refuses $what', async ({ code, answer, says }) => {
    const { register, reviewId } = await openedReview()

    await expect(recordFinding(register.writer, cora, reviewId, code, answer, 0)).rejects.toThrow(says)
  })
})

describe('the way of a review', () => {
  it('is submitted when every applicable item has a finding, sent back with a reason, and withdrawn (V4)', async () => {
    const { register, centerId, reviewId } = await openedReview()
    await expect(submitReview(register.writer, cora, reviewId)).rejects.toThrow('42 items have no finding yet')
    await findAll(register, reviewId)

    await submitReview(register.writer, cora, reviewId)
    await expect(recordFinding(register.writer, cora, reviewId, 'LEG-01', { ...met, basis: 'visit' }, 1)).rejects.toThrow('waits for its decision')
    await returnReview(register.writer, priya, reviewId, 'The board list is missing.')
    await withdrawReview(register.writer, cora, reviewId, 'The center withdrew.')

    const review = await getReview(register.reader, reviewId)
    expect(review.moves.map(({ move, reason }) => [move, reason])).toEqual([
      ['opened', null],
      ['submitted', null],
      ['returned', 'The board list is missing.'],
      ['withdrawn', 'The center withdrew.'],
    ])
    expect((await listSpans(register.reader, centerId)).at(-1)?.kind).toBe('prospect')
    await expect(withdrawReview(register.writer, cora, reviewId, 'Again.')).rejects.toThrow('stays as it is')
    await expect(returnReview(register.writer, priya, reviewId, 'Again.')).rejects.toThrow('only one that was submitted')
  })

  it('keeps which items applied when the center changes after it was submitted', async () => {
    const { register, centerId, reviewId } = await openedReview()
    const serveGirls = () =>
      register.writer.transaction().execute((trx) => trx.insertInto('center_populations').values({ center_id: centerId, population_code: 'POP-GIRLS' }).execute())
    await findAll(register, reviewId)
    await submitReview(register.writer, cora, reviewId)

    await serveGirls()

    expect((await getReview(register.reader, reviewId)).items).toHaveLength(42)
    await returnReview(register.writer, priya, reviewId, 'It serves girls now.')
    expect((await getReview(register.reader, reviewId)).items).toHaveLength(44)
    await expect(submitReview(register.writer, cora, reviewId)).rejects.toThrow('2 items have no finding yet')
  })

  it('bars a former lead from deciding it too (V6)', async () => {
    const { register, reviewId } = await openedReview()

    await handOverReview(register.writer, cora, reviewId, priya.id)
    await handOverReview(register.writer, priya, reviewId, carl.id)

    expect([...(await getReview(register.reader, reviewId)).assessors].toSorted((a, b) => a - b)).toEqual([cora.id, priya.id, carl.id])
    await expect(handOverReview(register.writer, carl, reviewId, carl.id)).rejects.toThrow('They lead it already')
  })

  it('is handed over to nobody of the board', async () => {
    const { register, reviewId } = await openedReview()

    await expect(handOverReview(register.writer, cora, reviewId, 5)).rejects.toThrow('Choose a coordinator or manager who can sign in.')

    expect((await getReview(register.reader, reviewId)).leadId).toBe(2)
  })
})
