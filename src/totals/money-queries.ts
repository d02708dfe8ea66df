import { sql, type RawBuilder } from 'kysely'
import { contributions, type Contributions } from './contributions-queries.ts'
import type { TotalledFigure } from './total.ts'

type Part = RawBuilder<unknown>

/** An allocation that is cancelled once approved gives back all of it, and its move says no amount. */
const committedMinor = sql`CASE m.move WHEN 'approved' THEN a.amount_minor WHEN 'closed' THEN -m.gave_back_minor ELSE -a.amount_minor END`

const committed = (which: Part): Contributions =>
  contributions(
    { on: sql`m.on_day`, center: sql`a.center_id`, said: sql`m.move`, minor: committedMinor, currency: sql`a.currency`, purpose: sql`a.purpose_code` },
    sql`allocation_moves m JOIN allocations a ON a.id = m.allocation_id
      WHERE m.move IN ('approved', 'closed', 'cancelled') AND ${which} AND ${committedMinor} <> 0
        AND (m.move <> 'cancelled' OR EXISTS (SELECT 1 FROM allocation_moves b WHERE b.allocation_id = a.id AND b.move = 'approved' AND b.id < m.id))`,
  )

/** What a payment event `e` adds to what was paid. */
export const paidMinor = sql`CASE e.kind WHEN 'sent' THEN e.amount_minor ELSE -e.amount_minor END`

const paid = (which: Part): Contributions =>
  contributions(
    {
      on: sql`e.on_day`,
      center: sql`a.center_id`,
      said: sql`iif(e.reverses_id IS NULL, e.kind, 'return reversed')`,
      minor: paidMinor,
      currency: sql`a.currency`,
      purpose: sql`a.purpose_code`,
    },
    sql`payment_events e JOIN payments p ON p.id = e.payment_id JOIN allocations a ON a.id = p.allocation_id WHERE e.kind IN ('sent', 'returned') AND ${which}`,
  )

const inKind = (which: Part): Contributions =>
  contributions(
    {
      on: sql`r.on_day`,
      center: sql`d.center_id`,
      // A word of the catalogue's: the board reads it, so it is nothing that somebody wrote.
      said: sql`ifnull(n.category, 'for no need in particular')`,
      counts: sql`rl.received`,
      minor: sql`dl.unit_value_minor * rl.received`,
      currency: sql`dl.currency`,
    },
    sql`receipts r JOIN receipt_lines rl ON rl.receipt_id = r.id JOIN delivery_lines dl ON dl.id = rl.line_id JOIN deliveries d ON d.id = dl.delivery_id LEFT JOIN needs n ON n.id = dl.need_id
      WHERE rl.received <> 0 AND ${which}`,
  )

/** The rows of each figure, once: those that `which` names by the table `row`, the day `on` or the instant `at` of their record. */
export const ledgerRows: Record<TotalledFigure, { rows: (which: Part) => Contributions; row: Part; on: Part; at: Part }> = {
  paid: { rows: paid, row: sql`e.id`, on: sql`e.on_day`, at: sql`e.at` },
  committed: { rows: committed, row: sql`m.id`, on: sql`m.on_day`, at: sql`m.at` },
  'in-kind': { rows: inKind, row: sql`rl.id`, on: sql`r.on_day`, at: sql`r.recorded_at` },
}
