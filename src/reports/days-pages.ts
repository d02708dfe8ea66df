import { filledForm, type FieldState, type FormState } from '../http/forms.ts'
import { dayText, longDayText } from '../shared/days.ts'
import type { ReportDays } from './days.ts'
import { dayNames, type DayName } from './forms.ts'

/** The form on top of a report, by which its days are chosen. */
export interface DaysForm {
  action: string
  error: string | null
  summary: { href: string; message: string }[]
  fields: { name: DayName; label: string; hint: string; field: FieldState }[]
}

const labels: Record<DayName, { label: string; hint: string }> = {
  on: { label: 'As of', hint: 'what counted by then' },
  from: { label: 'Period from', hint: 'for what was paid, decided, met' },
  to: { label: 'Period to', hint: 'this day included' },
  known: { label: 'Known by', hint: 'what was recorded by then' },
}

export const daysForm = (action: string, form: FormState<DayName>): DaysForm => ({
  action,
  error: form.error,
  summary: form.summary,
  fields: dayNames.map((name) => ({ name, ...labels[name], field: form.fields[name] })),
})

export const filledDays = (days: ReportDays): FormState<DayName> =>
  filledForm(dayNames, { on: days.on.toString(), from: days.from.toString(), to: days.to.toString(), known: days.known.toString() })

/** `1 January to 21 November 2026`; of a single day, that day. */
function periodText({ from, to }: Pick<ReportDays, 'from' | 'to'>): string {
  const [first, last] = [longDayText(from), longDayText(to)]
  if (from.equals(to)) return last
  return from.year === to.year ? `${first.slice(0, -5)} to ${last}` : `${first} to ${last}`
}

/** What the days of a report were, for its first line and for paper. */
export const daysText = (days: ReportDays): string => `${periodText(days)} · as of ${dayText(days.on)} · as known by ${dayText(days.known)}`
