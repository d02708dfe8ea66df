import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import { isVetted, standingOn, type StandingHistory } from '../../src/standing/standing.ts'
import { decision, histories, nothing, window } from './histories.ts'

/** A standing on one line: `vetted until 2028-02-29`. */
function said(history: StandingHistory, day: string): string {
  const standing = standingOn(history, toDay(day))
  if (standing.kind === 'prospect') return 'prospect'
  if (!isVetted(standing)) return `${standing.kind} since ${standing.since.toString()}`
  const unmet = standing.kind === 'conditional' ? `, ${standing.unmet} unmet` : ''
  return `${standing.kind} until ${standing.until.toString()} by ${standing.decisionId}${unmet}`
}

const approved = decision(1, 'approve', '2026-02-28', '2028-02-29')
const reviewed: StandingHistory = { ...nothing, reviews: [{ openedOn: toDay('2026-01-10'), endedOn: toDay('2026-02-28') }] }
const conditional: StandingHistory = {
  ...nothing,
  decisions: [decision(3, 'approve with conditions', '2026-03-01', '2027-03-01')],
  conditions: [
    { decisionId: 3, dueOn: toDay('2026-06-30'), metOn: toDay('2026-06-30') },
    { decisionId: 3, dueOn: toDay('2026-09-30'), metOn: toDay('2026-10-15') },
    { decisionId: 2, dueOn: toDay('2025-09-30'), metOn: null },
  ],
}

describe('the standing of a center', () => {
  it('is prospect when nothing was ever recorded', () => {
    expect(said(nothing, '2026-11-21')).toBe('prospect')
  })

  it.each([
    ['2026-01-09', 'prospect'],
    ['2026-01-10', 'in review since 2026-01-10'],
    ['2026-02-27', 'in review since 2026-01-10'],
    ['2026-02-28', 'prospect'],
  ])('in review: on %s %s', (day, expected) => {
    expect(said(reviewed, day)).toBe(expected)
  })

  it.each([
    ['2026-02-27', 'in review since 2026-01-10'],
    ['2026-02-28', 'vetted until 2028-02-29 by 1'],
    ['2028-02-29', 'vetted until 2028-02-29 by 1'],
    ['2028-03-01', 'lapsed since 2028-03-01'],
    ['2030-01-01', 'lapsed since 2028-03-01'],
  ])('approved: on %s %s', (day, expected) => {
    expect(said({ ...reviewed, decisions: [approved] }, day)).toBe(expected)
  })

  it.each([
    ['2026-03-01', 'conditional until 2027-03-01 by 3, 2 unmet'],
    ['2026-06-29', 'conditional until 2027-03-01 by 3, 2 unmet'],
    ['2026-06-30', 'conditional until 2027-03-01 by 3, 1 unmet'],
    ['2026-10-14', 'conditional until 2027-03-01 by 3, 1 unmet'],
    ['2026-10-15', 'vetted until 2027-03-01 by 3'],
    ['2027-03-02', 'lapsed since 2027-03-02'],
  ])('approved with conditions: on %s %s', (day, expected) => {
    expect(said(conditional, day)).toBe(expected)
  })

  it("counts a renewal's conditions alone, not those of the approval before it", () => {
    const renewed = { ...conditional, decisions: [...conditional.decisions, decision(4, 'approve', '2026-07-01', '2028-06-30')] }
    expect(said(renewed, '2026-06-30')).toBe('conditional until 2027-03-01 by 3, 1 unmet')
    expect(said(renewed, '2026-07-01')).toBe('vetted until 2028-06-30 by 4')
  })

  it.each([
    ['2026-04-30', 'vetted until 2028-02-29 by 1'],
    ['2026-05-01', 'suspended since 2026-05-01'],
    ['2026-05-31', 'suspended since 2026-05-01'],
    ['2026-06-01', 'vetted until 2028-02-29 by 1'],
    ['2028-03-01', 'lapsed since 2028-03-01'],
  ])('suspended and reinstated, with the same last day: on %s %s', (day, expected) => {
    const decisions = [approved, decision(2, 'suspend', '2026-05-01'), decision(3, 'reinstate', '2026-06-01')]
    expect(said({ ...nothing, decisions }, day)).toBe(expected)
  })

  it('is suspended past the last day of its approval, and lapsed once reinstated', () => {
    const decisions = [approved, decision(2, 'suspend', '2028-02-01'), decision(3, 'reinstate', '2028-04-01')]
    expect(said({ ...nothing, decisions }, '2028-03-31')).toBe('suspended since 2028-02-01')
    expect(said({ ...nothing, decisions }, '2028-04-01')).toBe('lapsed since 2028-03-01')
  })

  it.each([
    ['2026-05-01', 'closed since 2026-05-01'],
    ['2026-06-01', 'prospect'],
    ['2026-07-01', 'in review since 2026-07-01'],
  ])('closed and reopened, which brings nothing back: on %s %s', (day, expected) => {
    const decisions = [approved, decision(2, 'close', '2026-05-01'), decision(3, 'reopen', '2026-06-01')]
    expect(said({ ...nothing, decisions, reviews: [{ openedOn: toDay('2026-07-01'), endedOn: null }] }, day)).toBe(expected)
  })

  it('is suspended still when it is reopened, if it was closed while suspended', () => {
    const decisions = [approved, decision(2, 'suspend', '2026-04-01'), decision(3, 'close', '2026-05-01'), decision(4, 'reopen', '2026-06-01')]
    expect(said({ ...nothing, decisions }, '2026-05-31')).toBe('closed since 2026-05-01')
    expect(said({ ...nothing, decisions }, '2026-06-01')).toBe('suspended since 2026-04-01')
  })

  it('is declined after a decline, also of one approved before, and while a review is open again', () => {
    const history = { ...nothing, decisions: [approved, decision(2, 'decline', '2026-05-01')], reviews: [{ openedOn: toDay('2026-05-10'), endedOn: null }] }
    expect(said(history, '2026-05-10')).toBe('declined since 2026-05-01')
  })

  it('is declined, not vetted, when it is reinstated after a decline while suspended', () => {
    const decisions = [approved, decision(2, 'suspend', '2026-04-01'), decision(3, 'decline', '2026-05-01'), decision(4, 'reinstate', '2026-06-01')]
    expect(said({ ...nothing, decisions }, '2026-05-31')).toBe('suspended since 2026-04-01')
    expect(said({ ...nothing, decisions }, '2026-06-01')).toBe('declined since 2026-05-01')
  })

  it('does not become vetted by an approval recorded ahead that a suspension or a closing overtook', () => {
    const ahead = decision(1, 'approve', '2026-06-01', '2028-05-31')
    const suspended = [ahead, decision(2, 'suspend', '2026-05-01'), decision(3, 'reinstate', '2026-07-01')]
    expect(said({ ...nothing, decisions: suspended }, '2026-06-01')).toBe('suspended since 2026-05-01')
    expect(said({ ...nothing, decisions: suspended }, '2026-07-01')).toBe('prospect')
    const closed = [ahead, decision(2, 'close', '2026-05-01'), decision(3, 'reopen', '2026-07-01')]
    expect(said({ ...nothing, decisions: closed }, '2026-07-01')).toBe('prospect')
  })

  it('takes decisions of one day in the order of their recording', () => {
    const suspendedAfter = [decision(8, 'approve', '2026-05-01', '2028-04-30'), decision(9, 'suspend', '2026-05-01')]
    expect(said({ ...nothing, decisions: suspendedAfter.toReversed() }, '2026-05-01')).toBe('suspended since 2026-05-01')
    const suspendedBefore = [decision(8, 'suspend', '2026-05-01'), decision(9, 'approve', '2026-05-01', '2028-04-30')]
    expect(said({ ...nothing, decisions: [...suspendedBefore, decision(10, 'reinstate', '2026-05-01')] }, '2026-05-01')).toBe('prospect')
  })

  it('keeps the first day of a suspension or a closing that is recorded twice', () => {
    const decisions = [decision(1, 'suspend', '2026-04-01'), decision(2, 'suspend', '2026-05-01')]
    expect(said({ ...nothing, decisions }, '2026-06-01')).toBe('suspended since 2026-04-01')
    const closed = [decision(1, 'close', '2026-04-01'), decision(2, 'close', '2026-05-01')]
    expect(said({ ...nothing, decisions: closed }, '2026-06-01')).toBe('closed since 2026-04-01')
  })

  it('is not computed from an approval without a last day', () => {
    expect(() => said({ ...nothing, decisions: [decision(5, 'approve', '2026-04-01')] }, '2026-04-01')).toThrow('approval 5 names its last day')
  })
})

describe('any history', () => {
  it('stands the same in whatever order its records come', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const turned = { decisions: history.decisions.toReversed(), conditions: history.conditions.toReversed(), reviews: history.reviews }
        for (const day of window) expect(standingOn(turned, day)).toEqual(standingOn(history, day))
      }),
      { numRuns: 50 },
    )
  })

  it('is not changed on any day by decisions effective later (V9)', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...window), (history, day) => {
        const decisions = history.decisions.filter(({ effectiveOn }) => Temporal.PlainDate.compare(effectiveOn, day) <= 0)
        expect(standingOn({ ...history, decisions }, day)).toEqual(standingOn(history, day))
      }),
      { numRuns: 500 },
    )
  })

  it('is vetted only by an approval in force, with no suspension or closing since that nothing ended', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...window), (history, day) => {
        const standing = standingOn(history, day)
        if (!isVetted(standing)) return
        const by = history.decisions.find(({ id }) => id === standing.decisionId)
        expect(by?.outcome).toMatch(/^approve/)
        expect(Temporal.PlainDate.compare(day, standing.until)).toBeLessThanOrEqual(0)
        const since = history.decisions.filter(({ effectiveOn, id }) => {
          const order = Temporal.PlainDate.compare(effectiveOn, by?.effectiveOn ?? day) || id - standing.decisionId
          return order > 0 && Temporal.PlainDate.compare(effectiveOn, day) <= 0
        })
        expect(since.filter(({ outcome }) => outcome === 'decline' || outcome === 'close')).toEqual([])
        const covering = since.filter(({ outcome }) => outcome === 'suspend' || outcome === 'reinstate')
        const last = covering.toSorted((a, b) => Temporal.PlainDate.compare(a.effectiveOn, b.effectiveOn) || a.id - b.id).at(-1)
        expect(last?.outcome).not.toBe('suspend')
      }),
      { numRuns: 1000 },
    )
  })
})
