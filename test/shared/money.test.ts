import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencies, currencyName, isCurrency, minorUnits } from '../../src/shared/currencies.ts'
import { amountEntered, isTooMuch, moneyText, parseAmount, sumMinor } from '../../src/shared/money.ts'

describe('an amount that somebody typed', () => {
  it.each([
    ['0', 'USD', 0],
    ['1250', 'USD', 125_000],
    ['1,250.00', 'USD', 125_000],
    ['1250.5', 'USD', 125_050],
    ['0.05', 'USD', 5],
    ['0.29', 'USD', 29],
    [' 10 ', 'USD', 1000],
    ['1,234,567.89', 'USD', 123_456_789],
    ['007', 'USD', 700],
    ['1,250', 'JPY', 1250],
    ['1250', 'JPY', 1250],
    ['1.234', 'KWD', 1234],
    ['1,000.005', 'KWD', 1_000_005],
    ['1,250,000', 'KWD', 1_250_000_000],
    ['0.0001', 'CLF', 1],
    ['10', 'IDR', 1000],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ])('%s in %s is %i', (typed, currency, minor) => {
    expect(parseAmount(typed, currency)).toBe(minor)
  })

  it.each([
    ['1e3', 'USD'],
    ['٣', 'USD'],
    ['\uFF11', 'USD'],
    ['-0', 'USD'],
    ['-5', 'USD'],
    ['+5', 'USD'],
    ['1,000.005', 'USD'],
    ['1,5', 'USD'],
    ['1.250,00', 'USD'],
    ['12,50', 'USD'],
    ['1,2500', 'USD'],
    ['0,250', 'USD'],
    ['1,250', 'KWD'],
    ['.5', 'USD'],
    ['5.', 'USD'],
    ['100.00', 'JPY'],
    ['$5', 'USD'],
    ['1 250', 'USD'],
    ['0x10', 'USD'],
    ['Infinity', 'USD'],
    ['NaN', 'USD'],
    ['', 'USD'],
    ['   ', 'USD'],
    ['90071992547409.92', 'USD'],
    ['99999999999999999999999999999999999999999', 'USD'],
  ])('%s in %s is not read', (typed, currency) => {
    expect(parseAmount(typed, currency)).toBeNull()
  })

  it('is read back from a form field and from its digits with groups, whatever the currency', () => {
    const money = fc.record({ minor: fc.maxSafeNat(), currency: fc.constantFrom('USD', 'JPY', 'KWD', 'CLF', 'IDR') })
    fc.assert(fc.property(money, (each) => parseAmount(amountEntered(each), each.currency) === each.minor))
    fc.assert(
      fc.property(money, ({ minor, currency }) => {
        const [whole = '', decimals] = amountEntered({ minor, currency }).split('.')
        const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
        const typed = decimals === undefined ? groups : `${groups}.${decimals}`
        return parseAmount(typed, currency) === minor
      }),
    )
  })
})

describe('an amount to be read', () => {
  it.each([
    [125_000, 'USD', '$1,250.00'],
    [-5, 'USD', '-$0.05'],
    [0, 'EUR', '€0.00'],
    [125_000, 'KES', 'KES\u00A01,250.00'],
    [125_000, 'JPY', '¥125,000'],
    [125_000, 'IQD', 'IQD\u00A0125.000'],
    [125_000, 'IDR', 'IDR\u00A01,250.00'],
    [9_007_199_254_740_991, 'USD', '$90,071,992,547,409.91'],
  ])('%i of %s is %s', (minor, currency, text) => {
    expect(moneyText({ minor, currency })).toBe(text)
  })

  it('stands in a form field as plain digits', () => {
    expect(amountEntered({ minor: 125_000, currency: 'USD' })).toBe('1250.00')
    expect(amountEntered({ minor: 5, currency: 'KWD' })).toBe('0.005')
    expect(amountEntered({ minor: 5, currency: 'JPY' })).toBe('5')
  })

  it('has no half cents and no sign in a field', () => {
    expect(() => moneyText({ minor: 0.5, currency: 'USD' })).toThrow('0.5 is not a whole number of minor units')
    expect(() => moneyText({ minor: Number.NaN, currency: 'USD' })).toThrow('NaN is not a whole number')
    expect(() => amountEntered({ minor: -1, currency: 'USD' })).toThrow('no negative amount')
  })
})

describe('adding', () => {
  it('stops at the largest whole number a double holds', () => {
    expect(sumMinor([])).toBe(0)
    expect(sumMinor([9_007_199_254_740_990, 1])).toBe(9_007_199_254_740_991)
    expect(() => sumMinor([9_007_199_254_740_991, 1])).toThrow('Assertion failed')
    expect(() => sumMinor([0.1, 0.2])).toThrow('Assertion failed')
  })

  it('gives the total back from any parts of it', () => {
    const parts = fc.array(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), { maxLength: 8 })
    fc.assert(
      fc.property(parts, parts, (a, b) => sumMinor([...a, ...b]) === sumMinor(a) + sumMinor(b)),
      { numRuns: 100_000 },
    )
  })
})

describe('currencies', () => {
  it('have the decimals of ISO 4217, also where Intl shows fewer', () => {
    expect(['USD', 'JPY', 'KWD', 'CLF', 'UYW', 'IDR', 'IQD', 'HUF', 'MGA', 'UGX'].map(minorUnits)).toEqual([2, 0, 3, 4, 4, 2, 3, 2, 2, 0])
    const zero = currencies.filter((code) => minorUnits(code) === 0)
    expect(zero).toEqual(['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'])
    expect(currencies.filter((code) => minorUnits(code) === 3)).toEqual(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])
  })

  it('are each listed once, in order, with a name', () => {
    expect(currencies).toHaveLength(155)
    expect(currencies).toEqual([...new Set(currencies)].toSorted())
    expect(currencies.filter((code) => currencyName(code) === code)).toEqual([])
    expect(currencyName('KES')).toBe('Kenyan Shilling')
  })

  it('are offered while money of them is used', () => {
    expect(['USD', 'EUR', 'XCG', 'BGN', 'HRK', 'XAU', 'XXX', 'CLF', 'usd'].filter(isCurrency)).toEqual(['USD', 'EUR', 'XCG'])
  })
})

describe('an amount that is too much for one record', () => {
  it.each([
    { minor: 1_000_000_000_000, is: false },
    { minor: 1_000_000_000_001, is: true },
    { minor: -1_000_000_000_000, is: false },
    { minor: -1_000_000_000_001, is: true },
  ])('is $is of $minor', ({ minor, is }) => {
    expect(isTooMuch(minor)).toBe(is)
  })
})
