import type { Fact, State } from '../http/parts.ts'
import type { Day } from '../shared/days.ts'
import { secrecyOn, type Location } from './location.ts'
import { stateOf, untilFact } from './pages.ts'

/** The center page's section about its place. */
export interface PlaceSection {
  state: State
  facts: Fact[]
  href: string | null
}

export function placeSection(location: Location, shown: { region: string | null; city: string | null } | null, today: Day, mayReveal: boolean): PlaceSection {
  const secrecy = secrecyOn(location, today)
  const seen = shown === null ? null : [shown.city, shown.region].filter((each) => each !== null).join(', ')
  return {
    state: stateOf[secrecy],
    facts: [
      { label: 'Place', value: seen === null || seen === '' ? 'not shown' : seen, href: null },
      ...untilFact(location, today),
      { label: 'Mailing address', value: location.mailingAddress ?? 'none: collection, call the center', href: null },
    ],
    href: mayReveal ? `/centers/${location.centerId}/place` : null,
  }
}
