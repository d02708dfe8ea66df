import { describe, expect, it } from 'vitest'
import { crossText, isFarAmount, isFarFrom, yardstick, yardstickText } from '../../src/shared/cross-rate.ts'
import { toDay } from '../../src/shared/days.ts'

const rates = new Map([
  [
    'EUR',
    [
      { on: toDay('2026-11-20'), rate: '1.0885' },
      { on: toDay('2026-11-10'), rate: '1.2' },
    ],
  ],
  ['KES', [{ on: toDay('2026-11-18'), rate: '0.0077' }]],
])
const held = (from: string, to: string, day = '2026-11-21') => yardstick(from, to, toDay(day), 'USD', rates)
const cross = (from: string, to: string, day?: string) => {
  const found = held(from, to, day)
  return found.kind === 'rate' ? found.cross : null
}

describe('what the register says one currency is worth in another', () => {
  it.each([
    { from: 'USD', to: 'EUR', rate: '0.918695452457510335', says: '1 USD = 0.9187 EUR of 20 Nov 2026' },
    { from: 'EUR', to: 'USD', rate: '1.088500000000000000', says: '1 EUR = 1.0885 USD of 20 Nov 2026' },
    { from: 'EUR', to: 'KES', rate: '141.363636363636363636', says: '1 EUR = 141.36 KES of 18 Nov 2026' },
  ])('$says', ({ from, to, rate, says }) => {
    const found = cross(from, to)
    expect(found?.rate).toBe(rate)
    expect(found && crossText(found)).toBe(says)
  })

  it.each([
    { what: 'the latest before, however old', from: 'USD', to: 'EUR', day: '2031-11-28', on: '2026-11-20' },
    { what: 'the latest before, not one after', from: 'EUR', to: 'USD', day: '2026-11-20', on: '2026-11-20' },
    { what: 'the first after, where there is none before', from: 'EUR', to: 'USD', day: '2020-01-01', on: '2026-11-10' },
    { what: 'of the older of the two days', from: 'EUR', to: 'KES', day: '2026-12-30', on: '2026-11-18' },
  ])('is held against $what', ({ from, to, day, on }) => {
    expect(cross(from, to, day)?.on.toString()).toBe(on)
  })

  it('says of which it has no rate at all', () => {
    expect(held('USD', 'PEN')).toEqual({ kind: 'none', of: ['PEN'] })
    expect(held('GTQ', 'PEN')).toEqual({ kind: 'none', of: ['GTQ', 'PEN'] })
    expect(yardstickText(held('GTQ', 'PEN'))).toBe('no rate of GTQ or PEN to hold this against')
    expect(yardstickText(held('USD', 'EUR'))).toBe('1 USD = 0.9187 EUR of 20 Nov 2026')
  })

  it.each([
    { rate: '1.19735', far: false },
    { rate: '1.197351', far: true },
    { rate: '0.97965', far: false },
    { rate: '0.97964', far: true },
    { rate: '0.9187', far: true },
    { rate: '920', far: true },
  ])('is far from $rate: $far', ({ rate, far }) => {
    const found = cross('EUR', 'USD')
    expect(found && isFarFrom(found, rate)).toBe(far)
  })

  it('is far from an amount that differs by more than a tenth', () => {
    expect([isFarAmount(11_000, 10_000), isFarAmount(11_001, 10_000), isFarAmount(9_000, 10_000), isFarAmount(8_999, 10_000)]).toEqual([false, true, false, true])
  })
})
