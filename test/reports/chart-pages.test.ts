import { expect, it } from 'vitest'
import { monthsChart } from '../../src/reports/chart-pages.ts'

it.each([
  { currency: 'USD', minor: 10_000_000, tick: '>$100K</text>' },
  { currency: 'KES', minor: 10_000_000, tick: '>KES\u00A0100K</text>' },
  { currency: 'UGX', minor: 2_500_000, tick: '>UGX\u00A02.5M</text>' },
])('says on the axis of amounts in $currency which currency they are in', ({ currency, minor, tick }) => {
  expect(monthsChart([{ month: '2026-11', paidMinor: minor, committedMinor: minor }], currency)).toContain(tick)
})
