import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readOpenAddress } from '../../src/locations/address-queries.ts'
import type { Person } from '../../src/shared/actor.ts'
import { pdfFile } from '../support/files.ts'
import { ada, appOf, bea, browserOf, carl, cora, firstDay, on, openRegister, priya, type TestApp, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

const place = {
  region: 'North Province',
  city: 'Exampleton',
  street: '7 Larkspurrow Lane',
  postalCode: 'QX7 4ZJ',
  latitude: '12.3459871',
  longitude: '-98.7612345',
  directions: 'Behind the vermilionworks',
  timeZone: 'Pacific/Chatham',
}
const onRequest = [place.latitude, place.longitude, place.directions, place.timeZone]
const noFields = { region: '', city: '', street: '', postalCode: '', latitude: '', longitude: '', directions: '', timeZone: '', mailingAddress: '' }

interface Begun {
  register: TestRegister
  app: TestApp
  center: number
  hers: Browser
}

/** A center in Kenya whose place is written down, with an authorization that waits until somebody confirms it. */
async function asked(secrecy: 'city' | 'open', fields: object = place): Promise<Begun> {
  const register = await openRegister()
  const center = await plainCenter(register, { name: 'Harbour House', country: 'KE' })
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  await save(hers, center, 0, fields).expect(303)
  const asking = hers.post(`/centers/${center}/place/authorizations`)
  void asking.field({ token: 'one-token-of-this-form', secrecy, signedBy: 'The director', signedOn: '2026-11-20', untilOn: '2026-12-31' })
  await asking.attach('file', pdfFile(), { filename: 'signed.pdf', contentType: 'application/pdf' }).expect(303)
  return { register, app, center, hers }
}

async function lowered(secrecy: 'city' | 'open', fields: object = place): Promise<Begun> {
  const begun = await asked(secrecy, fields)
  await (await browserOf(begun.register, begun.app, carl)).post('/place-authorizations/1/answer').type('form').send({ answer: 'confirmed' }).expect(303)
  return begun
}

const save = (browser: Browser, center: number, version: number, fields: object) =>
  browser
    .post(`/centers/${center}/place/edit`)
    .type('form')
    .send({ version, ...noFields, ...fields })

const hide = (browser: Browser, center: number, secrecy: string) => browser.post(`/centers/${center}/place/secrecy`).type('form').send({ secrecy }).expect(303)

/** The two pages on which the street of an open place stands, as one person sees them on a day. */
async function pagesOf({ register, app, center }: Begun, who: Person, day = '2026-11-21') {
  app.setNow(`${day}T09:00:00Z`)
  const theirs = await browserOf(register, app, on(who, day))
  return [await theirs.get(`/centers/${center}`), await theirs.get(`/centers/${center}/place`)]
}

/** The lines of a page's facts: a label and what it says. */
const factsIn = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, label = '', value = '']) => [label, value.replaceAll('&#39;', '’')]))

/** Nothing but the country, on either page, to whoever may read them. */
async function expectStreetNowhere(begun: Begun, day?: string): Promise<void> {
  for (const who of [cora, priya]) {
    for (const { status, text } of await pagesOf(begun, who, day)) {
      expect(status).toBe(200)
      for (const value of [place.street, place.postalCode, ...onRequest]) expect(text).not.toContain(value)
    }
  }
}

const eventsOf = async ({ reader }: TestRegister) => JSON.stringify(await reader.selectFrom('events').selectAll().execute())

describe('the place of a center that does not hide where it is (CONF-01)', () => {
  it('shows street and postal code to coordinators and managers, for no reason and as no look; the rest stays on request', async () => {
    const begun = await lowered('open')

    for (const who of [cora, carl, priya]) {
      for (const { status, headers, text } of await pagesOf(begun, who)) {
        expect({ status, kept: headers['cache-control'] }).toEqual({ status: 200, kept: 'no-store' })
        expect(factsIn(text)).toMatchObject({
          'Street and number': '7 Larkspurrow Lane',
          'Postal code': 'QX7 4ZJ',
          Place: 'Exampleton, North Province',
          Country: 'Kenya',
          'May be seen until': '31 Dec 2026',
        })
        for (const value of onRequest) expect(text).not.toContain(value)
      }
    }
    const [, known] = await pagesOf(begun, cora)
    expect(factsIn(known?.text ?? '')).toMatchObject({ 'Looked at': 'by nobody in the last 90 days' })
    expect(await eventsOf(begun.register)).not.toMatch(/place\.shown|Larkspurrow|QX7/)
    const shown = await begun.hers.post(`/centers/${begun.center}/place/showing`).type('form').send({ reason: 'A van has to find it today.' }).expect(200)
    for (const value of onRequest) expect(shown.text).toContain(value)
  })

  it('is no page of the board or the administrator', async () => {
    const begun = await lowered('open')

    for (const who of [bea, ada]) {
      for (const { status, text } of await pagesOf(begun, who)) {
        expect(status).toBe(403)
        expect(text).not.toContain('Larkspurrow')
      }
    }
  })

  it('is hidden, city or still waiting: no street anywhere', async () => {
    await expectStreetNowhere(await lowered('city'))
    await expectStreetNowhere(await asked('open'))
  })

  it('is hidden again on the day after its last, with no one doing anything', async () => {
    const begun = await lowered('open')

    for (const { text } of await pagesOf(begun, priya, '2026-12-31')) expect(text).toContain('7 Larkspurrow Lane')
    await expectStreetNowhere(begun, '2027-01-01')
  })

  it.each(['city', 'hidden'])('shows no street from the moment on which one person makes it %s', async (secrecy) => {
    const begun = await lowered('open')

    await hide(begun.hers, begun.center, secrecy)

    await expectStreetNowhere(begun)
  })

  it('shows no street longer than an authorization to be open lasts, whatever plain SQL makes of its level', async () => {
    const begun = await lowered('open')
    const { register, center } = begun
    // A longer one for region and city alone, and the level put back by hand: the day of the one is not the day of the other.
    const asking = begun.hers.post(`/centers/${center}/place/authorizations`)
    void asking.field({ token: 'another-token-of-it', secrecy: 'city', signedBy: 'The director', signedOn: '2026-11-20', untilOn: '2027-06-30' })
    await asking.attach('file', pdfFile(), { filename: 'signed.pdf', contentType: 'application/pdf' }).expect(303)
    await (await browserOf(register, begun.app, carl)).post('/place-authorizations/2/answer').type('form').send({ answer: 'confirmed' }).expect(303)
    await register.writer.transaction().execute((trx) => trx.updateTable('locations').set({ secrecy: 'open' }).where('center_id', '=', center).execute())

    for (const { text } of await pagesOf(begun, cora, '2026-12-31')) expect(text).toContain('7 Larkspurrow Lane')
    for (const { text } of await pagesOf(begun, cora, '2027-01-01')) {
      expect(factsIn(text)).toMatchObject({ Place: 'Exampleton, North Province', 'May be seen until': '30 Jun 2027' })
      expect(text).not.toMatch(/Larkspurrow|QX7/)
    }
  })

  it('shows no street longer than anything of the place may be seen, though the authorization would run on', async () => {
    const begun = await lowered('open')
    await begun.register.writer.transaction().execute((trx) => trx.updateTable('centers').set({ shown_until: '2026-11-30' }).where('id', '=', begun.center).execute())

    for (const { text } of await pagesOf(begun, cora, '2026-11-30')) expect(text).toContain('7 Larkspurrow Lane')
    await expectStreetNowhere(begun, '2026-12-01')
  })

  it('says so when the street is not recorded', async () => {
    const begun = await lowered('open', { city: 'Exampleton' })

    for (const { text } of await pagesOf(begun, cora)) {
      expect(factsIn(text)).toMatchObject({ 'Street and number': 'not recorded', Place: 'Exampleton' })
      expect(factsIn(text)).not.toHaveProperty('Postal code')
    }
  })
})

describe('what nobody may find of an open place', () => {
  it('the street is in no list, search, export, history or event, and nowhere in the file in plain text', async () => {
    const begun = await lowered('open')
    const { register, app, center, hers } = begun
    await pagesOf(begun, cora)
    const administrators = await browserOf(register, app, ada)

    for (const path of [`/centers?q=Exampleton`, '/centers.csv', `/centers/${center}/history`, '/centers', '/approvals']) {
      expect((await hers.get(path).expect(200)).text).not.toMatch(/Larkspurrow|QX7/)
    }
    for (const path of ['/admin/events', '/admin/events.csv']) expect((await administrators.get(path).expect(200)).text).not.toMatch(/Larkspurrow|QX7/)
    expect((await hers.get('/centers.csv?q=Exampleton').expect(200)).text).toContain('Harbour House')
    for (const word of ['Larkspurrow', 'QX7', '7+Larkspurrow+Lane']) expect((await hers.get(`/centers.csv?q=${word}`).expect(200)).text).not.toContain('Harbour House')
    for (const file of [register.file, `${register.file}-wal`]) expect(readFileSync(file).toString('latin1')).not.toMatch(/larkspurrow|qx7 4zj/i)
  })
})

describe('an open place whose seal does not open', () => {
  it('leaves both pages standing, says so in words, and leaves the fault in the log', async () => {
    const begun = await lowered('open')
    const { register, app, center } = begun
    const foreign = register.keys.sealText({ table: 'locations', column: 'sealed', id: center + 1 }, JSON.stringify(place))
    await register.writer.transaction().execute((trx) => trx.updateTable('locations').set({ sealed: foreign }).where('center_id', '=', center).execute())

    for (const { status, text } of await pagesOf(begun, cora)) {
      expect(status).toBe(200)
      expect(text).toContain('can’t be read now: what is kept does not open.')
      expect(text).not.toContain('Larkspurrow')
      expect(factsIn(text)).toMatchObject({ Place: 'Exampleton, North Province', Country: 'Kenya' })
    }
    expect(app.faults).toHaveLength(2)
  })

  it('is not even tried where the place is not open', async () => {
    const { register, center } = await lowered('city')
    await register.writer.transaction().execute((trx) => trx.updateTable('locations').set({ sealed: 'v1.no.seal.at.all' }).where('center_id', '=', center).execute())
    const faults: unknown[] = []

    expect(await readOpenAddress(register.reader, register.keys, center, firstDay, (fault) => void faults.push(fault))).toBeNull()
    expect(faults).toEqual([])
  })
})

describe('what is said before anybody makes a place open, or types into one', () => {
  const textOf = async (browser: Browser, path: string) => (await browser.get(path).expect(200)).text

  it('tells the second person what will be seen, before they confirm it', async () => {
    const open = await asked('open')
    const his = await browserOf(open.register, open.app, carl)
    expect(await textOf(his, `/centers/${open.center}/place`)).toContain('Once confirmed: coordinators and program managers see street and postal code')
    expect(await textOf(open.hers, `/centers/${open.center}/place/authorizations/new`)).toContain(
      'see street and postal code too, on the center’s page, and give no reason.',
    )

    const city = await asked('city')
    const page = await textOf(await browserOf(city.register, city.app, carl), `/centers/${city.center}/place`)
    expect(page).toContain('Once confirmed: region and city may be seen until that day')
    expect(page).not.toContain('see street and postal code')
  })

  it('warns in the place’s form for as long as anything of the place is seen', async () => {
    const { register, app, center, hers } = await lowered('open')
    const form = `/centers/${center}/place/edit`
    const warning = 'A change of what is seen hides the place again'
    expect(await textOf(hers, form)).toContain(warning)
    expect(await textOf(hers, form)).toContain('This place is open until 31 Dec 2026: coordinators and program managers see street, postal code')
    const stale = await save(hers, center, 0, { street: '9 Larkspurrow Lane' }).expect(409)
    for (const words of ['Someone else changed this place', 'This place is open until 31 Dec 2026']) expect(stale.text).toContain(words)

    await hide(hers, center, 'city')
    expect(await textOf(hers, form)).toContain('City and region of this place may be seen until 31 Dec 2026')
    await hide(hers, center, 'hidden')
    expect(await textOf(hers, form)).not.toContain(warning)

    const ended = await lowered('open')
    ended.app.setNow('2027-01-01T09:00:00Z')
    expect(await textOf(await browserOf(ended.register, ended.app, on(cora, '2027-01-01')), `/centers/${ended.center}/place/edit`)).not.toContain(warning)
    expect(app.faults.concat(ended.app.faults)).toEqual([])
    expect(await eventsOf(register)).not.toContain('Larkspurrow')
  })

  it('shows nothing of another street that is saved into an open place, nor of the one before', async () => {
    const begun = await lowered('open')
    await save(begun.hers, begun.center, 2, { street: '8 Larkspurrow Lane' }).expect(303)

    for (const { text } of await pagesOf(begun, priya)) expect(text).not.toMatch(/Larkspurrow|QX7|Exampleton/)
  })
})
