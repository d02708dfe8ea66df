import type { Head } from '../http/parts.ts'
import { longDayText, type Day } from '../shared/days.ts'

/** The list of the reports that there are. */
export interface ReportsPage {
  title: string
  head: Head
  reports: { label: string; href: string; text: string }[]
  downloads: { label: string; href: string; text: string }[]
}

export function reportsPage(today: Day, mayReadDirectory: boolean): ReportsPage {
  const year = today.year - 1
  const end = `${year}-12-31`
  return {
    title: 'Reports',
    head: {
      crumbs: [],
      title: 'Reports',
      state: null,
      lede: 'What came of it: each figure can be followed to its rows, and a past day’s report comes out as it was.',
      actions: [],
    },
    reports: [
      {
        label: 'Summary',
        href: '/reports/summary',
        text: `Centers, money, needs and beds as of ${longDayText(today)}, beside the time before. Any other days can be chosen in it.`,
      },
      { label: `Summary of ${year}`, href: `/reports/summary?on=${end}&from=${year}-01-01&to=${end}`, text: 'The year before, as it is known today.' },
    ],
    downloads: [
      { label: 'Vetted centers', href: '/reports/rows/vetted-centers.csv', text: 'Each center that is vetted today, since when, as CSV.' },
      { label: 'Payments of this year', href: '/reports/rows/paid.csv', text: 'What was sent and returned, with its center, country and purpose, as CSV.' },
      { label: 'Commitments of this year', href: '/reports/rows/committed.csv', text: 'Allocations approved, and what was given back, as CSV.' },
      { label: 'Goods received this year', href: '/reports/rows/in-kind.csv', text: 'Line by line, with their value, as CSV.' },
      ...(mayReadDirectory ? [{ label: 'Directory of centers', href: '/centers.csv', text: 'All centers that the register knows, as CSV.' }] : []),
    ],
  }
}
