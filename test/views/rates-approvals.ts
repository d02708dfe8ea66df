import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullColumns, fullFilters, fullHead, fullPagination, smallEmpty, smallFilters, smallHead, smallPagination } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const ratesAndApprovals: ExtremesOf<'rates' | 'approvals'> = {
  'rates/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      said: 'A',
      csvHref: '/rates.csv',
      filters: smallFilters,
      columns: [],
      rows: [],
      pagination: smallPagination,
      empty: smallEmpty,
      form: null,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      said: full('3 rates'),
      csvHref: '/rates.csv?currency=KES&sort=-day',
      filters: fullFilters,
      columns: fullColumns,
      rows: several((n) => ({
        day: full('21 November 2026'),
        currency: full('KHR'),
        rate: full(`4,100.${n}`),
        source: full('Central bank'),
        by: full('Priya'),
        mark: n === 2 ? null : full('corrected'),
      })),
      pagination: fullPagination,
      empty: null,
      form: fullForm('rate'),
    },
  },
  'approvals/list': {
    smallest: { title: 'A', head: smallHead, groups: [], empty: smallEmpty },
    fullest: {
      title: hostile,
      head: fullHead,
      groups: several((n) => ({
        title: full(`Group ${n}`),
        rows: n === 2 ? [] : several((m) => ({ label: full(`Row ${m}`), href: `/allocations/${m}?a=1&b=2`, about: full('$1') })),
        others: n === 3 ? null : full('2 wait for others'),
      })),
      empty: null,
    },
  },
}
