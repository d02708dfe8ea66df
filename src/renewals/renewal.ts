import { dayText, isAfter, isBefore, later, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
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

/** An item of the decided review that wants evidence, with all that serves it. */
export interface RenewableItem {
  code: string
  question: string
  importance: 'critical' | 'required' | 'advisory'
  wanted: string
  monthsGood: number | null
  documents: (DatedDocument & { id: number; title: string })[]
  waiting: Renewal[]
}

/** The last day on which evidence of an item is in date; null when no document says. */
export function itemGoodUntil({ documents, monthsGood }: Pick<RenewableItem, 'documents' | 'monthsGood'>): Day | null {
  const days = documents.map((document) => goodUntil(document, monthsGood)).filter((day) => day !== null)
  return days.length === 0 ? null : days.reduce(later)
}

/** A document that is in date on no day from today on renews nothing. */
export function assertRenews(document: DatedDocument, item: Pick<RenewableItem, 'code' | 'monthsGood'>, today: Day): void {
  const until = goodUntil(document, item.monthsGood)
  if (until === null)
    throw new Refusal(
      'conflict',
      `Enter the last day of this document${item.monthsGood === null ? '' : `, or the day printed on it (${item.code} is good for ${item.monthsGood} months)`}.`,
    )
  if (isBefore(until, today)) throw new Refusal('conflict', `This document was good until ${dayText(until)}: it does not renew ${item.code}.`)
  if (document.datedOn !== null && isAfter(document.datedOn, today)) throw new Refusal('conflict', 'A document cannot be dated on a day that is still to come.')
}

/** Whoever added a document does not accept it; and it is answered once. */
export function assertMayAnswer({ addedBy, answer }: Pick<Renewal, 'addedBy' | 'answer'>, personId: number): void {
  if (answer !== null) throw new Refusal('conflict', `This evidence was ${answer.said} on ${dayText(answer.on)} already.`)
  if (addedBy === personId) throw new Refusal('forbidden', 'You added this evidence, so someone else must look at it.')
}
