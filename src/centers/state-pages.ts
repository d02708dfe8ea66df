import type { State } from '../http/parts.ts'
import { dayBefore, dayText, toDay, type Day } from '../shared/days.ts'
import type { Standing } from '../standing/standing.ts'

const tones: Record<Standing['kind'], State['tone']> = {
  vetted: 'good',
  conditional: 'warn',
  lapsed: 'bad',
  suspended: 'bad',
  closed: 'still',
  declined: 'bad',
  'in review': 'calm',
  prospect: 'still',
}

export const standingName: Record<Standing['kind'], string> = {
  vetted: 'Vetted',
  conditional: 'Conditional',
  lapsed: 'Lapsed',
  suspended: 'Suspended',
  closed: 'Closed',
  declined: 'Declined',
  'in review': 'In review',
  prospect: 'Prospect',
}

/** A standing as its word and mark: until when it is good, or since when it is not. */
export function standingState(standing: Standing): State {
  const [name, tone] = [standingName[standing.kind], tones[standing.kind]]
  if (standing.kind === 'vetted' || standing.kind === 'conditional') return { word: `${name} until ${dayText(standing.until)}`, tone }
  return { word: standing.kind === 'prospect' ? name : `${name} since ${dayText(standing.since)}`, tone }
}

/** The same of a row in a list, from its span: the last good day stands in a column of its own. */
export const spanState = (kind: Standing['kind']): State => ({ word: standingName[kind], tone: tones[kind] })

/** The last good day of a span of good standing; null for every other one. */
export const lastGoodDay = (kind: Standing['kind'], until: string | null): Day | null =>
  until !== null && (kind === 'vetted' || kind === 'conditional') ? dayBefore(toDay(until)) : null
