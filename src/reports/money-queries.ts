import { sql, type RawBuilder } from 'kysely'
import { contributions, dayOf, type Contributions } from '../totals/contributions-queries.ts'
import { ledgerRows, paidMinor } from '../totals/money-queries.ts'
import type { TotalledFigure } from '../totals/total.ts'
import type { ReportDays } from './days.ts'
import { lapsing } from './standing-queries.ts'

/** What a report of some days counts of a ledger. */
const ledger =
  (figure: TotalledFigure) =>
  ({ from, to, knownBefore }: ReportDays): Contributions => {
    const { rows, on, at } = ledgerRows[figure]
    return rows(sql`${on} BETWEEN ${dayOf(from)} AND ${dayOf(to)} AND ${at} < ${knownBefore}`)
  }

export const committed = ledger('committed')
export const paid = ledger('paid')
export const inKind = ledger('in-kind')

/** What is unpaid, `u`: its day is the lapse, its rate of the day of the report. */
const unpaid = (days: ReportDays) => ({
  on: sql`u.lapses_on`,
  center: sql`u.center_id`,
  said: sql`'unpaid'`,
  minor: sql`u.unpaid`,
  currency: sql`u.currency`,
  rateDay: dayOf(days.on),
  purpose: sql`u.purpose_code`,
})

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
    unpaid(days),
    sql`(WITH l AS MATERIALIZED ${lapsing(days, within)}
      SELECT l.lapses_on, a.center_id, a.currency, a.purpose_code, a.amount_minor - (SELECT coalesce(sum(${paidMinor}), 0) FROM payments p CROSS JOIN payment_events e ON e.payment_id = p.id
        WHERE p.allocation_id = a.id AND e.kind IN ('sent', 'returned') AND +e.on_day <= ${dayOf(days.on)} AND e.at < ${days.knownBefore}) AS unpaid
      FROM l CROSS JOIN allocations a ON a.center_id = l.center_id
      WHERE ${hasMove(['approved'], days)} AND NOT ${hasMove(['closed', 'cancelled'], days)}) u WHERE u.unpaid > 0`,
  )

/** The same where nothing was recorded for a day after the report's, so that what is now is what was then. */
export const atRiskNow = (days: ReportDays, within: number): Contributions =>
  contributions(
    unpaid(days),
    sql`(WITH l AS MATERIALIZED ${lapsing(days, within)}
      SELECT l.lapses_on, a.center_id, a.currency, a.purpose_code, a.amount_minor - ifnull((SELECT t.paid_minor FROM allocation_totals t WHERE t.allocation_id = a.id), 0) AS unpaid
      FROM l CROSS JOIN allocations a ON a.center_id = l.center_id AND a.state = 'approved') u WHERE u.unpaid > 0`,
  )
