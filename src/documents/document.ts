import type { Day } from '../shared/days.ts'
import { daysBetween, isAfter, isBefore } from '../shared/days.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'

export const documentKinds = ['evidence', 'agreement', 'authorization', 'report', 'proof', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const kindName: Record<DocumentKind, string> = {
  evidence: 'evidence for a finding',
  agreement: 'agreement',
  authorization: 'authorization to show a place',
  report: 'report',
  proof: 'proof of payment or receipt',
  other: 'other',
}

export type MediaType = 'application/pdf' | 'image/jpeg' | 'image/png'

export const mediaName: Record<MediaType, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' }

/** An authorization to show a place and an agreement, such as a lease, are likely to name it: opening one is a look at a place (CONF-05). */
export const kindsWithPlace = ['authorization', 'agreement'] as const satisfies readonly DocumentKind[]

export const holdsPlace = ({ kind }: Pick<Document, 'kind'>): boolean => kindsWithPlace.some((each) => each === kind)

/** Most documents of any kind that one person opens in one hour: the evidence of a whole checklist, and some of it twice. */
export const mostOpenings = 60

/** 10 MB: the most that one document may hold (UPL-01). */
export const documentLimit = 10 * 1024 * 1024

export interface Document {
  id: number
  centerId: number | null
  kind: DocumentKind
  title: string
  datedOn: Day | null
  receivedOn: Day
  expiresOn: Day | null
  mediaType: MediaType
  size: number
  sha256: string
  replacesId: number | null
  addedBy: number
  addedAt: string
}

/** The name under which a document is downloaded: its number and nothing of its own name, which may give a place away (CONF-09). */
export function downloadName({ id, mediaType }: Pick<Document, 'id' | 'mediaType'>): string {
  const extension: Record<MediaType, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }
  return `doc-${id}.${extension[mediaType]}`
}

/** How long a document is still in date on a day: its last day is the day printed on it. */
export function expiry({ expiresOn }: Pick<Document, 'expiresOn'>, day: Day): { kind: 'none' } | { kind: 'expired' } | { kind: 'in date'; days: number } {
  if (expiresOn === null) return { kind: 'none' }
  return isBefore(expiresOn, day) ? { kind: 'expired' } : { kind: 'in date', days: daysBetween(day, expiresOn) }
}

/** Whether a document bears a day that is still to come: it speaks for nothing before. */
export const isDatedAhead = ({ datedOn }: { datedOn?: Day | null }, day: Day): boolean => (datedOn ? isAfter(datedOn, day) : false)

/**
 * V5: no document comes in that is dated on a day still to come, or that came on one. Of a day that could not be read nothing is said.
 * @param datedField what the form calls the day printed on it
 */
export const documentProblems = (document: { datedOn?: Day | null; receivedOn?: Day }, today: Day, datedField = 'datedOn'): Problem[] => [
  ...problemIf(isDatedAhead(document, today), datedField, 'A document cannot be dated on a day that is still to come.'),
  ...problemIf(document.receivedOn !== undefined && isAfter(document.receivedOn, today), 'receivedOn', 'It cannot have come after today.'),
]
