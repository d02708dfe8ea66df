import type { Day } from '../shared/days.ts'
import { evidenceDays, evidenceHoldsOn, type EvidenceFacts } from './holds.ts'
import { isVetted, standingOn } from './standing.ts'

/** A stretch of days on which a vetted center has no evidence in date for a critical item. */
export interface EvidenceGap {
  itemCode: string
  from: Day
  /** The first day it is no longer so; null when nothing recorded ends it. */
  until: Day | null
}

/** Every such stretch from a day on, for ever, as far as the records go: what will run out is already in it. One item's stretches never touch. */
export function evidenceGapsOf(facts: EvidenceFacts, from: Day): EvidenceGap[] {
  const gaps: EvidenceGap[] = []
  const open = new Map<string, EvidenceGap>()
  for (const day of facts.criticalItems.length === 0 ? [] : [from, ...evidenceDays(facts, from)]) {
    const missing = new Set(missingOn(facts, day))
    for (const [itemCode, gap] of open) {
      if (missing.has(itemCode)) continue
      gap.until = day
      open.delete(itemCode)
    }
    for (const itemCode of missing) {
      if (open.has(itemCode)) continue
      const gap = { itemCode, from: day, until: null }
      open.set(itemCode, gap)
      gaps.push(gap)
    }
  }
  return gaps
}

function missingOn(facts: EvidenceFacts, day: Day): string[] {
  if (!isVetted(standingOn(facts.history, day))) return []
  return evidenceHoldsOn(facts, day).map(({ itemCode }) => itemCode)
}
