import { describe, expect, it } from 'vitest'
import { ada, appOf, bea, browserOf, cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { arrived, logged, sent } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const token = 'a-token-of-this-form'
const saved = {
  item: 'Mattress, single',
  quantity: '24',
  unit: '',
  category: '',
  unitCost: '82.00',
  currency: 'USD',
  people: '24',
  priority: 'urgent',
  neededBy: '2026-12-01',
}
const form = { ...saved, token }
const needsIn = ({ reader }: TestRegister) =>
  reader.selectFrom('needs').select(['item', 'unit', 'category', 'quantity', 'unit_cost_minor', 'catalogue_code', 'version']).execute()

describe('logging a need', () => {
  it('takes category and unit from the catalogue, and counts a form sent twice once (M7)', async () => {
    const register = await openRegister()
    const center = await plainCenter(register)
    const hers = await browserOf(register, appOf(register), cora)

    await hers.post(`/centers/${center}/needs`).type('form').send(form).expect(303).expect('location', '/needs/1')
    await hers.post(`/centers/${center}/needs`).type('form').send(form).expect(303).expect('location', '/needs/1')

    expect(await needsIn(register)).toEqual([
      { item: 'Mattress, single', unit: 'piece', category: 'bedding', quantity: 24, unit_cost_minor: 8200, catalogue_code: 'NEED-BEDD-01', version: 1 },
    ])
    const page = await hers.get('/needs/1').expect(200)
    for (const words of ['The need for 24 Mattress, single is logged.', '24 wanted', 'needed by 1 Dec 2026', '$1,968.00', 'Urgent']) expect(page.text).toContain(words)
  })

  it('keeps all that was typed when something is wrong, and says what', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)
    const wrong = { ...form, item: 'Puppet <b>theatre</b>', quantity: '2.5', unitCost: '1,5', neededBy: 'soon' }

    const page = await hers
      .post(`/centers/${await plainCenter(register)}/needs`)
      .type('form')
      .send(wrong)
      .expect(422)

    for (const words of ['Enter a whole number from 1', 'value="2.5"', 'Enter a day', 'Puppet &lt;b&gt;theatre', `value="${token}"`]) expect(page.text).toContain(words)
    expect(page.text).not.toContain('<b>theatre')
    expect(await needsIn(register)).toEqual([])
  })

  it('asks for category, unit and a readable amount of what is in no catalogue', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)

    const page = await hers
      .post(`/centers/${await plainCenter(register)}/needs`)
      .type('form')
      .send({ ...form, item: 'Puppet theatre', unitCost: '1,5' })
      .expect(422)

    for (const words of ['so choose a category', 'say in what unit', 'Enter an amount in USD']) expect(page.text).toContain(words)
  })

  it('takes no cost that reports could not add up, in one need or in two', async () => {
    const register = await openRegister()
    const center = await plainCenter(register)
    const app = appOf(register)
    const hers = await browserOf(register, app, cora)
    const costing = (unitCost: string, at: string) =>
      hers
        .post(`/centers/${center}/needs`)
        .type('form')
        .send({ ...form, quantity: '2', unitCost, token: `${token}-${at}` })

    expect((await costing('5000000000.01', 'a').expect(422)).text).toContain('That is more than the register counts. Check the amount and the quantity.')
    for (const at of ['b', 'c']) await costing('5000000000.00', at).expect(303)

    const board = await browserOf(register, app, bea)
    expect((await board.get('/reports/summary').expect(200)).text).toContain('$20,000,000,000.00')
  })

  it('warns of an item that looks like a place, keeps what was typed, and takes it once somebody says that it is none (CONF-08)', async () => {
    const register = await openRegister()
    const center = await plainCenter(register)
    const hers = await browserOf(register, appOf(register), cora)
    const placed = { ...form, item: 'Rent for 12 Elm Street', unit: 'month', category: 'bedding' }

    const warned = await hers.post(`/centers/${center}/needs`).type('form').send(placed).expect(422)
    for (const words of ['This looks like a street address', 'name="anyway"', 'value="Rent for 12 Elm Street"']) expect(warned.text).toContain(words)
    expect(await needsIn(register)).toEqual([])
    await hers
      .post(`/centers/${center}/needs`)
      .type('form')
      .send({ ...placed, anyway: 'yes' })
      .expect(303)
  })

  it.each([
    { who: bea, status: 403 },
    { who: ada, status: 403 },
    { who: null, status: 303 },
  ])('is refused to $who.name, and changes nothing', async ({ who, status }) => {
    const register = await openRegister()
    const center = await plainCenter(register)
    const needId = await logged(register, center)
    const theirs = await browserOf(register, appOf(register), who)

    await theirs.post(`/centers/${center}/needs`).type('form').send(form).expect(status)
    await theirs.post(`/needs/${needId}/withdrawal`).type('form').send({ reason: 'x' }).expect(status)
    await theirs
      .post(`/needs/${needId}/edit`)
      .type('form')
      .send({ ...saved, version: '1', quantity: '1' })
      .expect(status)
    for (const path of ['/needs', '/needs.csv', `/needs/${needId}`]) await theirs.get(path).expect(status)

    expect(await needsIn(register)).toHaveLength(1)
    expect(await needsIn(register)).toMatchObject([{ quantity: 24 }])
  })
})

describe('editing a need', () => {
  it('shows the second of two what the register holds now beside what was typed (R3)', async () => {
    const register = await openRegister()
    const needId = await logged(register, await plainCenter(register))
    const app = appOf(register)
    const [hers, theirs] = [await browserOf(register, app, cora), await browserOf(register, app, priya)]
    await theirs
      .post(`/needs/${needId}/edit`)
      .type('form')
      .send({ ...saved, version: '1', quantity: '30' })
      .expect(303)

    const page = await hers
      .post(`/needs/${needId}/edit`)
      .type('form')
      .send({ ...saved, version: '1', quantity: '36', people: '36' })
      .expect(409)

    for (const words of ['Two people changed this', 'value="36"', '>30<', 'name="version" value="2.']) expect(page.text).toContain(words)
    expect(await needsIn(register)).toMatchObject([{ quantity: 30, version: 2 }])
    await hers
      .post(`/needs/${needId}/edit`)
      .type('form')
      .send({ ...saved, version: '2', quantity: '36' })
      .expect(303)
  })

  it('lets what only the other changed stand, also for somebody whose form was refused once in between (R3)', async () => {
    const register = await openRegister()
    const needId = await logged(register, await plainCenter(register))
    const app = appOf(register)
    const [hers, theirs] = [await browserOf(register, app, cora), await browserOf(register, app, priya)]
    const edit = (browser: typeof hers, typed: object) => browser.post(`/needs/${needId}/edit`).type('form').send(typed)
    const versionIn = ({ text }: { text: string }): string | undefined => /name="version" value="([^"]*)"/.exec(text)?.[1]
    const version = versionIn(await hers.get(`/needs/${needId}/edit`).expect(200))
    await edit(theirs, { ...saved, version, quantity: '30', people: '40' }).expect(303)

    const refused = versionIn(await edit(hers, { ...saved, version, quantity: 'many', item: 'Cot' }).expect(422))
    const page = await edit(hers, { ...saved, version: refused, item: 'Cot' }).expect(409)

    expect(refused).toBe(version)
    for (const words of ['value="Cot"', 'value="30"', 'value="40"']) expect(page.text).toContain(words)
    expect(page.text).not.toContain('value="24"')
    await edit(hers, { ...saved, version: versionIn(page), quantity: '30', people: '40', item: 'Cot' }).expect(303)
    expect(await needsIn(register)).toMatchObject([{ item: 'Cot', quantity: 30, version: 3 }])
  })

  it('asks about what was typed before a rule refused it, when another changed the same since (R3)', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    await sent(register, center, needId)
    const app = appOf(register)
    const [hers, theirs] = [await browserOf(register, app, cora), await browserOf(register, app, priya)]
    const edit = (browser: typeof hers, typed: object) => browser.post(`/needs/${needId}/edit`).type('form').send(typed)
    const versionIn = ({ text }: { text: string }): string | undefined => /name="version" value="([^"]*)"/.exec(text)?.[1]
    const version = versionIn(await hers.get(`/needs/${needId}/edit`).expect(200))

    const refused = versionIn(await edit(hers, { ...saved, version, item: 'Blanket', people: '20' }).expect(422))
    await edit(theirs, { ...saved, version, people: '40' }).expect(303)
    const page = await edit(hers, { ...saved, version: refused, people: '20' }).expect(409)

    expect(refused).toBe(version)
    for (const words of ['Two people changed this', '>40<', 'value="20"']) expect(page.text).toContain(words)
  })

  it('refuses another item once goods were sent for it, and keeps what was typed', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    await sent(register, center, needId)
    const hers = await browserOf(register, appOf(register), cora)

    const page = await hers
      .post(`/needs/${needId}/edit`)
      .type('form')
      .send({ ...saved, item: 'Blanket', version: '1' })
      .expect(422)

    for (const words of ['it stays a need for Mattress, single', 'value="Blanket"']) expect(page.text).toContain(words)
  })
})

it('withdraws a need with a reason, and says so where it stands', async () => {
  const register = await openRegister()
  const needId = await logged(register, await plainCenter(register))
  const hers = await browserOf(register, appOf(register), cora)
  await hers.post(`/needs/${needId}/withdrawal`).type('form').send({ reason: ' ' }).expect(422)

  await hers.post(`/needs/${needId}/withdrawal`).type('form').send({ reason: 'Given by a <neighbour>' }).expect(303)

  const page = await hers.get(`/needs/${needId}`).expect(200)
  for (const words of ['Withdrawn on 21 Nov 2026 by Cora', 'Given by a &lt;neighbour&gt;']) expect(page.text).toContain(words)
  await hers.post(`/needs/${needId}/withdrawal`).type('form').send({ reason: 'Again' }).expect(409)
  expect((await hers.get('/needs')).text).toContain('No need fits these filters')
})

describe('the list of needs', () => {
  it('filters by its address, counts, and gives the same as CSV with formulas made harmless', async () => {
    const register = await openRegister()
    const [kenya, peru] = [await vettedCenter(register, { lead: cora.id }), await plainCenter(register, { name: '=cmd|calc', country: 'PE', lead: null })]
    const mattresses = await logged(register, kenya, { neededBy: Temporal.PlainDate.from('2026-11-01') })
    await logged(register, peru, { item: 'Blanket', priority: 'urgent' }, priya)
    await logged(register, peru, { item: 'Stove', category: 'household', quantity: 1 }, priya)
    await arrived(register, await sent(register, kenya, mattresses), { received: 22, missing: 2, why: 'Fell off' })
    const hers = await browserOf(register, appOf(register), cora)
    const itemsOf = (html: string): string[] => [...html.matchAll(/<th scope="row"><a href="\/needs\/\d+">([^<]+)</g)].map(([, item = '']) => item)

    const lists = {
      '/needs': ['Mattress, single', 'Blanket', 'Stove'],
      '/needs?state=partly+met': ['Mattress, single'],
      '/needs?late=yes': ['Mattress, single'],
      '/needs?mine=yes': ['Mattress, single'],
      '/needs?priority=urgent': ['Blanket'],
      '/needs?category=household&country=PE': ['Stove'],
      '/needs?state=met': [],
      [`/needs?center=${peru}&sort=-item`]: ['Stove', 'Blanket'],
      '/needs?sort=quantity;DROP&state=nonsense': ['Mattress, single', 'Blanket', 'Stove'],
    }
    const found: Record<string, string[]> = {}
    for (const path of Object.keys(lists)) found[path] = itemsOf((await hers.get(path).expect(200)).text)
    expect(found).toEqual(lists)
    expect((await hers.get('/needs')).text).toContain('3 needs')

    const { text } = await hers.get('/needs.csv?priority=urgent').expect(200)
    expect(text.split('\r\n')).toEqual([
      '\uFEFFNeed,Center,Country,Category,Item,Wanted,Unit,On the way,Arrived,Still lacking,Estimate for one,Currency,People,Priority,Needed by,State,Late,Logged',
      "2,'=cmd|calc,PE,bedding,Blanket,24,piece,0,0,24,82,USD,24,urgent,2026-12-01,open,no,2026-11-21",
      '',
    ])
  })

  it('gives the file in the order of the list, which links to it', async () => {
    const register = await openRegister()
    const center = await plainCenter(register)
    for (const item of ['Blanket', 'Stove', 'Cot']) await logged(register, center, { item })
    const hers = await browserOf(register, appOf(register), cora)

    expect((await hers.get('/needs?sort=-item').expect(200)).text).toContain('/needs.csv?sort=-item')
    const { text } = await hers.get('/needs.csv?sort=-item').expect(200)

    expect(text.split('\r\n').map((row) => row.split(',')[4] ?? '')).toEqual(['Item', 'Stove', 'Cot', 'Blanket', ''])
  })

  it('says the first step when nothing is logged', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)

    expect((await hers.get('/needs').expect(200)).text).toContain('No need is logged yet')
    expect((await hers.get('/deliveries').expect(200)).text).toContain('Nothing was packed yet')
  })
})
