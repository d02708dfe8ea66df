import { describe, expect, it } from 'vitest'
import { fieldNames, fieldOf, type FieldName } from '../../src/imports/fields.ts'
import { placeColumns } from '../../src/imports/place-columns.ts'
import { planImport } from '../../src/imports/plan.ts'
import { tellAll } from '../../src/imports/result.ts'
import { importCenters } from '../../src/imports/service.ts'
import { readSheet } from '../../src/imports/sheet.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { csv, guide, mapped, order } from './files.ts'

const sheetOf = (...rows: string[]) => {
  const reading = readSheet(rows.join('\n'))
  if (!reading.ok) throw new Error(reading.why)
  return reading.sheet
}

const open = fieldNames.filter((name) => !fieldOf(name).place)
const texts: readonly FieldName[] = ['organization', 'name', 'localName', 'otherNames', 'website', 'publicContact', 'notes']

/** What is told of the rows of `Agency,Shelter,Land,` and one more column, taken as a field. */
function toldOf(heading: string, cells: string[], field: FieldName) {
  const sheet = sheetOf(`Agency,Shelter,Land,${heading}`, ...cells.map((cell, at) => `Anchor Trust,Hope House ${at},KE,"${cell}"`))
  const sources = { organization: { column: 0 }, name: { column: 1 }, country: { column: 2 }, kind: { value: 'clinic' }, [field]: { column: 3 } }
  const outcomes = planImport(sheet, guide(sources), { organizations: [], centers: [] })
  return tellAll(outcomes, { sources, places: placeColumns(sheet) }).rows
}

describe('a column that looks like a place (CONF-06)', () => {
  it('is one by its heading in some languages, unless that is of a field that is none, or by more than half of its cells', () => {
    const sheet = sheetOf(
      'Where is it,Straße,Dirección,Адрес,地址,location name,E-mail address,Name of location,Codes,Remarks,Empty,Land',
      'x,x,x,x,x,x,x,x,41 Larkspurrow Lane,near 45 Canary Street,,KE',
      'x,x,x,x,x,x,x,x,"Springfield, IL 62701",quiet,,KE',
      'x,x,x,x,x,x,x,x,Behind the vermilionworks,,,KE',
    )

    expect([...placeColumns(sheet)].map((at) => sheet.columns[at])).toEqual(['Where is it', 'Straße', 'Dirección', 'Адрес', '地址', 'Codes'])
  })

  it('is none when every cell of it is an id, whatever its heading, and is one when a single cell is not', () => {
    const ids = ['6a84f8e7-f0a8-445d-9abc-d24a7b462f82', '85B23D4B-6619-4BD7-A682-819BF28DFED6']

    const all = sheetOf('location_uuid', ...ids)
    const but = sheetOf('location_uuid', ...ids, '41 Larkspurrow Lane')

    expect([[...placeColumns(all)], [...placeColumns(but)]]).toEqual([[], [0]])
  })

  it.each(open)('is quoted by no reason or remark when it is taken as %s, by its heading or its cells', (field) => {
    const byHeading = toldOf('Where is it', ['Behind the vermilionworks, second gate'], field)
    const byCells = toldOf('Extra', ['41 Larkspurrow Lane', '42 Larkspurrow Lane, Springfield', 'Behind the vermilionworks'], field)

    for (const row of [...byHeading, ...byCells]) expect(JSON.stringify(row)).not.toMatch(/vermilion|second gate|Larkspur|Springfield/)
    for (const row of byHeading) expect(row).toMatchObject({ kind: 'refused' })
  })

  it.each(texts)('goes into no %s, which is not kept sealed', (field) => {
    const [row] = toldOf('Where is it', ['Behind the vermilionworks'], field)

    expect(row?.problems).toEqual([
      'Where is it: Its column looks like a place, and this field is not kept sealed. Take it as where the center is, or head the column by what else it holds.',
    ])
  })

  it('still gives what is read by its shape: a phone, an e-mail address, a website, a language', () => {
    const cells = { phone: '020 555 0100', email: 'desk@example.org', website: 'www.example.org/desk', languages: 'Swahili; English' } as const

    for (const field of ['phone', 'email', 'website', 'languages'] as const) expect(toldOf('Location', [cells[field]], field)).toMatchObject([{ kind: 'new' }])
  })

  it('has a heading that is shown by its letter when the heading is an address, as of a file that begins with its first row', () => {
    expect(sheetOf('Anchor Trust,41 Larkspurrow Lane,KE', 'Hope,x,KE').columns).toEqual(['Anchor Trust', 'column B, a place', 'KE'])
  })

  it('is not quoted by the part of a cell that looks like none', () => {
    const [row] = toldOf('Tongues', ['41 Larkspurrow Lane, Springfield', 'Swahili', 'English'], 'languages')

    expect(row?.problems).toEqual(['Tongues: What stands there is not a language.'])
  })
})

describe('a name that looks like a place', () => {
  it.each(['organization', 'name', 'localName'] as const)('refuses its row as %s, and is not shown', (field) => {
    const cells = ['41 Larkspurrow Lane', 'Harbour', 'Pier']

    const [row, ...others] = toldOf('Called', cells, field)

    expect(row?.problems).toEqual(['Called: It looks like a street address, and names are not kept sealed. If it is the name, add it by hand.'])
    expect(JSON.stringify(row)).not.toContain('Larkspur')
    expect(others).toMatchObject([{ kind: 'new' }, { kind: 'new' }])
  })

  it.each(['Hope House 2', 'House 12', 'Refuge 24/7', 'Casa 3'])('is not one that says “%s”', (name) => {
    expect(toldOf('Called', [name, 'Harbour'], 'name')).toMatchObject([{ kind: 'new', name }, { kind: 'new' }])
  })

  it('goes in by no command either', async () => {
    const { writer, reader } = await openRegister()
    const file = csv('organization,name,country', 'Anchor Trust,41 Larkspurrow Lane,KE', 'Anchor Trust,Harbour House,KE', 'Anchor Trust,Pier House,KE')

    const { counts } = (await importCenters(writer, cora, file, order(['organization', 'name', 'country']))).result

    expect(counts).toMatchObject({ new: 2, refused: 1 })
    expect((await reader.selectFrom('centers').select('name').execute()).map(({ name }) => name)).toEqual(['Harbour House', 'Pier House'])
  })
})

it('lists all that is wrong with a cell in the CSV of refused rows, and on the page the beginning of it', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), cora)
  const words = Array.from({ length: 30 }, (_, at) => `Klingonese of the ${at + 1}. house`)
  const file = csv('organization,name,country,tongues', `Anchor,Harbour,KE,${words.join('; ')}`)
  const at = String((await hers.post('/imports').attach('file', file, { filename: 'x.csv', contentType: 'text/csv' }).expect(303)).headers['location'])
  await hers
    .post(`${at}/mapping`)
    .type('form')
    .send(mapped({ organization: 0, name: 1, country: 2, languages: 3 }, { kind: 'clinic' }))
    .expect(303)

  const { text } = await hers.get(`${at}/refused.csv`).expect(200)
  const page = await hers.get(at).expect(200)

  for (const word of words) expect(text).toContain(`“${word}”`)
  expect(page.text).toContain('tongues: None of these is a language: “Klingonese of the 1. house”, ')
  expect(page.text).toContain('… All of it stands in the CSV of refused rows.')
  expect(page.text).not.toContain('of the 30. house')
})

it('returns no column that looks like a place, however it was taken: not in pages, refused rows or events', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), cora)
  const file = csv('Agency,Shelter,Land,Where is it,Tongues', 'Anchor Trust,Harbour House,KE,Behind the vermilionworks,Swahili', 'Anchor Trust,Pier House,KE,,Swahili')
  const columns = { organization: 0, name: 1, country: 2 }
  const answers: string[] = []
  for (const fields of ['languages services openedOn', 'populations email phone', 'publicContact notes otherNames', 'name']) {
    const taken = Object.fromEntries(fields.split(' ').map((field) => [field, 3]))
    const at = String((await hers.post('/imports').attach('file', file, { filename: 'x.csv', contentType: 'text/csv' }).expect(303)).headers['location'])
    answers.push((await hers.get(at).expect(200)).text)
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send(mapped({ ...columns, ...taken }, { kind: 'clinic' }))
      .expect(303)
    for (const path of ['', '?show=refused', '/mapping', '/refused.csv']) answers.push((await hers.get(`${at}${path}`).expect(200)).text)
    const [, token, revision, centers] = /name="token" value="([^"]*)".*name="revision" value="([^"]*)".*name="centers" value="([^"]*)"/.exec(answers.at(-4) ?? '') ?? []
    if (token !== undefined) await hers.post(`${at}/taking-in`).type('form').send({ token, revision, centers }).expect(303)
    answers.push((await hers.get(at).expect(200)).text)
  }
  const events = await register.reader.selectFrom('events').selectAll().execute()

  expect(answers.filter((text) => text.includes('Harbour House')).length).toBeGreaterThan(8)
  expect(JSON.stringify([...answers, events])).not.toContain('vermilion')
  expect(await register.reader.selectFrom('centers').select('name').execute()).toEqual([{ name: 'Pier House' }])
})
