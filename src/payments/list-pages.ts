import { fundsCrumb } from '../funds/form-pages.ts'
import { countText, filtersOf, listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Filters, Head, Link, Pagination, State } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import type { PaymentSort } from './list-queries.ts'
import { paymentStates, reportDueOn, stateOf } from './payment.ts'
import type { PaymentWithEvents } from './queries.ts'
import { paymentState } from './state-pages.ts'

export interface PaymentsPage {
  title: string
  head: Head
  said: string
  csvHref: string
  filters: Filters
  columns: Column[]
  rows: { href: string; center: string; fund: string; planned: string; amount: string; paid: string | null; due: string; state: State }[]
  pagination: Pagination
  empty: { title: string; text: string; first: Link | null } | null
}

interface Listed {
  rows: PaymentWithEvents[]
  total: number
  query: ListQuery
  sort: Sort<PaymentSort>
  page: number
  funds: { id: number; code: string }[]
}

export function paymentsPage({ rows, total, query, sort, page, funds }: Listed): PaymentsPage {
  const sorted = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Payments',
    head: {
      crumbs: [fundsCrumb],
      title: 'Payments',
      state: null,
      lede: 'Money that leaves: planned, released by somebody who did not propose it, sent, and what arrived or came back.',
      actions: [],
    },
    said: total === 1 ? '1 payment' : `${countText(total)} payments`,
    csvHref: listHref('/payments.csv', sorted),
    filters: filtersOf('/payments', sorted, [
      { label: 'State', name: 'state', choices: paymentStates.map((state) => ({ value: state, label: state })) },
      { label: 'Fund', name: 'fund', choices: funds.map(({ id, code }) => ({ value: String(id), label: code })) },
      { label: 'Planned by', name: 'mine', any: 'anybody', choices: [{ value: 'yes', label: 'me, or handed over to me' }] },
    ]),
    columns: sortColumns('/payments', sorted, sort, [
      { label: 'Center', key: 'center' },
      { label: 'Fund', key: null },
      { label: 'Planned for', key: 'planned' },
      { label: 'Amount', key: null, number: true },
      { label: 'Report due', key: null },
      { label: 'State', key: null },
    ]),
    rows: rows.map((row) => ({
      href: `/payments/${row.id}`,
      center: row.centerName,
      fund: row.fundCode,
      planned: dayText(row.plannedOn),
      amount: moneyText(row),
      paid: row.rate === null ? null : moneyText(row.paid),
      due: dueText(reportDueOn(row, row.events)),
      state: paymentState(stateOf(row, row.events)),
    })),
    pagination: pagination('/payments', sorted, { page, total }),
    empty:
      total > 0
        ? null
        : {
            title: 'No such payment',
            text: 'A payment is planned on the page of an approved allocation.',
            first: { label: 'Approved allocations', href: '/allocations?state=approved' },
          },
  }
}

const dueText = (due: Day | null): string => (due === null ? '–' : dayText(due))
