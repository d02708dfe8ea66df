import { problemIf, type Problem } from '../shared/refusal.ts'
import type { Day } from '../shared/days.ts'
import type { CenterKind, FollowUpVisits } from './center.ts'

/** What is written down of a center, apart from who runs it. Populations, services and languages are codes of the lists. */
export interface CenterDetails {
  name: string
  localName: string | null
  otherNames: string | null
  kind: CenterKind
  country: string
  languages: string[]
  populations: string[]
  /** The ages of the minors it takes: kept with each of its groups that are under 18. */
  fromAge: number | null
  toAge: number | null
  services: string[]
  longestStayDays: number | null
  intake: string | null
  referralRoute: string | null
  accessibility: string | null
  publicContact: string | null
  followUpVisits: FollowUpVisits
  followUpLastUsedOn: Day | null
  leadId: number | null
  openedOn: Day | null
}

/** A center with nothing known but its name, kind and country: what the import fills in from its columns. */
export const bareCenter = (known: Pick<CenterDetails, 'name' | 'kind' | 'country'>): CenterDetails => ({
  localName: null,
  otherNames: null,
  languages: [],
  populations: [],
  fromAge: null,
  toAge: null,
  services: [],
  longestStayDays: null,
  intake: null,
  referralRoute: null,
  accessibility: null,
  publicContact: null,
  followUpVisits: 'not settled',
  followUpLastUsedOn: null,
  leadId: null,
  openedOn: null,
  ...known,
})

/** Past reports stand on a center's country: it is fixed once anything hangs on it. `after` is undefined when it could not be read. Of no field: its form no longer asks for it. */
export const countryProblems = (before: string, after: string | undefined, fixedBy: string | null): Problem[] =>
  problemIf(after !== undefined && before !== after && fixedBy !== null, null, `The country stays as it is: this center has ${fixedBy}.`)

export type Changes = { before: { [field: string]: unknown }; after: { [field: string]: unknown } }

/** The fields that differ, as they were and as they are (R1). Null when none does. */
export function changesBetween<Details extends object>(before: Details, after: Details): Changes | null {
  const differing = (Object.keys(after) as (keyof Details & string)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  if (differing.length === 0) return null
  const pick = (details: Details): { [field: string]: unknown } => Object.fromEntries(differing.map((field) => [field, details[field]]))
  return { before: pick(before), after: pick(after) }
}
