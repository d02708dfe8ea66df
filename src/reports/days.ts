import { daysBetween, instantText, isBefore, later, type Day } from '../shared/days.ts'

/** The days that a report is asked for. Asked again with the same ones, it comes out the same. */
export interface ReportDays {
  /** What counted by the end of this day. */
  on: Day
  /** The period, both days included, for what happens and is not a state. */
  from: Day
  to: Day
  /** What was recorded by the end of this day. */
  known: Day
  /** The first instant that is not known any more, as the register keeps instants. */
  knownBefore: string
  /** Nothing recorded so far is left out, so that the indexes over what stands now can be used. */
  knowsAll: boolean
  /** The register's, by which a day ends. */
  timeZone: string
}

export interface AskedDays {
  on: Day | null
  from: Day | null
  to: Day | null
  known: Day | null
}

/** What was not said: the year so far, as of today, as it is known today. */
export function reportDays(asked: AskedDays, today: Day, timeZone: string): ReportDays {
  const on = asked.on ?? today
  const to = asked.to ?? on
  const from = asked.from ?? to.with({ month: 1, day: 1 })
  const known = asked.known ?? today
  return { on, from, to, known, knownBefore: endOf(known, timeZone), knowsAll: !isBefore(known, today), timeZone }
}

/** The first instant after a day, as the register keeps instants. */
export const endOf = (day: Day, timeZone: string): string => instantText(day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant())

/** The period of the same length just before, as of its last day, as it is known by the same day. */
export function daysBefore(days: ReportDays): ReportDays {
  const to = days.from.subtract({ days: 1 })
  return { ...days, from: to.subtract({ days: daysBetween(days.from, days.to) }), to, on: to }
}

/** The months that a period touches, `2026-11`, earliest first. */
export function monthsOf({ from, to }: Pick<ReportDays, 'from' | 'to'>): string[] {
  const months: string[] = []
  for (let month = from.toPlainYearMonth(); Temporal.PlainYearMonth.compare(month, to.toPlainYearMonth()) <= 0; month = month.add({ months: 1 }))
    months.push(month.toString())
  return months
}

/** The same report week by week, the last week first, so that no piece of it is long. */
export function weeksBack(days: ReportDays): ReportDays[] {
  const weeks: ReportDays[] = []
  for (let { to } = days; !isBefore(to, days.from); to = to.subtract({ weeks: 1 })) weeks.push({ ...days, from: later(to.subtract({ days: 6 }), days.from), to })
  return weeks
}

/** The days as they stand in an address. */
export const daysQuery = ({ on, from, to, known }: ReportDays): string =>
  new URLSearchParams({ on: on.toString(), from: from.toString(), to: to.toString(), known: known.toString() }).toString()
