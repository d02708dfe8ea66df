import type { Listed, Population } from '../lists/list.ts'
import { isAfter, type Day } from '../shared/days.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import type { CenterDetails } from './registration.ts'

const dayAhead = 'This day has not come yet.'

/** A day that must have come; undefined when it could not be read. */
export const aheadProblems = (field: string, day: Day | null | undefined, today: Day): Problem[] => problemIf(day ? isAfter(day, today) : false, field, dayAhead)

/** What a center's details are chosen from. */
export interface CenterChoices {
  populations: readonly Population[]
  services: readonly Listed[]
  /** Who may lead; somebody who led it already may go on leading. */
  leads: readonly { id: number; name: string }[]
}

/** What was chosen must be on its list, ages are asked of minors only, and nothing happened on a day to come. Of what could not be read nothing is said. */
export function detailProblems(details: Partial<CenterDetails>, { populations, services, leads }: CenterChoices, today: Day): Problem[] {
  const { fromAge = null, toAge = null, leadId = null } = details
  const known = new Map(populations.map((each) => [each.code, each]))
  const offered = new Set(services.map(({ code }) => code))
  const aged = details.populations !== undefined && (fromAge !== null || toAge !== null)
  const ageless = aged && !details.populations?.some((code) => known.get(code)?.minors)
  return [
    ...problemIf(details.populations?.some((code) => !known.has(code)) ?? false, 'populations', 'Choose from the list.'),
    ...problemIf(details.services?.some((code) => !offered.has(code)) ?? false, 'services', 'Choose from the list.'),
    ...problemIf(ageless, 'fromAge', 'Ages are kept with groups under 18: choose such a group, or leave the ages empty.'),
    ...problemIf(leadId !== null && !leads.some(({ id }) => id === leadId), 'leadId', 'Choose somebody who coordinates or manages.'),
    ...aheadProblems('followUpLastUsedOn', details.followUpLastUsedOn, today),
    ...aheadProblems('openedOn', details.openedOn, today),
  ]
}

/** Who runs a new center is known by name, and by one name only, or may be added with it. `found` are the organizations of that name. */
export function runByProblems(found: readonly unknown[], mayAdd: boolean): Problem[] {
  if (found.length > 1) return [{ field: 'organization', message: 'Several organizations have this name. Open the one you mean, and add its center there.' }]
  const message = 'No organization has this name. Look at how it is written, or tick the box below to add it.'
  return problemIf(found.length === 0 && !mayAdd, 'organization', message)
}

/** Beds are counted of a group that the center serves, on a day that has come. */
export const readingProblems = (reading: { population?: string; onDay?: Day }, served: readonly string[], today: Day): Problem[] => [
  ...problemIf(reading.population !== undefined && !served.includes(reading.population), 'population', 'Choose one of the groups that this center serves.'),
  ...aheadProblems('onDay', reading.onDay, today),
]
