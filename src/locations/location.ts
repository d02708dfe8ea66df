import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import type { Day } from '../shared/days.ts'
import { dayText, isAfter, isBefore } from '../shared/days.ts'

/** The fields of a place, sealed together as one text. */
export const placeFields = ['region', 'city', 'street', 'postalCode', 'latitude', 'longitude', 'directions', 'timeZone'] as const
export type PlaceField = (typeof placeFields)[number]
export type Place = Record<PlaceField, string | null>

export const fieldName: Record<PlaceField, string> = {
  region: 'Region or state',
  city: 'City',
  street: 'Street and number',
  postalCode: 'Postal code',
  latitude: 'Latitude',
  longitude: 'Longitude',
  directions: 'Directions',
  timeZone: 'Time zone',
}

/** Degrees, as they are typed or come out of another program. */
export const isDegrees = (text: string, most: number): boolean => /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= most

export const noPlace: Place = { region: null, city: null, street: null, postalCode: null, latitude: null, longitude: null, directions: null, timeZone: null }

/** From the most secret to the least. */
export const secrecies = ['hidden', 'city', 'open'] as const
export type Secrecy = (typeof secrecies)[number]

export const secrecyName: Record<Secrecy, string> = {
  hidden: 'hidden: the country is all that anyone sees',
  city: 'city: region and city may be seen',
  open: 'open: the center does not hide where it is; street and postal code may be seen too',
}

const isMoreSecret = (a: Secrecy, b: Secrecy): boolean => secrecies.indexOf(a) < secrecies.indexOf(b)

/** What is known of a place without opening it. */
export interface Location {
  centerId: number
  secrecy: Secrecy
  /** Whether any field of the place is recorded. */
  recorded: boolean
  /** A substitute that may be shown and printed, such as a post box. */
  mailingAddress: string | null
  /** The last day on which anything of it may be shown. */
  untilOn: Day | null
  version: number
}

/** How secret a place is on a day: hidden again once its authorization has ended, with no one doing anything (CONF-01). */
export const secrecyOn = ({ secrecy, untilOn }: Pick<Location, 'secrecy' | 'untilOn'>, day: Day): Secrecy =>
  untilOn === null || isAfter(day, untilOn) ? 'hidden' : secrecy

/** What each level shows without a reason being given. Coordinates, directions and private phones are shown at none: on request only (CONF-05). */
const seenAt: Record<Secrecy, readonly PlaceField[]> = { hidden: [], city: ['region', 'city'], open: ['region', 'city', 'street', 'postalCode'] }

/** The fields of a place that its center lets be seen on a day: none once its authorization has ended, with no one doing anything (CONF-01). */
export const seenFields = (location: Pick<Location, 'secrecy' | 'untilOn'>, day: Day): readonly PlaceField[] => seenAt[secrecyOn(location, day)]

/** Whether any of these fields is seen at a level: a center's word to show it was about the address as it was before they changed (CONF-01). */
export const isSeenAt = (secrecy: Secrecy, fields: readonly PlaceField[]): boolean => fields.some((field) => seenAt[secrecy].includes(field))

/** What is seen of an open place beyond region and city, opened for one answer and kept nowhere; or that its seal does not open. */
export type OpenAddress = { kind: 'read'; street: string | null; postalCode: string | null } | { kind: 'unreadable' }

/** @throws Refusal when the change would show more, which needs the center's authorization */
export function assertRaises(before: Secrecy, after: Secrecy): void {
  if (before === 'hidden' && after === 'hidden') return
  if (!isMoreSecret(after, before)) throw new Refusal('conflict', 'Showing more of a place needs the center’s written authorization and a second person.')
}

export interface Authorization {
  id: number
  centerId: number
  secrecy: 'city' | 'open'
  signedBy: string
  signedOn: Day
  untilOn: Day
  documentId: number
  askedBy: number
  answeredBy: number | null
  answer: 'confirmed' | 'declined' | 'withdrawn' | null
  /** The day on which what it lets be seen changed after it was asked for: it was about another address, and nobody can confirm it. */
  overtakenOn: Day | null
}

/** Whether an authorization would show more of a place than a level does. */
export const asksForMore = (authorization: Pick<Authorization, 'secrecy'>, secrecy: Secrecy): boolean => isMoreSecret(secrecy, authorization.secrecy)

/** Why nobody can confirm an authorization whose place changed on a day. */
export const overtakenText = (on: Day): string => `The place was changed on ${dayText(on)}, after this was asked for: ask the center anew.`

/** What of a place may be copied to the center: region and city, only while an authorization lasts (CONF-01). Street, code and coordinates never. */
export function shownOf(place: Place, secrecy: Secrecy, untilOn: Day | null): { region: string | null; city: string | null; untilOn: Day } | null {
  return secrecy === 'hidden' || untilOn === null ? null : { region: place.region, city: place.city, untilOn }
}

/** The names of the fields that differ: all that an event may say of a change (AUD-07). */
export const changedFields = (before: Place, after: Place): PlaceField[] => placeFields.filter((field) => before[field] !== after[field])

/** What somebody changed of a place: which fields, by their names alone, and how secret it is. */
export interface ChangeOfPlace {
  fields: readonly string[]
  secrecy: { before: Secrecy; after: Secrecy } | null
}

export const noChange: ChangeOfPlace = { fields: [], secrecy: null }

/** Most looks at a place in one hour, by one person (CONF-05). */
export const mostShowings = 10

/** CONF-01: the center's authorization must still run and be about the place as it is, and whoever asked cannot confirm. @throws Refusal */
export function assertMayAnswer(authorization: Authorization, answer: 'confirmed' | 'declined' | 'withdrawn', person: number, today: Day): void {
  if (authorization.answer !== null) throw new Refusal('conflict', 'This has been answered already.')
  const own = authorization.askedBy === person
  if (answer === 'withdrawn' && !own) throw new Refusal('forbidden', 'Only who asked for this can withdraw it.')
  if (answer !== 'withdrawn' && own) throw new Refusal('forbidden', 'You asked for this, so somebody else must answer it.')
  if (answer === 'confirmed' && isBefore(authorization.untilOn, today)) throw new Refusal('conflict', 'This authorization has ended. Ask the center for a new one.')
  if (answer === 'confirmed' && authorization.overtakenOn !== null) throw new Refusal('conflict', overtakenText(authorization.overtakenOn))
}

/** The days of a new authorization: signed by today, and still in force. Of what could not be read nothing is said. */
export const authorizationProblems = ({ signedOn, untilOn }: { signedOn?: Day; untilOn?: Day }, today: Day): Problem[] => [
  ...problemIf(signedOn !== undefined && isAfter(signedOn, today), 'signedOn', 'It cannot have been signed after today.'),
  ...problemIf(untilOn !== undefined && isBefore(untilOn, today), 'untilOn', 'This authorization has ended already. Ask the center for a new one.'),
]
