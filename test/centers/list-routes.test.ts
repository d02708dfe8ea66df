import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctOwnName } from '../../src/accounts/details-service.ts'
import { searchWords } from '../../src/centers/directory.ts'
import { findHits } from '../../src/centers/directory-queries.ts'
import { showPlace } from '../support/places.ts'
import { appOf, browserOf, carl, cora, firstDay, on, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

async function house(register: TestRegister) {
  const app = appOf(register)
  return { app, agent: await browserOf(register, app, cora) }
}

const count = (html: string): string | undefined => /<b>([\d,]+ centers?)<\/b>/.exec(html)?.[1]
/** The choices of one group of filters, with their counts. */
function facet(html: string, label: string): string[] {
  const group = html.split('<details').find((part) => part.includes(`<summary>${label}</summary>`)) ?? ''
  return [...group.matchAll(/<span>([^<]*)<\/span><span class="number">([^<]*)<\/span>/g)].map(([, name, number]) => `${name} ${number}`)
}

async function fourCenters(): Promise<TestRegister> {
  const register = await openRegister()
  await vettedCenter(register, { name: 'Casa Amanecer', country: 'GT', until: '2027-03-03' })
  await vettedCenter(register, { name: 'Baan Suk', country: 'TH', kind: 'clinic', until: '2026-12-01', lead: carl.id })
  await plainCenter(register, { name: 'Casa Verde', country: 'GT', lead: carl.id, populations: ['POP-MEN'] })
  await plainCenter(register, { name: 'Dawn House', country: 'DE', lead: null })
  return register
}

describe('the list of centers', () => {
  it('filters by the address, with counts that honour the other filters', async () => {
    const { agent } = await house(await fourCenters())

    const all = (await agent.get('/centers').expect(200)).text
    expect(count(all)).toBe('4 centers')
    expect(facet(all, 'Standing')).toEqual(['Vetted 2', 'Prospect 2'])
    expect(facet(all, 'Country')).toEqual(['Germany 1', 'Guatemala 2', 'Thailand 1'])
    expect(facet(all, 'Group of people')).toEqual(['Women 18+ 3', 'Men 18+ 1'])
    expect(facet(all, 'Lead')).toEqual(['Led by me 1'])

    const vetted = (await agent.get('/centers?standing=vetted').expect(200)).text
    expect(count(vetted)).toBe('2 centers')
    expect(facet(vetted, 'Standing')).toEqual(['Vetted 2', 'Prospect 2'])
    expect(facet(vetted, 'Country')).toEqual(['Guatemala 1', 'Thailand 1'])
    expect(vetted).toContain('aria-label="Take away the filter Vetted"')

    expect(count((await agent.get('/centers?country=GT&country=TH&population=POP-WOMEN')).text)).toBe('2 centers')
    expect(count((await agent.get('/centers?mine=me')).text)).toBe('1 center')
    expect(count((await agent.get('/centers?population=POP-WOMEN&population=POP-MEN')).text)).toBe('0 centers')
  })

  it('says what was recorded a moment ago, though a page’s rows are kept until then: also of who leads a center, whose name turns none', async () => {
    const register = await fourCenters()
    const { agent } = await house(register)
    expect((await agent.get('/centers')).text).toContain('>Carl<')
    await correctOwnName(register.writer, carl, 1, 'Carl Ames')
    const { text } = await agent.get('/centers')
    expect(text).toContain('>Carl Ames<')
    expect(text).not.toContain('>Carl<')
  })

  it('takes a center of which no standing was ever written for a prospect', async () => {
    const register = await openRegister()
    await register.writer.transaction().execute(async (trx) => {
      const made = { created_at: '2026-11-21T09:00:00.000Z' }
      await trx
        .insertInto('organizations')
        .values({ id: 1, uuid: 'o', legal_name: 'Old', country: 'GT', ...made })
        .execute()
      await trx
        .insertInto('centers')
        .values({ uuid: 'c', organization_id: 1, name: 'Old', kind: 'other', country: 'GT', created_on: '2026-11-21', ...made })
        .execute()
    })
    const { agent } = await house(register)

    const page = (await agent.get('/centers?standing=prospect')).text

    expect(count(page)).toBe('1 center')
    expect(facet(page, 'Standing')).toEqual(['Prospect 1'])
  })

  it.each([
    ['name', ['Baan Suk', 'Casa Amanecer', 'Casa Verde', 'Dawn House']],
    ['-name', ['Dawn House', 'Casa Verde', 'Casa Amanecer', 'Baan Suk']],
    ['country', ['Dawn House', 'Casa Amanecer', 'Casa Verde', 'Baan Suk']],
    ['standing', ['Baan Suk', 'Casa Amanecer', 'Casa Verde', 'Dawn House']],
    ['lapses', ['Baan Suk', 'Casa Amanecer', 'Casa Verde', 'Dawn House']],
    ['-lapses', ['Casa Amanecer', 'Baan Suk', 'Casa Verde', 'Dawn House']],
    ['shown_city', ['Baan Suk', 'Casa Amanecer', 'Casa Verde', 'Dawn House']],
  ])('sorts by %s', async (sort, names) => {
    const { agent } = await house(await fourCenters())

    const { text } = await agent.get('/centers').query({ sort }).expect(200)

    expect([...text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name)).toEqual(names)
  })

  it('lapses by itself, and is read anew after a change', async () => {
    const register = await fourCenters()
    const { app, agent } = await house(register)
    expect((await agent.get('/centers?standing=lapsed')).text).toContain('No center fits')

    app.setNow('2026-12-02T09:00:00Z')
    const later = await browserOf(register, app, { ...cora, now: Temporal.Instant.from('2026-12-02T09:00:00Z') })
    expect(count((await later.get('/centers?standing=lapsed')).text)).toBe('1 center')

    await later
      .post('/organizations')
      .type('form')
      .send({ legalName: 'New', localName: '', otherNames: '', country: 'KE', registerName: '', registrationNumber: '', taxStatus: '', website: '', foundedYear: '' })
      .expect(303)
    expect(count((await later.get('/centers?standing=lapsed')).text)).toBe('1 center')
  })

  it('pages by 25, and answers a part of the page to a script', async () => {
    const register = await openRegister()
    for (let n = 10; n < 37; n++) await plainCenter(register, { name: `House ${n}` })
    const { agent } = await house(register)

    const second = (await agent.get('/centers?page=2').expect(200)).text
    expect(second).toContain('26 to 27 of 27')
    expect(second).toContain('House 36')
    expect(second).not.toContain('House 34')
    const part = (await agent.get('/centers?q=house').set('HX-Request', 'true').expect(200)).text
    expect(part).not.toContain('<html')
    expect(count(part)).toBe('27 centers')
  })

  it('says what to do while there is none', async () => {
    const { agent } = await house(await openRegister())

    const { text } = await agent.get('/centers').expect(200)

    for (const words of ['No center yet', 'href="/centers/new"']) expect(text).toContain(words)
  })
})

describe('a place in the list', () => {
  it('is found, filtered and shown only while it may be: the state is withheld otherwise', async () => {
    const register = await openRegister()
    const florida = await plainCenter(register, { name: 'Palm', country: 'US' })
    const ended = await plainCenter(register, { name: 'Pine', country: 'US' })
    await plainCenter(register, { name: 'Oak', country: 'US' })
    await showPlace(register, florida, 'Florida', 'Tampa', '2026-11-22')
    await showPlace(register, ended, 'Oregon', 'Salem', '2026-11-21')
    const app = appOf(register)
    app.setNow('2026-11-22T09:00:00Z')
    const agent = await browserOf(register, app, on(cora, '2026-11-22'))

    const us = (await agent.get('/centers?country=US')).text
    expect(facet(us, 'State')).toEqual(['Florida 1', 'State withheld 2'])
    expect(us).toContain('Tampa, United States')
    for (const hidden of ['Salem', 'Oregon']) {
      expect(us).not.toContain(hidden)
      expect(count((await agent.get('/centers').query({ q: hidden })).text)).toBe('0 centers')
      expect(count((await agent.get('/centers').query({ state: hidden })).text)).toBe('0 centers')
    }
    expect(count((await agent.get('/centers?state=withheld')).text)).toBe('2 centers')
    expect(count((await agent.get('/centers?q=palm+tampa')).text)).toBe('1 center')

    app.setNow('2026-11-23T09:00:00Z')
    const later = await browserOf(register, app, on(cora, '2026-11-23'))
    expect(count((await later.get('/centers?q=tampa')).text)).toBe('0 centers')
    expect((await later.get('/centers.csv?country=US')).text).not.toMatch(/Tampa|Salem|Florida|Oregon/)
  })
})

describe('the file of centers', () => {
  it('holds exactly what is filtered, in its order, and runs no formula', async () => {
    const register = await fourCenters()
    await plainCenter(register, { name: '=1+1', country: 'GT', lead: null })
    const { agent } = await house(register)

    const { text, headers } = await agent.get('/centers.csv?country=GT&sort=-name').expect(200)

    expect(headers['content-disposition']).toBe('attachment; filename=centers.csv')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(parse(text, { bom: true })).toEqual([
      ['Center', 'Organization', 'Country', 'Country code', 'Region shown', 'City shown', 'Kind', 'Standing', 'On hold because', 'Lapses after', 'Lead', 'Confirmed on'],
      ['Casa Verde', 'Casa Verde Foundation', 'Guatemala', 'GT', '', '', 'residential shelter', 'prospect', 'not vetted', '', 'Carl', ''],
      ['Casa Amanecer', 'Casa Amanecer Foundation', 'Guatemala', 'GT', '', '', 'residential shelter', 'vetted', '', '2027-03-03', 'Cora', ''],
      ["'=1+1", "'=1+1 Foundation", 'Guatemala', 'GT', '', '', 'residential shelter', 'prospect', 'not vetted', '', '', ''],
    ])
  })
})

describe('a search (INJ-03)', () => {
  it('quotes each word, ten at most', () => {
    expect(searchWords('casa "luz" NEAR(a b) -x* col:y')).toEqual([
      '"casa"*',
      '("luz"* OR "łuz"*)',
      '"near"*',
      '"a"*',
      '"b"*',
      '"x"*',
      '("col"* OR "coł"* OR "cøl"*)',
      '"y"*',
    ])
    expect(searchWords('a '.repeat(99))).toHaveLength(10)
    expect(searchWords('\0 "*" - \u200B')).toEqual([])
  })

  it('answers whatever is typed, with signs alone finding nothing', async () => {
    const register = await openRegister()
    await plainCenter(register, { name: 'Casa "Luz" OR NOT' })
    const unit = fc.oneof(
      fc.constantFrom('"', '*', '(', ')', ':', '^', '-', '+', 'NEAR', ' OR ', ' AND ', ' NOT ', '\0', '%', '_', "'", ';', '\uD800', '\u200B', 'é', 'ไ', '中'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 40 }), async (units) => {
        const hits = await findHits(register.reader, units.join(''), firstDay)
        expect(hits.capped).toBe(false)
      }),
      { numRuns: 2000 },
    )
    const { agent } = await house(register)
    for (const q of ['"', '***', '\0', 'a'.repeat(5000), 'NEAR(', "' OR 1=1 --", '%00', '\uFFFF']) await agent.get('/centers').query({ q }).expect(200)
    await agent.get('/centers?q[a]=1&country[]=x&standing=x&page=-1&sort=1;DROP').expect(200)
    expect(count((await agent.get('/centers').query({ q: '"*"' })).text)).toBe('0 centers')
  })
})
