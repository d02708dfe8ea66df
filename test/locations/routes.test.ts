import { describe, expect, it } from 'vitest'
import { pdfFile } from '../support/files.ts'
import { ada, appOf, bea, browserOf, carl, cora, on, openRegister, priya, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'
import { getCenter } from '../../src/centers/queries.ts'
import { shownPlace } from '../../src/centers/center.ts'
import { listWaitingAuthorizations } from '../../src/locations/authorization-queries.ts'
import { savePrivatePhone } from '../../src/locations/phone-queries.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

const place = { region: 'North Province', city: 'Exampleton', street: '7 Quiet Lane', postalCode: 'EX1 2PL', latitude: '12.345678', longitude: '-98.765432' }
const empty = { region: '', city: '', street: '', postalCode: '', latitude: '', longitude: '', directions: '', timeZone: '', mailingAddress: '' }

const save = (browser: Browser, center: number, fields: object) =>
  browser
    .post(`/centers/${center}/place/edit`)
    .type('form')
    .send({ version: '0', ...empty, ...fields })
const show = (browser: Browser, center: number, reason = 'A van has to find it today.') => browser.post(`/centers/${center}/place/showing`).type('form').send({ reason })
const ask = (browser: Browser, center: number, fields: object = {}) => {
  const post = browser.post(`/centers/${center}/place/authorizations`)
  const all: Record<string, string> = {
    token: `token-of-this-form-${Math.random()}`,
    secrecy: 'city',
    signedBy: 'The director',
    signedOn: '2026-11-20',
    untilOn: '2026-12-31',
    ...fields,
  }
  for (const [name, value] of Object.entries(all)) void post.field(name, value)
  return post.attach('file', pdfFile(), { filename: 'signed.pdf', contentType: 'application/pdf' })
}
const answer = (browser: Browser, id: number, said: string) => browser.post(`/place-authorizations/${id}/answer`).type('form').send({ answer: said })

async function begun() {
  const register = await openRegister()
  const center = await plainCenter(register, { name: 'Harbour House' })
  const app = appOf(register)
  return { register, center, app, hers: await browserOf(register, app, cora), his: await browserOf(register, app, carl) }
}

const placeEvents = ({ reader }: TestRegister) =>
  reader.selectFrom('events').select(['action', 'actor_id', 'center_id', 'details']).where('subject_kind', '=', 'place').orderBy('seq').execute()

describe('looking at a place', () => {
  it('shows it once, for a reason, and writes the reason down (R4)', async () => {
    const { register, center, hers } = await begun()
    await save(hers, center, place).expect(303)
    expect((await hers.get(`/centers/${center}/place`).expect(200)).text).not.toContain('Quiet Lane')

    const shown = await show(hers, center).expect(200)

    for (const value of Object.values(place)) expect(shown.text).toContain(value)
    expect(shown.headers['cache-control']).toBe('no-store')
    expect(/<title>(.*)<\/title>/.exec(shown.text)?.[1]).toBe('The place, shown once · Lantern')
    expect((await placeEvents(register)).at(-1)).toEqual({ action: 'place.shown', actor_id: 2, center_id: center, details: '{"reason":"A van has to find it today."}' })
    expect((await hers.get(`/centers/${center}/place`)).text).toContain('by 1 person in the last 90 days, 1 time in all')
  })

  it('warns of a reason that names the place, shows nothing and keeps nothing of it, until somebody says that it is none (R4)', async () => {
    const { register, center, app, hers } = await begun()
    await save(hers, center, place).expect(303)

    const warned = await show(hers, center, 'To drive to 7 Quiet Lane today').expect(422)

    for (const words of ['This looks like a street address', 'name="anyway"', 'To drive to 7 Quiet Lane today']) expect(warned.text).toContain(words)
    for (const value of ['Exampleton', 'EX1 2PL', '12.345678']) expect(warned.text).not.toContain(value)
    expect(JSON.stringify(await placeEvents(register))).not.toContain('Quiet Lane')
    const administrator = await browserOf(register, app, ada)
    for (const path of ['/admin/events', '/admin/events.csv']) expect((await administrator.get(path).expect(200)).text).not.toContain('Quiet Lane')
    await hers.post(`/centers/${center}/place/showing`).type('form').send({ reason: 'To pass 7 Market Street on the way', anyway: 'yes' }).expect(200)
    expect((await placeEvents(register)).at(-1)).toMatchObject({ action: 'place.shown', details: '{"reason":"To pass 7 Market Street on the way"}' })
  })

  it('names in the history what was changed of it, and shows none of it (R1)', async () => {
    const { center, hers } = await begun()
    await save(hers, center, place).expect(303)
    await save(hers, center, { postalCode: 'EX9 9EX', mailingAddress: 'Box 12', version: '1' }).expect(303)

    for (const page of [`/centers/${center}`, `/centers/${center}/history`]) {
      const { text } = await hers.get(page).expect(200)
      for (const words of ['Place saved', 'not shown here: region, city, street, postal code, latitude, longitude<', 'not shown here: postal code, mailing address<'])
        expect(text).toContain(words)
      for (const value of Object.values(place)) expect(text).not.toContain(value)
    }
  })

  it('shows the private phones with it', async () => {
    const { register, center, hers } = await begun()
    await save(hers, center, place).expect(303)
    await register.writer.transaction().execute(async (trx) => {
      await trx.insertInto('contacts').values({ id: 9, center_id: center, name: 'The night desk', kind: 'private', created_at: '2026-11-21T09:00:00.000Z' }).execute()
      await savePrivatePhone(trx, register.keys, 9, '+1 202 555 0143')
    })

    expect((await show(hers, center)).text).toContain('+1 202 555 0143')
  })

  it.each(['', 'too short', '         x         '])('asks for a real reason instead of “%s” (R4)', async (reason) => {
    const { register, center, hers } = await begun()
    await save(hers, center, place).expect(303)

    const page = await show(hers, center, reason).expect(422)

    expect(page.text).toContain('Say why you need it, in at least 10 characters.')
    expect((await placeEvents(register)).map(({ action }) => action)).toEqual(['place.saved'])
  })

  it('is refused the eleventh time within an hour, at any center, and says so in the log (R4, CONF-05)', async () => {
    const { register, center, app, hers, his } = await begun()
    const other = await plainCenter(register, { name: 'Another house' })
    await save(hers, center, place).expect(303)
    for (let look = 0; look < 10; look += 1) await show(hers, look % 2 === 0 ? center : other).expect(200)

    await show(hers, center).expect(429)

    expect((await placeEvents(register)).at(-1)).toMatchObject({ action: 'place.refused', actor_id: 2 })
    await show(his, center).expect(200)
    app.setNow('2026-11-21T10:00:00.001Z')
    await show(await browserOf(register, app, { ...cora, now: Temporal.Instant.from('2026-11-21T10:00:00Z') }), center).expect(200)
  })

  it('is for coordinators and managers alone', async () => {
    const { register, center, app } = await begun()
    for (const who of [bea, ada]) {
      const theirs = await browserOf(register, app, who)
      await theirs.get(`/centers/${center}/place`).expect(403)
      await show(theirs, center).expect(403)
      await save(theirs, center, place).expect(403)
    }
    await show(await browserOf(register, app, priya), center).expect(200)
  })
})

describe('changing a place', () => {
  it('keeps what was left empty, empties what was ticked, and names the fields in the log', async () => {
    const { register, center, hers } = await begun()
    await save(hers, center, { ...place, directions: 'Past the mill' }).expect(303)

    expect((await hers.get(`/centers/${center}/place/edit`).expect(200)).text).not.toMatch(/Quiet|Exampleton|mill/)
    await save(hers, center, { version: '1', street: '8 Quiet Lane', emptied: 'directions', mailingAddress: 'PO Box 1' }).expect(303)

    const shown = (await show(hers, center)).text
    for (const text of ['8 Quiet Lane', 'Exampleton', 'EX1 2PL']) expect(shown).toContain(text)
    expect(shown).not.toContain('Past the mill')
    const said = (await placeEvents(register)).filter(({ action }) => action === 'place.saved').map(({ details }) => details)
    expect(said).toEqual([
      '{"fields":["region","city","street","postalCode","latitude","longitude","directions"]}',
      '{"fields":["street","directions","mailingAddress"]}',
    ])
  })

  it('tells the second of two people, and keeps what they typed', async () => {
    const { center, hers, his } = await begun()
    await save(hers, center, place).expect(303)

    const page = await save(his, center, { street: '9 Quiet Lane' }).expect(409)

    for (const words of ['Someone else changed this place', 'value="9 Quiet Lane"', 'name="version" value="1.']) expect(page.text).toContain(words)
    expect(page.text).not.toContain('7 Quiet Lane')
  })

  it.each([
    { fields: { latitude: '91' }, says: 'Enter degrees from -90 to 90' },
    { fields: { longitude: '1e2' }, says: 'Enter degrees from -180 to 180' },
    { fields: { timeZone: 'Mars/Olympus' }, says: 'Enter a time zone by its name' },
    { fields: { street: 'x', emptied: 'street' }, says: 'You typed something here and asked to empty it too.' },
    { fields: { secrecy: 'open' }, says: 'This form has changed.' },
  ])('refuses $fields', async ({ fields, says }) => {
    const { center, hers } = await begun()

    expect((await save(hers, center, fields).expect(422)).text).toContain(says)
  })
})

describe('how much may be seen', () => {
  const seen = async ({ reader }: TestRegister, center: number, day: string) => shownPlace(await getCenter(reader, center), Temporal.PlainDate.from(day))
  const found = async ({ reader }: TestRegister) => (await reader.selectFrom('center_shown').select(['rowid', 'region', 'city']).execute()).map((row) => ({ ...row }))

  it('is lowered by the center’s authorization and a second person, until its last day (CONF-01)', async () => {
    const { register, center, hers, his } = await begun()
    await save(hers, center, place).expect(303)
    await ask(hers, center).expect(303)
    expect(await seen(register, center, '2026-11-21')).toBeNull()
    expect(await listWaitingAuthorizations(register.reader, 2)).toMatchObject([{ id: 1, centerName: 'Harbour House', own: true }])
    expect(await listWaitingAuthorizations(register.reader, 6)).toMatchObject([{ own: false }])

    await answer(hers, 1, 'confirmed').expect(403)
    await answer(his, 1, 'confirmed').expect(303)

    expect(await seen(register, center, '2026-12-31')).toEqual({ region: 'North Province', city: 'Exampleton' })
    expect(await seen(register, center, '2027-01-01')).toBeNull()
    expect(await found(register)).toEqual([{ rowid: center, region: 'North Province', city: 'Exampleton' }])
    expect(await listWaitingAuthorizations(register.reader, 6)).toEqual([])
    await answer(his, 1, 'declined').expect(409)
    expect((await placeEvents(register)).at(-1)?.details).toBe('{"before":"hidden","after":"city","untilOn":"2026-12-31"}')
  })

  it('ends with a change of what is shown, and nothing is copied out once the authorization has ended (CONF-01)', async () => {
    const { register, center, app, hers, his } = await begun()
    await save(hers, center, place).expect(303)
    await ask(hers, center).expect(303)
    await answer(his, 1, 'confirmed').expect(303)

    await save(hers, center, { version: '2', city: 'Sampleville' }).expect(303)
    expect(await found(register)).toEqual([])

    await ask(hers, center).expect(303)
    await answer(his, 2, 'confirmed').expect(303)
    expect(await found(register)).toEqual([{ rowid: center, region: 'North Province', city: 'Sampleville' }])
    app.setNow('2027-01-01T09:00:00Z')
    const later = await browserOf(register, app, on(cora, '2027-01-01'))
    await save(later, center, { version: '5', city: 'Elsewhere' }).expect(303)
    expect(await found(register)).toEqual([])
    expect((await later.get(`/centers/${center}/place`)).text).toContain('>hidden<')
  })

  it('is raised at once by one person', async () => {
    const { register, center, hers, his } = await begun()
    await save(hers, center, place).expect(303)
    await ask(hers, center, { secrecy: 'open' }).expect(303)
    await answer(his, 1, 'confirmed').expect(303)
    const raise = (secrecy: string) => hers.post(`/centers/${center}/place/secrecy`).type('form').send({ secrecy })

    await raise('city').expect(303)
    await raise('hidden').expect(303)

    expect(await seen(register, center, '2026-11-21')).toBeNull()
    expect(await found(register)).toEqual([])
    await raise('city').expect(409)
  })

  it.each([
    { fields: { signedOn: '2026-11-22' }, says: 'It cannot have been signed after today.' },
    { fields: { untilOn: '2026-11-20' }, says: 'This authorization has ended already.' },
    { fields: { signedOn: '2026-11-20', untilOn: '2026-11-19' }, says: 'It cannot end before it was signed.' },
    { fields: { secrecy: 'hidden' }, says: 'Choose what the center allows to be shown.' },
  ])('is not asked for with $fields', async ({ fields, says }) => {
    const { register, center, hers } = await begun()

    expect((await ask(hers, center, fields).expect(422)).text).toContain(says)
    expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
  })

  it('is not confirmed once the authorization has ended, and may be withdrawn by who asked', async () => {
    const { register, center, app, hers } = await begun()
    await ask(hers, center).expect(303)
    app.setNow('2027-01-01T09:00:00Z')

    const later = await browserOf(register, app, on(carl, '2027-01-01'))
    expect((await answer(later, 1, 'confirmed').expect(409)).text).toContain('This authorization has ended.')
    await answer(later, 1, 'withdrawn').expect(403)
    await answer(await browserOf(register, app, on(cora, '2027-01-01')), 1, 'withdrawn').expect(303)
  })

  it('cannot be lowered by plain SQL without a confirmed authorization (CONF-01)', async () => {
    const { register, center, hers } = await begun()
    await save(hers, center, place).expect(303)
    const lower = () => register.writer.transaction().execute((trx) => trx.updateTable('locations').set({ secrecy: 'city' }).where('center_id', '=', center).execute())

    await expect(lower()).rejects.toThrow('places_are_shown_authorized')
    await ask(hers, center).expect(303)
    await expect(lower()).rejects.toThrow('places_are_shown_authorized')
    const other = await plainCenter(register, { name: 'Another house' })
    const begin = () =>
      register.writer
        .transaction()
        .execute((trx) => trx.insertInto('locations').values({ center_id: other, secrecy: 'open', sealed: null, mailing_address: null }).execute())
    await expect(begin()).rejects.toThrow('places_begin_authorized')
  })
})
