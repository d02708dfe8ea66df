import type { Coverage } from '../centers/center.ts'
import { isDatedAhead } from '../documents/document.ts'
import { isFound, type Review, type ReviewItem } from '../reviews/review.ts'
import { dayText, isAfter, isBefore, later, type Day } from '../shared/days.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { outcomeBar, validityProblem } from '../standing/decisions.ts'
import { goodUntil } from '../standing/holds.ts'
import { scopeProblems, type Scope } from '../standing/scope.ts'
import type { StandingHistory } from '../standing/standing.ts'

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
  const come = evidence.filter((document) => !isDatedAhead(document, day))
  if (come.length === 0) return `the evidence for ${item.code} is dated after ${dayText(day)}`
  const until = evidenceGoodUntil({ item, evidence: come })
  if (until === null) return `the evidence for ${item.code} does not say how long it is good`
  return isAfter(day, until) ? `the evidence for ${item.code} is good until ${dayText(until)} only` : null
}

/** V5: the required items that are not met: each takes a condition, or stands in the way of an approval without. */
export const shortItems = (review: Pick<Review, 'items'>): ReviewItem[] =>
  review.items.filter(({ item, finding }) => item.importance === 'required' && (finding?.result === 'partly met' || finding?.result === 'not met'))

/** What could be read of a verdict; a whole one is one too. */
export interface VerdictRead {
  outcome?: ReviewOutcome
  effectiveOn?: Day
  /** Null when it is declined, or when nobody said yet what is decided. */
  terms: { validUntil?: Day; scope: Partial<Scope>; conditions: NewCondition[] } | null
}

/** The key of the condition that belongs to no item. */
export const otherCondition = 'other'

/**
 * What a person wrote of a condition although the outcome keeps none. A decision is permanent, so it is asked back and not left out.
 * @param fields where something is written
 */
export const strayProblems = (outcome: ReviewOutcome | undefined, fields: readonly string[]): Problem[] => {
  if (outcome === undefined || outcome === 'approve with conditions') return []
  const said = outcome === 'approve' ? 'Approve' : 'Decline'
  return fields.map((field) => ({ field, message: `“${said}” keeps no condition. Choose “Approve with conditions”, or empty this.` }))
}

/** The key under which a form asks for a condition: the code of its item. */
const keyOf = ({ items }: Pick<Review, 'items'>, itemId: number | null): string => items.find(({ item }) => item.id === itemId)?.item.code ?? otherCondition

/** V5: all that stands in the way of an approval, and what would be needed. */
export function groundProblems(review: Pick<Review, 'items'>, { outcome, effectiveOn, terms }: VerdictRead): Problem[] {
  if (outcome === undefined || outcome === 'decline') return []
  const obstacles = effectiveOn === undefined ? [] : review.items.map((each) => criticalObstacle(each, effectiveOn)).filter((each) => each !== null)
  const cannot = problemIf(
    obstacles.length > 0,
    'outcome',
    `It cannot be approved: ${obstacles.join('; ')}. Critical items must be met, with evidence in date. Send the review back, or decline it.`,
  )
  const short = shortItems(review)
  const conditions = terms?.conditions ?? []
  if (outcome === 'approve') {
    const codes = short.map(({ item }) => item.code).join(', ')
    const message = `${codes} ${short.length === 1 ? 'is' : 'are'} required and not met. Approve with a dated condition for each, or send the review back.`
    const stray = conditions.map(({ itemId }) => `condition-${keyOf(review, itemId)}`)
    return [...cannot, ...problemIf(short.length > 0, 'outcome', message), ...strayProblems(outcome, stray)]
  }
  const without = short.filter(({ item }) => !conditions.some(({ itemId }) => itemId === item.id))
  const none = conditions.length === 0 && short.length === 0
  return [
    ...cannot,
    ...without.map(({ item }) => ({ field: `condition-${item.code}`, message: `Set a condition for ${item.code}: what must be done, and by when.` })),
    ...problemIf(none, `condition-${otherCondition}`, 'An approval with conditions sets at least one. Without any, approve it.'),
  ]
}

/** Nothing is back-dated: a decision counts from today or a later day, an approval's conditions fall due while it lasts. */
export function dayProblems(review: Pick<Review, 'items'>, { effectiveOn, terms }: VerdictRead, today: Day): Problem[] {
  if (effectiveOn === undefined) return []
  const past = problemIf(isBefore(effectiveOn, today), 'effective', `A decision counts from today, ${dayText(today)}, or a later day.`)
  const validUntil = terms?.validUntil
  if (!terms || !validUntil) return past
  const message = `A condition falls due between ${dayText(effectiveOn)} and ${dayText(validUntil)}, while the approval lasts.`
  const astray = terms.conditions.filter(({ dueOn }) => isBefore(dueOn, effectiveOn) || isAfter(dueOn, validUntil))
  return [...past, ...astray.map(({ itemId }) => ({ field: `due-${keyOf(review, itemId)}`, message }))]
}

/** V5, V7: all that speaks against a verdict. Of what could not be read nothing is said. */
export function verdictProblems(
  review: Pick<Review, 'items'>,
  read: VerdictRead,
  { served, servesMinors, history }: Coverage & { history: StandingHistory },
  today: Day,
): Problem[] {
  const { outcome, effectiveOn, terms } = read
  const validity = effectiveOn && terms?.validUntil ? validityProblem(effectiveOn, terms.validUntil, servesMinors) : null
  const bar = outcome && effectiveOn ? outcomeBar(history, outcome, effectiveOn) : null
  return [
    ...dayProblems(review, read, today),
    ...(validity === null ? [] : [{ field: 'valid', message: validity }]),
    ...(terms === null ? [] : scopeProblems(terms.scope, served)),
    ...(bar === null ? [] : [{ field: 'outcome', message: bar }]),
    ...groundProblems(review, read),
  ]
}

/** @throws Refusal when it was said already that the condition was met */
export function assertMeetable({ met }: { met: { on: Day } | null }): void {
  if (met !== null) throw new Refusal('conflict', `This condition was met on ${dayText(met.on)} already.`)
}

/** A condition is met on a day from its approval's first until today. */
export const meetingProblems = ({ metOn }: { metOn?: Day }, { effectiveOn }: { effectiveOn: Day }, today: Day): Problem[] => [
  ...problemIf(metOn !== undefined && isAfter(metOn, today), 'metOn', 'It cannot have been met on a day that is still to come.'),
  ...problemIf(
    metOn !== undefined && isBefore(metOn, effectiveOn),
    'metOn',
    `The approval that set it counts from ${dayText(effectiveOn)}: a condition is met on that day or later.`,
  ),
]

/** What share of the findings rests on the center's own word, in whole hundredths; null when nothing was found. */
export function ownWordShare(items: readonly Pick<ReviewItem, 'finding'>[]): number | null {
  const found = items.flatMap(({ finding }) => (finding === null || finding.result === 'not applicable' ? [] : [finding]))
  return found.length === 0 ? null : Math.round((100 * found.filter(({ basis }) => basis === 'own word').length) / found.length)
}
