import { amountCell } from '../allocations/csv-pages.ts'
import { totalText } from '../allocations/approval.ts'
import type { CsvColumn } from '../http/csv.ts'
import { countText, filtersOf, listHref, pagination, pageSize, type ListQuery } from '../http/lists.ts'
import type { Bar, Fact, Filters, Head, Link, Pagination, State } from '../http/parts.ts'
import type { Day } from '../shared/days.ts'
import { moneyText, sumMinor } from '../shared/money.ts'
import type { Total } from '../shared/rates.ts'
import type { Balance } from './balance.ts'
import { fundPeriods } from './fund.ts'
import { balanceBar, fundState, periodText } from './pages.ts'
import type { FundWithBalance } from './queries.ts'

export interface FundsPage {
  title: string
  head: Head
  filters: Filters
  said: string
  csvHref: string
  rows: { code: string; name: string; href: string; about: string; state: State; figures: Fact[]; bar: Bar }[]
  pagination: Pagination
  /** Of all that the filters let through, per currency, never summed across them (M1); the total names its rates' days. */
  totalsTitle: string
  totals: { currency: string; received: string; committed: string; paid: string; available: string }[]
  total: string | null
  empty: { title: string; text: string; first: Link | null } | null
}

const figuresOf = (balance: Balance, currency: string): Fact[] =>
  (
    [
      ['Received', balance.received],
      ['Committed', balance.committed],
      ['Paid', balance.paid],
      ['Available', balance.available],
    ] as const
  ).map(([label, minor]) => ({ label, value: moneyText({ minor, currency }), href: null }))

interface Listed {
  /** All that the filters let through. */
  funds: FundWithBalance[]
  currencies: string[]
  query: ListQuery
  page: number
  total: Total
}

export function fundsPage({ funds, currencies, query, page, total }: Listed, today: Day, mayWrite: boolean): FundsPage {
  const filtered = Object.keys(query).some((name) => name !== 'sort')
  return {
    title: 'Funds',
    head: {
      crumbs: [],
      title: 'Funds',
      state: null,
      lede: 'What givers entrusted to us: what came in, what is promised to centers, what was paid, and what is still available.',
      actions: mayWrite ? [{ label: 'Add a fund', href: '/funds/new', tone: 'main', method: 'get' }] : [],
    },
    filters: filtersOf('/funds', query, [
      { label: 'Period', name: 'period', choices: fundPeriods.map((period) => ({ value: period, label: period })) },
      { label: 'Currency', name: 'currency', choices: currencies.map((code) => ({ value: code, label: code })) },
      { label: 'Mine', name: 'mine', any: 'all funds', choices: [{ value: 'yes', label: 'added by me, or with an allocation that I drafted' }] },
      { label: 'In order of', name: 'sort', any: 'code', choices: sortChoices },
    ]),
    said: `${countText(funds.length)} ${funds.length === 1 ? 'fund' : 'funds'}`,
    csvHref: listHref('/funds.csv', query),
    rows: funds.slice((page - 1) * pageSize, page * pageSize).map((fund) => rowOf(fund, today)),
    pagination: pagination('/funds', query, { page, total: funds.length }),
    totalsTitle: filtered ? 'These funds, currency by currency' : 'All funds, currency by currency',
    totals: totalsOf(funds),
    total: funds.length === 0 ? null : `Available in ${filtered ? 'these' : 'all'}: ${totalText(total)}.`,
    empty: funds.length > 0 ? null : emptyText(filtered, mayWrite),
  }
}

const sortChoices = [
  { value: 'name', label: 'name' },
  { value: 'giver', label: 'giver' },
  { value: 'ends', label: 'last day, the soonest first' },
]

const rowOf = (fund: FundWithBalance, today: Day): FundsPage['rows'][number] => ({
  code: fund.code,
  name: fund.name,
  href: `/funds/${fund.id}`,
  about: `${fund.giver} · ${periodText(fund)}`,
  state: fundState(fund, today),
  figures: figuresOf(fund.balance, fund.currency),
  bar: balanceBar(fund.balance, fund.currency),
})

function emptyText(filtered: boolean, mayWrite: boolean): NonNullable<FundsPage['empty']> {
  if (filtered) return { title: 'No such fund', text: 'No fund fits all of these filters.', first: { label: 'Show all funds', href: '/funds' } }
  return { title: 'No fund yet', text: 'A fund is where money for centers comes from.', first: mayWrite ? { label: 'Add the first fund', href: '/funds/new' } : null }
}

/** The columns of the file: each fund as the list shows it. */
export const fundColumns: CsvColumn<FundWithBalance>[] = [
  { label: 'Fund', of: ({ code }) => code },
  { label: 'Name', of: ({ name }) => name },
  { label: 'Giver', of: ({ giver }) => giver },
  { label: 'First day', of: ({ startsOn }) => startsOn.toString() },
  { label: 'Last day', of: ({ endsOn }) => endsOn?.toString() ?? null },
  { label: 'Received', of: ({ balance, currency }) => amountCell(balance.received, currency) },
  { label: 'Committed', of: ({ balance, currency }) => amountCell(balance.committed, currency) },
  { label: 'Paid', of: ({ balance, currency }) => amountCell(balance.paid, currency) },
  { label: 'Available', of: ({ balance, currency }) => amountCell(balance.available, currency) },
  { label: 'Currency', of: ({ currency }) => currency },
]

function totalsOf(funds: FundWithBalance[]): FundsPage['totals'] {
  const byCurrency = [...Map.groupBy(funds, ({ currency }) => currency)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return byCurrency.map(([currency, of]) => {
    const sum = (key: keyof Balance): string => moneyText({ minor: sumMinor(of.map(({ balance }) => balance[key])), currency })
    return { currency, received: sum('received'), committed: sum('committed'), paid: sum('paid'), available: sum('available') }
  })
}
