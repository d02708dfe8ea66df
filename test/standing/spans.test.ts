import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import { spansOf, type Span } from '../../src/standing/spans.ts'
import { standingOn } from '../../src/standing/standing.ts'
import { decision, firstDay, histories, nothing, window } from './histories.ts'

const said = (spans: Span[]): string[] => spans.map(({ kind, from, until }) => `${kind} ${from.toString()} ${until?.toString() ?? 'on'}`)

describe('the spans of a center', () => {
  it('are one, open, when nothing was recorded', () => {
    expect(said(spansOf(nothing, toDay('2026-11-21')))).toEqual(['prospect 2026-11-21 on'])
  })

  it('hold a whole life, the lapse to come included', () => {
    const history = {
      decisions: [decision(1, 'approve with conditions', '2026-02-28', '2028-02-29'), decision(2, 'suspend', '2026-08-01'), decision(3, 'reinstate', '2026-08-31')],
      conditions: [{ decisionId: 1, dueOn: toDay('2026-06-30'), metOn: toDay('2026-05-31') }],
      reviews: [{ openedOn: toDay('2026-01-10'), endedOn: toDay('2026-02-28') }],
    }
    expect(said(spansOf(history, toDay('2026-01-01')))).toEqual([
      'prospect 2026-01-01 2026-01-10',
      'in review 2026-01-10 2026-02-28',
      'conditional 2026-02-28 2026-05-31',
      'vetted 2026-05-31 2026-08-01',
      'suspended 2026-08-01 2026-08-31',
      'vetted 2026-08-31 2028-03-01',
      'lapsed 2028-03-01 on',
    ])
    expect(said(spansOf(history, toDay('2026-08-15')))).toEqual(['suspended 2026-08-15 2026-08-31', 'vetted 2026-08-31 2028-03-01', 'lapsed 2028-03-01 on'])
  })

  it('join a renewal in time to the approval before it', () => {
    const decisions = [decision(1, 'approve', '2026-01-01', '2027-01-01'), decision(2, 'approve', '2026-12-15', '2028-12-15')]
    expect(said(spansOf({ ...nothing, decisions }, toDay('2026-01-01')))).toEqual(['vetted 2026-01-01 2028-12-16', 'lapsed 2028-12-16 on'])
  })

  it('of any history agree with the standing on every day', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const spans = spansOf(history, firstDay)
        for (const day of window) {
          const covering = spans.filter(({ from, until }) => Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) < 0))
          expect(covering.map(({ kind }) => kind)).toEqual([standingOn(history, day).kind])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('of any history touch, differ from their neighbours, begin at the day asked for and end open', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const spans = spansOf(history, firstDay)
        expect(spans[0]?.from).toEqual(firstDay)
        expect(spans.at(-1)?.until).toBeNull()
        for (const [index, span] of spans.slice(1).entries()) {
          expect(spans[index]?.until).toEqual(span.from)
          expect(spans[index]?.kind).not.toBe(span.kind)
          expect(Temporal.PlainDate.compare(spans[index]?.from ?? span.from, span.from)).toBe(-1)
        }
      }),
      { numRuns: 300 },
    )
  })
})
