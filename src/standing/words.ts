import { dayText } from '../shared/days.ts'
import type { Hold } from './holds.ts'
import type { Outcome, Standing } from './standing.ts'

/** The standing in a sentence's words: "vetted until 21 Nov 2028", "suspended since 1 May 2026". */
export function standingText(standing: Standing): string {
  switch (standing.kind) {
    case 'vetted':
      return `vetted until ${dayText(standing.until)}`
    case 'conditional':
      return `vetted with ${standing.unmet === 1 ? 'one condition' : `${standing.unmet} conditions`} to meet, until ${dayText(standing.until)}`
    case 'prospect':
      return 'not reviewed yet'
    case 'lapsed':
    case 'suspended':
    case 'closed':
    case 'declined':
    case 'in review':
      return `${standing.kind} since ${dayText(standing.since)}`
    default:
      return standing satisfies never
  }
}

/** What kind of hold it is, for a list: what exactly it is stands on the center's page. */
export const holdName: Record<Hold['kind'], string> = {
  'not vetted': 'not vetted',
  'approved for longer than V7 allows': 'approved for longer than a center serving minors may be',
  'condition overdue': 'a condition is overdue',
  'evidence not in date': 'evidence is not in date',
}

export const outcomeText: Record<Outcome, string> = {
  approve: 'Approved',
  'approve with conditions': 'Approved with conditions',
  decline: 'Declined',
  suspend: 'Suspended',
  reinstate: 'Reinstated',
  close: 'Closed',
  reopen: 'Reopened',
}
