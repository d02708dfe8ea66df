import { fundsCrumb } from '../funds/form-pages.ts'
import type { CsvColumn } from '../http/csv.ts'
import { countText, filtersOf, listHref, pagination, sortColumns, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import type { Column, Filters, FormPage, Head, Link, Pagination } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import type { RateSort } from './list-queries.ts'
import type { ExchangeRate } from './rate.ts'

export interface RatesPage {
  title: string
  head: Head
  said: string
  csvHref: string
  filters: Filters
  columns: Column[]
  rows: { day: string; currency: string; rate: string; source: string; by: string; mark: string | null }[]
  pagination: Pagination
  empty: { title: string; text: string; first: Link | null } | null
  /** Null for who may not enter rates. */
  form: FormPage | null
}

interface Listed {
  rates: ExchangeRate[]
  total: number
  page: number
  query: ListQuery
  sort: Sort<RateSort>
  currencies: string[]
  reporting: string
  names: ReadonlyMap<number, string>
}

export function ratesPage({ rates, total, page, query, sort, currencies, reporting, names }: Listed, form: FormPage | null): RatesPage {
  const sorted = { ...query, sort: [sortText(sort)] }
  return {
    title: 'Exchange rates',
    head: {
      crumbs: [fundsCrumb],
      title: 'Exchange rates',
      state: null,
      lede: `What one unit of a currency was worth in ${reporting}. A total in ${reporting} uses the rate of the day, or the latest of the seven days before, and says which.`,
      actions: [],
    },
    said: total === 1 ? '1 rate' : `${countText(total)} rates`,
    csvHref: listHref('/rates.csv', sorted),
    filters: filtersOf('/rates', sorted, [
      { label: 'Currency', name: 'currency', choices: currencies.map((code) => ({ value: code, label: code })) },
      { label: 'Entered by', name: 'mine', any: 'anybody', choices: [{ value: 'yes', label: 'me' }] },
    ]),
    columns: sortColumns('/rates', sorted, sort, [
      { label: 'Day', key: 'day' },
      { label: 'Currency', key: 'currency' },
      { label: 'Rate', key: null },
      { label: 'Source', key: null },
      { label: 'Entered by', key: null },
    ]),
    rows: rates.map((rate) => ({
      day: dayText(rate.on),
      currency: rate.currency,
      rate: `1 ${rate.currency} = ${rate.rate} ${reporting}`,
      source: rate.source,
      by: nameOf(names, rate),
      mark: rate.counts ? null : 'replaced by a newer entry',
    })),
    pagination: pagination('/rates', sorted, { page, total }),
    empty: total > 0 ? null : emptyText(Object.keys(query).length > 0, reporting),
    form,
  }
}

const nameOf = (names: ReadonlyMap<number, string>, { enteredBy }: ExchangeRate): string => names.get(enteredBy) ?? 'somebody'

const emptyText = (filtered: boolean, reporting: string): NonNullable<RatesPage['empty']> =>
  filtered
    ? { title: 'No such rate', text: 'No rate fits all of these filters.', first: { label: 'Show all rates', href: '/rates' } }
    : { title: 'No rate yet', text: `Amounts in currencies other than ${reporting} stay out of totals until a rate is entered.`, first: null }

/** The columns of the file: each rate as the list shows it. */
export const rateColumns = (reporting: string, names: ReadonlyMap<number, string>): CsvColumn<ExchangeRate>[] => [
  { label: 'Day', of: ({ on }) => on.toString() },
  { label: 'Currency', of: ({ currency }) => currency },
  { label: `Rate in ${reporting}`, of: ({ rate }) => rate },
  { label: 'Source', of: ({ source }) => source },
  { label: 'Entered by', of: (rate) => nameOf(names, rate) },
  { label: 'Replaced by a newer entry', of: ({ counts }) => (counts ? 'no' : 'yes') },
]
