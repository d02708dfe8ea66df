import { dayText, daysBetween, type Day } from '../shared/days.ts'

/** What a center said of its beds for one group of people on a day. */
export interface Reading {
  population: string
  populationName: string
  onDay: Day
  beds: number
  openBeds: number
  saidBy: string
}

/** After this many days a reading is stale, and counts as unknown. */
const daysFresh = 30

export const isStale = (reading: Pick<Reading, 'onDay'>, today: Day): boolean => daysBetween(reading.onDay, today) > daysFresh

/** A reading in words: `5 open of 24, on 2 Nov 2026`, or that nobody knows now. */
export function readingText(reading: Reading, today: Day): string {
  const said = `${reading.openBeds} open of ${reading.beds}, on ${dayText(reading.onDay)}`
  return isStale(reading, today) ? `Not known now: the last reading is stale (${said}; ${daysBetween(reading.onDay, today)} days ago)` : said
}
