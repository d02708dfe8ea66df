import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/checklists/checklist.ts'
import { carriedOver } from '../../src/reviews/carrying.ts'
import { answersOf, assertAnswer, assertLatest, isSaid } from '../../src/reviews/finding.ts'
import { applicable, assertComplete, assertOpen, Incomplete, isInDate, isLate, progressOf, type Finding, type ReviewItem } from '../../src/reviews/review.ts'
import { toDay } from '../../src/shared/days.ts'
import { Stale } from '../../src/shared/refusal.ts'

const item = (more: Partial<Item> = {}): Item => ({
  id: 1,
  section: '1 Legal',
  position: 1,
  code: 'LEG-01',
  question: 'Is it registered?',
  guidance: null,
  evidenceWanted: 'Certificate',
  importance: 'critical',
  polarity: 'good',
  notApplicableAllowed: false,
  monthsGood: 12,
  appliesTo: [],
  source: null,
  ...more,
})

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 7,
  revision: 1,
  result: 'met',
  basis: 'document',
  note: null,
  carriedFrom: null,
  foundBy: 2,
  foundAt: Temporal.Instant.from('2026-11-21T09:00:00Z'),
  ...more,
})
const carried = finding({ carriedFrom: { reviewId: 1, foundBy: 3, foundAt: Temporal.Instant.from('2025-11-21T09:00:00Z') } })

const of = (each: Partial<ReviewItem>): ReviewItem => ({ item: item(), finding: null, history: [], evidence: [], ...each })
const document = (more: { datedOn?: string; expiresOn?: string }) => ({
  id: 1,
  documentId: 9,
  title: 'Certificate',
  datedOn: more.datedOn === undefined ? null : toDay(more.datedOn),
  expiresOn: more.expiresOn === undefined ? null : toDay(more.expiresOn),
  addedBy: 2,
  addedAt: Temporal.Instant.from('2026-11-21T09:00:00Z'),
})

describe('which items apply (V1)', () => {
  it.each([
    { appliesTo: [], left: [] },
    { appliesTo: ['residential' as const], left: ['only for centers where people live'] },
    { appliesTo: ['minors' as const], left: [] },
    { appliesTo: ['us' as const], left: ['only for centers in the United States'] },
    { appliesTo: ['outside us' as const, 'minors' as const], left: [] },
  ])('for a clinic for minors in Kenya, an item for $appliesTo is left out because $left', ({ appliesTo, left }) => {
    const judged = applicable([item({ appliesTo })], { residential: false, servesMinors: true, country: 'KE' })

    expect(judged.leftOut.map(({ because }) => because)).toEqual(left)
    expect(judged.items).toHaveLength(left.length === 0 ? 1 : 0)
  })
})

describe('the answers of an item', () => {
  it('asks of a red flag whether there is a concern', () => {
    expect(answersOf({ polarity: 'red flag', notApplicableAllowed: false })).toEqual([
      { result: 'met', label: 'No' },
      { result: 'not met', label: 'Yes, a concern' },
    ])
  })

  it.each([
    { what: 'a note where it is not simply met (V3)', on: item(), answer: { result: 'not met' as const, basis: 'visit' as const, note: null }, says: 'takes a note' },
    {
      what: 'partly met of a red flag',
      on: item({ polarity: 'red flag' }),
      answer: { result: 'partly met' as const, basis: 'visit' as const, note: 'Some.' },
      says: 'does not take',
    },
    { what: '“does not apply” where it always applies', on: item(), answer: { result: 'not applicable' as const, basis: null, note: 'No.' }, says: 'does not take' },
    { what: 'what it rests on', on: item(), answer: { result: 'met' as const, basis: null, note: null }, says: 'rests on' },
  ])('asks for $what', ({ on: asked, answer, says }) => {
    expect(() => assertAnswer(asked, answer)).toThrow(says)
  })

  it('takes met without a note', () => {
    expect(() => assertAnswer(item(), { result: 'met', basis: 'document', note: null })).not.toThrow()
  })

  it('sees that somebody else saved first, and that the same was said already', () => {
    expect(() => assertLatest(finding({ revision: 2 }), 1)).toThrow(Stale)
    expect(() => assertLatest(null, 0)).not.toThrow()
    expect(isSaid(finding(), { result: 'met', basis: 'document', note: null })).toBe(true)
    expect(isSaid(carried, { result: 'met', basis: 'document', note: null })).toBe(false)
  })
})

describe('how far a review is', () => {
  const items = [
    of({ finding: finding() }),
    of({ finding: finding({ result: 'partly met', note: 'Some.' }) }),
    of({ finding: carried, item: item({ code: 'LEG-02' }) }),
    of({ item: item({ code: 'LEG-03' }) }),
  ]

  it('counts what was carried over apart, until it is confirmed', () => {
    expect(progressOf(items)).toEqual({ found: 2, carried: 1, short: 1, all: 4 })
  })

  it('is not complete while an item lacks a finding or its confirmation (V4)', () => {
    let refused: unknown
    try {
      assertComplete({ items })
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(Incomplete)
    expect((refused as Incomplete).missing.map(({ code, carried: was }) => [code, was])).toEqual([
      ['LEG-02', true],
      ['LEG-03', false],
    ])
    expect(() => assertComplete({ items: items.slice(0, 2) })).not.toThrow()
  })

  it.each([
    { state: 'open' as const, day: '2027-01-20', late: false },
    { state: 'open' as const, day: '2027-01-21', late: true },
    { state: 'submitted' as const, day: '2027-01-21', late: true },
    { state: 'decided' as const, day: '2027-01-21', late: false },
  ])('is late, $state on $day: $late', ({ state, day, late }) => {
    expect(isLate({ state, targetOn: toDay('2027-01-20') }, toDay(day))).toBe(late)
  })

  it.each(['submitted', 'decided', 'withdrawn'] as const)('takes no finding once it is %s', (state) => {
    expect(() => assertOpen({ state })).toThrow('nothing in it can change')
  })
})

describe('what a renewal starts from (V2)', () => {
  const today = toDay('2026-11-21')

  it.each([
    { what: 'a day printed on it that is today', evidence: [document({ expiresOn: '2026-11-21' })], comes: true },
    { what: 'a day printed on it that was yesterday', evidence: [document({ expiresOn: '2026-11-20' })], comes: false },
    { what: 'a date within the months of the item', evidence: [document({ datedOn: '2025-11-21' })], comes: true },
    { what: 'a date just outside of them', evidence: [document({ datedOn: '2025-11-20' })], comes: false },
    { what: 'a date that is today', evidence: [document({ datedOn: '2026-11-21' })], comes: true },
    { what: 'a date that is tomorrow', evidence: [document({ datedOn: '2026-11-22' })], comes: false },
    { what: 'no day at all', evidence: [document({})], comes: false },
    { what: 'no document', evidence: [], comes: false },
  ])('takes a finding over with $what: $comes', ({ evidence, comes }) => {
    const last = { items: [of({ finding: finding(), evidence })] }

    expect(carriedOver(last, [], [item()], today)).toHaveLength(comes ? 1 : 0)
    expect(evidence.some((each) => isInDate(each, item(), today))).toBe(comes)
  })

  it('counts a document that was accepted between the reviews, and brings only what is in date', () => {
    const last = { items: [of({ finding: finding(), evidence: [document({ expiresOn: '2026-01-01' })] })] }
    const renewed = [{ itemId: 1, documentId: 11, datedOn: null, expiresOn: toDay('2027-01-01') }]

    expect(carriedOver(last, renewed, [item({ id: 5 })], today)).toEqual([{ item: item({ id: 5 }), finding: finding(), documentIds: [11] }])
  })

  it('starts an item anew whose question has changed', () => {
    const last = { items: [of({ finding: finding(), evidence: [document({ expiresOn: '2027-01-01' })] })] }

    expect(carriedOver(last, [], [item({ question: 'Is it registered, and with whom?' })], today)).toEqual([])
  })
})
