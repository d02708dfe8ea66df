import { z } from 'zod'
import { optionalDay } from '../http/inputs.ts'
import { isAfter, isBefore, type Day } from '../shared/days.ts'
import type { AskedDays } from './days.ts'

export const dayNames = ['on', 'from', 'to', 'known'] as const
export type DayName = (typeof dayNames)[number]

const longestYears = 3
const wrong = 'Enter a day, as 2026-11-21, or leave it empty.'
const asked = () => optionalDay(wrong).optional().default(null)

/** The days of a report. None may lie ahead, and a period fits into a chart by month. */
export const reportForm = (today: Day) =>
  z.strictObject({ on: asked(), from: asked(), to: asked(), known: asked() }).superRefine((days, context) => {
    for (const { at, message } of complaintsOf(days, today)) context.addIssue({ code: 'custom', path: [at], message })
  })

function complaintsOf(days: AskedDays, today: Day): { at: DayName; message: string }[] {
  // Zod asks this even of fields that were refused, and then gives what was typed.
  if (dayNames.some((name) => days[name] !== null && !(days[name] instanceof Temporal.PlainDate))) return []
  const ahead = dayNames
    .filter((name) => days[name] !== null && isAfter(days[name], today))
    .map((at) => ({ at, message: 'This day has not come yet. Choose today or an earlier day.' }))
  if (ahead.length > 0) return ahead
  const on = days.on ?? today
  const to = days.to ?? on
  const from = days.from ?? to.with({ month: 1, day: 1 })
  if (isAfter(to, on)) return [{ at: 'to', message: 'The period may not reach beyond the day as of which the report is.' }]
  if (isAfter(from, to)) return [{ at: 'from', message: 'The period begins after its end. Choose an earlier day.' }]
  if (isBefore(from, to.subtract({ years: longestYears }))) return [{ at: 'from', message: `Choose a period of at most ${longestYears} years.` }]
  if (isBefore(days.known ?? today, on)) return [{ at: 'known', message: 'What counted on a day is not known before that day. Choose it, or a later one.' }]
  return []
}
