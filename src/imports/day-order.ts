import { toDay, type Day } from '../shared/days.ts'

/** How the days of a file are written. A day as 2026-11-21 is read in each of them, since it can mean nothing else. */
export const dayOrders = ['YYYY-MM-DD', 'M/D/YYYY', 'D/M/YYYY', 'D.M.YYYY', 'YYYY/M/D'] as const
export type DayOrder = (typeof dayOrders)[number]

export const dayOrderName: Record<DayOrder, string> = {
  'YYYY-MM-DD': 'year-month-day: 2026-11-21',
  'M/D/YYYY': 'month/day/year: 11/21/2026',
  'D/M/YYYY': 'day/month/year: 21/11/2026',
  'D.M.YYYY': 'day.month.year: 21.11.2026',
  'YYYY/M/D': 'year/month/day: 2026/11/21',
}

const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/
const patterns: Record<DayOrder, RegExp> = {
  'YYYY-MM-DD': iso,
  'M/D/YYYY': /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  'D/M/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'D.M.YYYY': /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/,
  'YYYY/M/D': /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})$/,
}

export type DayReading = { ok: true; day: Day } | { ok: false; why: string }

/** Reads a day as the file's days were said to be written, and no other way (R5). */
export function readDay(text: string, order: DayOrder): DayReading {
  const groups = (iso.exec(text) ?? patterns[order].exec(text))?.groups
  if (!groups) return { ok: false, why: whyNot(text, order) }
  const [year = '', month = '', day = ''] = [groups['year'], groups['month'], groups['day']]
  try {
    const read = toDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    return read.year < 1900 ? { ok: false, why: `“${text}” is before 1900.` } : { ok: true, day: read }
  } catch {
    return { ok: false, why: `“${text}” is no day there is, read as ${order}.` }
  }
}

function whyNot(text: string, order: DayOrder): string {
  const said = `“${text.slice(0, 40)}”`
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) return `${said} gives the year in two digits, so its century is not known.`
  if (/\p{L}{3,}/u.test(text)) return `${said} is a day in words, which are not read. Write it as 2026-11-21.`
  return `${said} is not a day as ${order}.`
}
