import type { Importance, Item } from '../../src/checklists/checklist.ts'
import type { Basis, Evidence, Result, ReviewItem } from '../../src/reviews/review.ts'
import { toDayOrNull } from '../../src/shared/days.ts'

interface Options {
  importance?: Importance
  wantsEvidence?: boolean
  monthsGood?: number | null
  basis?: Basis
  carried?: boolean
  evidence?: [datedOn: string | null, expiresOn: string | null][]
}

const at = Temporal.Instant.from('2026-11-01T09:00:00Z')
let ids = 0

/** An item of a review with what was found for it; null for nothing. */
export function found(code: string, result: Result | null, options: Options = {}): ReviewItem {
  const { importance = 'required', wantsEvidence = true, monthsGood = 12, basis = 'document', carried = false, evidence = [] } = options
  const item: Item = {
    id: ++ids,
    section: 'Any',
    position: ids,
    code,
    question: `Is ${code} so?`,
    guidance: null,
    evidenceWanted: wantsEvidence ? 'A document' : null,
    importance,
    polarity: 'good',
    notApplicableAllowed: false,
    monthsGood,
    appliesTo: [],
    source: null,
  }
  const carriedFrom = carried ? { reviewId: 1, foundBy: 2, foundAt: at } : null
  const finding = result === null ? null : { id: ids, revision: 1, result, basis, note: null, carriedFrom, foundBy: 2, foundAt: at }
  return { item, finding, history: finding ? [finding] : [], evidence: evidence.map(toEvidence) }
}

const toEvidence = ([datedOn, expiresOn]: [string | null, string | null]): Evidence => ({
  id: ++ids,
  documentId: ids,
  title: 'A document',
  datedOn: toDayOrNull(datedOn),
  expiresOn: toDayOrNull(expiresOn),
  addedBy: 2,
  addedAt: at,
})
