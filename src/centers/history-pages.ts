import { dayText, toDay } from '../shared/days.ts'
import { objectText } from './event-object.ts'
import { actionText, besidesText, changesText, subjectHref, type CenterEvent } from './history.ts'

export interface HistoryRow {
  text: string
  href: string | null
  /** Who and when. */
  by: string
  changes: string[]
}

/** A receipt stands on the page of its delivery. */
const eventHref = ({ subject, details }: CenterEvent): string | null => {
  const delivery = details['deliveryId']
  return subject.kind === 'receipt' && typeof delivery === 'number' ? `/deliveries/${delivery}` : subjectHref(subject)
}

export const historyRows = (events: readonly CenterEvent[], names: ReadonlyMap<number, string>): HistoryRow[] =>
  events.map((event) => ({
    text: [actionText(event.action), objectText(event)].filter((each) => each !== null).join(': '),
    href: eventHref(event),
    by: `${event.actor ?? 'The register'}, ${dayText(toDay(event.at.slice(0, 10)))} at ${event.at.slice(11, 16)} UTC`,
    changes: [...changesText(event.details, names), ...besidesText(event.details)],
  }))
