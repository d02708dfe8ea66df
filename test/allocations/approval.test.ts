import { describe, expect, it } from 'vitest'
import { approvalBar, approvalsNeeded, approvedText, neededText, stillNeeded } from '../../src/allocations/approval.ts'
import { assertMayCancel, givenBackByClosing, leftToPlan, type Allocation } from '../../src/allocations/allocation.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-21')
const threshold = { minor: 1_000_000, currency: 'USD' }
const usd = (id: number, minor: number) => ({ id, minor, currency: 'USD', on: today })
const none = new Map()
const shillings = new Map([['KES', [{ on: day('2026-11-18'), rate: '0.0077' }]]])

describe('how many must approve (M3)', () => {
  it.each([
    { why: 'at the threshold', counted: [usd(1, 1_000_000)], rates: none, people: 1 },
    { why: 'a cent above', counted: [usd(1, 1_000_001)], rates: none, people: 2 },
    { why: 'small, after others of the last 30 days', counted: [usd(3, 400_000), usd(1, 400_000), usd(2, 400_000)], rates: none, people: 2 },
    { why: 'in another currency, by its rate', counted: [{ id: 1, minor: 100_000_000, currency: 'KES', on: today }], rates: shillings, people: 1 },
    { why: 'in another currency, by its rate above', counted: [{ id: 1, minor: 130_000_000, currency: 'KES', on: today }], rates: shillings, people: 2 },
    { why: 'in another currency without a rate', counted: [{ id: 1, minor: 100, currency: 'KES', on: today }], rates: none, people: 2 },
    { why: 'by a rate older than seven days', counted: [{ id: 1, minor: 100, currency: 'KES', on: day('2026-11-26') }], rates: shillings, people: 2 },
  ])('says $people for what is $why', ({ counted, rates, people }) => {
    expect(approvalsNeeded(counted, threshold, rates).people).toBe(people)
  })

  it('says why, with the day of the rate and what has none', () => {
    const counted = [usd(1, 50_000), { id: 2, minor: 1_000_000, currency: 'KES', on: today }, { id: 3, minor: 900, currency: 'PEN', on: today }]
    expect(neededText(approvalsNeeded(counted, threshold, shillings))).toBe(
      'This center’s allocations approved in the last 30 days, this one included, come to $577.00, at the rate of 18 Nov 2026; PEN\u00A09.00 left out, no rate. What has no exchange rate counts as above $10,000.00, and one that you entered since it was proposed does not count for you, so two different people approve.',
    )
  })

  it('counts only approvals of what stands there now', () => {
    const two = approvalsNeeded([usd(1, 2_000_000)], threshold, none)
    const approval = (by: number, counts: boolean) => ({ id: by, by, on: today, comment: null, counts })
    expect(stillNeeded(two, [])).toBe(2)
    expect(stillNeeded(two, [approval(3, false)])).toBe(2)
    expect(stillNeeded(two, [approval(3, true)])).toBe(1)
  })
})

const allocation: Allocation = {
  id: 7,
  fundId: 1,
  fundCode: 'WINTER-26',
  centerId: 5,
  centerName: 'Hope House',
  country: 'KE',
  purposeCode: 'FUND-BASIC',
  purposeName: 'Basic everyday needs',
  minor: 100_000,
  currency: 'USD',
  forWhat: 'Food',
  populations: ['POP-WOMEN'],
  fromAge: 18,
  toAge: null,
  needs: [1, 2],
  reportDays: 45,
  state: 'proposed',
  draftedBy: 2,
  version: 2,
}

describe('who may approve (M3)', () => {
  const given = [{ id: 1, by: 3, on: today, comment: null, counts: true }]
  it.each([
    { who: 'the proposer', person: 2, of: allocation, says: 'You proposed this allocation, so someone else must approve it.' },
    { who: 'who approved already', person: 3, of: allocation, says: 'You approved it already. A second person must approve it too.' },
    { who: 'anybody, of a draft', person: 4, of: { ...allocation, state: 'draft' as const }, says: 'This allocation does not wait for approval.' },
    { who: 'somebody else', person: 4, of: allocation, says: null },
  ])('says to $who: $says', ({ person, of, says }) => {
    expect(approvalBar(of, new Set([2]), given, person)).toBe(says)
  })

  it.each([
    { term: 'amount', change: { minor: 100_001 } },
    { term: 'purpose', change: { purposeCode: 'FUND-EQUIP' } },
    { term: 'reason', change: { forWhat: 'Food and more' } },
    { term: 'groups', change: { populations: ['POP-MEN'] } },
    { term: 'age', change: { fromAge: 16 } },
    { term: 'needs', change: { needs: [1] } },
    { term: 'report days', change: { reportDays: 90 } },
    { term: 'center', change: { centerId: 6 } },
  ])('binds the $term', ({ change }) => {
    expect(approvedText({ ...allocation, ...change }, 1)).not.toBe(approvedText(allocation, 1))
  })

  it('binds one proposal, and nothing that is not of its terms', () => {
    expect(approvedText(allocation, 2)).not.toBe(approvedText(allocation, 1))
    expect(approvedText({ ...allocation, version: 9, centerName: 'Hope' }, 1)).toBe(approvedText(allocation, 1))
  })
})

describe('what becomes of an allocation', () => {
  const use = { paidMinor: 60_000, plannedMinor: 0, everSent: true }
  it('gives back what is unpaid when it closes', () => {
    expect(givenBackByClosing({ ...allocation, state: 'approved' }, use)).toBe(40_000)
    expect(() => givenBackByClosing({ ...allocation, state: 'approved' }, { ...use, plannedMinor: 1 })).toThrow('A payment of it is planned.')
    expect(leftToPlan(allocation, { ...use, plannedMinor: 15_000 })).toBe(25_000)
  })

  it('is cancelled only while nothing has left, and once approved by a manager', () => {
    const unpaid = { paidMinor: 0, plannedMinor: 0, everSent: false }
    const [manager, coordinator] = [{ roles: ['manager'] as const }, { roles: ['coordinator'] as const }]
    expect(() => assertMayCancel({ state: 'approved' }, { ...unpaid, everSent: true }, manager)).toThrow('closed but not cancelled')
    expect(() => assertMayCancel({ state: 'approved' }, unpaid, coordinator)).toThrow('a program manager must cancel it')
    expect(() => assertMayCancel({ state: 'approved' }, unpaid, manager)).not.toThrow()
    expect(() => assertMayCancel({ state: 'closed' }, unpaid, manager)).toThrow('This allocation is closed, so it cannot be cancelled.')
  })
})
