import { describe, expect, it } from 'vitest'
import { ada, appOf, bea, browserOf, carl, cora, openRegister, priya } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const casaNow = {
  name: 'Casa Amanecer',
  localName: '',
  otherNames: '',
  kind: 'residential shelter',
  country: 'GT',
  languages: 'Spanish, K’iche’',
  populations: ['POP-GIRLS'],
  fromAge: '8',
  toAge: '17',
  services: ['SVC-SAFEHOUSE', 'SVC-LEGAL'],
  longestStayDays: '365',
  intake: '24-hour',
  referralRoute: '',
  accessibility: '',
  publicContact: '',
  followUpVisits: 'agreed',
  followUpLastUsedOn: '',
  leadId: '2',
  openedOn: '2019-03-01',
}
const casa = { organizationId: '', organization: 'Asociación Nuevo Camino', newOrganization: 'yes', ...casaNow }

async function house(who = cora) {
  const register = await openRegister()
  const app = appOf(register)
  return { register, app, agent: await browserOf(register, app, who), as: (other: typeof cora) => browserOf(register, app, other) }
}

describe('adding a center', () => {
  it('writes it with its organization, lists, search row, standing and history', async () => {
    const { register, agent } = await house()

    const made = await agent.post('/centers').type('form').send(casa).expect(303)

    expect(made.headers['location']).toBe('/centers/1')
    const page = await agent.get('/centers/1').expect(200)
    for (const words of [
      'Casa Amanecer',
      'Prospect',
      'Guatemala, city withheld',
      'run by Asociación Nuevo Camino',
      '(8 to 17)',
      'Spanish',
      'Open a review',
      'Center added',
    ])
      expect(page.text).toContain(words)
    expect(await register.reader.selectFrom('standing_spans').select(['kind', 'from_on', 'until_on']).execute()).toEqual([
      { kind: 'prospect', from_on: '2026-11-21', until_on: null },
    ])
    const events = await register.reader.selectFrom('events').select(['action', 'center_id']).orderBy('seq', 'desc').limit(2).execute()
    expect(events.toReversed()).toEqual([
      { action: 'organization.added', center_id: null },
      { action: 'center.added', center_id: 1 },
    ])
    for (const q of ['amanecer', 'ASOCIACION', 'casa nuevo', 'Camin']) expect((await agent.get('/centers').query({ q })).text).toContain('href="/centers/1"')
  })

  it.each([
    { wrong: { name: ' \u200B ' }, says: 'Enter the center’s name.' },
    { wrong: { name: 'x'.repeat(301) }, says: 'Keep it under 300 characters.' },
    { wrong: { languages: 'Spanish, Klingonese' }, says: 'No language is known as “Klingonese”' },
    { wrong: { country: 'XX' }, says: 'Choose a country.' },
    { wrong: { fromAge: '17', toAge: '8' }, says: 'The oldest age is below the youngest.' },
    { wrong: { populations: 'POP-WOMEN' }, says: 'Ages are kept with groups under 18' },
    { wrong: { populations: 'POP-NOBODY' }, says: 'Choose from the list.' },
    { wrong: { services: "SVC-X' OR 1" }, says: 'Choose from the list.' },
    { wrong: { openedOn: '2027-01-01' }, says: 'This day has not come yet.' },
    { wrong: { leadId: '5' }, says: 'Choose somebody who coordinates or manages.' },
    { wrong: { newOrganization: [] }, says: 'No organization has this name.' },
    { wrong: { publicContact: '12 Harbour Street' }, says: 'This looks like a street address.' },
    { wrong: { isAdmin: '1' }, says: 'This form has changed.' },
  ])('says beside the field what is wrong, loses nothing, and writes nothing: $says', async ({ wrong, says }) => {
    const { register, agent } = await house()

    const page = await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, ...wrong })
      .expect(422)

    expect(page.text).toContain(says)
    expect(page.text).toContain('value="Asociación Nuevo Camino"')
    expect(page.text).toMatch(/value="SVC-SAFEHOUSE"( checked)?/)
    expect(await register.reader.selectFrom('centers').select('id').execute()).toEqual([])
    expect(await register.reader.selectFrom('organizations').select('id').execute()).toEqual([])
  })

  it.each([
    ['N/A', 'N/A'],
    ['0', '0'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ['Casa\r\n Luz', 'Casa Luz'],
    ['Casa\u200B Luz\u202E', 'Casa Luz'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['Cafe\u0301', 'Caf\u00E9'],
    ['خانه\u200Cما', 'خانه\u200Cما'],
  ])('keeps the name %j', async (typed, kept) => {
    const { register, agent } = await house()

    await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, name: typed })
      .expect(303)

    expect(await register.reader.selectFrom('centers').select('name').executeTakeFirstOrThrow()).toEqual({ name: kept })
    const page = await agent.get('/centers/1').expect(200)
    expect(page.text).not.toContain('<script>alert')
    const list = await agent.get('/centers').query({ q: kept.slice(0, 30) })
    expect(list.text).toContain('href="/centers/1"')
  })

  it('finds the same name typed in either of its two forms', async () => {
    const { agent } = await house()
    await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, name: 'Foyer E\u0301toile' })
      .expect(303)

    for (const q of ['\u00C9toile', 'E\u0301toile', 'etoile']) expect((await agent.get('/centers').query({ q })).text).toContain('<b>1 center</b>')
  })

  it('takes the organization that is there already, in whatever capitals, and asks which when there are two', async () => {
    const { register, agent } = await house()
    await agent.post('/centers').type('form').send(casa).expect(303)

    await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, name: 'Second', organization: 'asociación nuevo camino', newOrganization: [] })
      .expect(303)
    await register.writer
      .transaction()
      .execute((trx) =>
        trx.insertInto('organizations').values({ uuid: 'other', legal_name: 'Asociación Nuevo Camino', country: 'MX', created_at: '2026-11-21T09:00:00.000Z' }).execute(),
      )

    const unsure = await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, name: 'Third' })
      .expect(422)
    expect(unsure.text).toContain('Several organizations have this name.')
    await agent
      .post('/centers')
      .type('form')
      .send({ ...casa, name: 'Third', organizationId: '2', organization: [], newOrganization: [] })
      .expect(303)
    const runBy = await register.reader.selectFrom('centers').select(['name', 'organization_id']).orderBy('id').execute()
    expect(runBy.map(({ organization_id }) => organization_id)).toEqual([1, 1, 2])
  })
})

describe('editing a center', () => {
  it('saves it, keeps its search row in step, and says before and after', async () => {
    const { register, agent } = await house()
    await agent.post('/centers').type('form').send(casa).expect(303)

    await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, name: 'Casa Luz', services: 'SVC-LEGAL', version: '1' })
      .expect(303)

    expect((await agent.get('/centers?q=luz')).text).toContain('<b>1 center</b>')
    expect((await agent.get('/centers?q=amanecer')).text).toContain('<b>0 centers</b>')
    const { details } = await register.reader.selectFrom('events').select('details').where('action', '=', 'center.edited').executeTakeFirstOrThrow()
    expect(JSON.parse(details)).toEqual({
      before: { name: 'Casa Amanecer', services: ['SVC-SAFEHOUSE', 'SVC-LEGAL'] },
      after: { name: 'Casa Luz', services: ['SVC-LEGAL'] },
    })
    expect((await agent.get('/centers/1/history')).text).toContain('name: Casa Luz (was Casa Amanecer)')
  })

  it('shows the second of two people both versions, loses nothing, and lets them save knowingly (R3)', async () => {
    const { register, agent, as } = await house()
    await agent.post('/centers').type('form').send(casa).expect(303)
    const his = await as(carl)
    await his
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, intake: 'Weekdays', version: '1' })
      .expect(303)

    const told = await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, name: 'Casa Luz', version: '1' })
      .expect(409)

    for (const words of ['Two people changed this', 'Weekdays', 'value="Casa Luz"', 'name="version" value="2.']) expect(told.text).toContain(words)
    expect(await register.reader.selectFrom('centers').select(['name', 'intake']).executeTakeFirstOrThrow()).toEqual({ name: 'Casa Amanecer', intake: 'Weekdays' })
    await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, name: 'Casa Luz', intake: 'Weekdays', version: '2' })
      .expect(303)
  })

  it('sends a stale form back still stale when something else in it is wrong', async () => {
    const { agent, as } = await house()
    await agent.post('/centers').type('form').send(casa).expect(303)
    await (
      await as(carl)
    )
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, intake: 'Weekdays', version: '1' })
      .expect(303)

    const page = await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, name: '', version: '1' })
      .expect(422)

    expect(page.text).toContain('name="version" value="1"')
  })

  it('keeps the country once a need hangs on it, and says so in the form', async () => {
    const { register, agent } = await house()
    await agent.post('/centers').type('form').send(casa).expect(303)
    await register.writer.transaction().execute((trx) =>
      trx
        .insertInto('needs')
        .values({
          center_id: 1,
          category: 'Beds',
          item: 'Mattress',
          quantity: 2,
          unit: 'piece',
          priority: 'normal',
          recorded_by: 2,
          recorded_on: '2026-11-21',
          recorded_at: '2026-11-21T09:00:00.000Z',
        })
        .execute(),
    )

    expect((await agent.get('/centers/1/edit')).text).toContain('It stays as it is, because this center has needs recorded.')
    const refused = await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, country: 'MX', version: '1' })
      .expect(422)
    expect(refused.text).toContain('The country stays as it is')
    await agent
      .post('/centers/1/edit')
      .type('form')
      .send({ ...casaNow, name: 'Casa Luz', version: '1' })
      .expect(303)
  })

  it('confirms with one click that a record is still right', async () => {
    const { agent } = await house(priya)
    await agent.post('/centers').type('form').send(casa).expect(303)

    await agent.post('/centers/1/confirmation').expect(303)

    expect((await agent.get('/centers/1')).text).toContain('still right on 21 Nov 2026 (Priya)')
  })
})

describe('who may', () => {
  it.each([
    ['Bea', bea],
    ['Ada', ada],
  ])('%s sees and changes nothing of the directory', async (_name, who) => {
    const { register, as } = await house()
    await plainCenter(register)
    const theirs = await as(who)
    const before = await register.reader.selectFrom('events').select('seq').execute()

    for (const path of ['/centers', '/centers.csv', '/centers/1', '/centers/1/edit', '/centers/1/history', '/centers/1/notes', '/organizations', '/organizations/1'])
      await theirs.get(path).expect(403)
    for (const path of [
      '/centers',
      '/centers/1/edit',
      '/centers/1/confirmation',
      '/centers/1/contacts',
      '/centers/1/notes',
      '/centers/1/capacity',
      '/centers/1/services',
    ])
      await theirs.post(path).type('form').send(casa).expect(403)

    expect(await register.reader.selectFrom('events').select('seq').execute()).toEqual(before)
    expect(await register.reader.selectFrom('centers').select('name').execute()).toEqual([{ name: 'Hope House' }])
  })
})
