import { countryName } from '../shared/countries.ts'
import { dayText } from '../shared/days.ts'
import { languageName } from '../shared/languages.ts'
import { fieldOf } from './fields.ts'
import type { Draft } from './row.ts'

/** How the cells of a good row were read: only what comes from a list, and the day, since other texts may hold a place (CONF-06). */
export type ReadAs = Pick<Draft, 'country' | 'organizationCountry' | 'kind' | 'languages' | 'populations' | 'services'> & { openedOn: string | null }

/** What the register calls the codes of its lists. */
export interface ListNames {
  populations: ReadonlyMap<string, string>
  services: ReadonlyMap<string, string>
}

export const readAs = ({ country, organizationCountry, kind, languages, populations, services, openedOn }: Draft): ReadAs => ({
  country,
  organizationCountry,
  kind,
  languages,
  populations,
  services,
  openedOn: openedOn?.toString() ?? null,
})

/** How a row was read, in one line. */
export function readText(read: ReadAs, names: ListNames): string {
  const nameOf = (country: string): string => countryName(country) ?? country
  const list = (field: 'languages' | 'populations' | 'services', name: (code: string) => string): string[] =>
    read[field].length === 0 ? [] : [`${fieldOf(field).label}: ${read[field].map(name).join(', ')}`]
  return [
    nameOf(read.country),
    ...(read.organizationCountry === read.country ? [] : [`${fieldOf('organizationCountry').label}: ${nameOf(read.organizationCountry)}`]),
    read.kind,
    ...(read.openedOn === null ? [] : [`${fieldOf('openedOn').label}: ${dayText(Temporal.PlainDate.from(read.openedOn))}`]),
    ...list('languages', (code) => languageName(code) ?? code),
    ...list('populations', (code) => names.populations.get(code) ?? code),
    ...list('services', (code) => names.services.get(code) ?? code),
  ].join(' · ')
}
