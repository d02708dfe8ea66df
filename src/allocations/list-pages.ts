import { fundsCrumb } from '../funds/form-pages.ts'
import { countText, filtersOf, listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Filters, Head, Pagination, State } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { moneyText } from '../shared/money.ts'
import { allocationStates } from './allocation.ts'
import type { AllocationRow, AllocationSort } from './list-queries.ts'
import { allocationState } from './state-pages.ts'

export interface AllocationsPage {
  title: string
  head: Head
  said: string
  csvHref: string
  filters: Filters
  columns: Column[]
  rows: { href: string; center: string; country: string; purpose: string; fund: string; amount: string; paid: string; state: State }[]
  pagination: Pagination
  empty: { title: string; text: string; first: { label: string; href: string } | null } | null
}

interface Listed {
  rows: AllocationRow[]
  total: number
  query: ListQuery
  sort: Sort<AllocationSort>
  page: number
  funds: { id: number; code: string }[]
}

export function allocationsPage({ rows, total, query, sort, page, funds }: Listed): AllocationsPage {
  const sorted = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Allocations',
    head: {
      crumbs: [fundsCrumb],
      title: 'Allocations',
      state: null,
      lede: 'Money set aside for a center and a purpose: drafted, proposed, approved by somebody else, then paid.',
      actions: [],
    },
    said: total === 1 ? '1 allocation' : `${countText(total)} allocations`,
    csvHref: listHref('/allocations.csv', sorted),
    filters: filtersOf('/allocations', sorted, [
      { label: 'State', name: 'state', choices: allocationStates.map((state) => ({ value: state, label: state })) },
      { label: 'Fund', name: 'fund', choices: funds.map(({ id, code }) => ({ value: String(id), label: code })) },
      { label: 'Drafted by', name: 'mine', any: 'anybody', choices: [{ value: 'yes', label: 'me, or handed over to me' }] },
    ]),
    columns: sortColumns('/allocations', sorted, sort, [
      { label: 'Center', key: 'center' },
      { label: 'Purpose', key: null },
      { label: 'Fund', key: 'fund' },
      { label: 'Amount', key: null, number: true },
      { label: 'Paid', key: null, number: true },
      { label: 'State', key: 'state' },
    ]),
    rows: rows.map((row) => ({
      href: `/allocations/${row.id}`,
      center: row.centerName,
      country: countryName(row.country) ?? row.country,
      purpose: row.purposeName,
      fund: row.fundCode,
      amount: moneyText(row),
      paid: moneyText({ minor: row.paidMinor, currency: row.currency }),
      state: allocationState(row.state),
    })),
    pagination: pagination('/allocations', sorted, { page, total }),
    empty:
      total > 0
        ? null
        : { title: 'No such allocation', text: 'An allocation begins on the page of the center that it is for.', first: { label: 'Find a center', href: '/centers' } },
  }
}
