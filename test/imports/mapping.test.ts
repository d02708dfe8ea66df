import { expect, it } from 'vitest'
import { looksLikePlace } from '../../src/imports/place-columns.ts'
import { guessedSources, leftOut, openColumns } from '../../src/imports/mapping.ts'
import { guide } from './files.ts'

const { lists } = guide({})

it('suggests the columns that headings name, each for one field, and nothing for the rest', () => {
  const columns = ['organization_name', 'organization_uuid', 'location_name', 'Location Address', 'phones', 'postalCode', 'LAT', 'Title']

  expect(guessedSources({ columns, rows: [] }, lists)).toEqual({
    organization: { column: 0 },
    name: { column: 2 },
    phone: { column: 4 },
    street: { column: 3 },
    postalCode: { column: 5 },
    latitude: { column: 6 },
  })
})

it('suggests a column that is called Org for the organization', () => {
  expect(guessedSources({ columns: ['Org', 'Shelter'], rows: [] }, lists)).toEqual({ organization: { column: 0 }, name: { column: 1 } })
})

it('suggests for a list no column of which nothing is on it, but one that is on it in part, or empty', () => {
  const columns = ['Services', 'Services offered', 'Type', 'Languages', 'Populations']
  const rows = [
    { number: 2, cells: ['135836', 'Massage; case management', 'Nonprofit', '', 'P-1'] },
    { number: 3, cells: ['Free legal help', '', '', '', 'women 18+, men'] },
  ]

  expect(guessedSources({ columns, rows }, lists)).toEqual({ services: { column: 1 }, languages: { column: 3 }, populations: { column: 4 } })
})

it('names the columns that nothing takes', () => {
  expect(leftOut(['a', 'b', 'c'], { name: { column: 1 }, country: { value: 'KE' } })).toEqual(['a', 'c'])
})

it('gives back the columns that were taken, but for places and for free text', () => {
  const columns = ['location name', 'where', 'City', 'Stad', 'Mailing Address', 'both', 'remarks']

  const open = openColumns(
    columns,
    {
      name: { column: 0 },
      region: { column: 1 },
      publicContact: { column: 4 },
      otherNames: { column: 5 },
      city: { column: 5 },
      notes: { column: 6 },
    },
    new Set(),
  )

  expect(open).toEqual([0])
})

it.each(['Address', 'mailing_address', 'ZIP codes', 'Counties', 'GPS', 'State/Province', 'lat', 'transportation', 'Nearest town', 'postcode'])(
  'takes “%s” for a place',
  (heading) => {
    expect(looksLikePlace(heading)).toBe(true)
  },
)

it.each(['name', 'organization', 'e-mail', 'services', 'Opened', 'status'])('does not take “%s” for a place', (heading) => {
  expect(looksLikePlace(heading)).toBe(false)
})
