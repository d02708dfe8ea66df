import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { documentLimit } from '../../src/documents/document.ts'
import { savePlace } from '../../src/locations/queries.ts'
import { jpegFile, jpegSegment, pdfFile, pngFile } from '../support/files.ts'
import { ada, appOf, bea, browserOf, cora, openRegister, paul, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

const good = { name: 'licence.pdf', type: 'application/pdf', bytes: pdfFile() }
const typed = { kind: 'evidence', title: 'Licence to operate', datedOn: '2026-01-05', receivedOn: '2026-11-20', expiresOn: '2027-01-04' }

const send = (browser: Browser, center: number, file: { name: string; type: string; bytes: Buffer } | null, fields: Record<string, string> = typed) => {
  const post = browser.post(`/centers/${center}/documents`)
  for (const [name, value] of Object.entries(fields)) void post.field(name, value)
  return file ? post.attach('file', file.bytes, { filename: file.name, contentType: file.type }) : post.field('file', '')
}

const countOf = async ({ reader }: TestRegister): Promise<number> => (await reader.selectFrom('documents').select('id').execute()).length

async function begun() {
  const register = await openRegister()
  const center = await plainCenter(register)
  const app = appOf(register)
  return { register, center, app, hers: await browserOf(register, app, cora) }
}

describe('adding a document', () => {
  it('keeps it sealed under what was typed, and nothing of its file’s name', async () => {
    const { register, center, hers } = await begun()

    await send(hers, center, { ...good, name: '12 Hidden Street.pdf' })
      .expect(303)
      .expect('location', '/documents/1')

    const document = await register.reader.selectFrom('documents').selectAll().executeTakeFirstOrThrow()
    expect(document).toMatchObject({
      center_id: center,
      kind: 'evidence',
      title: 'Licence to operate',
      expires_on: '2027-01-04',
      media_type: 'application/pdf',
      added_by: 2,
    })
    expect(document.sha256).toBe(createHash('sha256').update(pdfFile()).digest('hex'))
    const { sealed } = await register.reader.selectFrom('document_contents').select('sealed').executeTakeFirstOrThrow()
    expect(sealed.includes(Buffer.from('%PDF'))).toBe(false)
    const events = await register.reader.selectFrom('events').select(['action', 'center_id', 'details']).where('subject_kind', '=', 'document').execute()
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ action: 'document.added', center_id: center })
    expect(JSON.stringify(events)).not.toContain('Hidden Street')
  })

  it.each([
    { what: 'nothing attached', file: null, says: 'Choose a file.' },
    { what: 'an empty file', file: { ...good, bytes: Buffer.alloc(0) }, says: 'That file is not whole' },
    { what: 'half a file', file: { ...good, bytes: pdfFile().subarray(0, 60) }, says: 'That file is not whole' },
    { what: 'a file after the file', file: { ...good, bytes: Buffer.concat([pdfFile(), pngFile()]) }, says: 'That file is not whole' },
    {
      what: 'a drawing called a picture',
      file: { name: 'a.png', type: 'image/png', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
      says: 'Choose a PDF',
    },
    { what: 'a web page called a PDF', file: { ...good, bytes: Buffer.from('<!doctype html><script>go()</script>') }, says: 'Choose a PDF' },
    { what: 'a picture called a PDF', file: { ...good, bytes: pngFile() }, says: 'Choose a PDF' },
    { what: 'a PDF that says it is a picture', file: { ...good, type: 'image/png' }, says: 'Choose a PDF' },
    { what: 'another last extension', file: { ...good, name: 'licence.pdf.exe' }, says: 'Choose a PDF' },
    { what: 'a name that reads backwards', file: { ...good, name: 'licence\u202Efdp.pdf' }, says: 'Choose a PDF' },
    { what: 'an archive', file: { name: 'a.zip', type: 'application/zip', bytes: Buffer.from('PK\u0003\u0004') }, says: 'Choose a PDF' },
    { what: 'more than 10 MB', file: { ...good, bytes: Buffer.alloc(documentLimit + 1, 32) }, says: 'larger than 10 MB' },
    { what: 'a pixel bomb', file: { name: 'a.png', type: 'image/png', bytes: pngFile([], [90_000, 90_000]) }, says: 'That file is not whole' },
  ])('refuses $what on the form, with what was typed', async ({ file, says }) => {
    const { register, center, hers } = await begun()

    const page = await send(hers, center, file).expect(422)

    for (const words of [says, 'value="Licence to operate"', 'href="#file"']) expect(page.text).toContain(words)
    expect(await countOf(register)).toBe(0)
  })

  it.each([
    { what: 'no boundary', type: 'multipart/form-data', body: 'x' },
    {
      what: 'an end that never comes',
      type: 'multipart/form-data; boundary=b',
      body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
    },
    { what: 'a nested name', type: 'multipart/form-data; boundary=b', body: '--b\r\nContent-Disposition: form-data; name="a[b][c]"\r\n\r\n1\r\n--b--\r\n' },
    {
      what: 'two files',
      type: 'multipart/form-data; boundary=b',
      body: `${'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF\r\n'.repeat(2)}--b--\r\n`,
    },
  ])('answers 400 to parts with $what', async ({ type, body }) => {
    const { center, hers } = await begun()

    await hers.post(`/centers/${center}/documents`).set('Content-Type', type).send(body).expect(400)
  })

  it('is asked of nobody without the right before the file is read', async () => {
    const { register, center, app } = await begun()
    for (const who of [bea, ada]) await send(await browserOf(register, app, who), center, good).expect(403)
    expect(await countOf(register)).toBe(0)
  })
})

describe('opening a document', () => {
  it('hands the bytes over to be saved, with nothing allowed to them, and writes it down', async () => {
    const { register, center, hers } = await begun()
    const camera = jpegSegment(0xe1, 'Exif\0\0 GPS 12.3456')
    await send(hers, center, { name: 'front door.jpg', type: 'image/jpeg', bytes: jpegFile([camera], 'PK\u0003\u0004') }).expect(303)

    const answer = await hers.post('/documents/1/file').buffer(true).expect(200)

    expect(Buffer.from(answer.body as Buffer)).toEqual(jpegFile())
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="doc-1.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const events = await register.reader.selectFrom('events').select(['action', 'actor_id', 'center_id']).where('action', '=', 'document.opened').execute()
    expect(events).toEqual([{ action: 'document.opened', actor_id: 2, center_id: center }])
  })

  it('is refused to board and administrators, and to reading by address', async () => {
    const { register, center, app, hers } = await begun()
    await send(hers, center, good).expect(303)

    for (const who of [bea, ada]) await (await browserOf(register, app, who)).post('/documents/1/file').expect(403)
    await hers.get('/documents/1/file').expect(404)
  })
})

describe('opening many documents within an hour (CONF-05)', () => {
  const opened = (register: TestRegister, times: number) =>
    change(register.writer, cora, async (_trx, record) => {
      for (let each = 0; each < times; each += 1) await record('document.opened', { kind: 'document', id: 1 })
    })
  const show = (browser: Browser, center: number) => browser.post(`/centers/${center}/place/showing`).type('form').send({ reason: 'A van has to find it today.' })
  const save = ({ writer, keys }: TestRegister, center: number) => change(writer, cora, (trx, record) => savePlace(trx, keys, record, cora, center, { city: 'Kisumu' }))

  it.each(['authorization', 'agreement'])('counts one that is an %s as a look at a place, with the looks themselves', async (kind) => {
    const { register, center, app, hers } = await begun()
    await save(register, center)
    await send(hers, center, good, { ...typed, kind }).expect(303)
    await send(hers, center, good).expect(303)
    await opened(register, 8)
    await hers.post('/documents/1/file').expect(200)
    await show(hers, center).expect(200)

    const refused = await hers.post('/documents/1/file').expect(429)

    expect(refused.text).toContain('You have opened too many documents or places within an hour.')
    await show(hers, center).expect(429)
    await hers.post('/documents/2/file').expect(200)
    await (await browserOf(register, app, paul)).post('/documents/1/file').expect(200)
    app.setNow('2026-11-21T10:00:01Z')
    const later = { ...cora, now: Temporal.Instant.from('2026-11-21T10:00:01Z') }
    await (await browserOf(register, app, later)).post('/documents/1/file').expect(200)
    const events = await register.reader.selectFrom('events').select(['actor_id', 'subject_id', 'center_id']).where('action', '=', 'document.refused').execute()
    expect(events).toEqual([{ actor_id: 2, subject_id: 1, center_id: center }])
  })

  it('lets sixty of evidence be opened, and no more', async () => {
    const { register, center, hers } = await begun()
    await send(hers, center, good).expect(303)
    await opened(register, 59)
    await hers.post('/documents/1/file').expect(200)

    await hers.post('/documents/1/file').expect(429)
  })
})

describe('a new version', () => {
  it('takes the place of the old, which stays', async () => {
    const { center, hers } = await begun()
    await send(hers, center, good).expect(303)

    expect((await hers.get(`/centers/${center}/documents/new?replaces=1`).expect(200)).text).toContain('It takes the place of “Licence to operate”')
    await send(hers, center, good, { ...typed, title: 'Licence, renewed', replaces: '1' }).expect(303)

    expect((await hers.get('/documents').expect(200)).text).toContain('Licence, renewed')
    expect((await hers.get('/documents')).text).not.toContain('>Licence to operate<')
    expect((await hers.get('/documents/1').expect(200)).text).toContain('A newer version has replaced this one')
    expect((await hers.get('/documents/2').expect(200)).text).toContain('Licence to operate, received 20 Nov 2026')
    const again = await send(hers, center, good, { ...typed, replaces: '1' }).expect(422)
    expect(again.text).toContain('This document has been replaced already.')
  })

  it('is dated and came by today, and is kept on that very day (V5)', async () => {
    const { register, center, hers } = await begun()
    const ahead = await send(hers, center, good, { ...typed, datedOn: '2026-11-22' }).expect(422)
    expect(ahead.text).toContain('id="datedOn-error">A document cannot be dated on a day that is still to come.')
    const late = await send(hers, center, good, { ...typed, receivedOn: '2026-11-22' }).expect(422)
    expect(late.text).toContain('id="receivedOn-error">It cannot have come after today.')
    expect(await countOf(register)).toBe(0)

    await send(hers, center, good, { ...typed, datedOn: '2026-11-21', receivedOn: '2026-11-21' }).expect(303)
  })

  it('belongs to the same center', async () => {
    const { register, center, hers } = await begun()
    const other = await plainCenter(register, { name: 'Another house' })
    await send(hers, center, good).expect(303)

    expect((await send(hers, other, good, { ...typed, replaces: '1' }).expect(422)).text).toContain('belongs to the same center')
  })
})

describe('the list of documents', () => {
  const expiring = ['2026-11-20', '2026-11-21', '2026-12-21', '2026-12-22', '2027-01-20', '2027-02-19', '2027-02-20']

  it.each([
    { due: '30', titles: ['Of 2026-11-21', 'Of 2026-12-21'] },
    { due: '60', titles: ['Of 2026-11-21', 'Of 2026-12-21', 'Of 2026-12-22', 'Of 2027-01-20'] },
    { due: '90', titles: ['Of 2026-11-21', 'Of 2026-12-21', 'Of 2026-12-22', 'Of 2027-01-20', 'Of 2027-02-19'] },
    { due: 'expired', titles: ['Of 2026-11-20'] },
  ])('of those due: $due', async ({ due, titles }) => {
    const { center, hers } = await begun()
    for (const expiresOn of expiring) await send(hers, center, good, { ...typed, title: `Of ${expiresOn}`, expiresOn }).expect(303)

    const page = await hers.get(`/documents?due=${due}`).expect(200)
    const csv = await hers.get(`/documents.csv?due=${due}`).expect(200)

    expect([...page.text.matchAll(/">(Of [^<]*)<\/a>/g)].map((match) => match[1])).toEqual(titles)
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(titles.length + 1)
  })

  it('shows all for days that it does not know, and sends a file of them to the page that says so', async () => {
    const { center, hers } = await begun()
    for (const expiresOn of expiring) await send(hers, center, good, { ...typed, title: `Of ${expiresOn}`, expiresOn }).expect(303)

    const page = await hers.get('/documents?due=7').expect(200)

    expect(page.text).toContain('Left out, since this list does not know it: due “7”.')
    expect(page.text.match(/">Of [^<]*<\/a>/g)).toHaveLength(7)
    await hers.get('/documents.csv?due=7').expect(303).expect('location', '/documents?due=7')
  })

  it('filters by kind and by who added it', async () => {
    const { register, center, app, hers } = await begun()
    const his = await browserOf(register, app, paul)
    await send(hers, center, good, { ...typed, title: 'Hers' }).expect(303)
    await send(his, center, good, { ...typed, title: 'His', kind: 'report' }).expect(303)

    expect((await hers.get('/documents?mine=yes')).text).toContain('<b>1 document</b>')
    expect((await hers.get('/documents?kind=report')).text).toContain('>His<')
    expect((await hers.get('/documents?kind=evidence&mine=yes&sort=-title')).text).toContain('>Hers<')
    await hers.get('/documents?sort=sealed&page=1e9&kind=%00').expect(200)
  })
})
