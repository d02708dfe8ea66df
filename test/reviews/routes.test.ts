import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { recordFinding } from '../../src/reviews/finding-service.ts'
import { getReview } from '../../src/reviews/queries.ts'
import { handOverReview, submitReview } from '../../src/reviews/service.ts'
import { markupFindings } from '../support/browser.ts'
import { pdfFile } from '../support/files.ts'
import { appOf, bea, browserOf, carl, cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { formTo } from '../support/sent-form.ts'
import { plainCenter, submittedReview } from '../support/vetted.ts'
import { findAll, openedReview } from './at-work.ts'

const as = (register: TestRegister, who: typeof cora) => browserOf(register, appOf(register), who)
const answer = { result: 'met', basis: 'document', note: '', revision: '0' }

describe('starting a review', () => {
  it('opens it and leads to it; a second one is told of the first, with a link', async () => {
    const register = await openRegister()
    const id = await plainCenter(register)
    const hers = await as(register, cora)
    const form = await hers.get(`/centers/${id}/reviews/new`).expect(200)
    expect(form.text).toContain('value="2027-01-20"')

    await hers.post(`/centers/${id}/reviews`).type('form').send({ kind: 'initial', lead: '2', target: '2027-01-20' }).expect(303).expect('location', '/reviews/1')
    const second = await hers.post(`/centers/${id}/reviews`).type('form').send({ kind: 'for cause', lead: '6', target: '2027-02-01' }).expect(409)

    for (const words of ['A review of this center (initial) is open already.', 'href="/reviews/1"', 'value="2027-02-01"']) expect(second.text).toContain(words)
    expect((await hers.get('/reviews/1').expect(200)).text).toContain('The initial review of Hope House is open.')
  })

  it('keeps what was typed when something cannot be', async () => {
    const register = await openRegister()
    const id = await plainCenter(register)
    const hers = await as(register, cora)

    const page = await hers.post(`/centers/${id}/reviews`).type('form').send({ kind: 'renewal', lead: '', target: 'soon' }).expect(422)

    for (const words of ['href="#lead"', 'href="#target"', 'Enter the day by which it should be decided.']) expect(page.text).toContain(words)
  })
})

describe('answering an item without a script', () => {
  it('saves it and comes back to it', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)

    await hers.post(`/reviews/${reviewId}/findings/LEG-01`).type('form').send(answer).expect(303).expect('location', `/reviews/${reviewId}#item-LEG-01`)

    const page = await hers.get(`/reviews/${reviewId}`).expect(200)
    for (const words of ['LEG-01 is saved.', '1 of 42 items found', 'Found by you, today at 09:00', 'Left out: only for centers in the United States'])
      expect(page.text).toContain(words)
    expect(await markupFindings(page.text)).toEqual([])
  })

  it('says on top what is missing, leads to the fields, and loses nothing (V3)', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)

    const page = await hers
      .post(`/reviews/${reviewId}/findings/LEG-01`)
      .type('form')
      .send({ ...answer, result: 'not met', basis: '' })
      .expect(422)

    for (const words of ['LEG-01 is not saved yet.', 'href="#basis-LEG-01"', 'href="#note-LEG-01"', 'value="not met" checked']) expect(page.text).toContain(words)
    expect(await markupFindings(page.text)).toEqual([])
  })

  it('warns once of a note that looks like a place, and not again while that note stands (CONF-08)', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)
    const save = (more: Record<string, string>) =>
      hers
        .post(`/reviews/${reviewId}/findings/LEG-01`)
        .type('form')
        .send({ ...answer, note: 'Seen at 12 Elm Street.', ...more })

    const page = await save({}).expect(422)
    for (const words of ['This looks like a street address.', 'href="#anyway-LEG-01"', 'name="anyway" value="yes"', 'Seen at 12 Elm Street.'])
      expect(page.text).toContain(words)
    expect((await getReview(register.reader, reviewId)).items[0]?.finding).toBeNull()

    await save({ anyway: 'yes' }).expect(303)
    await save({ result: 'not met', revision: '1' }).expect(303)
    expect((await save({ note: 'Seen at 14 Elm Street.', revision: '2' }).expect(422)).text).toContain('This looks like a street address.')
    expect((await getReview(register.reader, reviewId)).items[0]?.finding).toMatchObject({ result: 'not met', note: 'Seen at 12 Elm Street.', revision: 2 })
  })

  it('says “You” at the head of a sentence to whoever saved it in another window', async () => {
    const { register, reviewId } = await openedReview()
    await recordFinding(register.writer, cora, reviewId, 'LEG-01', { result: 'not met', basis: 'visit', note: 'Nothing on the wall.' }, 0)
    const hers = await as(register, cora)

    const page = await hers.post(`/reviews/${reviewId}/findings/LEG-01`).type('form').send(answer).expect(409) // prettier-ignore

    expect(page.text).toContain('You saved LEG-01 today at 09:00, while you were answering it.')
    expect(page.text).not.toContain('>you saved')
  })

  it('shows both versions to whoever saves second, and saves over it when asked to (R3)', async () => {
    const { register, reviewId } = await openedReview()
    await recordFinding(register.writer, carl, reviewId, 'LEG-01', { result: 'not met', basis: 'visit', note: 'No <b>certificate</b> on the wall.' }, 0)
    const hers = await as(register, cora)

    const page = await hers
      .post(`/reviews/${reviewId}/findings/LEG-01`)
      .type('form')
      .send({ ...answer, note: 'Seen at the registry.' })
      .expect(409)

    for (const words of [
      'Carl saved LEG-01 today at 09:00',
      'No &lt;b&gt;certificate&lt;/b&gt; on the wall.',
      'Seen at the registry.',
      'name="revision" value="1"',
      'Save mine over it',
    ])
      expect(page.text).toContain(words)
    await hers
      .post(`/reviews/${reviewId}/findings/LEG-01`)
      .type('form')
      .send({ ...answer, note: 'Seen at the registry.', revision: '1' })
      .expect(303)
    const history = (await getReview(register.reader, reviewId)).items[0]?.history
    expect(history?.map(({ note }) => note)).toEqual(['No <b>certificate</b> on the wall.', 'Seen at the registry.'])
  })

  it('tells of a new note that looks like a place together with what else is wrong, and of one that stands already no more', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)
    const wrong = { ...answer, basis: '', note: 'At 12 Main Street' }
    const send = (more: object) =>
      hers
        .post(`/reviews/${reviewId}/findings/LEG-01`)
        .type('form')
        .send({ ...wrong, ...more })

    const page = (await send({}).expect(422)).text
    for (const words of ['Choose what this rests on.', 'This looks like a street address.', 'href="#anyway-LEG-01"']) expect(page).toContain(words)
    expect((await send({ anyway: 'yes' }).expect(422)).text).not.toContain('This looks like a street address.')
    await send({ basis: 'visit', anyway: 'yes' }).expect(303)
    expect((await send({ revision: '1' }).expect(422)).text).not.toContain('This looks like a street address.')
  })

  it('refuses an answer to a review that was submitted meanwhile, and still shows what was typed', async () => {
    const { register, reviewId } = await openedReview()
    await findAll(register, reviewId)
    await submitReview(register.writer, cora, reviewId)
    const hers = await as(register, cora)

    const page = await hers
      .post(`/reviews/${reviewId}/findings/LEG-01`)
      .type('form')
      .send({ ...answer, note: 'One thing more.', revision: '1' })
      .expect(409)

    for (const words of ['waits for its decision', 'One thing more.']) expect(page.text).toContain(words)
  })

  it.each([
    { what: 'a field that the form does not have', form: { ...answer, found_by: '3' }, status: 422 },
    { what: 'a result that there is not', form: { ...answer, result: 'perhaps' }, status: 422 },
    { what: 'a revision that is no number', form: { ...answer, revision: '-1' }, status: 422 },
    { what: 'a revision that never was', form: { ...answer, revision: '7' }, status: 409 },
  ])('refuses $what', async ({ form, status }) => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)

    await hers.post(`/reviews/${reviewId}/findings/LEG-01`).type('form').send(form).expect(status)

    expect((await getReview(register.reader, reviewId)).items[0]?.finding).toBeNull()
  })
})

it('answers a script with the item, the progress and what to say, and nothing else of the page', async () => {
  const { register, reviewId } = await openedReview()
  const hers = await as(register, cora)

  const part = await hers.post(`/reviews/${reviewId}/findings/LEG-01`).set('HX-Request', 'true').type('form').send(answer).expect(200)

  expect(part.text).not.toContain('<html')
  for (const words of [
    'id="item-LEG-01"',
    'id="progress" hx-swap-oob="true"',
    'id="section-counts" hx-swap-oob="true"',
    'LEG-01 is saved. 1 of 42 items found.',
    '· 1 of 42 found, 17 critical still open</p>',
  ])
    expect(part.text).toContain(words)
})

it.each([
  { servesMinors: true, said: '1 item that does not apply to this center' },
  { servesMinors: false, said: '3 items that do not apply to this center' },
])('says $said', async ({ servesMinors, said }) => {
  const { register, reviewId } = await openedReview({ servesMinors })

  expect((await (await as(register, cora)).get(`/reviews/${reviewId}`).expect(200)).text).toContain(said)
})

it('shows hostile notes as the text that they are', async () => {
  const { register, reviewId } = await openedReview()
  const note = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)> =HYPERLINK("x") ‮gnp.exe'
  const hers = await as(register, cora)

  await hers
    .post(`/reviews/${reviewId}/findings/LEG-01`)
    .type('form')
    .send({ ...answer, result: 'not met', note })
    .expect(303)

  const page = await hers.get(`/reviews/${reviewId}`).expect(200)
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).not.toContain('<img src=x')
  expect(page.text).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)')
})

describe('evidence', () => {
  const attach = async (register: TestRegister, reviewId: number, fields: Record<string, string | string[]>, file: Buffer | null = pdfFile()) => {
    const hers = await as(register, cora)
    const request = hers.post(`/reviews/${reviewId}/evidence`)
    for (const [name, value] of Object.entries({ document: '', title: 'Licence 2026', dated: '2026-02-01', expires: '', ...fields }))
      for (const each of [value].flat()) void request.field(name, each)
    if (file) void request.attach('file', file, { filename: 'licence.pdf', contentType: 'application/pdf' })
    return request
  }

  it('serves several items at once, is shown with its days, and can be used again and removed with a reason', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)
    expect((await hers.get(`/reviews/${reviewId}/evidence/new?item=LEG-04`).expect(200)).text).toMatch(/value="LEG-04" checked/)

    expect((await attach(register, reviewId, { items: ['LEG-01', 'LEG-04'] })).headers['location']).toBe(`/reviews/${reviewId}#item-LEG-01`)
    expect((await attach(register, reviewId, { items: 'INT-01', document: '1', title: '', dated: '' }, null)).status).toBe(303)

    const page = await hers.get(`/reviews/${reviewId}`).expect(200)
    for (const words of ['In date until 1 Feb 2027', 'Was good until 1 Aug 2026', 'dated 1 Feb 2026']) expect(page.text).toContain(words)
    await hers.post(`/reviews/${reviewId}/evidence/3/removal`).type('form').send({ reason: '' }).expect(422)
    await hers.post(`/reviews/${reviewId}/evidence/3/removal`).type('form').send({ reason: 'It says nothing of that.' }).expect(303)
    expect((await hers.get(`/reviews/${reviewId}`).expect(200)).text).toContain('Evidence removed, “Licence 2026”: It says nothing of that.')
    expect((await attach(register, reviewId, { items: 'INT-01', document: '1', title: '', dated: '' }, null)).status).toBe(303)
    const events = await register.reader.selectFrom('events').select('action').where('action', 'like', 'evidence.%').orderBy('seq').execute()
    expect(events.map(({ action }) => action)).toEqual(['evidence.attached', 'evidence.attached', 'evidence.attached', 'evidence.removed', 'evidence.attached'])
  })

  it.each([
    { what: 'no item', fields: { title: 'No item' }, file: pdfFile(), says: 'href="#items"', status: 422 },
    { what: 'no title', fields: { items: 'LEG-01', title: '' }, file: pdfFile(), says: 'href="#title"', status: 422 },
    { what: 'no file', fields: { items: 'LEG-01' }, file: null, says: 'href="#file"', status: 422 },
    { what: 'a web page called a PDF', fields: { items: 'LEG-01' }, file: Buffer.from('<html><script>alert(1)</script>'), says: 'href="#file"', status: 422 },
    { what: 'an end before its beginning', fields: { items: 'LEG-01', expires: '2025-01-01' }, file: pdfFile(), says: 'href="#expires"', status: 422 },
    {
      what: 'a date still to come',
      fields: { items: 'LEG-01', dated: '2026-11-22' },
      file: pdfFile(),
      says: 'id="dated-error">A document cannot be dated on a day that is still to come.',
      status: 422,
    },
    { what: 'an item that does not apply', fields: { items: 'LEG-02' }, file: pdfFile(), says: 'That item is not in this review.', status: 404 },
  ] as { what: string; fields: Record<string, string>; file: Buffer | null; says: string; status: number }[])(
    'is refused with $what, and leaves nothing behind',
    async ({ fields, file, says, status }) => {
      const { register, reviewId } = await openedReview()

      const page = await attach(register, reviewId, fields, file)

      expect(page.status).toBe(status)
      expect(page.text).toContain(says)
      expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
    },
  )

  it('is dated today at the latest, and never a paper that an older program took dated ahead (V5)', async () => {
    const { register, reviewId, centerId } = await openedReview()
    expect((await attach(register, reviewId, { items: 'LEG-01', dated: '2026-11-21' })).status).toBe(303)
    const sqlite = openFile(register.file)
    sqlite.exec('DROP TRIGGER a_document_is_not_dated_ahead')
    sqlite.exec(`INSERT INTO documents (center_id, kind, title, dated_on, received_on, media_type, size, sha256, added_by, added_at)
      SELECT ${centerId}, kind, 'Of 2031', '2031-05-05', received_on, media_type, size, sha256, added_by, added_at FROM documents`)
    sqlite.close()

    const page = await attach(register, reviewId, { items: 'LEG-01', document: '2', title: '', dated: '' }, null)

    expect(page.status).toBe(422)
    expect(page.text).toContain('id="document-error">A document cannot be dated on a day that is still to come.')
    expect(await register.reader.selectFrom('finding_evidence').select('document_id').execute()).toEqual([{ document_id: 1 }])
  })

  it('is never another center’s document', async () => {
    const { register, reviewId } = await openedReview()
    await submittedReview(register, { name: 'Elsewhere' })

    const page = await attach(register, reviewId, { items: 'LEG-01', document: '1', title: '', dated: '' }, null)

    expect(page.status).toBe(409)
    expect(page.text).toContain('belongs to another center')
  })
})

describe('submitting', () => {
  it('names what is missing, each with a link, and goes through once nothing is (V4)', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)
    const refused = await hers.post(`/reviews/${reviewId}/submission`).expect(409)
    expect(refused.text).toContain('42 items have no finding yet')
    expect(refused.text).toContain('<a href="#item-LEG-01">Answer LEG-01</a>')

    await findAll(register, reviewId)
    await hers.post(`/reviews/${reviewId}/submission`).expect(303)

    const page = await hers.get(`/reviews/${reviewId}`).expect(200)
    expect(page.text).toContain('This review waits for its decision')
    expect(page.text).not.toContain('name="result"')
  })

  it('is sent back by a manager, with a reason that the lead sees', async () => {
    const register = await openRegister()
    const { reviewId } = await submittedReview(register)
    const hers = await as(register, priya)
    expect((await hers.get(`/reviews/${reviewId}`).expect(200)).text).toContain(`href="/reviews/${reviewId}/decision"`)
    await hers.post(`/reviews/${reviewId}/return`).type('form').send({ reason: ' ' }).expect(422)
    await (await as(register, cora)).post(`/reviews/${reviewId}/return`).type('form').send({ reason: 'No.' }).expect(403)

    await hers.post(`/reviews/${reviewId}/return`).type('form').send({ reason: 'The board list is missing.' }).expect(303)

    const page = await (await as(register, cora)).get(`/reviews/${reviewId}`).expect(200)
    for (const words of ['Sent back by Priya', 'The board list is missing.']) expect(page.text).toContain(words)
  })

  it('is handed over and withdrawn by whoever may', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)

    await hers.post(`/reviews/${reviewId}/lead`).type('form').send({ lead: '6', version: '2' }).expect(303)
    expect((await hers.get(`/reviews/${reviewId}`).expect(200)).text).toContain('led by Carl')
    await hers.post(`/reviews/${reviewId}/withdrawal`).type('form').send({ reason: 'The center withdrew.' }).expect(303)

    expect((await getReview(register.reader, reviewId)).state).toBe('withdrawn')
  })

  it('that two people hand over shows the second whom the first chose (R3)', async () => {
    const { register, reviewId } = await openedReview()
    const hers = await as(register, cora)
    const path = `/reviews/${reviewId}/lead`
    const opened = formTo((await hers.get(path).expect(200)).text, path)
    await handOverReview(register.writer, cora, reviewId, 6)

    const told = await hers
      .post(path)
      .type('form')
      .send({ ...opened, lead: '3' })
      .expect(409)

    for (const words of ['<td data-label="Held now" class="kept-lines">Carl</td>', '<td data-label="You typed" class="kept-lines">Priya</td>'])
      expect(told.text).toContain(words)
    expect((await getReview(register.reader, reviewId)).leadId).toBe(6)
    await hers.post(path).type('form').send(formTo(told.text, path)).expect(303)
    expect((await getReview(register.reader, reviewId)).leadId).toBe(3)
  })

  it.each([
    ['2', 'They lead it already. Choose somebody else.'],
    ['5', 'Choose a coordinator or manager who can sign in.'],
  ])('is not handed over to person %s, and says so beside the field', async (lead, says) => {
    const { register, reviewId } = await openedReview()
    const page = await (await as(register, cora)).post(`/reviews/${reviewId}/lead`).type('form').send({ lead, version: '2' }).expect(422)
    expect(page.text).toContain(`<a href="#lead">${says}</a>`)
    expect((await getReview(register.reader, reviewId)).leadId).toBe(2)
  })
})

describe('the pipeline', () => {
  it('says who is where, whose move it is and what is late; filters; and downloads just that', async () => {
    const { register } = await openedReview({ name: '=Casa Amanecer', country: 'MX' })
    await submittedReview(register, { name: 'Hope House', country: 'KE' })
    const app = appOf(register)
    const hers = await browserOf(register, app, cora)
    app.setNow('2027-01-23T09:00:00Z')
    await register.writer
      .transaction()
      .execute((trx) => trx.updateTable('sessions').set({ seen_at: '2027-01-23T09:00:00.000Z', started_at: '2027-01-23T08:00:00.000Z' }).execute())

    const page = await hers.get('/reviews').expect(200)
    const late = await hers.get('/reviews.csv?late=yes&country=MX').expect(200)

    for (const words of ['2 reviews', '63 days', 'late by 3 days', 'a manager who did not assess it', '0 of 42', '42 of 42']) expect(page.text).toContain(words)
    expect(await markupFindings(page.text)).toEqual([])
    expect(late.text).toBe(
      '\uFEFFCenter,Country,Kind,State,Led by,Opened,Target,Days late,Items found,Items in all\r\n' +
        "'=Casa Amanecer,Mexico,Initial review,Open,Cora,2026-11-21,2027-01-20,3,0,42\r\n",
    )
    expect((await hers.get('/reviews?state=decided').expect(200)).text).toContain('No review matches')
    expect((await hers.get("/reviews?sort=drop table&state=';--&page=-1").expect(200)).text).toContain('2 reviews')
  })

  it('shows the first step where there is nothing yet, and is not for the board', async () => {
    const register = await openRegister()

    expect((await (await as(register, cora)).get('/reviews').expect(200)).text).toContain('Choose a center to review')
    await (await as(register, bea)).get('/reviews').expect(403)
    await (await as(register, bea)).get('/checklists').expect(403)
  })
})

it('shows the versions of the checklist and every item of one', async () => {
  const register = await openRegister()
  const hers = await as(register, cora)

  const [list, show] = [await hers.get('/checklists').expect(200), await hers.get('/checklists/1').expect(200)]

  expect(list.text).toContain('In use')
  for (const words of ['45 items: 21 critical, 24 required', 'Is the organisation legally registered', '12 months from its date', 'centers in the United States'])
    expect(show.text).toContain(words)
  expect([...(await markupFindings(list.text)), ...(await markupFindings(show.text))]).toEqual([])
  await hers.get('/checklists/99').expect(404)
})
