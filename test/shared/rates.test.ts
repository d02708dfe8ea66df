import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import { convert, isConvertible, isRate, mayBeEntered, rateFor, ratesText, totalIn, type Rate } from '../../src/shared/rates.ts'

const rates: Rate[] = [
  { on: toDay('2028-02-29'), rate: '0.0077' },
  { on: toDay('2028-02-20'), rate: '0.0075' },
  { on: toDay('2028-03-04'), rate: '0.0079' },
]

describe('the rate for a day (M11)', () => {
  it.each([
    ['2028-02-19', null],
    ['2028-02-20', '0.0075'],
    ['2028-02-27', '0.0075'],
    ['2028-02-28', null],
    ['2028-02-29', '0.0077'],
    ['2028-03-03', '0.0077'],
    ['2028-03-04', '0.0079'],
    ['2028-03-11', '0.0079'],
    ['2028-03-12', null],
  ])('%s is %s', (day, rate) => {
    expect(rateFor(rates, toDay(day))?.rate ?? null).toBe(rate)
  })
})

describe('converting', () => {
  it.each([
    // 100.00 × 129.5 = 12,950.00
    [10_000, 'USD', '129.5', 'KES', 1_295_000],
    // 1,295,000 × 0.0077 = 9,971.5 cents, half to even
    [1_295_000, 'KES', '0.0077', 'USD', 9972],
    [1, 'USD', '0.5', 'EUR', 0],
    [3, 'USD', '0.5', 'EUR', 2],
    [5, 'USD', '0.5', 'EUR', 2],
    [-1, 'USD', '0.5', 'EUR', 0],
    [-3, 'USD', '0.5', 'EUR', -2],
    [-5, 'USD', '0.5', 'EUR', -2],
    [5, 'USD', '0.500000000000000001', 'EUR', 3],
    // 1,000 yen have no cents: × 0.0068 = 6.80
    [1000, 'JPY', '0.0068', 'USD', 680],
    // 10.00 USD × 147.25 = 1,472.5 yen, half to even
    [1000, 'USD', '147.25', 'JPY', 1472],
    // 1.234 KWD × 3.25 = 4.0105 USD
    [1234, 'KWD', '3.25', 'USD', 401],
    [9_007_199_254_740_991, 'USD', '1', 'EUR', 9_007_199_254_740_991],
  ])('%i of %s at %s is %s %i', (minor, currency, rate, to, expected) => {
    expect(convert({ minor, currency }, rate, to)).toBe(expected)
  })

  it('stops at what is no rate, and at what no double holds', () => {
    expect(['1', '0.0077', '1e3', '-1', '0', '0.00', '', '.5', '1,5', '٣'].filter(isRate)).toEqual(['1', '0.0077'])
    expect(() => convert({ minor: 1, currency: 'USD' }, '1e3', 'EUR')).toThrow('1e3 is not a rate')
    expect(() => convert({ minor: 9_007_199_254_740_991, currency: 'USD' }, '2', 'EUR')).toThrow('is not a whole number of minor units')
    expect(() => convert({ minor: 1.5, currency: 'USD' }, '2', 'EUR')).toThrow('1.5 is not a whole number')
  })

  it('is never further than half a unit away, and mirrors at zero', () => {
    const rate = fc.record({ whole: fc.nat(2000), decimals: fc.integer({ min: 1, max: 999_999 }) })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), rate, (minor, { whole, decimals }) => {
        const text = `${whole}.${decimals.toString().padStart(6, '0')}`
        const converted = convert({ minor, currency: 'USD' }, text, 'EUR')
        const off = BigInt(converted) * 1_000_000n - BigInt(minor) * (BigInt(whole) * 1_000_000n + BigInt(decimals))
        const size = off < 0n ? -off : off
        const mirrored = convert({ minor: -minor, currency: 'USD' }, text, 'EUR')
        return mirrored + converted === 0 && (size < 500_000n || (size === 500_000n && converted % 2 === 0))
      }),
    )
  })

  it('never rounds to minus nothing', () => {
    expect(Object.is(convert({ minor: -1, currency: 'USD' }, '0.1', 'EUR'), 0)).toBe(true)
  })
})

describe('a total in one currency', () => {
  it('rounds each row, then sums, and says which days its rates are of and what is not in it', () => {
    const rows = [
      { minor: 10_000, currency: 'USD', on: toDay('2028-03-01') },
      // 1,295,000 × 0.0077 = 9,971.5 → 9,972
      { minor: 1_295_000, currency: 'KES', on: toDay('2028-03-01') },
      // 100 × 0.0077 = 0.77 → 1, twice
      { minor: 100, currency: 'KES', on: toDay('2028-03-02') },
      { minor: 100, currency: 'KES', on: toDay('2028-03-02') },
      // 100,000 × 0.0079 = 790
      { minor: 100_000, currency: 'KES', on: toDay('2028-03-05') },
      { minor: 700, currency: 'KES', on: toDay('2028-02-28') },
      { minor: 50, currency: 'JPY', on: toDay('2028-03-01') },
      { minor: 30, currency: 'JPY', on: toDay('2028-03-01') },
    ]
    const total = totalIn(rows, 'USD', new Map([['KES', rates]]))
    expect(total.minor).toBe(20_764)
    expect(total.currency).toBe('USD')
    expect(total.rateDays.map(String)).toEqual(['2028-02-29', '2028-03-04'])
    expect(total.unconverted).toEqual([
      { minor: 80, currency: 'JPY' },
      { minor: 700, currency: 'KES' },
    ])
  })

  it('of nothing is nothing', () => {
    expect(totalIn([], 'USD', new Map())).toEqual({ minor: 0, currency: 'USD', rateDays: [], unconverted: [] })
  })
})

describe('what one record may come to', () => {
  it('bounds the rates that may be entered', () => {
    expect(['0.0000001', '10000000', '129.5', '0.00000009', '10000000.1', '0', '1e3'].filter(mayBeEntered)).toEqual(['0.0000001', '10000000', '129.5'])
  })

  it.each([
    { minor: 1_000_000_000, rate: '1000', fits: true },
    { minor: 1_000_000_000, rate: '1000.000001', fits: false },
    { minor: -1_000_000_000, rate: '1000.000001', fits: false },
    { minor: 1_000_000_000_000, rate: '999999999999999999', fits: false },
  ])('is $fits for $minor at $rate', ({ minor, rate, fits }) => {
    expect(isConvertible({ minor, currency: 'USD' }, rate, 'EUR')).toBe(fits)
  })

  it('leaves what comes to more out of a total, as what has no rate', () => {
    const on = toDay('2026-11-21')
    const rows = [
      { minor: 1_000_000_000_000, currency: 'EUR', on },
      { minor: 500, currency: 'EUR', on },
      { minor: 7, currency: 'USD', on },
    ]

    expect(totalIn(rows, 'USD', new Map([['EUR', [{ on, rate: '10' }]]]))).toMatchObject({ minor: 5007, unconverted: [{ minor: 1_000_000_000_000, currency: 'EUR' }] })
  })
})

it.each([
  { days: [], left: [], says: null },
  { days: ['2026-11-20'], left: [], says: 'at the rate of 20 Nov 2026' },
  { days: ['2026-10-31', '2026-11-05', '2026-11-20'], left: [], says: 'at rates of 31 Oct to 20 Nov 2026' },
  { days: ['2025-12-31', '2026-01-02'], left: [50_000], says: 'at rates of 31 Dec 2025 to 2 Jan 2026; KES\u00A0500.00 left out, no rate' },
  { days: [], left: [50_000, 100], says: 'KES\u00A0500.00 and KES\u00A01.00 left out, no rate' },
])('says of a total by the rates of $days what it rests on and leaves out: $says', ({ days, left, says }) => {
  expect(ratesText({ rateDays: days.map(toDay), unconverted: left.map((minor) => ({ minor, currency: 'KES' })) })).toBe(says)
})
