import { expect, it } from 'vitest'
import { looksLikePlace } from '../../src/imports/place-columns.ts'
import { guessedSources, leftOut, openColumns } from '../../src/imports/mapping.ts'

it('suggests the columns that headings name, each for one field, and nothing for the rest', () => {
  const columns = ['organization_name', 'organization_uuid', 'location_name', 'Location Address', 'phones', 'postalCode', 'LAT', 'Title']

  expect(guessedSources(columns)).toEqual({
    organization: { column: 0 },
    name: { column: 2 },
    phone: { column: 4 },
    street: { column: 3 },
    postalCode: { column: 5 },
    latitude: { column: 6 },
  })
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
