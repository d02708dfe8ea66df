import { documentProblems } from '../documents/document.ts'
import { dayText, isBefore, later, type Day } from '../shared/days.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { goodUntil, type DatedDocument } from '../standing/holds.ts'

/** A new document for an item of the decided review. It counts from the day on which someone other than who added it accepts it. */
export interface Renewal extends DatedDocument {
  id: number
  centerId: number
  centerName: string
  itemCode: string
  question: string
  monthsGood: number | null
  documentId: number
  title: string
  addedBy: number
  addedAt: Temporal.Instant
  answer: { said: 'accepted' | 'declined'; by: number; on: Day; reason: string | null } | null
}

/** A document as it serves an item. */
export interface ServingDocument extends DatedDocument {
  id: number
  title: string
  /** The newest version of it, which serves nothing until somebody accepts it; null when it is the newest, or a document as new serves the item already. */
  newer: NewerVersion | null
}

export interface NewerVersion extends DatedDocument {
  id: number
  title: string
}

/** An item of the decided review that wants evidence, with all that serves it. */
export interface RenewableItem {
  code: string
  question: string
  importance: 'critical' | 'required' | 'advisory'
  wanted: string
  monthsGood: number | null
  documents: ServingDocument[]
  waiting: Renewal[]
}

/** The newest version of a document. @param replacements what takes the place of each document, by the id of the one replaced */
export function newestVersion(id: number, replacements: ReadonlyMap<number, NewerVersion>): NewerVersion | null {
  let newest: NewerVersion | null = null
  for (let next = replacements.get(id); next !== undefined; next = replacements.get(next.id)) newest = next
  return newest
}

/** The last day on which evidence of an item is in date; null when no document says. */
export function itemGoodUntil({ documents, monthsGood }: Pick<RenewableItem, 'documents' | 'monthsGood'>): Day | null {
  const days = documents.map((document) => goodUntil(document, monthsGood)).filter((day) => day !== null)
  return days.length === 0 ? null : days.reduce(later)
}

/**
 * Why a document renews nothing: it is in date on no day from today on, or dated ahead.
 * @param item what it is to renew: null when that could not be read, as an absent day is one that could not
 */
export function renewalProblems({ datedOn, expiresOn }: Partial<DatedDocument>, item: Pick<RenewableItem, 'code' | 'monthsGood'> | null, today: Day): Problem[] {
  const ahead = documentProblems({ datedOn }, today)
  if (item === null || datedOn === undefined || expiresOn === undefined) return ahead
  const until = goodUntil({ datedOn, expiresOn }, item.monthsGood)
  const months = item.monthsGood === null ? '' : `, or the day printed on it (${item.code} is good for ${item.monthsGood} months)`
  if (until === null) return [{ field: 'expiresOn', message: `Enter the last day of this document${months}.` }, ...ahead]
  const ended = problemIf(
    isBefore(until, today),
    expiresOn === null ? 'datedOn' : 'expiresOn',
    `This document was good until ${dayText(until)}: it does not renew ${item.code}.`,
  )
  return [...ended, ...ahead]
}

/** The item that a renewal names among those that may be renewed. */
export const itemProblems = (code: string | undefined, items: readonly Pick<RenewableItem, 'code'>[]): Problem[] =>
  problemIf(code !== undefined && !items.some((item) => item.code === code), 'item', `${code} is not an item that wants evidence in the review behind the approval.`)

/** Whoever added a document does not accept it; and it is answered once. */
export function assertMayAnswer({ addedBy, answer }: Pick<Renewal, 'addedBy' | 'answer'>, personId: number): void {
  if (answer !== null) throw new Refusal('conflict', `This evidence was ${answer.said} on ${dayText(answer.on)} already.`)
  if (addedBy === personId) throw new Refusal('forbidden', 'You added this evidence, so someone else must look at it.')
}
