import { parse } from 'csv-parse/sync'
import express from 'express'
import * as fc from 'fast-check'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { csvFile, sendCsv, type Cell } from '../../src/http/csv.ts'
import { safeText, withoutGuard } from '../../src/shared/formula.ts'

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

  it.each([
    { kept: "'+254 700 123456", read: '+254 700 123456' },
    { kept: "'=1+1", read: '=1+1' },
    { kept: "'-5.50", read: '-5.50' },
    { kept: "'@SUM(A1)", read: '@SUM(A1)' },
    { kept: "'\t=1", read: '\t=1' },
    { kept: "'\rA", read: '\rA' },
    { kept: "'Amal house", read: "'Amal house" },
    { kept: "''+1", read: "''+1" },
    { kept: "'", read: "'" },
    { kept: "O'=", read: "O'=" },
    { kept: '+1', read: '+1' },
  ])('is read again without its guard, and with every other apostrophe: $kept', ({ kept, read }) => {
    expect(withoutGuard(kept)).toBe(read)
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

it('waits for a slow reader again and again, and leaves nothing listening for each time', async () => {
  const listening: number[] = []
  const app = express().get('/long.csv', async (_request, response) => {
    function* batches(): Generator<Cell[][]> {
      for (let batch = 0; batch < 20; batch += 1) {
        listening.push(response.listenerCount('close') + response.listenerCount('drain'))
        yield [['x'.repeat(100_000), batch]]
      }
    }
    await sendCsv(response, 'long', columns, batches())
  })

  const { text } = await request(app).get('/long.csv').expect(200)

  expect(text.length).toBeGreaterThan(2_000_000)
  expect(listening).toEqual(Array<number>(20).fill(listening[0] ?? -1))
})
