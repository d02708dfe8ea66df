import { describe, expect, it } from 'vitest'
import { readRow, valueProblem } from '../../src/imports/row.ts'
import { placeForm } from '../../src/locations/forms.ts'
import type { FieldName } from '../../src/imports/fields.ts'
import { guide } from './files.ts'

const needed = { organization: { value: 'Anchor Trust' }, name: { value: 'Harbour House' }, country: { value: 'KE' }, kind: { value: 'clinic' } }

/** What one cell of a column called `it` is read as, in a row that is otherwise fine. */
const readAs = (field: FieldName, cell: string, days: Parameters<typeof guide>[1] = 'YYYY-MM-DD') =>
  readRow({ number: 2, cells: [cell] }, { columns: ['it'], places: new Set() }, guide({ ...needed, [field]: { column: 0 } }, days))

describe('a row', () => {
  it('is read as a center', () => {
    const columns = ['org', 'name', 'country', 'kind', 'email', 'languages', 'populations', 'services', 'opened', 'lat', 'lon', 'street']
    const cells = [
      ' Anchor Trust ',
      'Harbour House\u00A0',
      'Namibia',
      'Residential Shelter',
      'desk@example.org',
      'Swahili; en|fra',
      'girls under 18\nPOP-WOMEN',
      'Case management, SVC-ART',
      '2019-03-04',
      '-1.5',
      '36',
      'Sea Road 1',
    ]
    const sources = Object.fromEntries(
      ['organization', 'name', 'country', 'kind', 'email', 'languages', 'populations', 'services', 'openedOn', 'latitude', 'longitude', 'street'].map((field, column) => [
        field,
        { column },
      ]),
    )

    const { draft, problems, notices } = readRow({ number: 2, cells }, { columns, places: new Set() }, guide(sources))

    expect({ problems, notices }).toEqual({ problems: [], notices: [] })
    expect(draft).toEqual({
      organization: 'Anchor Trust',
      name: 'Harbour House',
      country: 'NA',
      organizationCountry: 'NA',
      kind: 'residential shelter',
      localName: null,
      otherNames: null,
      publicContact: null,
      phone: null,
      email: 'desk@example.org',
      languages: ['sw', 'en', 'fr'],
      populations: ['POP-GIRLS', 'POP-WOMEN'],
      services: ['SVC-CASE', 'SVC-ART'],
      openedOn: Temporal.PlainDate.from('2019-03-04'),
      notes: null,
      place: { region: null, city: null, street: 'Sea Road 1', postalCode: null, latitude: '-1.5', longitude: '36' },
    })
  })

  it('says everything that is wrong with it at once, by column', () => {
    const { draft, problems } = readRow(
      { number: 2, cells: ['', 'n/a', 'hostel', '1/2/14'] },
      { columns: ['name', 'land', 'type', 'since'], places: new Set() },
      {
        ...guide({ organization: { value: 'Anchor' }, name: { column: 0 }, country: { column: 1 }, kind: { column: 2 }, openedOn: { column: 3 } }),
      },
    )

    expect(draft).toBeNull()
    expect(problems).toEqual([
      { column: 'name', said: 'It is empty.' },
      { column: 'land', said: '“n/a” is not a country’s name or code.' },
      { column: 'type', said: '“hostel” is not a kind of center: residential shelter, transitional housing, foster network, drop-in, clinic, legal, training, other.' },
      { column: 'since', said: '“1/2/14” gives the year in two digits, so its century is not known.' },
    ])
  })

  it.each([
    { field: 'name', cell: 'A'.repeat(301), says: 'It has 301 letters, and 300 are kept.' },
    { field: 'name', cell: 'Refuge\nSanta Maria', says: 'It holds a line break, so it may be two names.' },
    { field: 'name', cell: 'Hope\u0007House', says: 'It holds a control character (U+0007), which no text does: the file may be damaged or read in the wrong way.' },
    { field: 'country', cell: 'na', says: '“na” is not a country’s name or code.' },
    { field: 'country', cell: 'Korea', says: '“Korea” is not a country’s name or code.' },
    { field: 'email', cell: 'a@example.org, b@example.org', says: '“a@example.org, b@example.org” is not one e-mail address.' },
    { field: 'website', cell: 'notaurl', says: '“notaurl” is not one web address, such as https://www.example.org.' },
    {
      field: 'website',
      cell: 'www.a.example.org; www.b.example.org',
      says: '“www.a.example.org; www.b.example.org” is not one web address, such as https://www.example.org.',
    },
    { field: 'website', cell: `https://example.org/${'a'.repeat(481)}`, says: 'It has 501 letters, and 500 are kept.' },
    { field: 'services', cell: 'Case management; Podiatry', says: '“Podiatry” is not in the register’s list of services.' },
    { field: 'languages', cell: Array.from({ length: 251 }, () => 'en').join(', '), says: 'It has 1002 letters, and 1000 are kept.' },
    { field: 'languages', cell: 'Klingonese', says: '“Klingonese” is not a language.' },
    { field: 'openedOn', cell: 'December 24, 2014', says: '“December 24, 2014” is a day in words, which are not read. Write it as 2026-11-21.' },
    { field: 'openedOn', cell: '11/27/2014', says: '“11/27/2014” is not a day as YYYY-MM-DD.' },
    { field: 'openedOn', cell: '2015-02-29', says: '“2015-02-29” is no day there is, read as YYYY-MM-DD.' },
    { field: 'openedOn', cell: '2026-11-22', says: 'This day has not come yet.' },
    { field: 'openedOn', cell: '2035-01-01', says: 'This day has not come yet.' },
    { field: 'openedOn', cell: '1814-02-01', says: '“1814-02-01” is before 1900.' },
    { field: 'latitude', cell: '91.5', says: 'It is not a number of degrees from -90 to 90, with a point, such as 12.5.' },
    { field: 'longitude', cell: '36,8', says: 'It is not a number of degrees from -180 to 180, with a point, such as 12.5.' },
    { field: 'longitude', cell: '36.8', says: 'Latitude and longitude go together, and one of them is empty.' },
  ] as const)('is refused for $field: $says', ({ field, cell, says }) => {
    expect(readAs(field, cell).problems.map(({ said }) => said)).toContain(says)
  })

  it.each([
    { days: 'M/D/YYYY', cell: '11/27/2014', reads: '2014-11-27' },
    { days: 'D/M/YYYY', cell: '1/2/2014', reads: '2014-02-01' },
    { days: 'D.M.YYYY', cell: '01. 02. 2014', reads: '2014-02-01' },
    { days: 'YYYY/M/D', cell: '2014/2/1', reads: '2014-02-01' },
    { days: 'YYYY/M/D', cell: '2026/11/21', reads: '2026-11-21' },
    { days: 'M/D/YYYY', cell: '2014-02-01', reads: '2014-02-01' },
  ] as const)('reads $cell as $reads when days are written $days', ({ days, cell, reads }) => {
    expect(readAs('openedOn', cell, days).draft?.openedOn?.toString()).toBe(reads)
  })

  it('does not turn a day round when it does not fit: 27/11 is no month', () => {
    expect(readAs('openedOn', '27/11/2014', 'M/D/YYYY').problems).toEqual([{ column: 'it', said: '“27/11/2014” is no day there is, read as M/D/YYYY.' }])
  })

  it.each([
    { field: 'name', cell: 'Hope\u200BHouse', reads: 'HopeHouse', says: 'Marks that are not seen were taken away.' },
    { field: 'name', cell: 'N/A', reads: 'N/A', says: '“N/A” is an unlikely name. It is kept as it is.' },
    { field: 'name', cell: '0', reads: '0', says: '“0” is an unlikely name. It is kept as it is.' },
    { field: 'name', cell: 'Caf\uFFFD', reads: 'Caf\uFFFD', says: 'A letter was lost before this file was made: � stands in its place.' },
    { field: 'otherNames', cell: 'Old Harbour\nThe Pier', reads: 'Old Harbour The Pier', says: 'A line break was read as a space.' },
    {
      field: 'notes',
      cell: 'Meet at 12 Sea Road',
      reads: 'Meet at 12 Sea Road',
      says: 'It looks like a street address. A place belongs into the fields that are kept sealed.',
    },
  ] as const)('is taken, and says of $field: $says', ({ field, cell, reads, says }) => {
    const { draft, notices } = readAs(field, cell)

    expect(draft?.[field]).toBe(reads)
    expect(notices).toEqual([{ column: 'it', said: says }])
  })

  it('puts what is not one phone number, and the website, into the public contact, as they are', () => {
    const cells = ['call the desk, 020 555 0100 or 0101', 'www.example.org']

    const { draft } = readRow({ number: 2, cells }, { columns: ['phones', 'url'], places: new Set() }, guide({ ...needed, phone: { column: 0 }, website: { column: 1 } }))

    expect(draft).toMatchObject({ phone: null, publicContact: 'www.example.org · call the desk, 020 555 0100 or 0101' })
  })

  it('never says a place in a problem', () => {
    for (const field of ['region', 'city', 'street', 'postalCode', 'latitude', 'longitude'] as const)
      for (const cell of ['SECRETPLACE'.repeat(40), 'SECRETPLACE\u0007', 'SECRETPLACE'])
        expect(JSON.stringify([readAs(field, cell).problems, readAs(field, cell).notices])).not.toContain('SECRETPLACE')
  })
})

it.each(['12.3', '-12.345678901234567', '+12.345678901234', '012.5'])('reads %s as degrees as the place form does', (typed) => {
  const { problems } = readRow(
    { number: 2, cells: [typed, '36'] },
    { columns: ['lat', 'lon'], places: new Set() },
    guide({ ...needed, latitude: { column: 0 }, longitude: { column: 1 } }),
  )

  expect(problems).toEqual([])
  expect((placeForm.safeParse({ latitude: typed }).error?.issues ?? []).map(({ path }) => path[0])).not.toContain('latitude')
})

it.each([
  { field: 'country', value: 'Kenya', says: null },
  { field: 'country', value: 'Nowhere', says: '“Nowhere” is not a country’s name or code.' },
  { field: 'services', value: 'Expressive, art and animal therapy', says: null },
] as const)('judges one value for every row: $field $value', ({ field, value, says }) => {
  expect(valueProblem(field, value, guide({}))).toBe(says)
})
