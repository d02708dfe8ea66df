import type { CsvColumn } from '../http/csv.ts'
import { countText, filtersOf, listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import type { Choice } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import type { OrganizationRow, OrganizationSort } from './organization-list-queries.ts'
import { organizationsHead, type OrganizationsPage } from './organization-pages.ts'

export const organizationColumns: CsvColumn<OrganizationRow>[] = [
  { label: 'Organization', of: ({ name }) => name },
  { label: 'Country', of: ({ country }) => countryName(country) ?? country },
  { label: 'Country code', of: ({ country }) => country },
  { label: 'Registration number', of: ({ number }) => number },
  { label: 'Centers', of: ({ centers }) => centers },
]

interface Found {
  /** What the address says: the search and the filters. */
  asked: ListQuery
  sort: Sort<OrganizationSort>
  page: number
  total: number
  rows: OrganizationRow[]
  /** How many of each country the other filters let through. */
  inCountries: ReadonlyMap<string, number>
}

/** The countries that there are, each with what choosing it would show; one that was chosen stays, to be seen and changed. */
function countriesIn(counts: Found['inCountries'], chosen: readonly string[]): Choice[] {
  const kept = chosen.slice(0, 1).filter((code) => countryName(code) !== null)
  const named = [...new Set([...counts.keys(), ...kept])].map((code) => ({ code, name: countryName(code) ?? code }))
  return named.toSorted((a, b) => a.name.localeCompare(b.name, 'en')).map(({ code, name }) => ({ value: code, label: `${name} (${countText(counts.get(code) ?? 0)})` }))
}

export function organizationsPage({ asked, sort, page, total, rows, inCountries }: Found): OrganizationsPage {
  const q = asked['q']?.[0] ?? ''
  const query: ListQuery = { ...asked, ...(sortText(sort) !== 'name' && { sort: [sortText(sort)] }) }
  return {
    title: 'Organizations',
    head: organizationsHead,
    filters: filtersOf(
      '/organizations',
      query,
      [
        { label: 'Country', name: 'country', choices: countriesIn(inCountries, asked['country'] ?? []) },
        { label: 'Centers led by', name: 'mine', any: 'anybody', choices: [{ value: 'yes', label: 'me' }] },
      ],
      { search: 'Name or registration number', submit: 'Find organizations' },
    ),
    said: `${countText(total)} ${total === 1 ? 'organization' : 'organizations'}${q === '' ? '' : ` with “${q}” in a name or number`}`,
    csvHref: listHref('/organizations.csv', query),
    columns: sortColumns('/organizations', query, sort, [
      { label: 'Organization', key: 'name' },
      { label: 'Country', key: 'country' },
      { label: 'Registration number', key: null },
      { label: 'Centers', key: null, number: true },
    ]),
    rows: rows.map(({ id, name, country, number, centers }) => ({
      name,
      href: `/organizations/${id}`,
      country: countryName(country) ?? country,
      number: number ?? '',
      centers,
    })),
    under: pagination('/organizations', query, { page, total }),
    empty: total > 0 ? null : emptyText(q, Object.keys(asked).length > 0),
  }
}

const emptyText = (q: string, filtered: boolean): NonNullable<OrganizationsPage['empty']> =>
  !filtered
    ? { title: 'No organization yet', text: 'The legal entities that run centers would stand here.', first: { label: 'Add an organization', href: '/organizations/new' } }
    : {
        title: 'Nothing found',
        text:
          q === ''
            ? 'No organization fits all of these filters.'
            : `No organization that fits has words that begin as those of “${q}” in its names or its registration number.`,
        first: { label: 'Show all', href: '/organizations' },
      }
