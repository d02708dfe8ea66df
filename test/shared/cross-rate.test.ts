import { describe, expect, it } from 'vitest'
import { crossRate, crossText, isFarAmount, isFarFrom } from '../../src/shared/cross-rate.ts'
import { toDay } from '../../src/shared/days.ts'

const rates = new Map([
  ['EUR', [{ on: toDay('2026-11-20'), rate: '1.0885' }]],
  ['KES', [{ on: toDay('2026-11-18'), rate: '0.0077' }]],
])
const cross = (from: string, to: string, day = '2026-11-21') => crossRate(from, to, toDay(day), 'USD', rates)

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

  it('is nothing where either has no rate of the day or the seven before (M11)', () => {
    expect(cross('USD', 'PEN')).toBeNull()
    expect(cross('EUR', 'KES', '2026-11-26')).toBeNull()
    expect(cross('USD', 'EUR', '2026-11-27')?.on.toString()).toBe('2026-11-20')
    expect(cross('USD', 'EUR', '2026-11-28')).toBeNull()
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
