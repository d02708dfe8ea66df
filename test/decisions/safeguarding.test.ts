import { expect, it } from 'vitest'
import { bandOf, safeguardingOf } from '../../src/decisions/safeguarding.ts'
import type { Result } from '../../src/reviews/review.ts'

const six = (...results: (Result | null)[]) => results.map((result, index) => ({ code: `SAF-0${index + 1}`, result }))

it.each<[string, (Result | null)[], number, string]>([
  ['all absent', ['not met', 'not met', 'not met', 'not met', 'not met', 'not met'], 6, 'high risk'],
  ['two progressing', ['not met', 'not met', 'not met', 'not met', 'partly met', 'partly met'], 8, 'high risk'],
  ['three progressing', ['not met', 'not met', 'not met', 'partly met', 'partly met', 'partly met'], 9, 'moderate risk'],
  ['four adequate, two absent', ['met', 'met', 'met', 'met', 'not met', 'not met'], 14, 'moderate risk'],
  ['three adequate, three progressing', ['met', 'met', 'met', 'partly met', 'partly met', 'partly met'], 15, 'low risk'],
  ['all adequate', ['met', 'met', 'met', 'met', 'met', 'met'], 18, 'low risk'],
  ['one that does not apply', ['met', 'met', 'met', 'met', 'met', 'not applicable'], 18, 'low risk'],
  ['one without a finding', ['met', 'met', 'met', 'met', 'met', null], 16, 'low risk'],
])('rates a partner with %s (V10)', (_, results, points, band) => {
  expect(safeguardingOf(six(...results))).toEqual({ points, band })
})

it('rates by the six alone, and a checklist without them not at all (V10)', () => {
  expect(safeguardingOf([...six('met', 'met', 'met', 'met', 'met', 'met'), { code: 'SAF-07', result: 'not met' as const }])).toEqual({ points: 18, band: 'low risk' })
  expect(safeguardingOf([{ code: 'LEG-01', result: 'met' }])).toBeNull()
})

it.each([
  [6, 'high risk'],
  [8, 'high risk'],
  [9, 'moderate risk'],
  [14, 'moderate risk'],
  [15, 'low risk'],
  [18, 'low risk'],
])('calls %i points %s (V10)', (points, band) => {
  expect(bandOf(points)).toBe(band)
})
