import { sql, type RawBuilder } from 'kysely'
import type { StandingKind } from '../centers/standing-kinds.ts'
import { contributions, dayOf, type Contributions } from '../totals/contributions-queries.ts'
import { earlier, isBefore } from '../shared/days.ts'
import { endOf, type ReportDays } from './days.ts'

type Known = Pick<ReportDays, 'knownBefore' | 'knowsAll'>

/** Of the spans `s`, those that were known: not yet superseded then, even if they are now. */
export const knownSpans = ({ knownBefore, knowsAll }: Known): RawBuilder<unknown> =>
  knowsAll ? sql`s.superseded_at IS NULL` : sql`(s.recorded_at < ${knownBefore} AND (s.superseded_at IS NULL OR s.superseded_at >= ${knownBefore}))`

/** What follows FROM for the centers `s` of some standings on the day. */
const standingOn = (days: ReportDays, kinds: readonly StandingKind[]): RawBuilder<unknown> =>
  sql`standing_spans s WHERE s.kind IN (${sql.join(kinds)}) AND s.from_on <= ${dayOf(days.on)} AND (s.until_on IS NULL OR s.until_on > ${dayOf(days.on)}) AND ${knownSpans(days)}`

const good = ['vetted', 'conditional'] as const

/** The centers vetted on the day, as a subquery of their ids. */
export const vettedIds = (days: ReportDays): RawBuilder<unknown> => sql`(SELECT s.center_id FROM ${standingOn(days, good)})`

/** Of vetted centers, the first day they are lapsed, if that comes within so many days: as it was to be foreseen on the day, whatever was decided since. */
export const lapsing = (days: ReportDays, within: number): RawBuilder<unknown> =>
  sql`(SELECT s.center_id, min(s.from_on) AS lapses_on FROM standing_spans s WHERE s.kind = 'lapsed' AND s.from_on > ${dayOf(days.on)}
    AND s.from_on <= ${dayOf(days.on.add({ days: within }))} AND ${foreseenSpans(days)} AND s.center_id IN ${vettedIds(days)} GROUP BY s.center_id)`

/** Of the spans `s`, those that were on record by the day. An approval taken over later counts on its real day, and so with all that is known of it. */
function foreseenSpans(days: ReportDays): RawBuilder<unknown> {
  const by = { knownBefore: endOf(earlier(days.on, days.known), days.timeZone), knowsAll: days.knowsAll && !isBefore(days.on, days.known) }
  if (by.knowsAll) return knownSpans(days)
  const takenOver = sql`EXISTS (SELECT 1 FROM decisions o WHERE o.center_id = s.center_id AND o.opening = 1 AND o.effective_on <= ${dayOf(days.on)} AND o.decided_at >= ${by.knownBefore})`
  return sql`CASE WHEN ${takenOver} THEN ${knownSpans(days)} ELSE ${knownSpans(by)} END`
}

export const vettedCenters = (days: ReportDays): Contributions =>
  contributions({ on: sql`s.from_on`, center: sql`s.center_id`, said: sql`s.kind` }, standingOn(days, good))

export const vettingCurrent = (days: ReportDays): Contributions =>
  contributions(
    { on: sql`s.from_on`, center: sql`s.center_id`, said: sql`s.kind`, counts: sql`s.kind IN ('vetted', 'conditional')`, of: sql`1` },
    standingOn(days, [...good, 'lapsed', 'suspended']),
  )

export const due = (days: ReportDays): Contributions =>
  contributions({ on: sql`l.lapses_on`, center: sql`l.center_id`, said: sql`'lapses'` }, sql`${lapsing(days, 90)} l`)

/** The only vetted center of each country that has just one. */
export const singleCountries = (days: ReportDays): Contributions =>
  contributions(
    { center: sql`v.center_id`, said: sql`'the only one'` },
    sql`(SELECT min(c.id) AS center_id FROM centers c WHERE c.id IN ${vettedIds(days)} GROUP BY c.country HAVING count(*) = 1) v`,
  )
