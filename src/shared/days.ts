export type Day = Temporal.PlainDate

// Written out: a kept Intl.DateTimeFormat takes 1 µs a day, toLocaleString 74, and en-GB says "Sept" beside "Nov".
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const monthOf = (day: Day): string => months[day.month - 1] ?? ''

/** 21 Nov 2026 */
export const dayText = (day: Day): string => `${day.day} ${monthOf(day).slice(0, 3)} ${day.year}`
/** 21 November 2026 */
export const longDayText = (day: Day): string => `${day.day} ${monthOf(day)} ${day.year}`
/** Nov 2026 */
export const monthText = (day: Day): string => `${monthOf(day).slice(0, 3)} ${day.year}`

/** `2026-11-21` as a day; what the database holds is always one. */
export const toDay = (text: string): Day => Temporal.PlainDate.from(text)
export const toDayOrNull = (text: string | null): Day | null => (text === null ? null : toDay(text))

export const isBefore = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) < 0
export const isAfter = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) > 0
export const earlier = (a: Day, b: Day): Day => (isBefore(a, b) ? a : b)
export const later = (a: Day, b: Day): Day => (isAfter(a, b) ? a : b)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => from.until(to, { largestUnit: 'days' }).days

/** An instant as the register keeps it: UTC, always milliseconds, so that texts sort as instants do. */
export const instantText = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 })

/** The day it is at an instant in the register's time zone. */
export const dayAt = (at: Temporal.Instant, timeZone: string): Day => at.toZonedDateTimeISO(timeZone).toPlainDate()
