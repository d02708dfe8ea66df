import { describe, expect, it } from 'vitest'
import { columnLetter, raggedness, readSheet } from '../../src/imports/sheet.ts'

const rowsOf = (text: string) => {
  const reading = readSheet(text)
  return reading.ok ? reading.sheet.rows : reading.why
}

describe('a table', () => {
  it.each([
    { what: 'commas', text: 'name,country\r\n"Hope, House",KE', delimiter: ',' },
    { what: 'semicolons', text: 'name;country\nHope, House;KE', delimiter: ';' },
    { what: 'tabs', text: 'name\tcountry\nHope; House\tKE', delimiter: '\t' },
    { what: 'one column', text: 'name\nHope House', delimiter: ',' },
    { what: 'old line ends', text: 'name;country\rHope;KE', delimiter: ';' },
  ])('is separated by $what, as its first rows show', ({ text, delimiter }) => {
    expect(readSheet(text)).toMatchObject({ ok: true, sheet: { delimiter, rows: [{ number: 2 }] } })
  })

  it('is separated as a person says, whatever its rows suggest', () => {
    expect(readSheet('a,b;c', ';')).toMatchObject({ ok: true, sheet: { columns: ['a,b', 'c'] } })
  })

  it('numbers rows as a spreadsheet does: empty ones count, line breaks in a cell do not', () => {
    expect(rowsOf('name,notes\r\nA,"one\r\ntwo"\r\n\r\n,\r\nB,')).toEqual([
      { number: 2, cells: ['A', 'one\r\ntwo'] },
      { number: 5, cells: ['B', ''] },
    ])
  })

  it('names columns by their headings, and by their letters where that says nothing', () => {
    expect(readSheet(' name ,,e-mail,e-mail\nA,B,C,D')).toMatchObject({ sheet: { columns: ['name', 'column B', 'e-mail (column C)', 'e-mail (column D)'] } })
  })

  it('takes inches for inches', () => {
    expect(rowsOf('name,notes\nA,5" pipe')).toEqual([{ number: 2, cells: ['A', '5" pipe'] }])
  })

  it.each([
    { what: 'nothing', text: ' \n\n', says: 'This file holds nothing.' },
    { what: 'a quotation mark that never closes', text: 'name,notes\nA,"b\nC,d', says: 'A quotation mark that opens in row 2 never closes' },
    { what: 'too many columns', text: Array.from({ length: 201 }, (_, at) => `c${at}`).join(','), says: 'This file has 201 columns, and 200 at most are read.' },
    { what: 'too many rows', text: `name\n${'A\n'.repeat(20_001)}`, says: 'This file has 20001 rows, and 20000 at most are taken at once.' },
  ])('is refused for $what', ({ text, says }) => {
    expect(rowsOf(text)).toContain(says)
  })
})

it.each([
  { cells: ['A', 'B', 'C'], says: null },
  { cells: ['A', 'B', 'C', '', ' '], says: null },
  { cells: ['A', 'B'], says: 'It has 2 cells and there are 3 headings, so which cell is what is not known.' },
  { cells: ['A', 'B', 'C', '', 'E'], says: 'It has 5 cells and there are 3 headings, so which cell is what is not known.' },
])('says of $cells.length cells under three headings: $says', ({ cells, says }) => {
  expect(raggedness({ number: 2, cells }, 3)).toBe(says)
})

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [199, 'GR'],
])('letters column %i as %s', (at, letter) => {
  expect(columnLetter(at)).toBe(letter)
})
