import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { choosable } from '../../src/imports/encoding.ts'
import { describeUpload, keepUpload, takeIn } from '../../src/imports/service.ts'
import { delimiters } from '../../src/imports/sheet.ts'
import { readUpload } from '../../src/imports/upload.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'

/** Pieces of tables, whole and broken, and whatever else bytes can be. */
const piece = fc.constantFrom(
  'organization',
  'name',
  'country',
  'KE',
  'Nowhere',
  'Hope',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\r\n',
  '\n',
  '\r',
  ' ',
  '\0',
  'é',
  '\u200B',
  '=1+1',
  '2019-13-45',
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
  fc.array(piece, { maxLength: 60 }).map((each) => Buffer.from(each.join(''))),
  fc.array(piece, { maxLength: 40 }).map((each) => Buffer.from(`organization,name,country\n${each.join('')}`)),
)

it('reads any bytes as a table, or says why not', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(null, ...choosable), fc.constantFrom(null, ...delimiters), (file, encoding, delimiter) => {
      const reading = readUpload(file, { encoding, delimiter })
      if (reading.kind === 'table') expect(reading.sheet.rows.every(({ number, cells }) => number > 1 && cells.length > 0)).toBe(true)
      if (reading.kind === 'unreadable') expect(reading.why).toMatch(/\.|\?$/)
    }),
    { numRuns: 500 },
  )
})

it('takes in whole good rows of any bytes, or nothing', async () => {
  const register = await openRegister()
  const sources = { organization: { column: 0 }, name: { column: 1 }, country: { column: 2 }, kind: { value: 'clinic' } }
  const count = async (): Promise<number> => (await register.reader.selectFrom('centers').select('id').execute()).length
  let run = 0
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      run += 1
      if (file.length === 0 || readUpload(file, { encoding: 'windows-1252', delimiter: ',' }).kind !== 'table') return
      const later = { ...cora, now: cora.now.add({ hours: 25 * run }) } // Each file alone: ten wait at most.
      const id = await keepUpload(register.writer, later, file)
      await describeUpload(register.writer, later, id, { encoding: 'windows-1252', delimiter: ',', sources, confirmed: true })
      const before = await count()

      const { centers } = await takeIn(register.writer, later, id, `token-of-run-number-${run}`, { revision: 2, centers: 0 })

      expect(await count()).toBe(before + centers)
    }),
    { numRuns: 100 },
  )
})

it('answers any bytes with a page, never with a fault', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      const answer = await hers.post('/imports').attach('file', file, 'partners.csv')
      expect([303, 422]).toContain(answer.status)
      if (answer.status !== 303) return
      const at = String(answer.headers['location'])
      expect((await hers.get(at)).status).toBe(200)
      await hers.post(`${at}/writing`).type('form').send({ encoding: 'windows-1252', delimiter: 'commas' }).expect(303)
      expect(
        (
          await hers
            .post(`${at}/mapping`)
            .type('form')
            .send({ 'column-organization': '0', 'column-name': '1', 'column-country': '2', 'value-kind': 'clinic', days: 'YYYY-MM-DD' })
        ).status,
      ).toBeLessThan(423)
      for (const path of [at, `${at}?show=noticed`, `${at}/refused.csv`]) expect((await hers.get(path)).status).toBeLessThan(410)
      await hers.post(`${at}/withdrawal`).expect(303)
    }),
    { numRuns: 40 },
  )
  expect(app.faults).toEqual([])
}, 60_000)
