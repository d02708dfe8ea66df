import { daysBetween, type Day } from '../shared/days.ts'
import { isLate, type ReviewKind, type ReviewState } from './review.ts'

export const pipelineSorts = ['target', 'opened', 'center', 'state'] as const
export interface PipelineSort {
  by: (typeof pipelineSorts)[number]
  descending: boolean
}

/** Reviews that still ask something of somebody: what the pipeline shows unless told otherwise. */
export const underWay: ReviewState[] = ['open', 'submitted']

export interface PipelineFilter {
  /** None means those under way. */
  states: ReviewState[]
  kinds: ReviewKind[]
  countries: string[]
  late: boolean
  mine: boolean
  personId: number
  today: Day
}

export interface PipelineRow {
  id: number
  centerId: number
  centerName: string
  country: string
  kind: ReviewKind
  state: ReviewState
  leadId: number
  openedOn: Day
  targetOn: Day
  movedAt: Temporal.Instant
  /** Items with a finding that counts, of all that apply. */
  found: number
  items: number
}

/** By how many days a review is past its target; 0 when it is not. */
export const daysLate = (row: Pick<PipelineRow, 'state' | 'targetOn'>, today: Day): number => (isLate(row, today) ? daysBetween(row.targetOn, today) : 0)
