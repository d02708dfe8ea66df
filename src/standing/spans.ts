import { compareDays, dayAfter, isAfter, orderOf, type Day } from '../shared/days.ts'
import { standingOn, type Standing, type StandingHistory } from './standing.ts'

/** A stretch of days of one kind of standing, so that any day can be asked by SQL. */
export interface Span {
  kind: Standing['kind']
  from: Day
  /** The first day it is no longer so; null when nothing recorded ends it. */
  until: Day | null
}

/**
 * A center's standing from a day on, for ever, as far as the records go: what will lapse is already in it.
 * The spans touch, two neighbours differ in kind, and the last is open.
 */
export function spansOf(history: StandingHistory, from: Day): Span[] {
  const spans: Span[] = []
  for (const day of [from, ...turningDays(history, from)]) {
    const { kind } = standingOn(history, day)
    const last = spans.at(-1)
    if (last?.kind === kind) continue
    if (last !== undefined) last.until = day
    spans.push({ kind, from: day, until: null })
  }
  return spans
}

/** The days after `day` on which the standing may change, earliest first: on all others it is what it was the day before. */
export function turningDays(history: StandingHistory, day: Day): Day[] {
  const days = [
    ...history.decisions.flatMap(({ effectiveOn, validUntil }) => [effectiveOn, validUntil && dayAfter(validUntil)]),
    ...history.conditions.map(({ metOn }) => metOn),
    ...history.reviews.flatMap(({ openedOn, endedOn }) => [openedOn, endedOn]),
  ]
  return daysAfter(days, day)
}

/** The days among these that come after a day: each once, earliest first. */
export function daysAfter(days: readonly (Day | null | undefined)[], day: Day): Day[] {
  const later = days.filter((each): each is Day => each !== null && each !== undefined && isAfter(each, day))
  const once = new Map(later.map((each) => [orderOf(each), each]))
  return [...once.values()].toSorted(compareDays)
}
