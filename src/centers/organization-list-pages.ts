import type { CsvColumn } from '../http/csv.ts'
import { countText, filtersOf, listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import { countryName } from '../shared/countries.ts'
import type { OrganizationRow, OrganizationSort } from './organization-list-queries.ts'
import { countryChoices } from './form-pages.ts'
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
}

export function organizationsPage({ asked, sort, page, total, rows }: Found): OrganizationsPage {
  const q = asked['q']?.[0] ?? ''
  const query: ListQuery = { ...asked, ...(sortText(sort) !== 'name' && { sort: [sortText(sort)] }) }
  return {
    title: 'Organizations',
    head: organizationsHead,
    filters: filtersOf(
      '/organizations',
      query,
      [
        { label: 'Country', name: 'country', choices: countryChoices },
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
        text: q === '' ? 'No organization fits all of these filters.' : `No organization that fits has “${q}” in its names or its registration number.`,
        first: { label: 'Show all', href: '/organizations' },
      }
