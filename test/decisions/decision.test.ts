import { describe, expect, it } from 'vitest'
import {
  assertDecidable,
  assertMayDecide,
  barredBecause,
  criticalObstacle,
  dayProblems,
  groundProblems,
  ownWordShare,
  type NewCondition,
  type ReviewOutcome,
  type Verdict,
} from '../../src/decisions/decision.ts'
import type { ReviewItem } from '../../src/reviews/review.ts'
import { toDay } from '../../src/shared/days.ts'
import { scopeProblems } from '../../src/standing/scope.ts'
import { found } from './found.ts'

const today = toDay('2026-11-21')
const scope = { populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null }
const verdict = (outcome: ReviewOutcome, conditions: NewCondition[] = [], effectiveOn = '2026-11-21'): Verdict => ({
  outcome,
  effectiveOn: toDay(effectiveOn),
  rationale: 'Because.',
  terms: outcome === 'decline' ? null : { validUntil: toDay('2028-11-21'), scope, conditions },
})
const condition = (itemId: number | null, dueOn = '2027-03-31'): NewCondition => ({ itemId, text: 'Do it.', dueOn: toDay(dueOn) })

describe('who may decide (V6)', () => {
  const review = {
    leadId: 2,
    moves: [{ move: 'opened' as const, on: today, reason: null, leadId: 6, by: 6, at: Temporal.Instant.from('2026-11-01T09:00:00Z') }],
    assessors: new Set([2, 6, 9]),
  }

  it.each([
    [2, 'You led this review, so someone else must decide it.'],
    [6, 'You led this review, so someone else must decide it.'],
    [9, 'You recorded findings in this review, so someone else must decide it.'],
    [3, null],
  ])('is said to person %i: %s', (personId, says) => {
    expect(barredBecause(review, personId)).toBe(says)
    if (says === null) expect(() => assertMayDecide(review, personId)).not.toThrow()
    else expect(() => assertMayDecide(review, personId)).toThrow(says)
  })
})

describe('what may be decided (V4)', () => {
  it('is a submitted review, once', () => {
    expect(() => assertDecidable({ state: 'submitted', endedOn: null })).not.toThrow()
    expect(() => assertDecidable({ state: 'open', endedOn: null })).toThrow('It can be decided once it was submitted.')
    expect(() => assertDecidable({ state: 'decided', endedOn: today })).toThrow('This review was decided on 21 Nov 2026 already.')
  })
})

describe('a critical item (V5)', () => {
  const critical = (result: Parameters<typeof found>[1], more: Parameters<typeof found>[2] = {}): ReviewItem =>
    found('LEG-01', result, { importance: 'critical', ...more })

  it.each<[string, ReviewItem, string | null]>([
    ['met, evidence good until today', critical('met', { evidence: [[null, '2026-11-21']] }), null],
    ['met, evidence ran out yesterday', critical('met', { evidence: [[null, '2026-11-20']] }), 'the evidence for LEG-01 is good until 20 Nov 2026 only'],
    ['met, dated twelve months ago', critical('met', { evidence: [['2025-11-21', null]] }), null],
    ['met, dated longer ago', critical('met', { evidence: [['2025-11-20', null]] }), 'the evidence for LEG-01 is good until 20 Nov 2026 only'],
    ['met, dated today', critical('met', { evidence: [['2026-11-21', null]] }), null],
    ['met, dated tomorrow', critical('met', { evidence: [['2026-11-22', '2028-11-22']] }), 'the evidence for LEG-01 is dated after 21 Nov 2026'],
    ['met, one dated ahead, one ran out', critical('met', { evidence: [['2031-05-05', null], [null, '2026-11-20']] }), 'the evidence for LEG-01 is good until 20 Nov 2026 only'], // prettier-ignore
    ['met, one of two in date', critical('met', { evidence: [[null, '2026-01-01'], [null, '2027-01-01']] }), null], // prettier-ignore
    ['met, evidence without a day', critical('met', { evidence: [[null, null]] }), 'the evidence for LEG-01 does not say how long it is good'],
    ['met, no evidence', critical('met'), 'LEG-01 has no evidence'],
    ['met, wants none', critical('met', { wantsEvidence: false }), null],
    ['partly met', critical('partly met'), 'LEG-01 is partly met'],
    ['not met', critical('not met'), 'LEG-01 is not met'],
    ['without a finding', critical(null), 'LEG-01 has no finding'],
    ['carried over, not confirmed', critical('met', { carried: true }), 'LEG-01 has no finding'],
    ['not applicable', critical('not applicable'), null],
  ])('that is %s', (_, each, says) => {
    expect(criticalObstacle(each, today)).toBe(says)
  })

  it('of lesser importance stands in nobody’s way', () => {
    expect(criticalObstacle(found('SAF-02', 'not met'), today)).toBeNull()
  })

  it('is judged on the day from which the approval counts', () => {
    const items = [critical('met', { evidence: [[null, '2026-12-31']] })]
    expect(groundProblems({ items }, verdict('approve', [], '2026-12-31'))).toEqual([])
    expect(groundProblems({ items }, verdict('approve', [], '2027-01-01'))).toEqual([
      {
        field: 'outcome',
        message:
          'It cannot be approved: the evidence for LEG-01 is good until 31 Dec 2026 only. Critical items must be met, with evidence in date. Send the review back, or decline it.',
      },
    ])
  })
})

describe('the grounds of a decision (V5)', () => {
  const good = found('LEG-01', 'met', { importance: 'critical', wantsEvidence: false })
  const bad = found('LEG-02', 'not met', { importance: 'critical' })
  const [short, partly] = [found('SAF-02', 'not met'), found('SAF-03', 'partly met')]
  const advisory = found('ADV-01', 'not met', { importance: 'advisory' })
  const left = found('SAF-05', 'not applicable')
  const refused = (items: ReviewItem[], decided: Verdict): string =>
    groundProblems({ items }, decided)
      .map(({ field, message }) => `${field}: ${message}`)
      .join(' ')

  it.each<[string, ReviewItem[], Verdict, string | null]>([
    ['approves when all is met', [good, advisory, left], verdict('approve'), null],
    ['declines whatever was found', [bad, short], verdict('decline'), null],
    ['does not approve past a critical item', [bad, short], verdict('approve'), 'outcome: It cannot be approved: LEG-02 is not met.'],
    [
      'does not approve past it with conditions either',
      [bad],
      verdict('approve with conditions', [condition(bad.item.id)]),
      'outcome: It cannot be approved: LEG-02 is not met.',
    ],
    [
      'does not approve past required items',
      [good, short, partly],
      verdict('approve'),
      'outcome: SAF-02, SAF-03 are required and not met. Approve with a dated condition for each',
    ],
    [
      'wants a condition for each of them',
      [good, short, partly],
      verdict('approve with conditions', [condition(short.item.id)]),
      'condition-SAF-03: Set a condition for SAF-03',
    ],
    ['approves with a condition for each', [good, short, partly], verdict('approve with conditions', [condition(short.item.id), condition(partly.item.id)]), null],
    ['wants at least one condition', [good], verdict('approve with conditions'), 'condition-other: An approval with conditions sets at least one.'],
    ['takes a condition of another kind', [good], verdict('approve with conditions', [condition(null)]), null],
  ])('%s', (_, items, decided, says) => {
    const message = refused(items, decided)
    if (says === null) expect(message).toBe('')
    else expect(message).toContain(says)
  })
})

describe('the days of a decision', () => {
  it.each([
    ['today', verdict('approve'), null],
    ['later', verdict('decline', [], '2026-12-01'), null],
    ['yesterday', verdict('approve', [], '2026-11-20'), { field: 'effective', message: 'A decision counts from today, 21 Nov 2026, or a later day.' }],
    ['a condition due on the first day', verdict('approve with conditions', [condition(null, '2026-11-21')]), null],
    ['a condition due on the last day', verdict('approve with conditions', [condition(null, '2028-11-21')]), null],
    [
      'a condition due before',
      verdict('approve with conditions', [condition(null, '2026-11-20')]),
      { field: 'due-other', message: 'A condition falls due between 21 Nov 2026 and 21 Nov 2028, while the approval lasts.' },
    ],
    [
      'a condition due after',
      verdict('approve with conditions', [condition(null, '2028-11-22')]),
      { field: 'due-other', message: 'A condition falls due between 21 Nov 2026 and 21 Nov 2028, while the approval lasts.' },
    ],
  ])('%s', (_, decided, says) => {
    expect(dayProblems({ items: [] }, decided, today)).toEqual(says === null ? [] : [says])
  })
})

it.each([
  [
    { ...scope, populations: [] },
    { field: 'populations', message: 'Choose at least one group that the approval covers.' },
  ],
  [
    { ...scope, populations: ['POP-MEN'] },
    { field: 'populations', message: 'The approval can cover only groups that the center serves.' },
  ],
  [
    { ...scope, fromAge: 30, toAge: 18 },
    { field: 'toAge', message: 'The lowest age must not be above the highest.' },
  ],
])('refuses the scope %j', (wrong, says) => {
  expect(scopeProblems(wrong, ['POP-WOMEN'])).toEqual([says])
})

it('says how much rests on the center’s own word', () => {
  const items = [found('A', 'met', { basis: 'own word' }), found('B', 'met'), found('C', 'not met'), found('D', null), found('E', 'not applicable')]
  expect(ownWordShare(items)).toBe(33)
  expect(ownWordShare([])).toBeNull()
})
