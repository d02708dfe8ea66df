import { describe, expect, it } from 'vitest'
import { insertRole } from '../../src/accounts/queries.ts'
import { ada, appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { submittedReview } from '../support/vetted.ts'

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

it('says who can sign in, who is invited and whose account is closed', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)
  const lede = async (): Promise<string> => (await hers.get('/admin/people').expect(200)).text
  expect(await lede()).toContain('6 people can sign in.')

  await hers.post('/admin/people').type('form').send({ name: 'Mona', email: 'mona@example.org', roles: 'board' }).expect(200)
  expect(await lede()).toContain('6 people can sign in; 1 is invited and has not joined.')
  await hers.post('/admin/people/2/closing').type('form').send({ successor: '' }).expect(303)
  expect(await lede()).toContain('5 people can sign in; 1 is invited and has not joined; 1 account is closed.')
})

it('does not let the last administrator go', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)

  const page = await hers.post('/admin/people/1/roles').type('form').send({ version: '1', roles: 'board' }).expect(409)

  expect(page.text).toContain('Ada is the last administrator.')
})

it('hands over what somebody led, in one step that each center and review remembers', async () => {
  const register = await openRegister()
  const { centerId, reviewId } = await submittedReview(register)
  const app = appOf(register)
  const hers = await browserOf(register, app, ada)
  const close = (successor: string) => hers.post('/admin/people/2/closing').type('form').send({ successor })

  await close('6').expect(303)
  expect((await hers.get('/admin/people')).text).toContain('The account of Cora is closed. Carl leads their 1 center and 1 open review now.')

  expect(await register.reader.selectFrom('centers').select('lead_id').where('id', '=', centerId).execute()).toEqual([{ lead_id: 6 }])
  expect(await register.reader.selectFrom('reviews').select('lead_id').where('id', '=', reviewId).execute()).toEqual([{ lead_id: 6 }])
  const said = await register.reader.selectFrom('events').select(['action', 'subject_id', 'details']).where('center_id', '=', centerId).orderBy('seq').execute()
  expect(said).toEqual([
    { action: 'center.edited', subject_id: centerId, details: '{"before":{"leadId":2},"after":{"leadId":6}}' },
    { action: 'review.handed-over', subject_id: reviewId, details: '{"lead":[2,6]}' },
  ])
})

it('asks beside the field who takes over, and only when an open review makes somebody necessary', async () => {
  const register = await openRegister()
  await submittedReview(register)
  const hers = await browserOf(register, appOf(register), ada)
  const close = async (successor: string): Promise<string> => (await hers.post('/admin/people/2/closing').type('form').send({ successor }).expect(422)).text

  expect(await close('')).toContain('<a href="#successor">Cora leads 1 open review. Choose who takes over.</a>')
  expect(await close('5')).toContain('id="successor-error">Choose a coordinator or manager who can sign in.')
  const [needed, free] = [await hers.get('/admin/people/2').expect(200), await hers.get('/admin/people/6').expect(200)]
  expect(needed.text).toContain('>Who takes over</label>')
  expect(free.text).toContain('>Who takes over <span class="optional">optional</span></label>')
  expect(await register.reader.selectFrom('people').select('disabled_at').where('id', '=', 2).execute()).toEqual([{ disabled_at: null }])
})

describe('changing the roles of somebody', () => {
  it('is refused beside the field while they lead open reviews that they could not open any more', async () => {
    const register = await openRegister()
    const { reviewId } = await submittedReview(register)
    const app = appOf(register)
    const hers = await browserOf(register, app, ada)
    const send = (roles: string[]) => hers.post('/admin/people/2/roles').type('form').send({ version: '1', roles })

    // A second manager's role waits for a confirmation, and opens nothing until then.
    for (const roles of [['board'], ['board', 'manager']]) {
      const page = (await send(roles).expect(422)).text
      expect(page).toContain(
        '<a href="#roles">Cora leads 1 open review, which only a coordinator or a confirmed program manager can open. Hand over what they lead first.</a>',
      )
      expect(page).toContain('<h2>Cora leads 1 open review</h2>')
      expect(page).toMatch(/value="board"[^>]* checked/)
      for (const hidden of ['Hope House', `/reviews/${reviewId}/lead`]) expect(page).not.toContain(hidden)
    }
    await register.writer
      .transaction()
      .execute((trx) =>
        insertRole(trx, { person_id: 1, role: 'coordinator', granted_by: 4, granted_at: '2026-11-21T09:00:00.000Z', confirmed_by: null, confirmed_at: null }),
      )
    expect((await send(['board']).expect(422)).text).toContain(`Hope House: <a href="/reviews/${reviewId}/lead">hand the review over</a>`)
    expect(await register.reader.selectFrom('person_roles').select('role').where('person_id', '=', 2).execute()).toEqual([{ role: 'coordinator' }])

    await send(['board', 'coordinator']).expect(303)
    await hers.post(`/reviews/${reviewId}/lead`).type('form').send({ lead: '6', version: '2' }).expect(303)
    await hers.post('/admin/people/2/roles').type('form').send({ version: '2', roles: 'board' }).expect(303)
    expect((await hers.get('/admin/people/2').expect(200)).text).toContain('Cora still leads 1 center and cannot open it: choose another lead there.')
  })

  it('from a page opened before somebody else changed them tells both, and loses nothing (R3)', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)
    const versionIn = (text: string): string => /\/roles"[^>]*>\s*<input type="hidden" name="version" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const send = (version: string, roles: string[]) => hers.post('/admin/people/2/roles').type('form').send({ version, roles })
    const shown = versionIn((await hers.get('/admin/people/2').expect(200)).text)
    await send(shown, ['coordinator', 'board']).expect(303)

    const second = (await send(shown, ['coordinator', 'manager']).expect(409)).text

    expect(second).toContain('Someone else changed this account while you were editing it.')
    expect(second).toMatch(/Held now"[^>]*>aftercare coordinator, board member<\/td><td[^>]*>aftercare coordinator, program manager</)
    for (const role of ['coordinator', 'manager']) expect(second).toMatch(new RegExp(`value="${role}"[^>]* checked`))
    expect(second).not.toMatch(/value="board"[^>]* checked/)
    const held = () => register.reader.selectFrom('person_roles').select('role').where('person_id', '=', 2).orderBy('role').execute()
    expect(await held()).toEqual([{ role: 'board' }, { role: 'coordinator' }])
    await send(versionIn(second), ['coordinator', 'manager', 'board']).expect(303)
    expect(await held()).toEqual([{ role: 'board' }, { role: 'coordinator' }, { role: 'manager' }])
    // What was sent untouched from an old page takes nothing away either.
    expect((await send(shown, ['coordinator']).expect(409)).text).toContain('Kept: what they saved for “Roles”.')
    expect((await send('', ['board']).expect(422)).text).toContain('This form has changed.')
  })

  it('ends one’s own session when one gives up a role, and the browser forgets it', async () => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)
    await register.writer
      .transaction()
      .execute((trx) => insertRole(trx, { person_id: 1, role: 'board', granted_by: 4, granted_at: '2026-11-21T09:00:00.000Z', confirmed_by: null, confirmed_at: null }))

    const answer = await hers.post('/admin/people/1/roles').type('form').send({ version: '1', roles: 'administrator' }).expect(303)

    expect([answer.headers['location'], answer.headers['clear-site-data']]).toEqual(['/sign-in?signed-out=everywhere', '"cache", "storage"'])
  })
})

describe('the sessions of somebody, in two browsers,', () => {
  it.each([
    ['whose role is taken', '/admin/people/2/roles', { version: '1', roles: 'board' }],
    ['whom an administrator signs out', '/admin/people/2/sign-out', {}],
    ['whose account is closed', '/admin/people/2/closing', { successor: '' }],
  ])('%s end at their next request', async (_whose, path, form) => {
    const register = await openRegister()
    const app = appOf(register)
    const both = [await browserOf(register, app, cora), await browserOf(register, app, cora)]
    for (const each of both) await each.get('/account').expect(200)

    await (await browserOf(register, app, ada)).post(path).type('form').send(form).expect(303)

    for (const each of both) await each.get('/account').expect(303)
  })

  it('to whom a role is given end at their next request, and stay ended when a closed account is opened again', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const hers = await browserOf(register, app, ada)
    const before = await browserOf(register, app, cora)
    await hers
      .post('/admin/people/2/roles')
      .type('form')
      .send({ version: '1', roles: ['coordinator', 'board'] })
      .expect(303)
    await before.get('/account').expect(303)

    const open = await browserOf(register, app, cora)
    await hers.post('/admin/people/2/closing').type('form').send({ successor: '' }).expect(303)
    await hers.post('/admin/people/2/opening').expect(303)
    await open.get('/account').expect(303)
  })

  it('who signs out everywhere end at once', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const both = [await browserOf(register, app, cora), await browserOf(register, app, cora)]
    await both[0]?.post('/account/sign-out-everywhere').expect(303).expect('location', '/sign-in?signed-out=everywhere')
    expect((await both[0]?.get('/sign-in?signed-out=everywhere').expect(200))?.text).toContain('You are signed out everywhere.')
    for (const each of both) await each.get('/account').expect(303)
  })
})

it('offers an administrator no role of their own that somebody else must give', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)

  const [own, other] = [await hers.get('/admin/people/1').expect(200), await hers.get('/admin/people/2').expect(200)]

  expect(own.text).toContain('Another administrator must give you one.')
  expect(own.text).not.toContain('value="board"')
  expect(other.text).toContain('value="board"')
})

it('says what the buttons about signing in are for: whoever forgot their password, is yet to join, or is closed out', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)
  await hers.post('/admin/people').type('form').send({ name: 'Mona', email: 'mona@example.org', roles: 'board' }).expect(200)
  await hers.post('/admin/people/5/closing').type('form').send({ successor: '' }).expect(303)

  for (const [id, said] of [
    [1, 'A one-time link sets a new password, should you have forgotten yours.'],
    [2, 'Forgotten password? Make a one-time link and hand it to them: with it they set a new one.'],
    [7, 'They have not joined yet. With a one-time link they choose a password and join; a new link ends the one before.'],
    [5, 'This account is closed. Opened again, it has the roles and the password that it had.'],
  ])
    expect((await hers.get(`/admin/people/${id}`).expect(200)).text).toContain(said)
})
