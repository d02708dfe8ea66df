import { sql } from 'kysely'
import { contributions, dayOf, type Contributions } from '../totals/contributions-queries.ts'
import type { ReportDays } from './days.ts'

/** S2: what was received in good order by the day, for the need `n`. A reversing receipt counts on the day of what it reverses. */
const receivedBy = ({ on, knownBefore }: ReportDays) =>
  sql`(SELECT coalesce(sum(rl.received), 0) FROM delivery_lines dl JOIN receipt_lines rl ON rl.line_id = dl.id JOIN receipts r ON r.id = rl.receipt_id
    WHERE dl.need_id = n.id AND r.on_day <= ${dayOf(on)} AND r.recorded_at < ${knownBefore})`

/** The needs as they were known: what one said before it was changed stands apart, until the instant of the change. */
const knownNeeds = ({ knownBefore, knowsAll }: ReportDays) =>
  knowsAll
    ? sql`needs`
    : sql`(SELECT n.id, n.center_id, n.category, n.recorded_on, n.recorded_at, ifnull(p.quantity, n.quantity) AS quantity,
      iif(p.need_id IS NULL, n.unit_cost_minor, p.unit_cost_minor) AS unit_cost_minor, iif(p.need_id IS NULL, n.currency, p.currency) AS currency
      FROM needs n LEFT JOIN past_needs p ON p.need_id = n.id AND p.until_at = (SELECT min(f.until_at) FROM past_needs f WHERE f.need_id = n.id AND f.until_at >= ${knownBefore}))`

const recorded = (days: ReportDays) =>
  sql`(SELECT n.*, ${receivedBy(days)} >= n.quantity AS is_met, n.unit_cost_minor * n.quantity AS cost FROM ${knownNeeds(days)} n
    WHERE n.recorded_on BETWEEN ${dayOf(days.from)} AND ${dayOf(days.to)} AND n.recorded_at < ${days.knownBefore}) n`

// The board reads these rows: a word of the catalogue's, and nothing that somebody wrote.
const met = { on: sql`n.recorded_on`, center: sql`n.center_id`, said: sql`n.category || iif(n.is_met, ', met', ', not met')` }

export const needsMet = (days: ReportDays): Contributions => contributions({ ...met, counts: sql`n.is_met`, of: sql`1` }, recorded(days))

export const needsMetByCost = (days: ReportDays): Contributions =>
  contributions(
    { ...met, counts: sql`n.is_met`, of: sql`1`, minor: sql`iif(n.is_met, n.cost, 0)`, ofMinor: sql`n.cost`, currency: sql`n.currency` },
    sql`${recorded(days)} WHERE n.cost IS NOT NULL`,
  )

/** A need is met on the first day by which all of it had arrived, among those that are met still. */
export const daysToMeet = (days: ReportDays): Contributions =>
  contributions(
    { on: sql`n.met_on`, center: sql`n.center_id`, said: sql`n.category`, counts: sql`CAST(julianday(n.met_on) - julianday(n.recorded_on) AS INTEGER)` },
    sql`(SELECT needs.id, needs.center_id, needs.category, needs.recorded_on, min(arrived.on_day) AS met_on
      FROM (SELECT dl.need_id, r.on_day, sum(sum(rl.received)) OVER (PARTITION BY dl.need_id ORDER BY r.on_day) AS so_far, sum(sum(rl.received)) OVER (PARTITION BY dl.need_id) AS in_all
        FROM receipts r JOIN receipt_lines rl ON rl.receipt_id = r.id JOIN delivery_lines dl ON dl.id = rl.line_id
        WHERE dl.need_id IS NOT NULL AND r.on_day <= ${dayOf(days.on)} AND r.recorded_at < ${days.knownBefore} GROUP BY dl.need_id, r.on_day) arrived
      JOIN ${knownNeeds(days)} AS needs ON needs.id = arrived.need_id WHERE arrived.so_far >= needs.quantity AND arrived.in_all >= needs.quantity AND needs.recorded_at < ${days.knownBefore}
      GROUP BY needs.id) n WHERE n.met_on BETWEEN ${dayOf(days.from)} AND ${dayOf(days.to)}`,
  )
