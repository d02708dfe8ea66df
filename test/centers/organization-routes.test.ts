import { expect, it } from 'vitest'
import { appOf, browserOf, carl, cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const form = {
  legalName: 'Hope House Foundation',
  localName: '',
  otherNames: '',
  country: 'KE',
  registerName: '',
  registrationNumber: 'A_1%',
  taxStatus: '',
  website: 'https://example.org',
  foundedYear: '1999',
}

async function house() {
  const register = await openRegister()
  await plainCenter(register, { name: 'Hope House' })
  const app = appOf(register)
  return { register, app, agent: await browserOf(register, app, cora) }
}

it('renames an organization, and finds its centers under the new name at once', async () => {
  const { agent } = await house()

  await agent
    .post('/organizations/1/edit')
    .type('form')
    .send({ ...form, legalName: 'Tumaini Trust', version: '1' })
    .expect(303)

  expect((await agent.get('/centers?q=tumaini')).text).toContain('<b>1 center</b>')
  expect((await agent.get('/centers?q=foundation')).text).toContain('<b>0 centers</b>')
})

it('shows the second of two people both versions (R3)', async () => {
  const { register, app, agent } = await house()
  await (
    await browserOf(register, app, carl)
  )
    .post('/organizations/1/edit')
    .type('form')
    .send({ ...form, taxStatus: 'exempt', version: '1' })
    .expect(303)

  const told = await agent
    .post('/organizations/1/edit')
    .type('form')
    .send({ ...form, legalName: 'Tumaini', version: '1' })
    .expect(409)

  for (const words of ['exempt', 'value="Tumaini"', 'name="version" value="2.']) expect(told.text).toContain(words)
})

it('searches the words of names and numbers by their beginnings, whatever their accents (INJ-03)', async () => {
  const { agent } = await house()
  await agent
    .post('/organizations')
    .type('form')
    .send({ ...form, legalName: 'Second' })
    .expect(303)
  const found = async (q: string): Promise<string> => (await agent.get('/organizations').query({ q }).expect(200)).text

  for (const q of ['A_1%', 'sec', 'SECÓND', 'a 1', 'hope foun']) expect([q, await found(q)]).toEqual([q, expect.stringContaining('1 organization with')])
  for (const q of ['%', '"', '_o', 'econd', 'hope second', 'NEAR(hope second)']) expect([q, await found(q)]).toEqual([q, expect.stringContaining('Nothing found')])

  await agent
    .post('/organizations/2/edit')
    .type('form')
    .send({ ...form, legalName: 'Fundación Niñez del Río', version: '1' })
    .expect(303)
  for (const q of ['ninez', 'FUNDACIÓN', 'rio fund']) expect([q, await found(q)]).toEqual([q, expect.stringContaining('1 organization with')])
  expect(await found('second')).toContain('Nothing found')
  await agent
    .post('/organizations/2/edit')
    .type('form')
    .send({ ...form, legalName: 'Second', version: '2' })
    .expect(303)
  expect((await agent.get('/organizations.csv?sort=-name')).text).toBe(
    '\uFEFFOrganization,Country,Country code,Registration number,Centers\r\nSecond,Kenya,KE,A_1%,0\r\nHope House Foundation,Kenya,KE,,1\r\n',
  )
})

it.each([
  { wrong: { website: 'ftp://example.org' }, says: 'Enter a web address' },
  { wrong: { foundedYear: '99' }, says: 'four digits' },
  { wrong: { legalName: '' }, says: 'Enter the organization’s legal name.' },
])('is not kept when $says', async ({ wrong, says }) => {
  const { agent } = await house()
  expect(
    (
      await agent
        .post('/organizations')
        .type('form')
        .send({ ...form, ...wrong })
        .expect(422)
    ).text,
  ).toContain(says)
})

it('names its key people, and lets go of those of its own only', async () => {
  const { agent } = await house()
  await agent.post('/organizations/1/key-people').type('form').send({ name: 'Amina Odhiambo', role: 'head' }).expect(303)
  expect((await agent.get('/organizations/1')).text).toContain('Amina Odhiambo')

  await agent.post('/organizations/2/key-people/1/ending').expect(404)
  await agent.post('/organizations/1/key-people/1/ending').expect(303)

  expect((await agent.get('/organizations/1')).text).not.toContain('Amina Odhiambo')
})

it('filters organizations by country and by who leads their centers, on the page and in the file', async () => {
  const { register, app, agent } = await house()
  await plainCenter(register, { name: 'Casa Amanecer', country: 'MX', lead: carl.id })
  const his = await browserOf(register, app, carl)

  const [mine, mexican, both] = [
    await his.get('/organizations?mine=yes'),
    await agent.get('/organizations?country=MX'),
    await agent.get('/organizations?country=MX&mine=yes'),
  ]
  const file = await his.get('/organizations.csv?mine=yes')

  for (const page of [mine, mexican]) {
    expect(page.text).toContain('Casa Amanecer Foundation')
    expect(page.text).not.toContain('Hope House Foundation')
    expect(page.text).toContain('1 organization')
  }
  expect(both.text).toContain('No organization fits all of these filters.')
  expect(file.text).toContain('Casa Amanecer Foundation,Mexico,MX')
  expect(file.text).not.toContain('Hope House')
})

it('offers the countries that organizations are in, with how many each would show', async () => {
  const { register, app, agent } = await house()
  await plainCenter(register, { name: 'Casa Amanecer', country: 'MX', lead: carl.id })
  await plainCenter(register, { name: 'Casa Luz', country: 'MX' })
  const offered = async (page: Promise<{ text: string }>) =>
    [...(/<select[^>]*name="country"[^>]*>([\s\S]*?)<\/select>/.exec((await page).text)?.[1] ?? '').matchAll(/<option[^>]*>([^<]*)/g)].map(([, label]) => label)

  expect(await offered(agent.get('/organizations'))).toEqual(['Any', 'Kenya (1)', 'Mexico (2)'])
  expect(await offered(agent.get('/organizations?country=KE'))).toEqual(['Any', 'Kenya (1)', 'Mexico (2)'])
  expect(await offered(agent.get('/organizations?q=luz'))).toEqual(['Any', 'Mexico (1)'])
  expect(await offered((await browserOf(register, app, carl)).get('/organizations?mine=yes&country=KE'))).toEqual(['Any', 'Kenya (0)', 'Mexico (1)'])
})
