import { describe, expect, it } from 'vitest'
import { appOf, browserOf, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const lane = '41 Larkspurrow Lane'
const named = { name: 'Harbour House', localName: '', otherNames: '', kind: 'clinic', country: 'KE', followUpVisits: 'not settled', organizationId: '1' }
const legal = { legalName: 'Harbour Trust', localName: '', otherNames: '', country: 'KE' }
const person = { name: 'Rosa', role: '', kind: 'front desk' }

async function house() {
  const register = await openRegister()
  await plainCenter(register, { name: 'Open House' })
  return { register, agent: await browserOf(register, appOf(register), cora) }
}

/** Every name of a center and its organization, and every role, as it stands in the register. */
async function kept({ reader }: TestRegister): Promise<string> {
  const tables = ['centers', 'organizations', 'contacts', 'events'] as const
  return JSON.stringify(await Promise.all(tables.map((table) => reader.selectFrom(table).selectAll().execute())))
}

describe('a name that looks like a place is asked about, and kept when somebody says that it is right (CONF-08)', () => {
  it.each([
    { to: '/centers', form: { ...named, name: `1 ${lane}` }, field: 'name' },
    { to: '/centers', form: { ...named, name: 'Pier House', localName: `2 ${lane}` }, field: 'localName' },
    { to: '/centers', form: { ...named, name: 'Quay House', otherNames: `3 ${lane}` }, field: 'otherNames' },
    { to: '/centers', form: { ...named, name: 'Port House', organizationId: '', organization: `4 ${lane}`, newOrganization: 'yes' }, field: 'organization' },
    { to: '/centers/1/edit', form: { ...named, name: `5 ${lane}`, organizationId: undefined, version: '1' }, field: 'name' },
    { to: '/organizations', form: { ...legal, legalName: `6 ${lane}` }, field: 'legalName' },
    { to: '/organizations', form: { ...legal, localName: `7 ${lane}` }, field: 'localName' },
    { to: '/organizations/1/edit', form: { ...legal, otherNames: `8 ${lane}`, version: '1' }, field: 'otherNames' },
    { to: '/centers/1/contacts', form: { ...person, role: `Come to 9 ${lane}, Springfield, IL 62701` }, field: 'role' },
    { to: '/centers/1/contacts', form: { ...person, name: `10 ${lane}` }, field: 'name' },
  ])('$field, sent to $to', async ({ to, form, field }) => {
    const { register, agent } = await house()
    const typed = String((form as { [name: string]: string | undefined })[field])

    const asked = await agent.post(to).type('form').send(form).expect(422)

    for (const words of [`<a href="#${field}">This looks like`, 'save anyway', typed]) expect(asked.text).toContain(words)
    expect(await kept(register)).not.toContain(typed)
    await agent
      .post(to)
      .type('form')
      .send({ ...form, anyway: 'yes' })
      .expect(303)
    expect(await kept(register)).toContain(typed)
  })

  it('is not asked about again while it stays as it was', async () => {
    const { register, agent } = await house()
    const save = (to: string, form: object) => agent.post(to).type('form').send(form)
    const center = { ...named, organizationId: undefined, referralRoute: `call ${lane}` }
    const organization = { ...legal, otherNames: lane }
    await save('/centers/1/edit', { ...center, anyway: 'yes', version: '1' }).expect(303)
    await save('/organizations/1/edit', { ...organization, anyway: 'yes', version: '1' }).expect(303)
    await save('/centers/1/contacts', { ...person, role: lane, anyway: 'yes' }).expect(303)

    await save('/centers/1/edit', { ...center, intake: '24-hour', version: '2' }).expect(303)
    await save('/organizations/1/edit', { ...organization, taxStatus: 'Exempt', version: '2' }).expect(303)
    await save('/contacts/1/edit', { ...person, role: lane, language: 'Spanish', version: '1' }).expect(303)

    await save('/centers/1/edit', { ...center, publicContact: lane, version: '3' }).expect(422)
    expect(await register.reader.selectFrom('centers').select(['intake', 'referral_route', 'public_contact']).execute()).toEqual([
      { intake: '24-hour', referral_route: 'call 41 Larkspurrow Lane', public_contact: null },
    ])
  })

  it('asks nothing of names that look like none', async () => {
    const { agent } = await house()

    await agent
      .post('/centers')
      .type('form')
      .send({ ...named, name: 'Refuge 24/7', localName: 'मीरा सेवा केन्द्र' })
      .expect(303)
  })
})
