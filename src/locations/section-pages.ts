import type { Fact, Link, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { seenFacts } from './address-pages.ts'
import { secrecyOn, type Location, type OpenAddress } from './location.ts'
import { stateOf, untilFact, type CenterNamed } from './pages.ts'

/** The center page's section about its place. */
export interface PlaceSection {
  state: State
  facts: Fact[]
  /** To what else may be asked for; null for whoever may not ask. */
  more: Link | null
}

export interface PlaceSeen {
  location: Location
  shown: { region: string | null; city: string | null } | null
  /** Read only for whoever may ask for the place. */
  address: OpenAddress | null
}

export function placeSection(center: CenterNamed, { location, shown, address }: PlaceSeen, today: Day, mayReveal: boolean): PlaceSection {
  const country = address === null ? [] : [{ label: 'Country', value: countryName(center.country) ?? center.country, href: null }]
  return {
    state: stateOf[secrecyOn(location, today)],
    facts: [
      ...seenFacts(shown, address),
      ...country,
      ...untilFact(location, today),
      { label: 'Mailing address', value: location.mailingAddress ?? 'none: collection, call the center', href: null },
    ],
    more: mayReveal ? { label: address === null ? 'Ask to see the place' : 'More of the place', href: `/centers/${center.id}/place` } : null,
  }
}
