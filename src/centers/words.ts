import { countryName } from '../shared/countries.ts'
import { dayText, type Day } from '../shared/days.ts'
import { languageName } from '../shared/languages.ts'
import { usStateName } from '../shared/us-states.ts'
import { shownPlace, type Center, type Served } from './center.ts'

// A center in words, for its page, lists and prints.

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A group served, with its ages where they are known: `Girls under 18 (8 to 17)`. */
function servedText({ name, fromAge, toAge }: Pick<Served, 'name' | 'fromAge' | 'toAge'>): string {
  const ages = agesText(fromAge, toAge)
  return ages === null ? name : `${name} (${ages})`
}

function agesText(from: number | null, to: number | null): string | null {
  if (from === null) return to === null ? null : `up to ${to}`
  return to === null ? `from ${from}` : `${from} to ${to}`
}

/** Region as shown: a state by its name. */
export const regionText = (country: string, region: string): string => (country === 'US' ? (usStateName(region) ?? region) : region)

/** Where a center is, as far as it may be seen on a day (CONF-01): `Guatemala, city withheld`. */
function placeText(center: Pick<Center, 'country' | 'shown'>, day: Day): string {
  const country = countryName(center.country) ?? center.country
  const shown = shownPlace(center, day)
  const parts = shown === null ? [] : [shown.city, shown.region === null ? null : regionText(center.country, shown.region)].filter((each) => each !== null)
  return parts.length === 0 ? `${country}, ${center.country === 'US' ? 'state' : 'city'} withheld` : [...parts, country].join(', ')
}

export const languagesText = (codes: readonly string[]): string => codes.map((code) => languageName(code) ?? code).join(', ')

/** Who and what this is, in one line. */
export function centerLede(center: Center, day: Day, names: ReadonlyMap<number, string>): string {
  const still =
    center.confirmedOn === null
      ? 'never confirmed as still right'
      : `still right on ${dayText(center.confirmedOn)} (${names.get(center.confirmedBy ?? 0) ?? 'nobody named'})`
  const parts = [
    capital(center.kind),
    placeText(center, day),
    `run by ${center.organizationName}`,
    center.populations.map(servedText).join(', '),
    languagesText(center.languages),
    still,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
