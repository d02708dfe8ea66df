import type { Result } from '../reviews/review.ts'

export type Band = 'high risk' | 'moderate risk' | 'low risk'

export interface Safeguarding {
  band: Band
  /** 6 to 18. */
  points: number
}

/** The six core standards of the UN's assessment of a partner's protection from sexual exploitation and abuse. */
export const standards = ['SAF-01', 'SAF-02', 'SAF-03', 'SAF-04', 'SAF-05', 'SAF-06']

// A standard that does not apply to a partner is not held against it.
const pointsOf: Record<Result, number> = { 'not met': 1, 'partly met': 2, met: 3, 'not applicable': 3 }

/**
 * V10: absent 1, progressing 2, adequate 3; up to 8 high risk, 9 to 14 moderate, from 15 low.
 * Computed, never typed. A standard without a finding counts as absent; null when the checklist has none of the six.
 */
export function safeguardingOf(items: readonly { code: string; result: Result | null }[]): Safeguarding | null {
  const found = items.filter(({ code }) => standards.includes(code))
  if (found.length === 0) return null
  const points = standards.map((code) => found.find((each) => each.code === code)?.result ?? 'not met').reduce((sum, result) => sum + pointsOf[result], 0)
  return { points, band: bandOf(points) }
}

export function bandOf(points: number): Band {
  if (points <= 8) return 'high risk'
  return points <= 14 ? 'moderate risk' : 'low risk'
}

export const safeguardingText = (rated: Safeguarding | null): string => (rated === null ? 'not rated' : `${rated.band} (${rated.points} of 18 points)`)
