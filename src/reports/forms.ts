import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { optionalDay } from '../http/inputs.ts'
import { isAfter, isBefore, type Day } from '../shared/days.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import type { AskedDays } from './days.ts'

export const dayNames = ['on', 'from', 'to', 'known'] as const
export type DayName = (typeof dayNames)[number]

const wrong = 'Enter a day, as 2026-11-21, or leave it empty.'
const asked = () => optionalDay(wrong).optional().default(null)

/** The days of a report. None may lie ahead. */
export const reportForm = (today: Day) =>
  z.strictObject({ on: asked(), from: asked(), to: asked(), known: asked() }).check(
    ...dayNames.map((name) => isNotAhead(name, today)),
    onceRead<AskedDays>(dayNames, (days) => periodProblems(days, today)),
  )

const isNotAhead = (name: DayName, today: Day) =>
  onceRead<AskedDays>([name], ({ [name]: day }) => problemIf(day !== null && isAfter(day, today), name, 'This day has not come yet. Choose today or an earlier day.'))

function periodProblems(days: AskedDays, today: Day): Problem[] {
  const on = days.on ?? today
  const to = days.to ?? on
  const from = days.from ?? to.with({ month: 1, day: 1 })
  return [
    ...problemIf(isAfter(to, on), 'to', 'The period may not reach beyond the day as of which the report is.'),
    ...problemIf(isAfter(from, to), 'from', 'The period begins after its end. Choose an earlier day.'),
    ...problemIf(isBefore(days.known ?? today, on), 'known', 'What counted on a day is not known before that day. Choose it, or a later one.'),
  ]
}
