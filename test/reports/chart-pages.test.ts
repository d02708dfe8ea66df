import { expect, it } from 'vitest'
import { monthsChart } from '../../src/reports/chart-pages.ts'
import { drawnMonths } from '../../src/reports/summary-pages.ts'

it.each([
  { currency: 'USD', minor: 10_000_000, tick: '>$100K</text>' },
  { currency: 'KES', minor: 10_000_000, tick: '>KES\u00A0100K</text>' },
  { currency: 'UGX', minor: 2_500_000, tick: '>UGX\u00A02.5M</text>' },
])('says on the axis of amounts in $currency which currency they are in', ({ currency, minor, tick }) => {
  expect(monthsChart([{ month: '2026-11', paidMinor: minor, committedMinor: minor }], currency)).toContain(tick)
})

it('draws every month of three years, and of a longer period those from the first with money', () => {
  const monthsWith = (count: number, first: number) =>
    Array.from({ length: count }, (_, at) => ({ at, paid: { minor: at === first ? -5 : 0, currency: 'USD' }, committed: { minor: 0, currency: 'USD' } }))
  const drawn = (count: number, first: number): number[] => drawnMonths(monthsWith(count, first)).map(({ at }) => at)

  expect(drawn(36, 30)).toHaveLength(36)
  expect([drawn(120, 20)[0], drawn(120, 20).length]).toEqual([20, 100])
  expect([drawn(120, 110)[0], drawn(120, 110).length]).toEqual([84, 36])
  expect([drawn(120, -1)[0], drawn(120, -1).length]).toEqual([84, 36])
})
