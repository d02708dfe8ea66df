export type Day = Temporal.PlainDate

// Written out: a kept Intl.DateTimeFormat takes 1 µs a day, toLocaleString 74, and en-GB says "Sept" beside "Nov".
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const monthOf = (day: Day): string => months[day.month - 1] ?? ''

/** `of`, worked out once for each day object: those that `toDay` reads are the same again and again, and asking one for its parts takes longer than all else. */
function kept<Value>(of: (day: Day) => Value): (day: Day) => Value {
  const known = new WeakMap<Day, { value: Value }>()
  return (day) => {
    const found = known.get(day)
    if (found !== undefined) return found.value
    const value = of(day)
    known.set(day, { value })
    return value
  }
}

/** 21 Nov 2026 */
export const dayText = kept((day) => `${day.day} ${monthOf(day).slice(0, 3)} ${day.year}`)
/** 21 November 2026 */
export const longDayText = (day: Day): string => `${day.day} ${monthOf(day)} ${day.year}`
/** Nov 2026 */
export const monthText = (day: Day): string => `${monthOf(day).slice(0, 3)} ${day.year}`

const read = new Map<string, Day>()
const mostRead = 20_000

/** `2026-11-21` as a day; what the database holds is always one. A page reads the same few hundred days again and again, and a day never changes. */
export function toDay(text: string): Day {
  const known = read.get(text)
  if (known !== undefined) return known
  const day = Temporal.PlainDate.from(text)
  if (read.size >= mostRead) read.clear()
  read.set(text, day)
  return day
}
export const toDayOrNull = (text: string | null): Day | null => (text === null ? null : toDay(text))

/** Days in their order as numbers: to compare those takes a tenth of the time that `Temporal.PlainDate.compare` does. */
export const orderOf = kept(({ year, month, day }) => (year * 16 + month) * 32 + day)
/** Less than 0 when `a` is the earlier one, for sorting. */
export const compareDays = (a: Day, b: Day): number => orderOf(a) - orderOf(b)
export const isBefore = (a: Day, b: Day): boolean => compareDays(a, b) < 0
export const isAfter = (a: Day, b: Day): boolean => compareDays(a, b) > 0
export const earlier = (a: Day, b: Day): Day => (isBefore(a, b) ? a : b)
export const later = (a: Day, b: Day): Day => (isAfter(a, b) ? a : b)

export const dayAfter = kept((day) => day.add({ days: 1 }))
export const dayBefore = kept((day) => day.subtract({ days: 1 }))

const byMonths = new Map<number, (day: Day) => Day>()

/** So many months after a day; from the 31st to the last of a month that has fewer days. */
export function monthsAfter(day: Day, months: number): Day {
  const sumOf = byMonths.get(months) ?? kept((each) => each.add({ months }))
  byMonths.set(months, sumOf)
  return sumOf(day)
}

const first = Temporal.PlainDate.from('1970-01-01')
const numberOf = kept((day) => first.until(day, { largestUnit: 'days' }).days)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** An instant as the register keeps it: UTC, always milliseconds, so that texts sort as instants do. */
export const instantText = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 })

/** The day that was last asked for: every request asks again, and working it out takes 20 µs where days are not those of UTC. */
let known: { timeZone: string; from: number; to: number; day: Day } | null = null

/** The day it is at an instant in the register's time zone. */
export function dayAt(at: Temporal.Instant, timeZone: string): Day {
  const time = at.epochMilliseconds
  if (known !== null && known.timeZone === timeZone && known.from <= time && time < known.to) return known.day
  const start = at.toZonedDateTimeISO(timeZone).startOfDay()
  known = { timeZone, from: start.epochMilliseconds, to: start.add({ days: 1 }).epochMilliseconds, day: start.toPlainDate() }
  return known.day
}
