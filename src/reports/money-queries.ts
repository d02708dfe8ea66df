import { sql, type RawBuilder } from 'kysely'
import { contributions, dayOf, type Contributions } from './contributions-queries.ts'
import type { ReportDays } from './days.ts'
import { lapsing } from './standing-queries.ts'

/** An allocation that is cancelled once approved gives back all of it, and its move says no amount. */
const committedMinor = sql`CASE m.move WHEN 'approved' THEN a.amount_minor WHEN 'closed' THEN -m.gave_back_minor ELSE -a.amount_minor END`

export const committed = ({ from, to, knownBefore }: ReportDays): Contributions =>
  contributions(
    { on: sql`m.on_day`, center: sql`a.center_id`, said: sql`m.move`, minor: committedMinor, currency: sql`a.currency`, purpose: sql`a.purpose_code` },
    sql`allocation_moves m JOIN allocations a ON a.id = m.allocation_id
      WHERE m.move IN ('approved', 'closed', 'cancelled') AND m.on_day BETWEEN ${dayOf(from)} AND ${dayOf(to)} AND m.at < ${knownBefore} AND ${committedMinor} <> 0
        AND (m.move <> 'cancelled' OR EXISTS (SELECT 1 FROM allocation_moves b WHERE b.allocation_id = a.id AND b.move = 'approved' AND b.id < m.id))`,
  )

const paidMinor = sql`CASE e.kind WHEN 'sent' THEN e.amount_minor ELSE -e.amount_minor END`

export const paid = ({ from, to, knownBefore }: ReportDays): Contributions =>
  contributions(
    { on: sql`e.on_day`, center: sql`a.center_id`, said: sql`e.kind`, minor: paidMinor, currency: sql`a.currency`, purpose: sql`a.purpose_code` },
    sql`payment_events e JOIN payments p ON p.id = e.payment_id JOIN allocations a ON a.id = p.allocation_id
      WHERE e.kind IN ('sent', 'returned') AND e.on_day BETWEEN ${dayOf(from)} AND ${dayOf(to)} AND e.at < ${knownBefore}`,
  )

// The plus keeps the database to the index by allocation, where it finds one row: by day it would read all there are.
const hasMove = (moves: readonly string[], { on, knownBefore }: ReportDays): RawBuilder<unknown> =>
  sql`EXISTS (SELECT 1 FROM allocation_moves m WHERE m.allocation_id = a.id AND +m.move IN (${sql.join(moves)}) AND +m.on_day <= ${dayOf(on)} AND m.at < ${knownBefore})`

// CROSS JOIN: left to itself SQLite begins with every payment of the register, once for each allocation.
/**
 * What of each allocation that stood approved on the day was not paid by then, to centers that lapse. Its day is the lapse; its rate is of
 * the day of the report. The few centers that lapse are found first: left to itself the database asks of each allocation whether its does.
 */
export const atRisk = (days: ReportDays, within: number): Contributions =>
  contributions(
    {
      on: sql`u.lapses_on`,
      center: sql`u.center_id`,
      said: sql`'unpaid'`,
      minor: sql`u.unpaid`,
      currency: sql`u.currency`,
      rateDay: dayOf(days.on),
      purpose: sql`u.purpose_code`,
    },
    sql`(WITH l AS MATERIALIZED ${lapsing(days, within)}
      SELECT l.lapses_on, a.center_id, a.currency, a.purpose_code, a.amount_minor - (SELECT coalesce(sum(${paidMinor}), 0) FROM payments p CROSS JOIN payment_events e ON e.payment_id = p.id
        WHERE p.allocation_id = a.id AND e.kind IN ('sent', 'returned') AND +e.on_day <= ${dayOf(days.on)} AND e.at < ${days.knownBefore}) AS unpaid
      FROM l CROSS JOIN allocations a ON a.center_id = l.center_id
      WHERE ${hasMove(['approved'], days)} AND NOT ${hasMove(['closed', 'cancelled'], days)}) u WHERE u.unpaid > 0`,
  )
