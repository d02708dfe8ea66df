import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { appOf, browserOf, carl, cora, openRegister } from '../support/register.ts'
import { importCenters } from '../../src/imports/service.ts'
import { csv, mapped, order } from './files.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

async function open() {
  const register = await openRegister()
  const app = appOf(register)
  return { register, app, hers: await browserOf(register, app, cora) }
}

/** Sends a file. @returns where it stands */
async function sent(hers: Browser, bytes: Buffer): Promise<string> {
  return String((await hers.post('/imports').attach('file', bytes, { filename: 'partners.csv', contentType: 'text/csv' }).expect(303)).headers['location'])
}

const hiddenOf = (page: string): { [name: string]: string } =>
  Object.fromEntries([...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))

const columns = { organization: 0, name: 1, country: 2 }
const clinics = { kind: 'clinic' }
const file = csv('organization name,name,country,remarks', 'Anchor Trust,Harbour House,KE,ok', 'Anchor Trust,Pier House,Nowhere,=1+1', 'Anchor Trust,harbour house,KE,-')

describe('importing a file', () => {
  it('goes from the file over its columns and its rows to centers', async () => {
    const { hers } = await open()

    const at = await sent(hers, file)
    const mapping = await hers.get(at).expect(200)
    expect(mapping.text).toContain('3 rows under 4 headings, in UTF-8, separated by commas.')
    expect(mapping.text).toMatch(/<select[^>]* id="column-organization"[^]*?<option value="0" selected>A: organization name \(Anchor Trust\)/)

    await hers.post(`${at}/mapping`).type('form').send(mapped(columns, clinics)).expect(303).expect('location', at)
    const preview = await hers.get(at).expect(200)
    for (const words of [
      '1 center and 1 organization would be new',
      'country: “Nowhere” is not a country’s name or code.',
      'organization name and name: It is the same center as row 2.',
      'Left out: remarks.',
      'Take in 1 center',
    ])
      expect(preview.text).toContain(words)
    const refused = await hers.get(`${at}?show=refused`).expect(200)
    expect(refused.text).not.toContain('new center</span>')

    await hers.post(`${at}/taking-in`).type('form').send(hiddenOf(preview.text)).expect(303).expect('location', at)
    const result = await hers.get(at).expect(200)
    for (const words of ['1 center is in the register now.', 'href="/centers/1">Harbour House</a>', 'taken in']) expect(result.text).toContain(words)
    expect(result.text).not.toContain('Take in 1 center')
    await hers.post(`${at}/taking-in`).type('form').send(hiddenOf(preview.text)).expect(303)
    expect((await hers.get('/imports').expect(200)).text).toContain('taken in')
  })

  it('takes names for two that differ by a vowel sign, and says which organization runs each center', async () => {
    const { register, hers } = await open()
    const take = async (...rows: string[]): Promise<string> => {
      const at = await sent(hers, csv('organization,name,country', ...rows))
      await hers.post(`${at}/mapping`).type('form').send(mapped(columns, clinics)).expect(303)
      const preview = (await hers.get(at).expect(200)).text
      await hers.post(`${at}/taking-in`).type('form').send(hiddenOf(preview)).expect(303)
      return preview
    }

    const first = await take('मीरा सेवा केन्द्र,आशा,NP', 'मारा सेवा केन्द्र,आशा,NP', 'मीरा सेवा केन्द्र,आशी,NP')
    const second = await take('मारा सेवा केन्द्र,बाल गृह,Nepal')

    expect(first).toContain('3 centers and 2 organizations would be new')
    expect([...first.matchAll(/<span class="quiet">([^<]+)</g)].map(([, said]) => said)).toEqual(['New', 'New', 'The one of row 2: मीरा सेवा केन्द्र'])
    expect(second).toContain('<a href="/organizations/2">In the register: मारा सेवा केन्द्र</a>')
    const runBy = register.reader.selectFrom('centers').innerJoin('organizations', 'organizations.id', 'organization_id')
    expect((await runBy.select(['legal_name', 'name']).orderBy('centers.id').execute()).map(Object.values)).toEqual([
      ['मीरा सेवा केन्द्र', 'आशा'],
      ['मारा सेवा केन्द्र', 'आशा'],
      ['मीरा सेवा केन्द्र', 'आशी'],
      ['मारा सेवा केन्द्र', 'बाल गृह'],
    ])
    const searched = (await hers.get('/centers').query({ q: 'मारा', sort: 'name' }).expect(200)).text
    expect(searched).toContain('<b>2 centers</b>')
    expect([...searched.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name)).toEqual(['आशा', 'बाल गृह'])
  })

  it('says in one round what all columns lack, whatever is wrong with one of them', async () => {
    const { hers } = await open()
    const at = await sent(hers, file)

    const again = await hers.post(`${at}/mapping`).type('form').send({ 'column-organization': '99', 'column-country': '2', 'value-country': 'KE', days: 'x' }).expect(422)

    for (const words of [
      'Choose a column of this file.',
      'Say where “Center’s name” comes from: no center is without it.',
      'Choose a column or type one value for every row, not both.',
      'Choose how days are written.',
    ])
      expect(again.text).toContain(words)
  })

  it('gives the refused rows back with their numbers and reasons, safe from formulas', async () => {
    const { hers } = await open()
    const at = await sent(hers, csv(file.toString().replace('Pier House', '=Pier House')))
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send(mapped({ ...columns, notes: 3 }, clinics))
      .expect(303)

    const { text, headers } = await hers.get(`${at}/refused.csv`).expect(200)

    expect(headers['content-disposition']).toContain('attachment')
    expect(text.split('\r\n')).toEqual([
      '\uFEFFRow,Why it was refused,What else to look at,organization name,name,country,remarks',
      "3,country: “Nowhere” is not a country’s name or code.,,Anchor Trust,'=Pier House,Nowhere,left out: it may say where the center is",
      "4,organization name and name: It is the same center as row 2.,,Anchor Trust,harbour house,KE,'-",
      '',
    ])
  })

  it('says how the cells of a good row were read, and counts among the refused none that is there already', async () => {
    const { hers } = await open()
    const heads = 'organization,name,country,kind,since,languages,who,what,city'
    const first = await sent(hers, csv(heads, 'Anchor Trust,Harbour House,KEN,Drop-In,4.3.2019,sw; English,women 18+,"Case management, legal information",Canaryville'))
    const said = { ...mapped({ organization: 0, name: 1, country: 2, kind: 3, openedOn: 4, languages: 5, populations: 6, city: 8 }), days: 'D.M.YYYY' }
    await hers.post(`${first}/mapping`).type('form').send(said).expect(303)
    const preview = (await hers.get(first).expect(200)).text
    await hers.post(`${first}/taking-in`).type('form').send(hiddenOf(preview)).expect(303)

    const second = await sent(hers, csv(heads, 'Anchor Trust,Harbour House,KEN,clinic,,,,,', 'Anchor Trust,Pier House,Nowhere,clinic,,,,,'))
    await hers.post(`${second}/mapping`).type('form').send(said).expect(303)

    expect(preview).toContain('Kenya · drop-in · Opened on: 4 Mar 2019 · Languages: Swahili, English · Populations served: Women 18+')
    expect((await hers.get(first).expect(200)).text).toContain('Kenya · drop-in · Opened on: 4 Mar 2019')
    expect(preview).not.toContain('Canaryville')
    expect((await hers.get(second).expect(200)).text).toContain('Refused rows as CSV')
    const { text } = await hers.get(`${second}/refused.csv`).expect(200)
    expect(text.split('\r\n').map((line) => line.slice(0, 10))).toEqual(['\uFEFFRow,Why i', '3,country:', ''])
  })

  it('reads what was refused again as it stood before it was made safe', async () => {
    const { register, hers } = await open()
    const phones = { ...mapped({ organization: 0, name: 1, country: 2, phone: 3 }, clinics) }
    const at = await sent(hers, csv('organization,name,country,phone', 'Anchor Trust,Pier House,Nowhere,+254 700 123456'))
    await hers.post(`${at}/mapping`).type('form').send(phones).expect(303)

    const { text } = await hers.get(`${at}/refused.csv`).expect(200)
    expect(text).toContain(",'+254 700 123456\r\n")
    const again = await sent(hers, Buffer.from(text.replace('Pier House,Nowhere', 'Pier House,KE')))
    await hers
      .post(`${again}/mapping`)
      .type('form')
      .send(mapped({ organization: 3, name: 4, country: 5, phone: 6 }, clinics))
      .expect(303)
    await hers
      .post(`${again}/taking-in`)
      .type('form')
      .send(hiddenOf((await hers.get(again).expect(200)).text))
      .expect(303)

    expect(await register.reader.selectFrom('contacts').select(['kind', 'phone']).execute()).toEqual([{ kind: 'front desk', phone: '+254 700 123456' }])
  })

  it('lists what the command line imported as taken in, with its refused rows', async () => {
    const { register, hers } = await open()
    await importCenters(register.writer, cora, file, order(['country'], { organization: { column: 'organization name' }, name: { column: 'name' } }))

    expect((await hers.get('/imports').expect(200)).text).toContain('<a href="/imports/1">File of 21 Nov 2026, 09:00</a>')
    const page = (await hers.get('/imports/1').expect(200)).text
    for (const words of ['What was taken in', '1 center and 1 organization are new in the register.', 'country: “Nowhere” is not a country’s name or code.'])
      expect(page).toContain(words)
    expect((await hers.get('/imports/1/refused.csv').expect(200)).text.split('\r\n')).toHaveLength(4)
  })

  it('gives back no place with the refused rows, whatever its column is called and wherever it stands', async () => {
    const { hers } = await open()
    const rows = [
      'organization,name,country,Stad,Ort,PLZ,Remarks',
      'Anchor,Harbour,Nowhere,Canaryville,Canary North,00100,near 45 Canary Street',
      'Anchor,Pier,9 Canary Street,Canaryville,Canary North,00100,quiet',
      'Anchor,6 Canary Street,KE,Canaryville',
    ]
    const at = await sent(hers, csv(...rows))
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send(mapped({ ...columns, notes: 6 }, clinics))
      .expect(303)

    const { text } = await hers.get(`${at}/refused.csv`).expect(200)

    expect(text.split('\r\n')).toEqual([
      '\uFEFFRow,Why it was refused,What else to look at,organization,name,country,Remarks',
      '2,country: “Nowhere” is not a country’s name or code.,Remarks: It looks like a street address. A place belongs into the fields that are kept sealed.,Anchor,Harbour,Nowhere,left out: it may say where the center is',
      '3,country: What stands there is not a country’s name or code.,,Anchor,Pier,left out: it looks like a street address,left out: it may say where the center is',
      '4,"It has 4 cells and there are 7 headings, so which cell is what is not known.",,,,,',
      '',
    ])
    expect((await hers.get(at).expect(200)).text).not.toContain('Canary Street')
  })

  it('shows samples of a column that is called after a location but holds names', async () => {
    const { hers } = await open()
    const at = await sent(
      hers,
      csv('organization_name,location_name,location_address,extra', 'Anchor,Harbour House,Pier,1 Canary Street', 'Anchor,8 Canary Street,Quay,2 Canary Street'),
    )

    const { text } = await hers.get(at).expect(200)

    expect(text).toContain('<dt>B: location_name</dt><dd>Harbour House</dd>')
    for (const column of ['C: location_address', 'D: extra']) expect(text).toContain(`<dt>${column}</dt><dd>not shown: it looks like a place`)
    for (const hidden of ['Canary', 'Pier', 'Quay']) expect(text).not.toContain(hidden)
  })

  it('asks how a file is written when its bytes do not say, and reads it so', async () => {
    const { hers } = await open()
    const at = await sent(hers, Buffer.from('organization,name,country\nCasa Corazón,Peñón,MX', 'latin1'))

    const asked = await hers.get(at).expect(200)
    for (const words of ['Its bytes are not UTF-8', 'It would read: Casa Corazón · Peñón', 'It would read: Casa CorazÛn · PeÒÛn']) expect(asked.text).toContain(words)
    expect((await hers.post(`${at}/writing`).type('form').send({ encoding: '', delimiter: '' }).expect(422)).text).toContain('Choose how its letters are written.')
    await hers.post(`${at}/writing`).type('form').send({ encoding: 'windows-1252', delimiter: '' }).expect(303)

    expect((await hers.get(at).expect(200)).text).toContain('A: organization (Casa Corazón)')
  })

  it('reads a file that a spreadsheet saved as UTF-16 with tabs', async () => {
    const { hers } = await open()
    const at = await sent(hers, Buffer.from('\uFEFForganization\tname\tcountry\r\nРадуга\tЛуч\tGE', 'utf16le'))

    const page = await hers.get(at).expect(200)

    for (const words of ['in UTF-16, separated by tabs', 'A: organization (Радуга)']) expect(page.text).toContain(words)
  })

  it('says what keeps a file from being read, and offers another way', async () => {
    const { hers } = await open()
    const at = await sent(hers, csv('organization,name', 'Anchor,"Harbour'))

    expect((await hers.get(at).expect(200)).text).toContain('A quotation mark that opens in row 2 never closes')
  })

  it('says of each field what is wrong with its source, and loses nothing', async () => {
    const { hers } = await open()
    const at = await sent(hers, file)

    const page = await hers
      .post(`${at}/mapping`)
      .type('form')
      .send({ ...mapped({ organization: 0 }, { organization: 'Anchor', country: 'Nowhere', kind: 'clinic' }), days: 'M/D/YYYY' })
      .expect(422)

    for (const words of [
      'Choose a column or type one value for every row, not both.',
      'Say where “Center’s name” comes from: no center is without it.',
      '“Nowhere” is not a country’s name or code.',
      'value="Nowhere"',
      'href="#value-country"',
    ])
      expect(page.text).toContain(words)
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send(mapped({ organization: 0, name: 9, country: 2 }, clinics))
      .expect(422)
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send({ ...mapped(columns, clinics), role: 'admin' })
      .expect(422)
  })

  it.each([
    { what: 'nothing', bytes: null, name: 'x.csv', says: 'Choose a CSV file.' },
    { what: 'a PDF', bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), name: 'x.csv', says: 'Choose a CSV file: text, with the extension .csv.' },
    { what: 'a spreadsheet', bytes: Buffer.from('a,b'), name: 'x.xlsx', says: 'Choose a CSV file: text, with the extension .csv.' },
    { what: 'more than 10 MB', bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), name: 'x.csv', says: 'That file is larger than 10 MB.' },
  ])('refuses $what in words', async ({ bytes, name, says }) => {
    const { hers } = await open()
    const request = hers.post('/imports')

    const page = bytes === null ? await request.field('file', '').expect(422) : await request.attach('file', bytes, name).expect(422)

    expect(page.text).toContain(says)
  })
})

describe('a file that waits', () => {
  it('is shown to nobody but who sent it, and to nobody after a day', async () => {
    const { register, app, hers } = await open()
    const at = await sent(hers, file)
    const his = await browserOf(register, app, carl)

    for (const path of [at, `${at}/mapping`, `${at}/writing`, `${at}/refused.csv`]) await his.get(path).expect(404)
    for (const path of [`${at}/mapping`, `${at}/writing`, `${at}/withdrawal`]) await his.post(path).type('form').send({}).expect(404)
    expect((await his.get('/imports').expect(200)).text).not.toContain(at)
    app.setNow('2026-11-22T09:00:01Z')
    await (await browserOf(register, app, { ...cora, now: Temporal.Instant.from('2026-11-22T09:00:00Z') })).get(at).expect(404)
  })

  it('can be thrown away', async () => {
    const { hers } = await open()
    const at = await sent(hers, file)

    await hers.post(`${at}/withdrawal`).expect(303).expect('location', '/imports')

    await hers.get(at).expect(404)
  })
})

it('gives no place away: not in events, pages, refused rows, nor in the database’s files', async () => {
  const { register, hers } = await open()
  const planted = ['Canary Region', 'Canaryville', '77 Canary Road', 'CA9 4RY', '12.3454321', '98.7656789']
  const rows = [
    'organization,name,country,region,city,street,zip,lat,lon,mailing address',
    `Anchor,Harbour,KE,${planted.join(',')},1 Canary Road`,
    `Anchor,Pier,Nowhere,${planted.join(',')},2 Canary Road`,
    `Anchor,Quay,KE,${planted.slice(0, 4).join(',')},Canary North,98.7656789,3 Canary Road`,
  ]
  const at = await sent(hers, csv(...rows))
  const places = { region: 3, city: 4, street: 5, postalCode: 6, latitude: 7, longitude: 8 }
  const answers = [
    await hers.get(at),
    await hers
      .post(`${at}/mapping`)
      .type('form')
      .send(mapped({ ...columns, ...places }, clinics))
      .expect(303),
  ]
  const preview = await hers.get(at).expect(200)
  await hers.post(`${at}/taking-in`).type('form').send(hiddenOf(preview.text)).expect(303)
  answers.push(
    preview,
    await hers.get(at),
    await hers.get(`${at}?show=refused`),
    await hers.get(`${at}/mapping`),
    await hers.get(`${at}/refused.csv`),
    await hers.get('/imports'),
  )

  const events = JSON.stringify(await register.reader.selectFrom('events').selectAll().execute())
  const files = [register.file, `${register.file}-wal`].map((name) => readFileSync(name).toString('latin1'))

  for (const text of [...answers.map((answer) => answer.text), events, ...files])
    for (const canary of ['Canary', 'CA9 4RY', '12.3454321', '98.7656789']) expect(text).not.toContain(canary)
  expect(await register.reader.selectFrom('centers').select('name').execute()).toEqual([{ name: 'Harbour' }])
})

it('keeps a city that is the same in every row sealed too', async () => {
  const { register, hers } = await open()
  const at = await sent(hers, file)

  await hers
    .post(`${at}/mapping`)
    .type('form')
    .send(mapped(columns, { ...clinics, city: 'Canaryville' }))
    .expect(303)

  expect((await hers.get(at).expect(200)).text).not.toContain('Canaryville')
  for (const name of [register.file, `${register.file}-wal`]) expect(readFileSync(name).toString('latin1')).not.toContain('Canaryville')
})
