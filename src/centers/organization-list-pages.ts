import type { CsvColumn } from '../http/csv.ts'
import { listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import { countText } from '../http/lists.ts'
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
  q: string
  sort: Sort<OrganizationSort>
  page: number
  total: number
  rows: OrganizationRow[]
}

export function organizationsPage({ q, sort, page, total, rows }: Found): OrganizationsPage {
  const query: ListQuery = { ...(q !== '' && { q: [q] }), ...(sortText(sort) !== 'name' && { sort: [sortText(sort)] }) }
  return {
    title: 'Organizations',
    head: organizationsHead,
    q,
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
    empty: total > 0 ? null : emptyText(q),
  }
}

const emptyText = (q: string): NonNullable<OrganizationsPage['empty']> =>
  q === ''
    ? { title: 'No organization yet', text: 'The legal entities that run centers would stand here.', first: { label: 'Add an organization', href: '/organizations/new' } }
    : { title: 'Nothing found', text: `No organization has “${q}” in its names or its registration number.`, first: { label: 'Show all', href: '/organizations' } }
