import * as fc from 'fast-check'
import { toDay, type Day } from '../../src/shared/days.ts'
import type { Outcome, StandingDecision, StandingHistory } from '../../src/standing/standing.ts'

export const nothing: StandingHistory = { decisions: [], conditions: [], reviews: [] }

export function decision(id: number, outcome: Outcome, effectiveOn: string, validUntil: string | null = null): StandingDecision {
  return { id, outcome, effectiveOn: toDay(effectiveOn), validUntil: validUntil === null ? null : toDay(validUntil) }
}

/** The window of random histories: forty days around a leap day. */
export const firstDay = toDay('2028-02-10')
const windowDays = 40
const dayNumber = (offset: number): Day => firstDay.add({ days: offset })
export const window: readonly Day[] = Array.from({ length: windowDays }, (_, offset) => dayNumber(offset))

const offset = fc.integer({ min: -5, max: windowDays })
const day = offset.map(dayNumber)
const outcome = fc.constantFrom<Outcome>('approve', 'approve with conditions', 'decline', 'suspend', 'reinstate', 'close', 'reopen')
const approves = (each: Outcome): boolean => each === 'approve' || each === 'approve with conditions'

// Any order of any outcomes, those that assertAllowed refuses among them: what is in the file is answered for, however it came there.
const decisions = fc.array(fc.record({ outcome, effectiveOn: day, lasts: fc.integer({ min: 1, max: 15 }) }), { maxLength: 8 }).map((list) =>
  list.map(({ outcome, effectiveOn, lasts }, index): StandingDecision => ({
    id: index + 1,
    outcome,
    effectiveOn,
    validUntil: approves(outcome) ? effectiveOn.add({ days: lasts }) : null,
  })),
)

export const histories: fc.Arbitrary<StandingHistory> = fc.record({
  decisions,
  conditions: fc.array(fc.record({ decisionId: fc.integer({ min: 1, max: 8 }), dueOn: day, metOn: fc.option(day) }), { maxLength: 4 }),
  reviews: fc.array(
    fc
      .record({ openedOn: day, lasts: fc.option(fc.nat(20)) })
      .map(({ openedOn, lasts }) => ({ openedOn, endedOn: lasts === null ? null : openedOn.add({ days: lasts }) })),
    { maxLength: 3 },
  ),
})
