import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { contributions, dayOf, type Contributions } from '../totals/contributions-queries.ts'
import type { ReportDays } from './days.ts'
import { vettedIds } from './standing-queries.ts'

const staleAfterDays = 30

/** Of each center and group of people the latest reading by the day, unless it is stale. Every vetted center has a row, known or not. */
const readings = (days: ReportDays) =>
  sql`(SELECT v.id AS center_id, max(c.on_day) AS on_day, count(c.id) AS readings, coalesce(sum(c.beds), 0) AS beds, coalesce(sum(c.open_beds), 0) AS open_beds
    FROM centers v LEFT JOIN capacity_readings c ON c.center_id = v.id AND c.on_day BETWEEN ${dayOf(days.on.subtract({ days: staleAfterDays }))} AND ${dayOf(days.on)}
      AND c.recorded_at < ${days.knownBefore} AND NOT EXISTS (SELECT 1 FROM capacity_readings later WHERE later.center_id = c.center_id
        AND later.population_code = c.population_code AND later.on_day <= ${dayOf(days.on)} AND later.recorded_at < ${days.knownBefore} AND (later.on_day, later.id) > (c.on_day, c.id))
    WHERE v.id IN ${vettedIds(days)} GROUP BY v.id) b`

const known = { on: sql`b.on_day`, center: sql`b.center_id`, said: sql`iif(b.readings > 0, 'known', 'not known')`, of: sql`b.readings > 0` }

export const beds = (days: ReportDays): Contributions => contributions({ ...known, counts: sql`b.beds` }, readings(days))

export const openBeds = (days: ReportDays): Contributions => contributions({ ...known, counts: sql`b.open_beds` }, readings(days))

export interface Beds {
  beds: number
  open: number
  /** Vetted centers of which a reading that is not stale is known, and all there are. */
  known: number
  centers: number
}

/** Both figures in one reading. */
export async function sumBeds(db: Reader, days: ReportDays): Promise<Beds> {
  const { beds, open, known, centers } = await db
    .selectFrom(
      sql<
        Record<keyof Beds, number | null>
      >`(SELECT sum(b.beds) AS beds, sum(b.open_beds) AS open, sum(b.readings > 0) AS known, count(*) AS centers FROM ${readings(days)})`.as('s'),
    )
    .select(['s.beds', 's.open', 's.known', 's.centers'])
    .executeTakeFirstOrThrow()
  return { beds: beds ?? 0, open: open ?? 0, known: known ?? 0, centers: centers ?? 0 }
}
