import { argon2Sync } from 'node:crypto'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { setPassword } from '../../src/accounts/queries.ts'
import { disable, enable, invite, sendLink } from '../../src/accounts/service.ts'
import { commands } from '../../src/commands.ts'
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

  it('over HTTPS gives cookies that only this host reads, and tells browsers to come that way only', async () => {
    const register = await openRegister()
    await withPassword(register)
    const agent = request.agent(appOf(register, { secure: true }).app)

    const answer = await signIn(agent.set('X-Forwarded-Proto', 'https'), 'cora@example.org', password).expect(303)

    const cookies = answer.headers['set-cookie'] as unknown as string[]
    expect(cookies.map((cookie) => cookie.replace(/=[^;]*/, '').replace(/ (Max-Age|Expires)=[^;]*;/g, '')).toSorted()).toEqual([
      '__Host-device; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-lantern; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  })

  it('keeps a password at today’s cost from the first time that it is right', async () => {
    const register = await openRegister()
    const nonce = Buffer.alloc(16, 7)
    const tag = argon2Sync('argon2id', { message: Buffer.from(password), nonce, parallelism: 1, tagLength: 32, memory: 1024, passes: 1 })
    const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
    await register.writer.transaction().execute((trx) => setPassword(trx, 2, `$argon2id$v=19$m=1024,t=1,p=1$${unpadded(nonce)}$${unpadded(tag)}`))
    const { app } = appOf(register)

    await signIn(request.agent(app), 'cora@example.org', password).expect(303)
    const said = await register.reader.selectFrom('events').select(['action', 'actor_id', 'subject_id', 'details']).orderBy('seq', 'desc').limit(2).execute()
    expect(said).toEqual([
      { action: 'sign-in.signed-in', actor_id: 2, subject_id: 2, details: '{}' },
      { action: 'password.rehashed', actor_id: null, subject_id: 2, details: '{}' },
    ])

    const { password_hash: kept } = await register.reader.selectFrom('people').select('password_hash').where('id', '=', 2).executeTakeFirstOrThrow()
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
    await signIn(request.agent(app), 'cora@example.org', password).expect(303)
  })

  it('takes an address that was pasted with a space before or after it, whoever sends it', async () => {
    const register = await openRegister()
    await withPassword(register)
    const { app } = appOf(register)
    await signIn(request.agent(app), ' Cora@example.org ', password).expect(303)
  })

  it('never keeps what was typed as an address: people type passwords there', async () => {
    const register = await openRegister()
    await signIn(request.agent(appOf(register).app), 'canary-word-9313', password).expect(422)

    const events = await register.reader.selectFrom('events').selectAll().execute()
    expect(JSON.stringify(events)).not.toContain('canary-word-9313')
    expect(events.at(-1)).toMatchObject({ action: 'sign-in.refused', subject_id: 0, actor_id: null })
  })

  it('leads back to a filtered list whole, however long its address', async () => {
    const { app } = appOf(await openRegister())
    const address = `/centers?q=casa&${Array.from({ length: 20 }, (_, at) => `service=SVC-NUMBER-${at}`).join('&')}`
    const asked = await request(app).get(address).expect(303)
    const page = await request(app).get(String(asked.headers['location'])).expect(200)

    expect(page.text).toContain(`name="next" value="${address.replaceAll('&', '&amp;')}"`)
    expect((await request(app).get(`/sign-in?next=/centers%3Fq=${'x'.repeat(2000)}`)).text).toContain('name="next" value="/"')
  })

  it.each([
    ['/centers/5/confirmation', {}, '/'],
    ['/centers', {}, '/centers'],
    ['/centers/5/edit', {}, '/centers/5/edit'],
    ['/reviews/7/findings/3', { 'HX-Current-URL': 'http://register.test/reviews/7?section=2' }, '/reviews/7?section=2'],
    ['/reviews/7/findings/3', { 'HX-Current-URL': 'http://evil.test//evil.test' }, '/'],
  ])('says that what was sent to %s after the session had ended was not saved, and how to come to it', async (path, headers, next) => {
    const { app } = appOf(await openRegister())
    const refused = await request(app).post(path).set(headers).type('form').send({ text: 'canary-word-7741' }).expect(303)
    const page = await request(app).get(String(refused.headers['location'])).expect(200)

    expect(page.text).toContain(
      'You had been signed out, so nothing of what you typed or sent was saved. Sign in, then press your browser’s Back button until the form stands there again.',
    )
    expect(page.text).toContain(`name="next" value="${next}"`)
    expect(page.text + refused.headers['location']).not.toContain('canary-word-7741')
  })

  it('says nothing of the kind to who signs out twice, nor to who only asks for a page', async () => {
    const { app } = appOf(await openRegister())
    await request(app).post('/sign-out').expect(303).expect('location', '/sign-in')
    await request(app).get('/centers').expect(303).expect('location', '/sign-in?next=%2Fcenters')
    expect((await request(app).get('/sign-in?next=%2Fcenters')).text).not.toContain('had been signed out')
  })

  it('sends on who is signed in already', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)
    await hers.get('/sign-in?next=%2Fcenters%3Fq%3Dcasa').expect(303).expect('location', '/centers?q=casa')
    await hers.get('/sign-in?next=https%3A%2F%2Fevil.test').expect(303).expect('location', '/')
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

    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(String(answer.headers['set-cookie'])).toBe('lantern=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax')
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

  it('says of both passwords at once what is wrong, and counts the guess at the old one whatever the new one is (AUTH-07)', async () => {
    const register = await openRegister()
    await withPassword(register)
    const here = await browserOf(register, appOf(register), cora)
    const [old, weak] = ['This is not the password that you use now.', 'Use at least 15 characters.']
    const send = async (body: object): Promise<string> => (await here.post('/account/password').type('form').send(body).expect(422)).text

    const wrong = await send({ current: 'not the one', password: 'short' })
    const right = await send({ current: password, password: 'short' })
    const empty = await send({ current: '', password: 'short' })

    expect([wrong, right, empty].map((text) => [text.includes(old), text.includes(weak)])).toEqual([
      [true, true],
      [false, true],
      [false, true],
    ])
    expect(empty).toContain('Enter the password that you use now.')
    expect(wrong).not.toContain('not the one')
    const refused = await register.reader.selectFrom('events').select('subject_id').where('action', '=', 'password.refused').execute()
    expect(refused).toEqual([{ subject_id: 2 }])
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
    await request(test.app).post(link).type('form').send({ password: 'copper lemon bicycle 8' }).expect(410)

    const late = linkIn((await hers.post('/admin/people/2/link').expect(200)).text)
    test.setNow('2026-11-21T10:00:01Z')
    await request(test.app).get(late).expect(410)
  })

  it('ends when the account is closed, and stays so when it is opened again', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const { token } = await sendLink(register.writer, ada, 5)
    await request(test.app).get(`/links/${token}`).expect(200)

    await disable(register.writer, ada, 5, null)
    expect((await request(test.app).get(`/links/${token}`).expect(410)).text).toContain('This link was used already or has expired.')
    await enable(register.writer, ada, 5)

    await request(test.app).get(`/links/${token}`).expect(410)
    await request(test.app).post(`/links/${token}`).type('form').send({ password: 'copper lemon bicycle 7' }).expect(410)
  })

  it('invites for a day, and no longer', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const hers = await browserOf(register, test, ada)
    const made = await hers.post('/admin/people').type('form').send({ name: 'Mona', email: 'mona@example.org', roles: 'board' }).expect(200)
    const link = /http:\/\/127\.0\.0\.1(\/links\/[\w-]{32})/.exec(made.text)?.[1] ?? ''

    test.setNow('2026-11-22T08:59:59Z')
    await request(test.app).get(link).expect(200)
    test.setNow('2026-11-22T09:00:01Z')
    for (const answer of [await request(test.app).get(link), await request(test.app).post(link).type('form').send({ password: 'copper lemon bicycle 7' })])
      expect(answer.status).toBe(410)
  })

  it('says of a link that is spent how to come by another, also when nobody is left to ask', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const [link, setUp] = [await request(test.app).get('/links/spent').expect(410), await request(test.app).get('/set-up/spent').expect(410)]

    expect(link.text).toContain('Ask an administrator for a new one. If you are the only one, whoever runs this register prints it: npm run lantern -- people reset,')
    expect(setUp.text).toContain('If this register is set up, sign in. If it is not, start Lantern again: it prints a new one.')
    expect(commands.map(({ name }) => name)).toContain('people reset')
  })

  it('names in the log whoever joined or set a new password, and not the register', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const invited = await invite(register.writer, ada, { name: 'Mona', email: 'mona@example.org', roles: ['board'] })
    const lost = await sendLink(register.writer, ada, 2)

    for (const { token } of [invited, lost]) await request(test.app).post(`/links/${token}`).type('form').send({ password: 'copper lemon bicycle 7' }).expect(303)

    const said = await register.reader
      .selectFrom('events')
      .select(['action', 'subject_id', 'actor_id'])
      .where('action', 'in', ['person.joined', 'password.reset'])
      .orderBy('seq')
      .execute()
    expect(said).toEqual([
      { action: 'person.joined', subject_id: 1, actor_id: null }, // Whoever set the register up.
      { action: 'person.joined', subject_id: 7, actor_id: 7 },
      { action: 'password.reset', subject_id: 2, actor_id: 2 },
    ])
  })

  it('asks for a password that a manager of passwords can make and fill in, as long as it likes', async () => {
    const register = await openRegister()
    const test = appOf(register)
    const { token } = await sendLink(register.writer, ada, 2)

    const [link, signingIn] = [await request(test.app).get(`/links/${token}`).expect(200), await request(test.app).get('/sign-in').expect(200)]

    expect(link.text).toMatch(/type="password" autocomplete="new-password"/)
    expect(signingIn.text).toMatch(/type="password" autocomplete="current-password"/)
    expect(link.text + signingIn.text).not.toContain('maxlength')
    await request(test.app)
      .post(`/links/${token}`)
      .type('form')
      .send({ password: `${'copper lemon bicycle '.repeat(6)}7!` })
      .expect(303)
  })

  it('gives no password to an administrator to choose', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)
    expect((await hers.get('/admin/people/2').expect(200)).text).not.toContain('type="password"')
    expect((await hers.get('/admin/people/new').expect(200)).text).not.toContain('type="password"')
  })
})
