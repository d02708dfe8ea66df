import type { Day } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'
import type { Hold, Lapse } from '../standing/holds.ts'

// What waits on a person's own page, as the queries give it.

/** A review under way that this person leads. */
export interface LedReview {
  id: number
  center: string
  kind: string
  submitted: boolean
  targetOn: Day
}

/** A center that this person leads and that was approved: it may be sent to, or could but for something that stands against it. */
export interface LedCenter {
  id: number
  name: string
  holds: Hold[]
  /** What brings the next hold by itself, and when. */
  lapse: Lapse | null
  reviewOpen: boolean
}

/** The first of several, and how many there are. */
export interface First<Row> {
  rows: Row[]
  total: number
}

/** How many of a kind a person's own page shows. */
export const mostShown = 20

/** An allocation that this person drafted, or was handed, and that waits for them. */
export interface Draft extends Money {
  id: number
  center: string
  draftedOn: Day
  /** By whom it was sent back, and why; null when nobody did. */
  sentBack: { by: string; reason: string } | null
}

/** What somebody whose account was closed left waiting, and gave to this person to go on with. */
export interface HandedOver extends Money {
  id: number
  state: 'draft' | 'proposed' | 'planned'
  center: string
  /** Who drafted or planned it: that does not change. */
  by: string
}

export interface SignedIn {
  name: string
  at: Temporal.Instant
}

export interface DoneEvent {
  seq: number
  action: string
  actor: string | null
  at: Temporal.Instant
}

/** How far ahead a person's own page looks. */
export const aheadDays = 90
