import { expect, it } from 'vitest'
import { reportDays } from '../../src/reports/days.ts'
import { rowsPage } from '../../src/reports/row-pages.ts'
import type { FigureRow } from '../../src/reports/row.ts'
import { toDay } from '../../src/shared/days.ts'

const days = reportDays({ on: null, from: null, to: null, known: null }, toDay('2026-11-21'), 'UTC')
const row: FigureRow = {
  on: days.on,
  centerId: 1,
  center: 'Hope House',
  country: 'KE',
  said: 'late',
  counts: 1,
  of: 1,
  amount: null,
  ofAmount: null,
  purpose: null,
  inReporting: null,
  ofInReporting: null,
  rateOn: null,
}

it.each([
  { page: 1, here: 50, count: 157, shown: 'Rows 1 to 50 of 157; the total is of all.' },
  { page: 4, here: 7, count: 157, shown: 'Rows 151 to 157 of 157; the total is of all.' },
  { page: 1, here: 50, count: 50, shown: null },
])('says above the total of $count rows that not all of them stand there: $shown', ({ page, here, count, shown }) => {
  const measure = { kind: 'count', count, countries: 1 } as const
  const rows = Array.from({ length: here }, () => row)

  const { total } = rowsPage({ key: 'late', days, part: { country: null, purpose: null }, measure, rows, count, page, mayOpen: false })

  expect(total).toMatchObject({ figure: String(count), shown })
})
