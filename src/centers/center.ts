import type { Traits } from '../checklists/checklist.ts'
import type { Day } from '../shared/days.ts'
import { isAfter } from '../shared/days.ts'

export const centerKinds = ['residential shelter', 'transitional housing', 'foster network', 'drop-in', 'clinic', 'legal', 'training', 'other'] as const
export type CenterKind = (typeof centerKinds)[number]

export const followUpVisits = ['agreed', 'refused', 'not settled'] as const
export type FollowUpVisits = (typeof followUpVisits)[number]

export interface Served {
  code: string
  name: string
  minors: boolean
  fromAge: number | null
  toAge: number | null
}

export interface Center {
  id: number
  uuid: string
  organizationId: number
  organizationName: string
  name: string
  localName: string | null
  otherNames: string | null
  kind: CenterKind
  country: string
  languages: string[]
  populations: Served[]
  services: { code: string; name: string; note: string | null }[]
  longestStayDays: number | null
  intake: string | null
  referralRoute: string | null
  accessibility: string | null
  publicContact: string | null
  followUpVisits: FollowUpVisits
  followUpLastUsedOn: Day | null
  leadId: number | null
  openedOn: Day | null
  confirmedOn: Day | null
  confirmedBy: number | null
  /** What may be shown of its place, and the last day on which it may; read by `shownPlace` only. */
  shown: { region: string | null; city: string | null; until: Day } | null
  createdOn: Day
  version: number
}

/** Kinds at which people live; foster families are homes too. */
const residential: CenterKind[] = ['residential shelter', 'transitional housing', 'foster network']

export const isResidential = (kind: CenterKind): boolean => residential.includes(kind)

/** A center serves minors when one of its groups is under 18, by the list or by the age given. */
export const servesMinors = (center: Pick<Center, 'populations'>): boolean =>
  center.populations.some(({ minors, fromAge }) => minors || (fromAge !== null && fromAge < 18))

/** What of a center decides which checklist items apply to it (V1). */
export const traitsOf = (center: Pick<Center, 'kind' | 'country' | 'populations'>): Traits => ({
  residential: isResidential(center.kind),
  servesMinors: servesMinors(center),
  country: center.country,
})

/** What of the place may be shown on a day: an authorization that ended hides it again, with no one doing anything (CONF-01). */
export function shownPlace(center: Pick<Center, 'shown'>, day: Day): { region: string | null; city: string | null } | null {
  return center.shown === null || isAfter(day, center.shown.until) ? null : { region: center.shown.region, city: center.shown.city }
}

/** What of a center an approval of it keeps to: the codes of the groups that it serves, and whether minors are among them. */
export interface Coverage {
  served: readonly string[]
  servesMinors: boolean
}

export const coverageOf = (center: Pick<Center, 'populations'>): Coverage => ({
  served: center.populations.map(({ code }) => code),
  servesMinors: servesMinors(center),
})
