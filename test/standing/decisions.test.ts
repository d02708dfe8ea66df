import { describe, expect, it } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { assertAllowed, assertMayReinstate, validityProblem, latestValidity } from '../../src/standing/decisions.ts'
import type { Outcome } from '../../src/standing/standing.ts'
import { decision, nothing } from './histories.ts'

const approved = decision(1, 'approve', '2026-01-01', '2027-12-31')
const suspended = [approved, decision(2, 'suspend', '2026-03-01')]
const closed = [approved, decision(2, 'close', '2026-03-01')]
const both = [...suspended, decision(3, 'close', '2026-03-02')]

const isClosed = 'This center is closed since 1 Mar 2026. Reopen it first.'
const notClosed = 'This center is not closed, so it cannot be reopened.'
const notSuspended = 'This center is not suspended, so it cannot be reinstated.'
const isSuspended = 'This center is suspended since 1 Mar 2026.'
const reinstateFirst = `${isSuspended} It must be reinstated before it can be approved.`

describe('an outcome', () => {
  it.each([
    ['prospect', [], { reinstate: notSuspended, reopen: notClosed }],
    ['vetted', [approved], { reinstate: notSuspended, reopen: notClosed }],
    ['declined', [decision(1, 'decline', '2026-03-01')], { reinstate: notSuspended, reopen: notClosed }],
    ['suspended', suspended, { approve: reinstateFirst, 'approve with conditions': reinstateFirst, suspend: isSuspended, reopen: notClosed }],
    [
      'closed',
      closed,
      {
        approve: isClosed,
        'approve with conditions': isClosed,
        decline: isClosed,
        suspend: isClosed,
        reinstate: isClosed,
        close: 'This center is closed since 1 Mar 2026.',
      },
    ],
    ['reopened', [...closed, decision(3, 'reopen', '2026-03-05')], { reinstate: notSuspended, reopen: notClosed }],
  ])('that makes no sense for a center that is %s is refused, and every other is taken', (_, decisions, refused: Partial<Record<Outcome, string>>) => {
    const outcomes: Outcome[] = ['approve', 'approve with conditions', 'decline', 'suspend', 'reinstate', 'close', 'reopen']
    const said = outcomes.map((outcome) => {
      try {
        assertAllowed({ ...nothing, decisions }, outcome, toDay('2026-03-10'))
        return null
      } catch (error) {
        return error instanceof Refusal ? error.message : 'a fault, not a refusal'
      }
    })
    expect(said).toEqual(outcomes.map((outcome) => refused[outcome] ?? null))
  })

  it('of a center closed while suspended waits for it to be reopened, then for it to be reinstated', () => {
    const day = toDay('2026-03-10')
    expect(() => assertAllowed({ ...nothing, decisions: both }, 'reinstate', day)).toThrow('closed since 2 Mar 2026')
    const reopened = { ...nothing, decisions: [...both, decision(4, 'reopen', '2026-03-09')] }
    expect(() => assertAllowed(reopened, 'approve', day)).toThrow(reinstateFirst)
    expect(() => assertAllowed(reopened, 'reinstate', day)).not.toThrow()
  })

  it('is judged on the day from which it counts, not on the day it is recorded', () => {
    const history = { ...nothing, decisions: [...suspended, decision(3, 'reinstate', '2026-04-01')] }
    expect(() => assertAllowed(history, 'approve', toDay('2026-03-31'))).toThrow(reinstateFirst)
    expect(() => assertAllowed(history, 'approve', toDay('2026-04-01'))).not.toThrow()
  })
})

describe('a reinstatement (V8)', () => {
  it('is refused to whoever suspended the center', () => {
    expect(() => assertMayReinstate(4, 4)).toThrow(new Refusal('forbidden', 'You suspended this center, so someone else must reinstate it.'))
    expect(() => assertMayReinstate(4, 5)).not.toThrow()
  })
})

describe('how long an approval may last (V7)', () => {
  it.each([
    ['2026-11-21', false, '2028-11-21'],
    ['2026-11-21', true, '2027-11-21'],
    ['2028-02-29', false, '2030-02-28'],
    ['2028-02-29', true, '2029-02-28'],
    ['2026-02-28', false, '2028-02-28'],
    ['2026-12-31', true, '2027-12-31'],
  ])('from %s, minors %s: until %s', (from, servesMinors, until) => {
    expect(latestValidity(toDay(from), servesMinors).toString()).toBe(until)
    expect(validityProblem(toDay(from), toDay(until), servesMinors)).toBeNull()
    expect(validityProblem(toDay(from), toDay(until).add({ days: 1 }), servesMinors)).not.toBeNull()
  })

  it('says the limit', () => {
    const from = toDay('2026-11-21')
    expect(validityProblem(from, toDay('2028-11-22'), false)).toBe('An approval lasts at most 24 months: until 21 Nov 2028 at the latest.')
    expect(validityProblem(from, toDay('2028-11-21'), true)).toBe('An approval of a center that serves minors lasts at most 12 months: until 21 Nov 2027 at the latest.')
  })

  it('is more than its first day', () => {
    const from = toDay('2026-11-21')
    expect(validityProblem(from, from, false)).toBe('An approval from 21 Nov 2026 must be valid until a later day.')
    expect(validityProblem(from, from.subtract({ days: 1 }), false)).not.toBeNull()
    expect(validityProblem(from, from.add({ days: 1 }), false)).toBeNull()
  })
})
