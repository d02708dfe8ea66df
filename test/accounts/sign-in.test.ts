import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { setPassword } from '../../src/accounts/queries.ts'
import { ada, appOf, browserOf, cora, openRegister, type TestRegister } from '../support/register.ts'

const password = 'velvet tractor umbrella 42'

async function withPassword(register: TestRegister, personId = 2): Promise<void> {
  const hash = await hashPassword(password)
  await register.writer.transaction().execute((trx) => setPassword(trx, personId, hash))
}

const signIn = (agent: ReturnType<typeof request.agent>, email: string, word: string) =>
  agent.post('/sign-in').type('form').send({ email, password: word, next: '/account' })

describe('signing in', () => {
  it('leads to the page that was asked for, with a cookie for this visit only', async () => {
    const register = await openRegister()
    await withPassword(register)
    const hers = request.agent(appOf(register).app)
    await hers.get('/account').expect(303).expect('location', '/sign-in?next=%2Faccount')

    const answer = await signIn(hers, 'cora@example.org', password).expect(303).expect('location', '/account')

    const cookie = String(answer.headers['set-cookie'])
      .split(',')
      .find((each) => each.includes('lantern='))
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
    expect(cookie).not.toMatch(/Expires|Max-Age|Domain/)
    expect((await hers.get('/account').expect(200)).text).toContain('cora@example.org')
  })

  it('answers an unknown address, a wrong password and a closed account alike', async () => {
    const register = await openRegister()
    await withPassword(register)
    await register.writer.transaction().execute((trx) => trx.updateTable('people').set({ disabled_at: '2026-11-20T00:00:00.000Z' }).where('id', '=', 6).execute())
    const { app } = appOf(register)

    const answers = []
    for (const [email, word] of [
      ['nobody@example.org', password],
      ['cora@example.org', 'something else entirely'],
      ['carl@example.org', password],
    ] as const) {
      answers.push(await signIn(request.agent(app), email, word).expect(422))
    }

    const body = (text: string) => text.replace(/value="[^"]*"/g, '')
    expect(body(answers[1]?.text ?? '')).toBe(body(answers[0]?.text ?? ''))
    expect(body(answers[2]?.text ?? '')).toBe(body(answers[0]?.text ?? ''))
    for (const { headers } of answers) expect(headers['set-cookie']).toBeUndefined()
  })

  it('lets few guesses reach the password, and the owner in from a known device', async () => {
    const register = await openRegister()
    await withPassword(register)
    const test = appOf(register)
    const hers = request.agent(test.app)
    await signIn(hers, 'cora@example.org', password).expect(303)
    await hers.post('/sign-out').expect(303)

    for (let guess = 0; guess < 12; guess += 1) await signIn(request.agent(test.app), 'cora@example.org', `guess number ${guess} of twelve`).expect(422)

    const tried = await register.reader.selectFrom('events').select('action').where('action', 'in', ['sign-in.refused', 'sign-in.locked']).execute()
    expect(tried.filter(({ action }) => action === 'sign-in.refused')).toHaveLength(5)
    expect(tried.filter(({ action }) => action === 'sign-in.locked')).toHaveLength(1)
    await signIn(request.agent(test.app), 'cora@example.org', password).expect(422)
    await signIn(hers, 'cora@example.org', password).expect(303)
  })

  it('never keeps what was typed as an address: people type passwords there', async () => {
    const register = await openRegister()
    await signIn(request.agent(appOf(register).app), 'canary-word-9313', password).expect(422)

    const events = await register.reader.selectFrom('events').selectAll().execute()
    expect(JSON.stringify(events)).not.toContain('canary-word-9313')
    expect(events.at(-1)).toMatchObject({ action: 'sign-in.refused', subject_id: 0, actor_id: null })
  })

  it('sends nobody to another site', async () => {
    const register = await openRegister()
    await withPassword(register)
    const { app } = appOf(register)

    for (const next of ['//evil.test', '/\\evil.test', 'https://evil.test', '/%09/evil.test\t', '\\\\evil.test']) {
      const answer = await request(app).post('/sign-in').type('form').send({ email: 'cora@example.org', password, next })
      expect(answer.headers['location']).toMatch(/^\/(?![/\\])/)
    }
  })
})

describe('a session', () => {
  it('ends after thirty idle minutes, and not before', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const hers = await browserOf(register, test, cora)
    test.setNow('2026-11-21T09:29:59Z')
    await hers.get('/account').expect(200)
    test.setNow('2026-11-21T09:59:58Z')
    await hers.get('/account').expect(200)
    test.setNow('2026-11-21T10:29:59Z')
    await hers.get('/account').expect(303)
  })

  it('ends after twelve hours however busy', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const hers = await browserOf(register, test, cora)
    for (let minutes = 20; minutes <= 720; minutes += 20) {
      test.setNow(Temporal.Instant.from('2026-11-21T09:00:00Z').add({ minutes }).toString())
      await hers.get('/account').expect(200)
    }
    test.setNow('2026-11-21T21:00:01Z')
    await hers.get('/account').expect(303)
  })

  it('is not extended by a clock set back', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const hers = await browserOf(register, test, cora)
    test.setNow('2026-11-20T09:00:00Z')
    await hers.get('/account').expect(303)
  })

  it('is gone after signing out, and its old cookie with it', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)
    await hers.get('/account').expect(200)

    const answer = await hers.post('/sign-out').expect(303)

    expect(answer.headers['clear-site-data']).toBe('"cache", "cookies", "storage"')
    await hers.get('/account').expect(303)
    expect(await register.reader.selectFrom('sessions').selectAll().execute()).toEqual([])
    await hers.get('/sign-out').expect(404)
  })

  it('does not adopt an id that a browser brings', async () => {
    const register = await openRegister()
    await withPassword(register)
    const agent = request.agent(appOf(register).app).set('Cookie', 'lantern=s%3Achosen-by-an-attacker.AAAA')

    const answer = await signIn(agent, 'cora@example.org', password).expect(303)

    expect(String(answer.headers['set-cookie'])).not.toContain('chosen-by-an-attacker')
    expect(await register.reader.selectFrom('sessions').select('person_id').execute()).toEqual([{ person_id: 2 }])
  })

  it('keeps only the hash of its id', async () => {
    const register = await openRegister()
    await withPassword(register)
    const answer = await signIn(request.agent(appOf(register).app), 'cora@example.org', password).expect(303)
    const id = /lantern=s%3A([\w-]+)\./.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
    expect(id).toHaveLength(43)
    const [kept] = await register.reader.selectFrom('sessions').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(id)
  })
})

describe('changing a password', () => {
  it('asks for the old one, drops the other sessions and keeps this one', async () => {
    const register = await openRegister()
    await withPassword(register)
    const test = appOf(register)
    const [here, there] = [await browserOf(register, test, cora), await browserOf(register, test, cora)]

    expect((await here.post('/account/password').type('form').send({ current: 'not the one', password: 'copper lemon bicycle 7' }).expect(422)).text).toContain(
      'This is not the password that you use now.',
    )
    await here.post('/account/password').type('form').send({ current: password, password: 'copper lemon bicycle 7' }).expect(303)

    await here.get('/account').expect(200)
    await there.get('/account').expect(303)
  })
})

describe('a one-time link', () => {
  it('sets a password once, and is gone after an hour', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const hers = await browserOf(register, test, ada)
    const linkIn = (text: string) => /http:\/\/127\.0\.0\.1(\/links\/[\w-]+)/.exec(text)?.[1] ?? ''
    const link = linkIn((await hers.post('/admin/people/2/link').expect(200)).text)

    const weak = await request(test.app).post(link).type('form').send({ password: 'passwordpassword1' }).expect(422)
    expect(weak.text).toContain('Use other ones.')
    await request(test.app).post(link).type('form').send({ password: 'copper lemon bicycle 7' }).expect(303)
    await request(test.app).get(link).expect(410)

    const late = linkIn((await hers.post('/admin/people/2/link').expect(200)).text)
    test.setNow('2026-11-21T10:00:01Z')
    await request(test.app).get(late).expect(410)
  })

  it('gives no password to an administrator to choose', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)
    expect((await hers.get('/admin/people/2').expect(200)).text).not.toContain('type="password"')
    expect((await hers.get('/admin/people/new').expect(200)).text).not.toContain('type="password"')
  })
})
