import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvFile, safeText, type Cell } from '../../src/http/csv.ts'

const columns = [
  { label: 'Name', of: ([name]: Cell[]) => name ?? null },
  { label: 'Amount', of: ([, amount]: Cell[]) => amount ?? null },
]

describe('a CSV file', () => {
  it('starts with its mark, quotes what needs it, and keeps numbers numbers', () => {
    expect(
      csvFile(columns, [
        ['Casa "Luz", Lima', -5.5],
        ['two\nlines', null],
      ]),
    ).toBe('\uFEFFName,Amount\r\n"Casa ""Luz"", Lima",-5.5\r\n"two\nlines",\r\n')
  })

  it.each(['=1+1', '+44 20', '-5.50', '@SUM(A1)', '\t=1', '\r=1', '\0=1', '＝1', '＋1', '－1', '＠A', '  =1', '\u200B=1', '\u00A0@A', '\n=1'])(
    'runs no formula: %j',
    (text) => {
      expect(safeText(text)).toBe(`'${text}`)
    },
  )

  it.each(['Casa Amanecer', 'a=b', '0', 'N/A', '24-hour', 'é', ''])('leaves %j as it is', (text) => {
    expect(safeText(text)).toBe(text)
  })

  it('gives back each text that was put in, behind an apostrophe at most', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.integer()), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parse(csvFile(columns, rows), { bom: true, from: 2 })
        expect(read).toEqual(rows.map(([text, number]) => [safeText(text), String(number)]))
        for (const [text = ''] of read) expect(text).not.toMatch(/^[\s\0]*[=+\-@]/)
      }),
      { numRuns: 500 },
    )
  })
})
