import { describe, expect, it } from 'vitest'
import { csvFile } from '../../src/http/csv.ts'
import { fieldNames } from '../../src/imports/fields.ts'
import { readOrder } from '../../src/imports/order-forms.ts'
import { lackingText } from '../../src/imports/refused-file.ts'
import { refusedRows } from '../../src/imports/refused-pages.ts'
import type { ReadFile } from '../../src/imports/result.ts'
import { readRow } from '../../src/imports/row.ts'
import { importCenters } from '../../src/imports/service.ts'
import { openPlace } from '../../src/locations/opening-queries.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { csv, guide, mapped } from './files.ts'

const fields = {
  organization: { column: 'Träger' },
  name: { column: 'Haus' },
  country: { column: 'Land' },
  kind: { value: 'drop-in' },
  openedOn: { column: 'Seit' },
  city: { column: 'Stadt' },
  notes: { column: 'Notiz' },
}
const map = readOrder(JSON.stringify({ encoding: 'windows-1252', delimiter: ';', days: 'D.M.YYYY', fields }))
const heads = 'Träger;Haus;Land;Seit;Stadt;Notiz'
const latin = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1')

/** The file that `--refused` writes. */
const refusedFile = (read: ReadFile): string => {
  const { columns, rows, delimiter } = refusedRows(read)
  return csvFile(columns, rows, delimiter)
}

const again = 'What stood here was left out when this row was given back. Type it again from the original file'

describe('refused rows that are sent again', () => {
  it('are read by the same mapping, and register no center by what stands for a cell that was left out', async () => {
    const { writer, reader } = await openRegister()
    const first = await importCenters(writer, cora, latin(heads, 'Haus Vier e.V.;12 Rose Street;DE;1.1.2020;;', 'Küstenhilfe;Möwe;Nirgendwo;4.3.2019;Canaryville;-'), map)

    const file = refusedFile(first)
    const second = await importCenters(writer, cora, Buffer.from(file), map)

    expect(file.split('\r\n')).toEqual([
      '\uFEFFRow;Why it was refused;What else to look at;Träger;Haus;Land;Seit;Notiz',
      '2;Haus: It looks like a street address, and names are not kept sealed. If it is the name, add it by hand.;;Haus Vier e.V.;left out: it looks like a street address;DE;1.1.2020;',
      "3;Land: “Nirgendwo” is not a country’s name or code.;;Küstenhilfe;Möwe;Nirgendwo;4.3.2019;'-",
      '',
    ])
    expect(second.result.rows.map(({ row, kind, problems }) => ({ row, kind, problems }))).toEqual([
      { row: 2, kind: 'refused', problems: [`Haus: ${again}.`] },
      { row: 3, kind: 'refused', problems: ['Land: “Nirgendwo” is not a country’s name or code.'] },
    ])
    expect(refusedFile(second).split('\r\n')[1]).toContain(';Haus Vier e.V.;left out: it may say where the center is;DE;1.1.2020;')
    expect(await reader.selectFrom('centers').select('name').execute()).toEqual([])
  })

  it('go in with what was typed again', async () => {
    const { writer, reader, keys } = await openRegister()
    const file = refusedFile(await importCenters(writer, cora, latin(heads, 'Küstenhilfe;Möwe;Nirgendwo;4.3.2019;Canaryville;'), map))

    const mended = file.replace('Seit;Notiz', 'Seit;Notiz;Stadt').replace('Möwe;Nirgendwo;4.3.2019;', 'Möwe;DE;4.3.2019;;Canaryville')
    const { result, lacking } = await importCenters(writer, cora, Buffer.from(mended), map)

    expect(result.counts).toMatchObject({ new: 1, refused: 0 })
    expect(lacking).toEqual([])
    expect(await reader.selectFrom('centers').select(['name', 'opened_on']).execute()).toEqual([{ name: 'Möwe', opened_on: '2019-03-04' }])
    expect(await openPlace(reader, keys, 1)).toMatchObject({ city: 'Canaryville' })
  })

  it('are refused on the page of an import too', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)
    const send = async (file: Buffer, columns: { [field: string]: number }): Promise<string> => {
      const at = String((await hers.post('/imports').attach('file', file, { filename: 'x.csv', contentType: 'text/csv' }).expect(303)).headers['location'])
      await hers
        .post(`${at}/mapping`)
        .type('form')
        .send(mapped(columns, { kind: 'clinic' }))
        .expect(303)
      return at
    }
    const first = await send(csv('organization;name;country', 'Haus Vier e.V.;12 Rose Street;DE', 'Küstenhilfe;Möwe;Nirgendwo'), { organization: 0, name: 1, country: 2 })
    const file = (await hers.get(`${first}/refused.csv`).expect(200)).text
    const second = await send(Buffer.from(file), { organization: 3, name: 4, country: 5 })

    const { text } = await hers.get(second).expect(200)

    expect(file.split('\r\n')[0]).toBe('\uFEFFRow;Why it was refused;What else to look at;organization;name;country')
    expect(text).toContain(`name: ${again}.`)
    expect(text).not.toContain('would be new')
    expect(text).toContain(
      'This is a file of refused rows, which has no columns of places: type the places of these centers in by hand, on their pages, once they are in.',
    )
  })

  it('keep the headings apart when the file had a column of the same name', async () => {
    const { writer } = await openRegister()
    const named = readOrder(
      JSON.stringify({ fields: { organization: { value: 'Anchor' }, name: { column: 'Row' }, country: { column: 'Land' }, kind: { value: 'clinic' } } }),
    )
    const file = refusedFile(await importCenters(writer, cora, csv('Row,Land', 'Harbour,Nowhere'), named))

    expect(file.split('\r\n')[0]).toBe('\uFEFF"Row, by the import",Why it was refused,What else to look at,Row,Land')
    expect((await importCenters(writer, cora, Buffer.from(file.replace(',Nowhere\r', ',KE\r')), named)).result.counts).toMatchObject({ new: 1 })
  })
})

describe('the file of refused rows', () => {
  const placed = (...columns: string[]) => readOrder(JSON.stringify({ fields: Object.fromEntries(columns.map((column) => [column, { column }])) }))
  const told = 'left out: it may say where the center is. 41 Larkspurrow Lane, gate code 4411'

  it('has no column of a place, and gives no address back that stands beside the words for a cell that was left out', async () => {
    const { writer } = await openRegister()
    const columns = ['organization', 'name', 'country', 'kind', 'phone', 'notes', 'city', 'street']

    const file = refusedFile(
      await importCenters(
        writer,
        cora,
        csv(columns.join(','), `Anchor,Harbour,Nowhere,clinic${`,"${told}"`.repeat(4)}`, 'Anchor,Pier,KE,clinic,,,,'),
        placed(...columns),
      ),
    )

    expect(file.split('\r\n')[0]).toBe('\uFEFFRow,Why it was refused,What else to look at,organization,name,country,kind,phone,notes')
    expect(file.split('\r\n')[1]).toMatch(/,Anchor,Harbour,Nowhere,clinic,left out: it may say where the center is,left out: it may say where the center is$/)
    expect(file).not.toMatch(/Larkspurrow|4411/)
  })

  it('goes in without the places, by the same mapping, and says of which columns', async () => {
    const { writer, reader } = await openRegister()
    const columns = ['organization', 'name', 'country', 'kind', 'city', 'street']
    const file = refusedFile(await importCenters(writer, cora, csv(columns.join(','), 'Anchor,Harbour,Nowhere,clinic,Canaryville,Behind the mill'), placed(...columns)))
    const mended = Buffer.from(file.replace(',Harbour,Nowhere,', ',Harbour,KE,'))

    const { result, lacking } = await importCenters(writer, cora, mended, placed(...columns))

    expect(result.counts).toMatchObject({ new: 1, refused: 0 })
    expect(lacking).toEqual(['city', 'street'])
    expect(lackingText(lacking)).toBe(
      'The columns city, street are not in this file of refused rows: type the places of these centers in by hand, on their pages, once they are in.',
    )
    expect(await reader.selectFrom('centers').select('name').execute()).toEqual([{ name: 'Harbour' }])
    await expect(importCenters(writer, cora, csv('organization,name,country,kind', 'Anchor,Pier,KE,clinic'), placed(...columns))).rejects.toThrow(
      'The file has no column “city”',
    )
    await expect(importCenters(writer, cora, mended, placed(...columns, 'phone'))).rejects.toThrow('The file has no column “phone”')
  })

  it('tells no cell of the first row of a file without headings', async () => {
    const { writer } = await openRegister()
    const named = { organization: 'Anchor', name: 'Harbour', country: 'KE', latitude: 'Canaryville', notes: 'Behind the mill' }
    const order = readOrder(
      JSON.stringify({ fields: { ...Object.fromEntries(Object.entries(named).map(([field, column]) => [field, { column }])), kind: { value: 'clinic' } } }),
    )

    const file = refusedFile(await importCenters(writer, cora, csv(Object.values(named).join(','), 'Anchor,Pier,Nowhere,north,quiet'), order))

    expect(file.split('\r\n')).toEqual([
      '\uFEFFRow,Why it was refused,What else to look at,Column 1,Column 2,Column 3,Column 5',
      '2,"Column 3: “Nowhere” is not a country’s name or code.\nLatitude: It is not a number of degrees from -90 to 90, with a point, such as 12.5.",,Anchor,Pier,Nowhere,left out: it may say where the center is',
      '',
    ])
  })
})

describe('what stands for a cell that was left out', () => {
  const needed = { organization: { value: 'Anchor' }, name: { value: 'Harbour' }, country: { value: 'KE' }, kind: { value: 'clinic' } }

  it.each(fieldNames)('is read as no %s', (field) => {
    for (const cell of [
      'left out: it looks like a postal code',
      'left out: it may say where the center is',
      'not shown: it looks like a place',
      ' Left  Out:\nIt looks like coordinates ',
      'Harbour, left out: it looks like a street address',
    ]) {
      const { problems, draft } = readRow({ number: 2, cells: [cell] }, { columns: ['it'], places: new Set() }, guide({ ...needed, [field]: { column: 0 } }))

      expect(problems.map(({ said }) => said.slice(0, again.length))).toEqual([again])
      expect(draft).toBeNull()
    }
  })
})

describe('a file that is separated otherwise than its mapping says', () => {
  const said = (delimiter: string | null) => readOrder(JSON.stringify({ delimiter, fields: { ...fields, organization: { column: 'Org' } } }))

  it('is told of once, with its first row', () => {
    expect(() => said(';').sourcesIn(['Row,Org,Haus,Land'])).toThrow(
      /^The file has none of these columns: “Org”, “Haus”, “Land”, “Seit”, “Stadt”, “Notiz”\. Its first row reads as “Row,Org,Haus,Land”\. Is it separated by semicolons, as the mapping says\?$/,
    )
    expect(() => said(',').sourcesIn(['Org;Haus', 'local;Land'])).toThrow(
      /Its first row reads as “Org;Haus” and “local;Land”\. Is it separated by commas, as the mapping says\?$/,
    )
    expect(() => said(null).sourcesIn(['Org Haus Land'])).toThrow(/Is it the file that the mapping was made for\?$/)
  })
})
