import type { Item } from '../checklists/checklist.ts'
import type { State } from '../http/parts.ts'
import { dayAt, dayText, daysBetween, type Day } from '../shared/days.ts'
import { answerLabel } from './finding.ts'
import { isLate, type Basis, type Finding, type Review, type ReviewKind, type ReviewState } from './review.ts'

/** Who reads, and what they need to be told names, days and "you". */
export interface Reading {
  personId: number
  names: ReadonlyMap<number, string>
  today: Day
  timeZone: string
  mayWrite: boolean
}

export const basisName: Record<Basis, string> = {
  document: 'Document',
  interview: 'Interview',
  visit: 'Visit',
  'third party': 'Third party',
  'own word': 'The center’s own word',
}
const basisPhrase: Record<Basis, string> = {
  document: 'document',
  interview: 'interview',
  visit: 'visit',
  'third party': 'a third party',
  'own word': 'the center’s own word',
}

export const itemAnchor = (code: string): string => `#item-${code}`

export const kindName: Record<ReviewKind, string> = { initial: 'Initial review', renewal: 'Renewal', 'for cause': 'Review for cause' }

export const daysText = (days: number): string => (days === 0 ? 'since today' : `${days} ${days === 1 ? 'day' : 'days'}`)

export function stateOfReview(review: Pick<Review, 'state' | 'openedOn' | 'targetOn'>, today: Day): State {
  if (isLate(review, today)) return { word: `${stateName[review.state]}, late by ${daysText(daysBetween(review.targetOn, today))}`, tone: 'bad' }
  if (review.state === 'open') return { word: `Open, ${daysText(daysBetween(review.openedOn, today))}`, tone: 'calm' }
  return { word: stateName[review.state], tone: review.state === 'submitted' ? 'warn' : 'still' }
}

export const stateName: Record<ReviewState, string> = { open: 'Open', submitted: 'Waits for a decision', decided: 'Decided', withdrawn: 'Withdrawn' }

export function findingText(item: Pick<Item, 'polarity'>, { result, basis, note }: Pick<Finding, 'result' | 'basis' | 'note'>): string {
  const by = basis === null ? '' : `, by ${basisPhrase[basis]}`
  return `${answerLabel(item, result)}${by}${note === null ? '' : `: ${note}`}`
}

export const nameOf = (id: number, { personId, names }: Pick<Reading, 'personId' | 'names'>): string => (id === personId ? 'you' : (names.get(id) ?? 'somebody'))

/** The time for what is of today, else the day. */
export function whenText(at: Temporal.Instant, { timeZone, today }: Pick<Reading, 'timeZone' | 'today'>): string {
  const day = dayAt(at, timeZone)
  return day.equals(today) ? `today at ${at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })}` : dayText(day)
}
