import { sql } from 'kysely'
import { contributions, dayOf, type Contributions } from '../totals/contributions-queries.ts'
import type { ReportDays } from './days.ts'
import { knownSpans } from './standing-queries.ts'

export const daysToDecide = ({ from, to, knownBefore }: ReportDays): Contributions =>
  contributions(
    { on: sql`d.decided_on`, center: sql`d.center_id`, said: sql`d.outcome`, counts: sql`CAST(julianday(d.decided_on) - julianday(r.opened_on) AS INTEGER)` },
    sql`decisions d JOIN reviews r ON r.id = d.review_id
      WHERE d.outcome IN ('approve', 'approve with conditions', 'decline') AND d.decided_on BETWEEN ${dayOf(from)} AND ${dayOf(to)} AND d.decided_at < ${knownBefore}`,
  )

/** A review's end is a move, and moves are never changed: so the past stays as it was known. */
export const late = ({ on, knownBefore, knowsAll }: ReportDays): Contributions => {
  const ended = sql`EXISTS (SELECT 1 FROM review_moves m WHERE m.review_id = r.id AND m.move IN ('decided', 'withdrawn') AND m.on_day <= ${dayOf(on)} AND m.at < ${knownBefore})`
  return contributions(
    { on: sql`r.target_on`, center: sql`r.center_id`, said: sql`r.kind || ' review'` },
    sql`reviews r WHERE r.opened_on <= ${dayOf(on)} AND r.opened_at < ${knownBefore} AND r.target_on < ${dayOf(on)}
      AND ${knowsAll ? sql`(r.ended_on IS NULL OR r.ended_on > ${dayOf(on)})` : sql`NOT ${ended}`}`,
  )
}

/** Once for each critical item of a vetted center without evidence in date on the day. The spans are what the holds say, written with what changes them. */
export const evidenceExpired = (days: ReportDays): Contributions =>
  contributions(
    { on: sql`s.from_on`, center: sql`s.center_id`, said: sql`s.item_code` },
    sql`evidence_spans s WHERE s.from_on <= ${dayOf(days.on)} AND (s.until_on IS NULL OR s.until_on > ${dayOf(days.on)}) AND ${knownSpans(days)}`,
  )
