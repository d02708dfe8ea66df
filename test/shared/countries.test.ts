import { describe, expect, it } from 'vitest'
import { countries, countryCode, countryName, countryNumeric } from '../../src/shared/countries.ts'
import { usStateName, usStates } from '../../src/shared/us-states.ts'

describe('the list of countries', () => {
  it('is ISO 3166-1: 249, each with a name, a number and a world region', () => {
    expect(countries).toHaveLength(249)
    expect(new Set(countries.map(({ name }) => name)).size).toBe(249)
    expect(countries.filter(({ code, alpha3, numeric }) => !/^[A-Z]{2} [A-Z]{3} \d{3}$/.test(`${code} ${alpha3} ${numeric}`))).toEqual([])
  })

  it('names and numbers a country', () => {
    expect(['KE', 'CI', 'US', 'VN', 'XK', 'ke', ''].map(countryName)).toEqual(['Kenya', 'Côte d’Ivoire', 'United States', 'Vietnam', null, null, null])
    expect(['AF', 'KE', 'US', 'XK'].map(countryNumeric)).toEqual(['004', '404', '840', null])
  })

  it('reads back every code and name that it writes', () => {
    expect(
      countries.filter(({ code, alpha3, name }) =>
        [code, code.toLowerCase(), alpha3, name, name.toUpperCase()].some((text) => text !== 'na' && countryCode(text) !== code),
      ),
    ).toEqual([])
  })
})

describe('a country that somebody typed', () => {
  it.each([
    ['ke', 'KE'],
    [' KEN ', 'KE'],
    ['kenya', 'KE'],
    ['Cote d’Ivoire', 'CI'],
    ["CÔTE D'IVOIRE", 'CI'],
    ['Ivory Coast', 'CI'],
    ['U.S.A.', 'US'],
    ['UK', 'GB'],
    ['St. Lucia', 'LC'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ['Burma', 'MM'],
    ['Gambia, The', 'GM'],
    ['Korea, Republic of', 'KR'],
    ['Iran (Islamic Republic of)', 'IR'],
    ['Republic of Moldova', 'MD'],
    ['Congo, Democratic Republic of the', 'CD'],
    ['DR Congo', 'CD'],
    ['Republic of the Congo', 'CG'],
    ['Guinea', 'GN'],
    ['Georgia', 'GE'],
    ['NA', 'NA'],
    ['NAM', 'NA'],
    ['Namibia', 'NA'],
  ])('%s is %s', (typed, code) => {
    expect(countryCode(typed)).toBe(code)
  })

  it.each(['', '  ', 'na', 'N/A', 'n.a.', '-', 'Congo', 'Korea', 'Virgin Islands', 'Saint Martin', 'America', 'Africa', 'Keny', 'XK', 'EU', '404'])(
    '"%s" is not guessed at',
    (typed) => {
      expect(countryCode(typed)).toBeNull()
    },
  )
})

describe('the states of the US', () => {
  it('are fifty and the capital', () => {
    expect(usStates).toHaveLength(51)
    expect(['FL', 'DC', 'PR', 'fl'].map(usStateName)).toEqual(['Florida', 'District of Columbia', null, null])
  })
})
