import { isFound, type Review, type ReviewItem } from '../reviews/review.ts'
import { dayText, isAfter, isBefore, later, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { goodUntil } from '../standing/holds.ts'
import type { Scope } from '../standing/scope.ts'

/** What may come of a review. */
export const outcomes = ['approve', 'approve with conditions', 'decline'] as const
export type ReviewOutcome = (typeof outcomes)[number]

export interface NewCondition {
  /** The required item that is not met; null for a condition of another kind. */
  itemId: number | null
  text: string
  dueOn: Day
}

/** What somebody decides of a review, before it is kept. */
export interface Verdict {
  outcome: ReviewOutcome
  effectiveOn: Day
  rationale: string
  /** An approval's last day, whom it covers, and what must be done to keep it; null when it is declined. */
  terms: { validUntil: Day; scope: Scope; conditions: NewCondition[] } | null
}

/** V6, for the page to say before the attempt: null when this person may decide the review. */
export function barredBecause(review: Pick<Review, 'assessors' | 'leadId' | 'moves'>, personId: number): string | null {
  if (!review.assessors.has(personId)) return null
  const led = review.leadId === personId || review.moves.some(({ leadId }) => leadId === personId)
  return `You ${led ? 'led' : 'recorded findings in'} this review, so someone else must decide it.`
}

/** @throws Refusal (V6) */
export function assertMayDecide(review: Pick<Review, 'assessors' | 'leadId' | 'moves'>, personId: number): void {
  const because = barredBecause(review, personId)
  if (because !== null) throw new Refusal('forbidden', because)
}

/** V4: only what was submitted, and so is complete, is decided; and once. */
export function assertDecidable({ state, endedOn }: Pick<Review, 'state' | 'endedOn'>): void {
  if (state === 'open') throw new Refusal('conflict', 'This review is still open. It can be decided once it was submitted.')
  if (state !== 'submitted') throw new Refusal('conflict', `This review was ${state}${endedOn === null ? '' : ` on ${dayText(endedOn)}`} already.`)
}

/** The last day on which evidence of an item is in date, by the document that lasts longest; null when none says. */
export function evidenceGoodUntil({ item, evidence }: Pick<ReviewItem, 'item' | 'evidence'>): Day | null {
  const days = evidence.map((document) => goodUntil(document, item.monthsGood)).filter((day) => day !== null)
  return days.length === 0 ? null : days.reduce(later)
}

/** V5: what of a critical item stands in the way of any approval from a day on, in words; null when nothing does. */
export function criticalObstacle(each: Pick<ReviewItem, 'item' | 'finding' | 'evidence'>, day: Day): string | null {
  const { item, finding, evidence } = each
  if (item.importance !== 'critical' || finding?.result === 'not applicable') return null
  if (!isFound(each)) return `${item.code} has no finding`
  if (finding?.result !== 'met') return `${item.code} is ${finding?.result}`
  if (item.evidenceWanted === null) return null
  if (evidence.length === 0) return `${item.code} has no evidence`
  const until = evidenceGoodUntil(each)
  if (until === null) return `the evidence for ${item.code} does not say how long it is good`
  return isAfter(day, until) ? `the evidence for ${item.code} is good until ${dayText(until)} only` : null
}

/** V5: the required items that are not met: each takes a condition, or stands in the way of an approval without. */
export const shortItems = (review: Pick<Review, 'items'>): ReviewItem[] =>
  review.items.filter(({ item, finding }) => item.importance === 'required' && (finding?.result === 'partly met' || finding?.result === 'not met'))

/** V5. @throws Refusal that says all that stands in the way, and what would be needed */
export function assertGrounds(review: Pick<Review, 'items'>, { outcome, effectiveOn, terms }: Verdict): void {
  if (outcome === 'decline') return
  const obstacles = review.items.map((each) => criticalObstacle(each, effectiveOn)).filter((each) => each !== null)
  if (obstacles.length > 0)
    throw new Refusal(
      'conflict',
      `It cannot be approved: ${obstacles.join('; ')}. Critical items must be met, with evidence in date. Send the review back, or decline it.`,
    )
  const short = shortItems(review)
  if (outcome === 'approve') {
    if (short.length > 0)
      throw new Refusal(
        'conflict',
        `${short.map(({ item }) => item.code).join(', ')} ${short.length === 1 ? 'is' : 'are'} required and not met. Approve with a dated condition for each, or send the review back.`,
      )
    return
  }
  const conditions = terms?.conditions ?? []
  const without = short.filter(({ item }) => !conditions.some(({ itemId }) => itemId === item.id))
  if (without.length > 0) throw new Refusal('conflict', `Set a condition for ${without.map(({ item }) => item.code).join(', ')}: what must be done, and by when.`)
  if (conditions.length === 0) throw new Refusal('conflict', 'An approval with conditions sets at least one. Without any, approve it.')
}

/** Nothing is back-dated: a decision counts from today or a later day, an approval's conditions fall due while it lasts. */
export function assertDays({ effectiveOn, terms }: Verdict, today: Day): void {
  if (isBefore(effectiveOn, today)) throw new Refusal('conflict', `A decision counts from today, ${dayText(today)}, or a later day.`)
  const astray = terms?.conditions.find(({ dueOn }) => isBefore(dueOn, effectiveOn) || isAfter(dueOn, terms.validUntil))
  if (astray && terms) throw new Refusal('conflict', `A condition falls due between ${dayText(effectiveOn)} and ${dayText(terms.validUntil)}, while the approval lasts.`)
}

/** An approval covers groups that the center serves. `served` are their codes. */
export function assertScope(scope: Scope, served: readonly string[]): void {
  if (scope.populations.length === 0) throw new Refusal('conflict', 'Choose at least one group that the approval covers.')
  if (scope.populations.some((code) => !served.includes(code))) throw new Refusal('conflict', 'The approval can cover only groups that the center serves.')
  if (scope.fromAge !== null && scope.toAge !== null && scope.fromAge > scope.toAge) throw new Refusal('conflict', 'The lowest age must not be above the highest.')
}

/** What share of the findings rests on the center's own word, in whole hundredths; null when nothing was found. */
export function ownWordShare(items: readonly Pick<ReviewItem, 'finding'>[]): number | null {
  const found = items.flatMap(({ finding }) => (finding === null || finding.result === 'not applicable' ? [] : [finding]))
  return found.length === 0 ? null : Math.round((100 * found.filter(({ basis }) => basis === 'own word').length) / found.length)
}
