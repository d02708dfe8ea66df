import { leftOutBecause, type Item, type Traits } from '../checklists/checklist.ts'
import { isDatedAhead } from '../documents/document.ts'
import { isAfter, isBefore, type Day } from '../shared/days.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { goodUntil } from '../standing/holds.ts'

export const reviewKinds = ['initial', 'renewal', 'for cause'] as const
export type ReviewKind = (typeof reviewKinds)[number]
export const reviewStates = ['open', 'submitted', 'decided', 'withdrawn'] as const
export type ReviewState = (typeof reviewStates)[number]
export const results = ['met', 'partly met', 'not met', 'not applicable'] as const
export type Result = (typeof results)[number]
export const bases = ['document', 'interview', 'visit', 'third party', 'own word'] as const
export type Basis = (typeof bases)[number]

/** One revision of what was established for an item. None is ever overwritten (V9): the highest stands. */
export interface Finding {
  id: number
  revision: number
  result: Result
  /** What it rests on; null only where an item does not apply. */
  basis: Basis | null
  note: string | null
  /** The finding of an earlier review that this one repeats, until somebody confirms it (V2). */
  carriedFrom: { reviewId: number; foundBy: number; foundAt: Temporal.Instant } | null
  foundBy: number
  foundAt: Temporal.Instant
}

/** A document that supports the finding of an item. */
export interface Evidence {
  id: number
  documentId: number
  title: string
  datedOn: Day | null
  expiresOn: Day | null
  addedBy: number
  addedAt: Temporal.Instant
}

/** A document that was attached to an item and taken off again. */
export interface RemovedEvidence {
  itemId: number
  title: string
  because: string
  by: number
  at: Temporal.Instant
}

export interface ReviewItem {
  item: Item
  /** What stands: the last of `history`. */
  finding: Finding | null
  /** Every revision, oldest first. */
  history: Finding[]
  evidence: Evidence[]
}

export interface Move {
  move: 'opened' | 'submitted' | 'returned' | 'withdrawn' | 'decided' | 'handed over'
  on: Day
  reason: string | null
  /** Who led from then on; null where the lead stayed. */
  leadId: number | null
  by: number
  at: Temporal.Instant
}

/** One pass of one center through one version of a checklist. */
export interface Review {
  id: number
  centerId: number
  centerName: string
  kind: ReviewKind
  state: ReviewState
  checklist: { id: number; version: number; title: string }
  leadId: number
  openedOn: Day
  openedBy: number
  targetOn: Day
  endedOn: Day | null
  version: number
  /** The items that apply, in the checklist's order. */
  items: ReviewItem[]
  /** The items that don't apply to the center, with the reason (V1). */
  leftOut: { item: Item; because: string }[]
  /** What was taken off an item again, oldest first: no trace of it is lost (V9). */
  removedEvidence: RemovedEvidence[]
  moves: Move[]
  /** Who led it, now or before, or recorded a finding in it: none of them may decide it (V6). */
  assessors: ReadonlySet<number>
}

/** Part of a checklist that applies to a center, and the part left out with the reason (V1). */
export function applicable(items: Item[], traits: Traits): { items: Item[]; leftOut: Review['leftOut'] } {
  const judged = items.map((item) => ({ item, because: leftOutBecause(item, traits) }))
  return {
    items: judged.filter(({ because }) => because === null).map(({ item }) => item),
    leftOut: judged.flatMap(({ item, because }) => (because === null ? [] : [{ item, because }])),
  }
}

/** V2, V4: what was carried over counts as found only once somebody confirmed it. */
export const isFound = ({ finding }: Pick<ReviewItem, 'finding'>): boolean => finding !== null && finding.carriedFrom === null
export const isCarried = ({ finding }: Pick<ReviewItem, 'finding'>): boolean => finding !== null && finding.carriedFrom !== null

/** Whether a document supports an item on a day: from its own day until the day printed on it, else for the item's months. */
export function isInDate(document: Pick<Evidence, 'datedOn' | 'expiresOn'>, item: Pick<Item, 'monthsGood'>, day: Day): boolean {
  const until = goodUntil(document, item.monthsGood)
  return until !== null && !isAfter(day, until) && !isDatedAhead(document, day)
}

export interface Progress {
  found: number
  carried: number
  /** Of the found: partly met or not met. */
  short: number
  all: number
}

export function progressOf(items: ReviewItem[]): Progress {
  const found = items.filter(isFound)
  return {
    found: found.length,
    carried: items.filter(isCarried).length,
    short: found.filter(({ finding }) => finding?.result === 'partly met' || finding?.result === 'not met').length,
    all: items.length,
  }
}

/** @throws Refusal (not found) when the checklist has no such item, or it does not apply to the center */
export function itemOf(review: Pick<Review, 'items'>, code: string): ReviewItem {
  const found = review.items.find(({ item }) => item.code === code)
  if (!found) throw new Refusal('not-found', 'That item is not in this review.')
  return found
}

/** The items that still want a finding, or the confirmation of one (V4). */
export const missingItems = (review: Pick<Review, 'items'>): ReviewItem[] => review.items.filter((each) => !isFound(each))

/** V4: names what is missing, so that the page can lead to it. */
export class Incomplete extends Refusal {
  readonly missing: { code: string; question: string; carried: boolean }[]
  constructor(missing: ReviewItem[]) {
    super('conflict', `${missing.length} ${missing.length === 1 ? 'item has' : 'items have'} no finding yet, so the review cannot be submitted.`)
    this.name = 'Incomplete'
    this.missing = missing.map((each) => ({ code: each.item.code, question: each.item.question, carried: isCarried(each) }))
  }
}

/** V2: names the review under way, so that the page can lead to it. */
export class UnderReview extends Refusal {
  readonly reviewId: number
  constructor(review: { id: number; kind: ReviewKind; state: ReviewState }) {
    super('conflict', `A review of this center (${review.kind}) is ${review.state === 'open' ? 'open' : 'waiting for a decision'} already. A center has one at a time.`)
    this.name = 'UnderReview'
    this.reviewId = review.id
  }
}

/** @throws Refusal when findings can no longer change: send the review back, or open another */
export function assertOpen(review: Pick<Review, 'state'>): void {
  if (review.state === 'submitted') throw new Refusal('conflict', 'This review waits for its decision, so nothing in it can change. A manager can send it back.')
  if (review.state !== 'open') throw new Refusal('conflict', `This review was ${review.state}, so nothing in it can change.`)
}

/** @throws Refusal when the review is over */
export function assertUnderWay(review: Pick<Review, 'state'>): void {
  if (review.state !== 'open' && review.state !== 'submitted') throw new Refusal('conflict', `This review was ${review.state}, so it stays as it is. Start another one.`)
}

/** @throws Refusal unless the review waits for its decision */
export function assertSubmitted(review: Pick<Review, 'state'>): void {
  if (review.state !== 'submitted') throw new Refusal('conflict', `This review is ${review.state}; only one that was submitted can be sent back.`)
}

/** @throws Incomplete (V4) */
export function assertComplete(review: Pick<Review, 'items'>): void {
  const missing = missingItems(review)
  if (missing.length > 0) throw new Incomplete(missing)
}

/** Whether a review under way has passed its target day. */
export const isLate = ({ state, targetOn }: Pick<Review, 'state' | 'targetOn'>, day: Day): boolean =>
  (state === 'open' || state === 'submitted') && isAfter(day, targetOn)

/** A review is led by somebody who may (`leads`), towards a day that is still to come. Of what could not be read nothing is said. */
export const openingProblems = ({ lead, target }: { lead?: number; target?: Day }, leads: readonly { id: number }[], today: Day): Problem[] => [
  ...problemIf(lead !== undefined && !leads.some(({ id }) => id === lead), 'lead', 'Choose a coordinator or manager who can sign in.'),
  ...problemIf(target !== undefined && isBefore(target, today), 'target', 'The target day is past. Choose a day from today on.'),
]
