import { describe, expect, it } from 'vitest'
import { ada, appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'

describe('inviting somebody', () => {
  it('shows the link once, and holds the second manager until another confirms', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const hers = await browserOf(register, app, ada)

    const made = await hers
      .post('/admin/people')
      .type('form')
      .send({ name: 'Mona', email: 'mona@example.org', roles: ['manager', 'coordinator'] })
      .expect(200)

    expect(made.text).toMatch(/http:\/\/127\.0\.0\.1\/links\/[\w-]{32}/)
    const waiting = await (await browserOf(register, app, priya)).get('/roles').expect(200)
    expect(waiting.text).toContain('Confirm Mona')
    await hers.post('/roles/7/confirmation').expect(403)
    await (await browserOf(register, app, paul)).post('/roles/7/confirmation').expect(303)
    const held = await register.reader.selectFrom('person_roles').select(['role', 'confirmed_by']).where('person_id', '=', 7).orderBy('role').execute()
    expect(held).toEqual([
      { role: 'coordinator', confirmed_by: null },
      { role: 'manager', confirmed_by: 4 },
    ])
  })

  it('keeps what was typed when the address is taken, and says so beside it', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)

    const page = await hers.post('/admin/people').type('form').send({ name: 'Another Cora', email: 'cora@example.org', roles: 'board' }).expect(422)

    for (const words of ['Somebody with this e-mail address is here already.', 'value="Another Cora"', 'href="#email"']) expect(page.text).toContain(words)
  })
})

it('does not let the last administrator go', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)

  const page = await hers.post('/admin/people/1/roles').type('form').send({ roles: 'board' }).expect(409)

  expect(page.text).toContain('Ada is the last administrator.')
})

it('ends the sessions of somebody whose account is closed, at their next request', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  await hers.get('/account').expect(200)

  await (await browserOf(register, app, ada)).post('/admin/people/2/closing').type('form').send({ successor: '' }).expect(303)

  await hers.get('/account').expect(303).expect('location', '/sign-in?next=%2Faccount')
})
