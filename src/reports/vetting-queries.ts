import { sql, type RawBuilder } from 'kysely'
import { contributions, dayOf, type Contributions } from './contributions-queries.ts'
import type { ReportDays } from './days.ts'
import { vettedIds } from './standing-queries.ts'

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

/** An approval that falls into a suspension or a closing never has effect. */
const notDuring = (begins: 'suspend' | 'close', ends: 'reinstate' | 'reopen'): RawBuilder<unknown> =>
  sql`${begins} IS NOT (SELECT o.outcome FROM decisions o WHERE o.center_id = d.center_id AND o.outcome IN (${begins}, ${ends})
    AND (o.effective_on, o.id) < (d.effective_on, d.id) ORDER BY o.effective_on DESC, o.id DESC LIMIT 1)`

/** The review behind the approval that stands on the day, for each vetted center `v`. */
const standingReviews = (days: ReportDays): RawBuilder<unknown> =>
  sql`(SELECT v.id AS center_id, a.review_id, a.decided_on, w.checklist_id FROM centers v JOIN decisions a ON a.id = (SELECT d.id FROM decisions d
    WHERE d.center_id = v.id AND d.outcome IN ('approve', 'approve with conditions') AND d.effective_on <= ${dayOf(days.on)} AND d.decided_at < ${days.knownBefore}
      AND ${notDuring('suspend', 'reinstate')} AND ${notDuring('close', 'reopen')} ORDER BY d.effective_on DESC, d.id DESC LIMIT 1)
    JOIN reviews w ON w.id = a.review_id WHERE v.id IN ${vettedIds(days)})`

// As the rule `goodUntil` says it: the printed day, else the date and the item's months, from 31 January to the last of February.
const inDate = (on: ReportDays['on']): RawBuilder<unknown> =>
  sql`coalesce(doc.expires_on, date(doc.dated_on, '+' || i.months_good || ' months', 'floor')) >= ${dayOf(on)}`

/** Once more in SQL what the holds say of evidence; a test makes the two agree. */
export const evidenceExpired = (days: ReportDays): Contributions => {
  const { on, knownBefore } = days
  return contributions(
    { center: sql`a.center_id`, said: sql`i.code` },
    sql`${standingReviews(days)} a CROSS JOIN checklist_items i ON i.checklist_id = a.checklist_id AND i.importance = 'critical' AND i.evidence_wanted IS NOT NULL
      CROSS JOIN findings f ON f.review_id = a.review_id AND f.item_id = i.id
      WHERE f.result = 'met'
        AND f.revision = (SELECT max(l.revision) FROM findings l WHERE l.review_id = f.review_id AND l.item_id = f.item_id)
        AND NOT EXISTS (SELECT 1 FROM finding_evidence e JOIN documents doc ON doc.id = e.document_id WHERE e.review_id = f.review_id AND e.item_id = f.item_id
          AND e.added_at < ${knownBefore} AND (e.removed_at IS NULL OR e.removed_at >= ${knownBefore}) AND a.decided_on <= ${dayOf(on)} AND ${inDate(on)})
        AND NOT EXISTS (SELECT 1 FROM evidence_renewals e JOIN documents doc ON doc.id = e.document_id WHERE e.review_id = f.review_id AND e.item_id = f.item_id
          AND e.answer = 'accepted' AND e.answered_at < ${knownBefore} AND e.answered_on <= ${dayOf(on)} AND ${inDate(on)})`,
  )
}
