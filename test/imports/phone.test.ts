import { describe, expect, it } from 'vitest'
import { readRow } from '../../src/imports/row.ts'
import { guide } from './files.ts'

const needed = { organization: { value: 'Anchor Trust' }, name: { value: 'Harbour House' }, country: { value: 'KE' }, kind: { value: 'clinic' } }

/** A row of one cell, taken as this field, from a column called `it`. */
const read = (field: 'phone' | 'email' | 'website' | 'publicContact' | 'otherNames' | 'notes', cell: string) =>
  readRow({ number: 2, cells: [cell] }, { columns: ['it'], places: new Set() }, guide({ ...needed, [field]: { column: 0 } }))

describe('a cell of phone numbers', () => {
  it.each(['none', 'None', 'n/a', 'N/A', 'NA', '-', '—', '--', '?', 'no phone', 'null'])('is empty when it says “%s”', (cell) => {
    expect(read('phone', cell)).toMatchObject({ problems: [], notices: [], draft: { phone: null, publicContact: null } })
  })

  it.each(['0', '0000', 'ask Rosa', 'ext. 123', 'x', '(1)', '+44'])('refuses its row when it says “%s”, which nobody can dial', (cell) => {
    expect(read('phone', cell)).toMatchObject({
      problems: [{ column: 'it', said: `“${cell}” is not a phone number, which has 5 digits at least. A short number belongs into the public contact.` }],
      draft: null,
    })
  })

  it.each(['(312) 773-1068', '+254 700 100 200', '305.285.5922', '12345'])('is one phone number when it says “%s”', (cell) => {
    expect(read('phone', cell)).toMatchObject({ problems: [], notices: [], draft: { phone: cell, publicContact: null } })
  })

  it.each([
    '(312) 773-1068 ext. 321',
    'main: 305-576-0080, tollfree: 866-686-2760',
    '217-525-5297 (LAWS)',
    '1-800-LAW-REP-4',
    '1-800-FLOWERS',
    '020 555 0100 (text only)',
  ])('stands in the public contact when it says “%s”', (cell) => {
    expect(read('phone', cell)).toMatchObject({
      problems: [],
      notices: [{ column: 'it', said: 'It is not just one phone number, so it stands in the public contact.' }],
      draft: { phone: null, publicContact: cell },
    })
  })

  it.each([
    { cell: 'call at 41 Larkspurrow Lane, 0205550100', says: 'It looks like a street address, and not like a phone number.' },
    { cell: '41 Larkspurrow Lane', says: 'What stands there is not a phone number, which has 5 digits at least. A short number belongs into the public contact.' },
  ])('refuses its row without a word of the place: $cell', ({ cell, says }) => {
    const { problems, draft } = read('phone', cell)

    expect(problems).toEqual([{ column: 'it', said: says }])
    expect(draft).toBeNull()
  })
})

it.each(['email', 'website', 'publicContact', 'otherNames', 'notes'] as const)('takes “-”, “none” and “n/a” for an empty %s', (field) => {
  for (const cell of ['-', 'none', 'n/a'])
    expect(read(field, cell)).toMatchObject({ problems: [], notices: [], draft: { email: null, publicContact: null, otherNames: null, notes: null } })
})
