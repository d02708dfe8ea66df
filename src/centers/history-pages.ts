import { dayText, toDay } from '../shared/days.ts'
import { actionText, changesText, subjectHref, type CenterEvent } from './history.ts'

export interface HistoryRow {
  text: string
  href: string | null
  /** Who and when. */
  by: string
  changes: string[]
}

export const historyRows = (events: readonly CenterEvent[]): HistoryRow[] =>
  events.map((event) => ({
    text: actionText(event.action),
    href: subjectHref(event.subject),
    by: `${event.actor ?? 'The register'}, ${dayText(toDay(event.at.slice(0, 10)))} at ${event.at.slice(11, 16)} UTC`,
    changes: changesText(event.details),
  }))
