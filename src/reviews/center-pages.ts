import { mayUse } from '../http/access.ts'
import type { Link, State } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import { dayText } from '../shared/days.ts'
import type { ReviewLine } from './queries.ts'
import { kindName, nameOf, stateOfReview } from './words.ts'

/** The reviews of a center, on its page. */
export interface ReviewsSection {
  rows: { name: string; href: string; state: State; lead: string; said: string }[]
  /** "Open a review" or "Start renewal"; null while one is under way, or for those who may not. */
  start: Link | null
  /** What is said while there is no review. */
  empty: string
}

/** An approval without a review can only be one that was taken over. */
const openingOnly = 'No review in this register yet. The center was approved before it was entered here, and that approval was taken over.'

export function reviewsSection(centerId: number, reviews: ReviewLine[], renewing: boolean, names: ReadonlyMap<number, string>, person: Person): ReviewsSection {
  const underWay = reviews.some(({ state }) => state === 'open' || state === 'submitted')
  const may = mayUse(person.roles, 'vetting.write') && !underWay
  return {
    rows: reviews.map((review) => ({
      name: `${kindName[review.kind]} ${review.openedOn.year}`,
      href: `/reviews/${review.id}`,
      state: stateOfReview(review, person.today),
      lead: nameOf(review.leadId, { personId: person.id, names }),
      said: review.endedOn ? `${dayText(review.openedOn)} to ${dayText(review.endedOn)}` : `since ${dayText(review.openedOn)}, target ${dayText(review.targetOn)}`,
    })),
    start: may ? { label: renewing ? 'Start renewal' : 'Open a review', href: `/centers/${centerId}/reviews/new` } : null,
    empty: renewing ? openingOnly : 'No review yet. Nothing can be sent to a center before a review of it was decided.',
  }
}
