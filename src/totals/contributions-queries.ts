import { sql, type RawBuilder } from 'kysely'

/** One row of a figure: what it adds to it. Every figure is the sum, the share or the middle of such rows, and of nothing else. */
export interface Contribution {
  /** The day on which it counts, or from which it is so. */
  on_day: string | null
  center_id: number
  /** A standing, an item, a purpose: what it is, in a word. */
  said: string | null
  /** What it adds to a count, or a number of days. */
  counts: number
  /** What it adds to that of which the figure is a share. */
  of_counts: number
  minor: number | null
  of_minor: number | null
  currency: string | null
  /** The day whose rate it is converted at. */
  rate_day: string | null
  purpose: string | null
}

export type Contributions = RawBuilder<Contribution>

type Part = RawBuilder<unknown>
const nothing = sql`NULL`

interface Parts {
  on?: Part
  center: Part
  said?: Part
  counts?: Part
  of?: Part
  minor?: Part
  ofMinor?: Part
  currency?: Part
  rateDay?: Part
  purpose?: Part
}

/** A figure's rows as a subquery: its columns, and what follows FROM. */
export const contributions = (parts: Parts, from: Part): Contributions => sql<Contribution>`(SELECT ${parts.on ?? nothing} AS on_day, ${parts.center} AS center_id,
  ${parts.said ?? nothing} AS said, ${parts.counts ?? sql`1`} AS counts, ${parts.of ?? sql`0`} AS of_counts, ${parts.minor ?? nothing} AS minor,
  ${parts.ofMinor ?? nothing} AS of_minor, ${parts.currency ?? nothing} AS currency, ${parts.rateDay ?? parts.on ?? nothing} AS rate_day,
  ${parts.purpose ?? nothing} AS purpose FROM ${from})`

/** A day as SQL compares it. */
export const dayOf = (day: Temporal.PlainDate): RawBuilder<string> => sql<string>`${day.toString()}`
