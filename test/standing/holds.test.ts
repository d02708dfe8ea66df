import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay, toDayOrNull } from '../../src/shared/days.ts'
import { assertNothingHolds } from '../../src/standing/hold-groups.ts'
import { goodUntil, holdText, holdsOn, lapseAfter, type CriticalItem, type Hold, type HoldFacts } from '../../src/standing/holds.ts'
import type { StandingDecision, StandingHistory } from '../../src/standing/standing.ts'
import { decision, firstDay, histories, nothing, window } from './histories.ts'

const approved = { ...nothing, decisions: [decision(1, 'approve', '2026-03-01', '2028-02-29')] }
const conditional = {
  ...nothing,
  decisions: [decision(1, 'approve with conditions', '2026-03-01', '2028-02-29')],
  conditions: [
    { decisionId: 1, dueOn: toDay('2026-06-30'), metOn: null },
    { decisionId: 1, dueOn: toDay('2026-05-31'), metOn: toDay('2026-06-05') },
    { decisionId: 9, dueOn: toDay('2025-05-31'), metOn: null },
  ],
}

function item(itemCode: string, monthsGood: number | null, ...documents: [countsFrom: string, datedOn: string | null, expiresOn: string | null][]): CriticalItem {
  const read = documents.map(([countsFrom, datedOn, expiresOn]) => ({ countsFrom: toDay(countsFrom), datedOn: toDayOrNull(datedOn), expiresOn: toDayOrNull(expiresOn) }))
  return { decisionId: 1, itemCode, monthsGood, documents: read }
}

const licence = item('LEG-01', 12, ['2026-03-01', '2025-10-01', '2026-09-30'])
const says = (facts: HoldFacts, day: string): string[] => holdsOn(facts, toDay(day)).map(holdText)

describe('the last day a document is good', () => {
  it.each([
    ['2026-01-31', '2026-12-31', 1, '2026-12-31'],
    [null, '2026-12-31', null, '2026-12-31'],
    ['2026-01-31', null, 1, '2026-02-28'],
    ['2028-01-31', null, 1, '2028-02-29'],
    ['2028-02-29', null, 12, '2029-02-28'],
    ['2026-02-28', null, 24, '2028-02-28'],
    ['2026-08-31', null, 6, '2027-02-28'],
    ['2026-01-31', null, null, null],
    [null, null, 12, null],
    [null, null, null, null],
  ])('dated %s, printed %s, item %s months: %s', (datedOn, expiresOn, months, expected) => {
    const until = goodUntil({ datedOn: toDayOrNull(datedOn), expiresOn: toDayOrNull(expiresOn) }, months)
    expect(until?.toString() ?? null).toBe(expected)
  })
})

describe('the holds on a center (Holds on day D)', () => {
  it('are none while it is vetted and its evidence is in date, that day included', () => {
    expect(says({ history: approved, criticalItems: [licence], servesMinors: false }, '2026-09-30')).toEqual([])
  })

  it.each([
    ['prospect', nothing, '2026-11-21', 'it is not vetted'],
    ['in review', { ...nothing, reviews: [{ openedOn: toDay('2026-11-01'), endedOn: null }] }, '2026-11-21', 'it is in review since 1 Nov 2026'],
    ['lapsed', approved, '2028-03-01', 'its vetting lapsed on 1 Mar 2028'],
    ['suspended', { ...nothing, decisions: [...approved.decisions, decision(2, 'suspend', '2026-05-01')] }, '2026-05-01', 'it was suspended on 1 May 2026'],
    ['closed', { ...nothing, decisions: [decision(2, 'close', '2026-05-01')] }, '2026-05-01', 'it was closed on 1 May 2026'],
    ['declined', { ...nothing, decisions: [decision(2, 'decline', '2026-05-01')] }, '2026-05-01', 'it was declined on 1 May 2026'],
  ])('are its standing when it is %s', (kind, history, day, text) => {
    const holds = holdsOn({ history, criticalItems: [], servesMinors: false }, toDay(day))
    expect(holds).toMatchObject([{ kind: 'not vetted', standing: { kind } }])
    expect(holds.map(holdText)).toEqual([text])
  })

  it.each([
    ['2026-05-31', []],
    ['2026-06-01', ['a condition of its approval was due on 31 May 2026']],
    ['2026-06-05', []],
    ['2026-06-30', []],
    ['2026-07-01', ['a condition of its approval was due on 30 Jun 2026']],
    ['2028-03-01', ['its vetting lapsed on 1 Mar 2028']],
  ])('are a condition from the day after it was due until it is met: on %s %j', (day, expected) => {
    expect(says({ history: conditional, criticalItems: [], servesMinors: false }, day)).toEqual(expected)
  })

  it.each([
    ['expired', licence, '2026-10-01', ['the evidence for LEG-01 was good until 30 Sep 2026']],
    ['undated', item('FIN-02', 12, ['2026-03-01', null, null]), '2026-10-01', ['the evidence for FIN-02 does not say how long it is good']],
    ['missing', item('FIN-02', 12), '2026-10-01', ['the evidence for FIN-02 does not say how long it is good']],
    ['renewed in time', item('LEG-01', 12, ['2026-03-01', null, '2026-09-30'], ['2026-09-20', null, '2027-09-30']), '2026-10-01', []],
    [
      'renewed, not yet accepted',
      item('LEG-01', 12, ['2026-03-01', null, '2026-09-30'], ['2026-10-02', null, '2027-09-30']),
      '2026-10-01',
      ['the evidence for LEG-01 was good until 30 Sep 2026'],
    ],
    ['served by an undated document too', item('LEG-01', 12, ['2026-03-01', null, '2026-12-31'], ['2026-03-01', null, null]), '2026-10-01', []],
  ])('are evidence of a critical item that is %s', (_, criticalItem, day, expected) => {
    expect(says({ history: approved, criticalItems: [criticalItem], servesMinors: false }, day)).toEqual(expected)
  })

  const tooLong = 'it was approved on 1 Mar 2026 for longer than the 12 months that an approval of a center serving minors may last'
  const from = (...decisions: StandingDecision[]): StandingHistory => ({ ...nothing, decisions })
  const leapDay = decision(1, 'approve', '2028-02-29', '2029-12-31')
  const aYear = decision(1, 'approve', '2026-03-01', '2027-03-01')
  const anew = decision(2, 'approve', '2027-02-01', '2028-02-01')
  const suspended = decision(2, 'suspend', '2027-03-02')

  it.each([
    ['the day before its last', approved, true, '2027-02-28', []],
    ['on its last day', approved, true, '2027-03-01', []],
    ['the day after', approved, true, '2027-03-02', [tooLong]],
    ['with conditions, the day after', { ...conditional, conditions: [] }, true, '2027-03-02', [tooLong]],
    ['of adults, the day after', approved, false, '2027-03-02', []],
    ['from a leap day, on its last day', from(leapDay), true, '2029-02-28', []],
    ['from a leap day, the day after', from(leapDay), true, '2029-03-01', [tooLong.replace('1 Mar 2026', '29 Feb 2028')]],
    ['that ends then anyway', from(aYear), true, '2027-03-02', ['its vetting lapsed on 2 Mar 2027']],
    ['with another approval since', from(...approved.decisions, anew), true, '2027-03-02', []],
    ['suspended', from(...approved.decisions, suspended), true, '2027-03-02', ['it was suspended on 2 Mar 2027']],
  ])('are an approval of minors for longer than V7 allows: %s', (_, history, servesMinors, day, expected) => {
    expect(says({ history, criticalItems: [], servesMinors }, day)).toEqual(expected)
  })

  it('are all said, the standing first', () => {
    const suspended = { ...nothing, decisions: [...approved.decisions, decision(2, 'suspend', '2026-05-01')] }
    const facts = { history: suspended, criticalItems: [licence, item('FIN-02', null)], servesMinors: false }
    expect(says(facts, '2026-10-01')).toEqual([
      'it was suspended on 1 May 2026',
      'the evidence for LEG-01 was good until 30 Sep 2026',
      'the evidence for FIN-02 does not say how long it is good',
    ])
  })
})

it('looks at the evidence of the approval that stands, and at no other', () => {
  const decisions = [...approved.decisions, decision(2, 'approve', '2026-11-01', '2028-10-31'), decision(3, 'decline', '2027-01-01')]
  const facts = { history: { ...nothing, decisions }, criticalItems: [licence, { ...item('FIN-02', null), decisionId: 2 }], servesMinors: false }
  expect(says(facts, '2026-10-31')).toEqual(['the evidence for LEG-01 was good until 30 Sep 2026'])
  expect(says(facts, '2026-11-01')).toEqual(['the evidence for FIN-02 does not say how long it is good'])
  expect(says(facts, '2027-01-01')).toEqual(['it was declined on 1 Jan 2027'])
})

describe('sending to a center', () => {
  it('is refused with every hold in one sentence', () => {
    const facts = { history: conditional, criticalItems: [licence], servesMinors: false }
    expect(() => assertNothingHolds(facts, toDay('2026-10-01'))).toThrow(
      'Nothing can be sent to this center now: a condition of its approval was due on 30 Jun 2026; the evidence for LEG-01 was good until 30 Sep 2026.',
    )
  })

  it('is let be when nothing holds', () => {
    expect(() => assertNothingHolds({ history: approved, criticalItems: [licence], servesMinors: false }, toDay('2026-09-30'))).not.toThrow()
  })
})

const lapse = (facts: HoldFacts, day: string): string | null => {
  const found = lapseAfter(facts, toDay(day))
  return found && `${found.on.toString()}: ${found.because.map(holdText).join('; ')}`
}

describe('when and why a center lapses', () => {
  it.each([
    ['its approval ends', { history: approved, criticalItems: [], servesMinors: false }, '2026-11-21', '2028-03-01: its vetting lapsed on 1 Mar 2028'],
    [
      'evidence expires first',
      { history: approved, criticalItems: [licence], servesMinors: false },
      '2026-09-29',
      '2026-10-01: the evidence for LEG-01 was good until 30 Sep 2026',
    ],
    ['evidence expired already', { history: approved, criticalItems: [licence], servesMinors: false }, '2026-10-01', '2028-03-01: its vetting lapsed on 1 Mar 2028'],
    [
      'a condition falls due first',
      { history: conditional, criticalItems: [licence], servesMinors: false },
      '2026-06-10',
      '2026-07-01: a condition of its approval was due on 30 Jun 2026',
    ],
    [
      'a suspension is recorded ahead',
      { history: { ...approved, decisions: [...approved.decisions, decision(2, 'suspend', '2026-12-01')] }, criticalItems: [], servesMinors: false },
      '2026-11-21',
      '2026-12-01: it was suspended on 1 Dec 2026',
    ],
    [
      'two things expire together',
      { history: approved, criticalItems: [licence, item('FIN-02', 6, ['2026-03-01', '2026-03-30', null])], servesMinors: false },
      '2026-06-01',
      '2026-10-01: the evidence for LEG-01 was good until 30 Sep 2026; the evidence for FIN-02 was good until 30 Sep 2026',
    ],
    [
      'a renewal is accepted in time',
      { history: approved, criticalItems: [item('LEG-01', 12, ['2026-03-01', null, '2026-09-30'], ['2026-09-20', null, '2027-09-30'])], servesMinors: false },
      '2026-06-01',
      '2027-10-01: the evidence for LEG-01 was good until 30 Sep 2027',
    ],
  ])('%s', (_, facts, day, expected) => {
    expect(lapse(facts, day)).toBe(expected)
  })

  it('is when twelve months are over, of a center that came to serve minors', () => {
    expect(lapse({ history: approved, criticalItems: [], servesMinors: true }, '2026-11-21')).toBe(
      '2027-03-02: it was approved on 1 Mar 2026 for longer than the 12 months that an approval of a center serving minors may last',
    )
  })

  it('is never when nothing can end', () => {
    expect(lapse({ history: nothing, criticalItems: [], servesMinors: false }, '2026-11-21')).toBeNull()
    expect(lapse({ history: approved, criticalItems: [], servesMinors: false }, '2028-03-01')).toBeNull()
  })
})

const named = (hold: Hold): string => {
  if (hold.kind === 'condition overdue') return `${hold.kind} ${hold.condition.decisionId} ${hold.condition.dueOn.toString()}`
  if (hold.kind === 'approved for longer than V7 allows') return `${hold.kind} ${hold.approvedOn.toString()}`
  return hold.kind === 'evidence not in date' ? `${hold.kind} ${hold.itemCode}` : hold.kind
}

it('of any facts, is the first day whose holds are not all those of the day before', () => {
  const day = fc.constantFrom(...window)
  const document = fc.record({ countsFrom: day, datedOn: fc.option(day), expiresOn: fc.option(day) })
  const items = fc.array(
    fc.record({
      decisionId: fc.integer({ min: 1, max: 3 }),
      itemCode: fc.constantFrom('LEG-01'),
      monthsGood: fc.option(fc.constant(1)),
      documents: fc.array(document, { maxLength: 3 }),
    }),
    {
      maxLength: 1,
    },
  )
  fc.assert(
    fc.property(fc.record({ history: histories, criticalItems: items, servesMinors: fc.boolean(), yearOld: fc.option(day) }), ({ history, yearOld, ...others }) => {
      const older = yearOld === null ? [] : [decision(0, 'approve', yearOld.subtract({ months: 12 }).toString(), '2029-12-31')]
      const facts = { ...others, history: { ...history, decisions: [...older, ...history.decisions] } }
      const firstWorse = window.slice(1).find((each) => {
        const before = holdsOn(facts, each.subtract({ days: 1 })).map(named)
        return holdsOn(facts, each).some((hold) => !before.includes(named(hold)))
      })
      const found = lapseAfter(facts, firstDay)?.on ?? null
      // A lapse beyond the window is none within it.
      expect(window.find((each) => found?.equals(each))?.toString()).toBe(firstWorse?.toString())
    }),
    { numRuns: 300 },
  )
})
