import type { Role } from '../shared/actor.ts'
import { assertNone, problemIf } from '../shared/refusal.ts'
import { mayLead, type Account } from './account.ts'

/** What somebody leads, and what they began that waits: how many of each. */
export interface Work {
  centers: number
  reviews: number
  drafts: number
  proposed: number
  payments: number
}

/** A review under way that somebody leads. */
export interface LedReview {
  id: number
  center: string
}

/** An open review has a lead at all times, so somebody must take it over; a center may be without one. */
export const needsSuccessor = ({ reviews }: Pick<Work, 'reviews'>): boolean => reviews > 0

const counted = (parts: readonly [count: number, one: string, more: string][]): string | null => {
  const said = parts.flatMap(([count, one, more]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]))
  return said.length < 2 ? (said[0] ?? null) : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}

export const reviewsText = (count: number): string => `${count} open ${count === 1 ? 'review' : 'reviews'}`

/** How many of the open reviews that somebody leads they cannot open: all of them, or none. */
export const shutReviews = (roles: readonly Role[], reviews: number): number => (mayLead(roles) ? 0 : reviews)

/**
 * No open review is left to somebody who cannot open it by taking a role: that can wait until another leads it. Another e-mail address
 * cannot wait (AZ-07): the reviews stay shut while the role waits, and the person's page says so until somebody takes them over.
 * @param after what they may do then. @throws Problems when a role is taken that opens a review, and none is left that does
 */
export function assertNoneLeftShut(name: string, taken: readonly Role[], after: readonly Role[], reviews: number): void {
  const message = `${name} leads ${reviewsText(reviews)}, which only a coordinator or a confirmed program manager can open. Hand over what they lead first.`
  assertNone(problemIf(mayLead(taken) && shutReviews(after, reviews) > 0, 'roles', message))
}

const ledText = ({ centers, reviews }: Work): string | null =>
  counted([
    [centers, 'center', 'centers'],
    [reviews, 'open review', 'open reviews'],
  ])

const begunText = ({ drafts, proposed, payments }: Work): string | null =>
  counted([
    [drafts, 'drafted allocation', 'drafted allocations'],
    [proposed, 'proposed allocation', 'proposed allocations'],
    [payments, 'planned payment', 'planned payments'],
  ])

/** What was done to somebody's roles, and the centers that they lead still but cannot open any more: these may wait, as a center may be without a lead. */
export function rolesChangedText(name: string, canLead: boolean, { centers }: Pick<Work, 'centers'>): string {
  const left =
    canLead || centers === 0
      ? ''
      : ` ${name} still leads ${centers === 1 ? '1 center and cannot open it' : `${centers} centers and cannot open them`}: choose another lead there.`
  return `The roles of ${name} are changed.${left}`
}

/** What closing an account will move, before it is done. */
export function workText(name: string, work: Work): string {
  const [led, begun] = [ledText(work), begunText(work)]
  const waits = begun === null ? '' : ` Waiting of theirs: ${begun}. Whoever takes over follows these too; on record ${name} stays who drafted, proposed or planned them.`
  return `${name} leads ${led ?? 'no center and no open review'}.${waits}`
}

/** The same, once it is done. */
export function handedText(name: string, work: Work, successor: Pick<Account, 'name'> | null): string {
  const [led, begun] = [ledText(work), begunText(work)]
  const done = `The account of ${name} is closed.`
  if (successor === null)
    return `${done}${led === null ? '' : ` Nobody leads their ${led} now.`}${begun === null ? '' : ` Still to be gone on with, where it stands: ${begun}.`}`
  const now = [...(led === null ? [] : [`leads their ${led}`]), ...(begun === null ? [] : [`follows their ${begun}`])]
  return now.length === 0 ? done : `${done} ${successor.name} ${now.join(' and ')} now.`
}
