import type { Day } from '../shared/days.ts'
import { isAfter } from '../shared/days.ts'

/** The figures of money that are added up with each change. */
export const totalledFigures = ['paid', 'committed', 'in-kind'] as const
export type TotalledFigure = (typeof totalledFigures)[number]

/** What totals are added up by. `rate day`: the days of the rates by which something was converted. */
export type Dimension = 'country' | 'purpose' | 'center' | 'rate day'

/** The day, the month and the year that a day is in: `2026-11-22`, `2026-11`, `2026`. */
export const spansAround = (day: string): string[] => [day, day.slice(0, 7), day.slice(0, 4)]

/** The fewest whole years, months and days that make up a period, both days included: `['2026', '2027-01', '2027-02-01']`. */
export function spansWithin(from: Day, to: Day, largest: 'year' | 'month' = 'year'): string[] {
  const spans: string[] = []
  for (let day = from; !isAfter(day, to);) {
    const [year, month] = [day.add({ years: 1 }), day.add({ months: 1 })]
    if (largest === 'year' && day.dayOfYear === 1 && !isAfter(year.subtract({ days: 1 }), to)) {
      spans.push(day.toString().slice(0, 4))
      day = year
    } else if (day.day === 1 && !isAfter(month.subtract({ days: 1 }), to)) {
      spans.push(day.toString().slice(0, 7))
      day = month
    } else {
      spans.push(day.toString())
      day = day.add({ days: 1 })
    }
  }
  return spans
}
