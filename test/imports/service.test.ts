import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyEvents } from '../../src/audit/verify.ts'
import { getCenter } from '../../src/centers/queries.ts'
import { readOrder } from '../../src/imports/order-forms.ts'
import { getWaiting } from '../../src/imports/queries.ts'
import { describeUpload, importCenters, keepUpload, sweepImports, takeIn, throwAway, tryCenters } from '../../src/imports/service.ts'
import { openPlace } from '../../src/locations/opening-queries.ts'
import { carl, cora, on, openRegister, type TestRegister } from '../support/register.ts'
import { csv, order } from './files.ts'

const needed = { organization: { column: 0 }, name: { column: 1 }, country: { column: 2 }, kind: { value: 'clinic' } }
const file = csv('organization,name,country', 'Anchor Trust,Harbour House,KE', 'Anchor Trust,Pier House,KE', 'Anchor Trust,Harbour House,KE')

/** A file that Cora sent, with its columns said. */
async function waiting(register: TestRegister, bytes = file): Promise<number> {
  const id = await keepUpload(register.writer, cora, bytes)
  await describeUpload(register.writer, cora, id, { sources: needed, confirmed: true })
  return id
}
const countOf = async (register: TestRegister): Promise<number> => (await register.reader.selectFrom('centers').select('id').execute()).length
const mine = (id: number, who = cora) => ({ id, personId: who.id, now: who.now })
const seen = { revision: 2, centers: 2 }
const token = 'a-token-of-one-form'

describe('taking a file in', () => {
  it('registers the good rows, with all that they say, in one batch of events', async () => {
    const register = await openRegister()
    const columns = ['organization', 'name', 'country', 'phone', 'email', 'website', 'services', 'openedOn', 'notes', 'city', 'street']
    const row = 'Anchor Trust,Harbour House,Kenya,+254 700 100 200,desk@example.org,www.example.org,Case management,2019-03-04,Called them twice,Mombasa,Sea Road 1'

    const { counts, rows } = (await importCenters(register.writer, cora, csv(columns.join(','), row), order(columns))).result

    expect(counts).toEqual({ rows: 1, new: 1, there: 0, refused: 0, organizations: 1 })
    const center = await getCenter(register.reader, rows[0]?.centerId ?? 0)
    expect(center).toMatchObject({
      name: 'Harbour House',
      organizationName: 'Anchor Trust',
      country: 'KE',
      kind: 'drop-in',
      publicContact: 'www.example.org',
      shown: null,
    })
    expect(center.services.map(({ name }) => name)).toEqual(['Case management'])
    expect(await openPlace(register.reader, register.keys, center.id)).toMatchObject({ city: 'Mombasa', street: 'Sea Road 1', region: null })
    expect(await register.reader.selectFrom('contacts').select(['name', 'kind', 'phone', 'email']).execute()).toEqual([
      { name: 'Front desk', kind: 'front desk', phone: '+254 700 100 200', email: 'desk@example.org' },
    ])
    expect(await register.reader.selectFrom('notes').select(['on_day', 'text']).execute()).toEqual([{ on_day: '2026-11-21', text: 'Called them twice' }])
    const events = await register.reader.selectFrom('events').select(['action', 'batch', 'actor_id']).where('actor_id', '=', 2).execute()
    expect(new Set(events.map(({ batch }) => batch)).size).toBe(1)
    expect(events.map(({ action }) => action)).toEqual([
      'import.added',
      'organization.added',
      'center.added',
      'place.saved',
      'contact.added',
      'note.written',
      'import.taken',
    ])
    expect((await verifyEvents(register.reader, register.keys)).whole).toBe(true)
  })

  it('does nothing more when it is sent twice, with the same token or another', async () => {
    const register = await openRegister()
    const id = await waiting(register)

    const first = await Promise.all([takeIn(register.writer, cora, id, token, seen), takeIn(register.writer, cora, id, token, seen)])
    const second = await takeIn(register.writer, cora, id, 'another-token-altogether', seen)

    expect(first).toEqual([
      { centers: 2, meanwhile: 0 },
      { centers: 2, meanwhile: 0 },
    ])
    expect(second).toEqual({ centers: 0, meanwhile: 0 })
    expect(await countOf(register)).toBe(2)
  })

  it('leaves out, and tells, a center that somebody registered since the preview', async () => {
    const register = await openRegister()
    const id = await waiting(register)
    await importCenters(register.writer, carl, csv('organization,name,country', 'ANCHOR TRUST,harbour house,Kenya'), order(['organization', 'name', 'country']))

    expect(await takeIn(register.writer, cora, id, token, seen)).toEqual({ centers: 1, meanwhile: 1 })
    expect(await countOf(register)).toBe(2)
  })

  it('is refused when the columns were said otherwise since the preview', async () => {
    const register = await openRegister()
    const id = await waiting(register)
    await describeUpload(register.writer, cora, id, { sources: { ...needed, country: { value: 'UG' } } })

    await expect(takeIn(register.writer, cora, id, token, seen)).rejects.toThrow('What this file’s columns are was changed since.')
    expect(await countOf(register)).toBe(0)
  })

  it('is refused while nobody has said what the columns are', async () => {
    const register = await openRegister()
    const id = await keepUpload(register.writer, cora, file)

    await expect(takeIn(register.writer, cora, id, token, { revision: 1, centers: 2 })).rejects.toThrow('Nobody has said yet')
  })

  it('takes nothing of a file of which one row fails to be written', async () => {
    const register = await openRegister()
    const id = await waiting(register)
    const broken = { ...register.writer, keys: { ...register.keys, logMac: once(register.keys.logMac, 4) } }

    await expect(takeIn(broken, cora, id, token, seen)).rejects.toThrow('the disk is full')

    expect(await countOf(register)).toBe(0)
    expect((await getWaiting(register.reader, register.keys, mine(id))).takenAt).toBeNull()
  })
})

/** A function that fails when it is called for the nth time. */
function once<Argument, Result>(work: (argument: Argument) => Result, failing: number): (argument: Argument) => Result {
  let calls = 0
  return (argument) => {
    calls += 1
    if (calls === failing) throw new Error('the disk is full')
    return work(argument)
  }
}

describe('a file that waits', () => {
  it('is nobody else’s', async () => {
    const register = await openRegister()
    const id = await waiting(register)

    await expect(getWaiting(register.reader, register.keys, mine(id, carl))).rejects.toThrow('There is no such file.')
    await expect(takeIn(register.writer, carl, id, token, seen)).rejects.toThrow('There is no such file.')
    await expect(throwAway(register.writer, carl, id)).rejects.toThrow('There is no such file.')
  })

  it('is gone after 24 hours: not shown any more, and then deleted', async () => {
    const register = await openRegister()
    const id = await waiting(register)
    const tomorrow = on(cora, '2026-11-22')

    await expect(takeIn(register.writer, tomorrow, id, token, seen)).rejects.toThrow('gone after 24 hours')
    expect(await sweepImports(register.writer, { ...cora, now: cora.now.add({ hours: 23 }) })).toBe(0)
    expect(await sweepImports(register.writer, tomorrow)).toBe(1)
    expect(await register.reader.selectFrom('import_files').select('id').execute()).toEqual([])
  })

  it('gives its number to no file after it', async () => {
    const register = await openRegister()
    const id = await waiting(register)
    await throwAway(register.writer, cora, id)

    expect(await waiting(register)).toBe(id + 1)
  })

  it('is one of ten at most', async () => {
    const register = await openRegister()
    for (let each = 0; each < 10; each += 1) await keepUpload(register.writer, cora, file)

    await expect(keepUpload(register.writer, cora, file)).rejects.toThrow('10 files of yours wait already.')
  })

  it('waits no more once it was taken in, so that an eleventh may be sent', async () => {
    const register = await openRegister()
    await takeIn(register.writer, cora, await waiting(register), token, seen)
    for (let each = 0; each < 10; each += 1) await keepUpload(register.writer, cora, file)

    await expect(keepUpload(register.writer, cora, file)).rejects.toThrow('10 files of yours wait already.')
  })
})

describe('the mapping of the command line', () => {
  it('is read as README.md shows it', async () => {
    const shown = /```json\n([^`]+)```/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))?.[1] ?? ''
    const register = await openRegister()
    const bytes = csv('Agency;Shelter;Who;Since;Town', 'Anchor Trust;Harbour House;Women 18+;4.3.2019;Mombasa')

    const { rows } = (await importCenters(register.writer, cora, bytes, readOrder(shown))).result

    const center = await getCenter(register.reader, rows[0]?.centerId ?? 0)
    expect(center).toMatchObject({ name: 'Harbour House', organizationName: 'Anchor Trust', country: 'KE', kind: 'drop-in' })
    expect(center.populations.map(({ name }) => name)).toEqual(['Women 18+'])
    expect(await openPlace(register.reader, register.keys, center.id)).toMatchObject({ city: 'Mombasa' })
  })

  it.each([
    { text: 'name: x', says: 'The mapping is not JSON.' },
    { text: '[]', says: 'The mapping cannot be read. It must be an object: { "fields": … }. README.md shows one.' },
    { text: '{"days":"M/D/YYYY"}', says: 'Its “fields” must say where each field comes from: { "name": { "column": "its heading" }, … }.' },
    { text: '{"fields":{},"sheet":1}', says: 'It says “sheet”, and only fields, days, encoding and delimiter are read.' },
    { text: '{"fields":{"colour":{"column":"x"}}}', says: 'No field is called “colour”. There are: organization, name, country, kind, ' },
    { text: '{"fields":{"name":"Shelter"}}', says: '“name” must be { "column": "its heading" } or { "value": "the same in every row" }.' },
    { text: '{"fields":{"name":{"value":""}}}', says: '“name” must be { "column": "its heading" } or { "value": "the same in every row" }.' },
    { text: '{"fields":{"name":{"column":"x","letter":"B"}}}', says: '“name” must be { "column": "its heading" } or { "value": "the same in every row" }.' },
    { text: '{"fields":{},"days":"DMY"}', says: '“days” must be one of "YYYY-MM-DD", "M/D/YYYY", "D/M/YYYY", "D.M.YYYY", "YYYY/M/D".' },
    { text: '{"fields":{},"delimiter":"|"}', says: '“delimiter” must be one of ",", ";", "\\t".' },
  ])('is refused in words: $says', ({ text, says }) => {
    expect(() => readOrder(text)).toThrow(says)
  })

  it('is refused when the file has no such columns, each with the nearest, and when it says nothing of a field that is needed', async () => {
    const register = await openRegister()
    const fields = { organization: { column: 'Organisation' }, name: { column: 'CenterName' }, notes: { column: 'CenterName' }, kind: { value: 'clinic' } }
    const titled = csv('organization,center_name,country', 'Anchor Trust,Harbour House,KE')

    const answers = [
      importCenters(register.writer, cora, titled, readOrder(JSON.stringify({ fields }))),
      tryCenters(register.reader, cora.today, titled, readOrder(JSON.stringify({ fields }))),
    ]

    const said =
      'The file has no column “Organisation”; the nearest is “organization”. The file has no column “CenterName”; the nearest is “center_name”. It has: organization, center_name, country. The mapping does not say where these come from: country.'
    expect((await Promise.allSettled(answers)).map((answer) => (answer.status === 'rejected' ? String(answer.reason) : 'taken'))).toEqual([
      `Refusal: ${said}`,
      `Refusal: ${said}`,
    ])
  })

  it('takes nothing of a file that has headings and no rows, and says so', async () => {
    const register = await openRegister()
    const columns = ['organization', 'name', 'country']

    await expect(importCenters(register.writer, cora, csv(columns.join(','), ' , ,'), order(columns))).rejects.toThrow('This file has headings and no rows')
  })

  it('must name the encoding of a file that is not UTF-8', async () => {
    const register = await openRegister()
    const latin = Buffer.from('organization,name,country\nCafé,Harbour,KE', 'latin1')
    const columns = ['organization', 'name', 'country']

    await expect(importCenters(register.writer, cora, latin, order(columns))).rejects.toThrow('Name its encoding in the mapping.')
    const fields = { ...Object.fromEntries(columns.map((column) => [column, { column }])), kind: { value: 'legal' } }
    const { rows } = (await importCenters(register.writer, cora, latin, readOrder(JSON.stringify({ encoding: 'windows-1252', fields })))).result
    expect(rows[0]?.organization).toBe('Café')
  })
})
