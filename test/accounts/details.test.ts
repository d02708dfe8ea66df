import { describe, expect, it } from 'vitest'
import { mustConfirmAgain, type Account } from '../../src/accounts/account.ts'
import { insertLink } from '../../src/accounts/link-queries.ts'
import { disable, invite } from '../../src/accounts/service.ts'
import { submittedReview } from '../support/vetted.ts'
import { ada, appOf, browserOf, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'

const versionIn = (text: string): string => /name="version" value="([^"]+)"/.exec(text)?.[1] ?? ''
const eventsOf = (register: TestRegister, id: number) =>
  register.reader
    .selectFrom('events')
    .select(['action', 'actor_id', 'details'])
    .where('subject_kind', '=', 'person')
    .where('subject_id', '=', id)
    .where('action', 'in', ['person.edited', 'role.unconfirmed', 'role.confirmed'])
    .orderBy('seq')
    .execute()
const personOf = (register: TestRegister, id: number) =>
  register.reader.selectFrom('people').select(['name', 'email', 'version']).where('id', '=', id).executeTakeFirstOrThrow()

async function managed() {
  const register = await openRegister()
  const app = appOf(register)
  const hers = await browserOf(register, app, ada)
  const correct = (id: number, name: string, email: string, version = '1') => hers.post(`/admin/people/${id}/details`).type('form').send({ name, email, version })
  return { register, app, hers, correct }
}

describe('the name and address of somebody else', () => {
  it('are corrected by an administrator, and the event says what they were', async () => {
    const { register, hers, correct } = await managed()
    const form = (await hers.get('/admin/people/2').expect(200)).text
    for (const words of ['value="Cora"', 'value="cora@example.org"', 'action="/admin/people/2/details"']) expect(form).toContain(words)

    await correct(2, ' Cora Ames ', 'Cora.Ames@example.org').expect(303)

    expect(await personOf(register, 2)).toEqual({ name: 'Cora Ames', email: 'cora.ames@example.org', version: 2 })
    expect(await eventsOf(register, 2)).toEqual([
      {
        action: 'person.edited',
        actor_id: 1,
        details: '{"before":{"name":"Cora","email":"cora@example.org"},"after":{"name":"Cora Ames","email":"cora.ames@example.org"}}',
      },
    ])
    expect((await hers.get('/admin/people/2')).text).toContain('Cora Ames signs in with the new address from now on, and is signed out.')
    await correct(2, 'Cora Ames', 'cora.ames@example.org', '2').expect(303)
    expect(await eventsOf(register, 2)).toHaveLength(1)
  })

  it('end what the old address had, and are on record for that person', async () => {
    const { register, app, correct } = await managed()
    const theirs = await browserOf(register, app, cora)
    await theirs.get('/account').expect(200)
    const token = await register.writer.transaction().execute((trx) => insertLink(trx, { kind: 'password', personId: 2, madeBy: 1, now: ada.now }))

    await correct(2, 'Cora Ames', 'cora@example.org').expect(303)
    await theirs.get('/account').expect(200)
    expect((await theirs.get(`/links/${token}`).expect(200)).text).toContain('Set a new password')
    await correct(2, 'Cora Ames', 'cora@example.net', '2').expect(303)

    await theirs.get('/account').expect(303)
    await theirs.get(`/links/${token}`).expect(410)
    const account = (await (await browserOf(register, app, cora)).get('/account').expect(200)).text
    for (const words of ['What was done to your account', 'e-mail address: cora@example.net (was cora@example.org)', 'Ada, 21 Nov 2026 at 09:00 UTC'])
      expect(account).toContain(words)
  })

  it('are refused beside the field, and what was typed stays', async () => {
    const { register, hers, correct } = await managed()
    const taken = (await correct(2, 'Cora Ames', 'PAUL@example.org').expect(422)).text
    for (const words of ['<a href="#email">Somebody with this e-mail address is here already.</a>', 'value="Cora Ames"', 'value="PAUL@example.org"', 'value="1"'])
      expect(taken).toContain(words)
    const both = (await correct(2, ' ', 'PAUL@example.org').expect(422)).text
    for (const words of ['<a href="#name">Enter the name.</a>', '<a href="#email">Somebody with this e-mail address is here already.</a>']) expect(both).toContain(words)
    expect((await correct(2, 'Cora', 'cora').expect(422)).text).toContain('Enter an e-mail address, such as name@example.org.')
    await correct(99, 'Nobody', 'nobody@example.org').expect(404)
    expect((await correct(1, 'Ada', 'ada@example.net').expect(403)).text).toContain('Another administrator must change your e-mail address.')
    expect((await hers.get('/admin/people/1').expect(200)).text).not.toContain('/admin/people/1/details')
    expect(await personOf(register, 1)).toEqual({ name: 'Ada', email: 'ada@example.org', version: 1 })
  })

  it('that two change at once are shown side by side, and nothing is lost (R3)', async () => {
    const { register, hers, correct } = await managed()
    const shown = versionIn((await hers.get('/admin/people/2').expect(200)).text)
    await correct(2, 'Cora Ames', 'cora@example.org', shown).expect(303)

    const second = (await correct(2, 'Cora Brook', 'cora@example.org', shown).expect(409)).text

    for (const words of ['Someone else changed this account while you were editing it.', 'value="Cora Brook"', '>Cora Ames<']) expect(second).toContain(words)
    await correct(2, 'Cora Brook', 'cora@example.org', versionIn(second)).expect(303)
    expect(await personOf(register, 2)).toEqual({ name: 'Cora Brook', email: 'cora@example.org', version: 3 })
  })
})

describe('the address of a program manager', () => {
  it('takes a second person: the role waits until somebody else confirms it (AZ-07)', async () => {
    const { register, app, hers, correct } = await managed()
    expect((await hers.get('/admin/people/4').expect(200)).text).toContain('waits until another administrator or manager confirms it again')

    await correct(4, 'Paul', 'paul@example.net').expect(303)

    const theirs = await browserOf(register, app, paul)
    await theirs.get('/funds').expect(403)
    expect((await theirs.get('/account').expect(200)).text).toContain('Role waits for a confirmation again: program manager')
    await hers.post('/roles/4/confirmation').expect(403)
    await (await browserOf(register, app, priya)).post('/roles/4/confirmation').expect(303)
    await theirs.get('/account').expect(303)
    await (await browserOf(register, app, paul)).get('/funds').expect(200)
    expect((await eventsOf(register, 4)).map(({ action, actor_id }) => `${action} by ${actor_id}`)).toEqual([
      'person.edited by 1',
      'role.unconfirmed by 1',
      'role.confirmed by 3',
    ])
  })

  it('stays where nobody else could confirm the role, and a name does not', async () => {
    const { register, correct } = await managed()
    await register.writer.transaction().execute((trx) => trx.deleteFrom('person_roles').where('person_id', '=', 3).execute())

    expect((await correct(4, 'Paul Reed', 'paul@example.net').expect(422)).text).toContain('somebody other than you confirms that again')
    await correct(4, 'Paul Reed', 'paul@example.org').expect(303)

    expect(await personOf(register, 4)).toEqual({ name: 'Paul Reed', email: 'paul@example.org', version: 2 })
    const roles = await register.reader.selectFrom('person_roles').select('confirmed_at').where('person_id', '=', 4).executeTakeFirstOrThrow()
    expect(roles.confirmed_at).not.toBeNull()
  })
})

it.each([
  { joined: true, role: 'manager', holds: true, others: ['board'], says: 'refuses' },
  { joined: false, role: 'manager', holds: true, others: ['board'], says: 'holds on' },
  { joined: false, role: 'manager', holds: true, others: ['administrator'], says: 'waits again' },
  { joined: true, role: 'manager', holds: true, others: ['manager'], says: 'waits again' },
  { joined: true, role: 'manager', holds: false, others: ['board'], says: 'waits again' },
  { joined: true, role: 'administrator', holds: true, others: ['manager'], says: 'holds on' },
] as const)('of another address a $role (joined: $joined, holding: $holds) beside a $others.0 $says', ({ joined, role, holds, others, says }) => {
  const account = (id: number, held: Account['held'], here = true): Account => ({
    id,
    name: 'Mona',
    email: 'm@example.org',
    held,
    joined: here,
    disabled: false,
    version: 1,
  })
  const changed = account(7, [{ role, grantedBy: 1, holds }], joined)
  const all = [changed, account(1, [{ role: 'administrator', grantedBy: null, holds: true }]), account(8, [{ role: others[0], grantedBy: 1, holds: true }])]
  const answer = (): string => (mustConfirmAgain(changed, all, 1) ? 'waits again' : 'holds on')
  if (says === 'refuses') expect(answer).toThrow('There is nobody else yet.')
  else expect(answer()).toBe(says)
})

describe('a manager who leads an open review', () => {
  const shut = 'Paul leads 1 open review, and cannot open it now'

  it('keeps it under another address and cannot open it: the page says so until somebody takes it over', async () => {
    const { register, hers, correct } = await managed()
    const { reviewId } = await submittedReview(register)
    await register.writer.transaction().execute((trx) => trx.updateTable('reviews').set({ lead_id: 4 }).where('id', '=', reviewId).execute())
    const before = (await hers.get('/admin/people/4').expect(200)).text
    expect(before).toContain('Meanwhile they cannot open the 1 open review that they lead.')
    expect(before).not.toContain(shut)

    await correct(4, 'Paul', 'paul@example.net').expect(303)

    const page = (await hers.get('/admin/people/4').expect(200)).text
    for (const words of [
      'Until then they cannot open the 1 open review that they lead: let somebody take over what cannot wait.',
      shut,
      'hands each over on its own page',
    ])
      expect(page).toContain(words)
    const priyas = await browserOf(register, appOf(register), priya)
    await priyas.post(`/reviews/${reviewId}/lead`).type('form').send({ lead: '2', version: '4' }).expect(303)
    expect((await hers.get('/admin/people/4').expect(200)).text).not.toContain(shut)
  })

  it('does not lose the role while it waits: that can wait until another leads', async () => {
    const { register, hers, correct } = await managed()
    const { reviewId } = await submittedReview(register)
    await register.writer.transaction().execute((trx) => trx.updateTable('reviews').set({ lead_id: 4 }).where('id', '=', reviewId).execute())
    await correct(4, 'Paul', 'paul@example.net').expect(303)
    const roles = (...wanted: string[]) => hers.post('/admin/people/4/roles').type('form').send({ version: '2', roles: wanted })

    expect((await roles('board').expect(422)).text).toContain('Paul leads 1 open review, which only a coordinator or a confirmed program manager can open.')
    await roles('board', 'manager').expect(303)
  })
})

describe('somebody who is invited and has not joined', () => {
  it('is told of as such: another address ends the invitation’s link, and a new one is made there', async () => {
    const { register, app, hers, correct } = await managed()
    const { id, token } = await invite(register.writer, ada, { name: 'Mona', email: 'mona@example.org', roles: ['board'] })
    expect((await hers.get(`/admin/people/${id}`).expect(200)).text).toContain('Another one ends the link of their invitation: you then make a new one.')

    await correct(id, 'Mona', 'mona@example.net').expect(303)

    const page = (await hers.get(`/admin/people/${id}`).expect(200)).text
    expect(page).toContain(
      'The new address of Mona is saved, and the link of their invitation works no more. Make a one-time link here and hand it to them: with it they join, and sign in with the new address.',
    )
    for (const words of ['signs in with the new address', ', and is signed out']) expect(page).not.toContain(words)
    const stranger = await browserOf(register, app, null)
    await stranger.get(`/links/${token}`).expect(410)
    const made = (await hers.post(`/admin/people/${id}/link`).expect(200)).text
    expect((await stranger.get(/\/links\/[\w-]+/.exec(made)?.[0] ?? '').expect(200)).text).toContain('Join Lantern')
  })

  it('and somebody whose account is closed are not said to sign in', async () => {
    const { register, hers, correct } = await managed()
    await disable(register.writer, ada, 5, null)

    await correct(5, 'Bea', 'bea@example.net', '2').expect(303)

    const page = (await hers.get('/admin/people/5').expect(200)).text
    expect(page).toContain('The new address of Bea is saved. The account stays closed.')
    expect(page).not.toContain('signs in with')
  })
})

describe('a name that another person has', () => {
  const message = 'Somebody here is called Priya already. Add a word that tells the two apart.'

  it.each(['Priya', 'priya', ' PRIYA ', 'Príya', 'Pri\u200Bya', 'Ｐｒｉｙａ'])(
    'as %j is refused beside the field, to oneself, to an administrator and in an invitation',
    async (name) => {
      const { register, app, hers, correct } = await managed()
      const coras = await browserOf(register, app, cora)

      const own = await coras.post('/account/name').type('form').send({ name, version: '1' }).expect(422)
      const corrected = await correct(2, name, 'cora@example.org').expect(422)
      const invited = await hers.post('/admin/people').type('form').send({ name, email: 'second@example.org', roles: 'board' }).expect(422)

      for (const { text } of [own, corrected, invited]) expect(text).toContain(`<a href="#name">${message}</a>`)
      expect(await personOf(register, 2)).toEqual({ name: 'Cora', email: 'cora@example.org', version: 1 })
      expect((await register.reader.selectFrom('people').select('id').execute()).length).toBe(6)
    },
  )

  it('is the register’s own too, which stands in the log', async () => {
    const { hers } = await managed()
    const { text } = await hers.post('/admin/people').type('form').send({ name: 'the  REGISTER', email: 'second@example.org', roles: 'board' }).expect(422)

    expect(text).toContain('The register itself is called The register already. Add a word that tells the two apart.')
  })

  it('is told together with what is wrong elsewhere, and stays theirs once their account is closed', async () => {
    const { register, hers, correct } = await managed()
    await disable(register.writer, ada, 3, null)

    const both = (await correct(2, 'Priya', 'nothing').expect(422)).text
    const invited = (await hers.post('/admin/people').type('form').send({ name: 'Priya', email: 'nothing', roles: 'board' }).expect(422)).text

    for (const text of [both, invited]) for (const words of [message, 'Enter an e-mail address, such as name@example.org.']) expect(text).toContain(words)
    await correct(2, 'Priya Rao', 'cora@example.org').expect(303)
    await correct(2, 'priya RAO', 'cora@example.org', '2').expect(303)
  })

  it('and that one had before may be kept', async () => {
    const { register, correct } = await managed()
    await register.writer.transaction().execute((trx) => trx.updateTable('people').set({ name: 'Priya' }).where('id', '=', 2).execute())

    await correct(2, 'Priya', 'cora@example.net').expect(303)

    expect(await personOf(register, 2)).toMatchObject({ name: 'Priya', email: 'cora@example.net' })
  })
})

describe('one’s own name', () => {
  it('is corrected on one’s account, and nothing else is', async () => {
    const { register, app } = await managed()
    const theirs = await browserOf(register, app, cora)
    const send = (form: object) => theirs.post('/account/name').type('form').send(form)

    await send({ name: 'Cora Ames', version: versionIn((await theirs.get('/account').expect(200)).text) }).expect(303)

    const page = (await theirs.get('/account').expect(200)).text
    for (const words of ['Your name is saved.', 'Cora Ames · cora@example.org', 'name: Cora Ames (was Cora)', 'You, 21 Nov 2026 at 09:00 UTC'])
      expect(page).toContain(words)
    expect((await send({ name: '', version: '2' }).expect(422)).text).toContain('<a href="#name">Enter the name.</a>')
    expect((await send({ name: 'Cora Brook', version: '1' }).expect(409)).text).toContain('Someone else changed this account while you were editing it.')
    await send({ name: 'Cora', version: '2', email: 'c@example.org' }).expect(422)
    expect(await personOf(register, 2)).toEqual({ name: 'Cora Ames', email: 'cora@example.org', version: 2 })
  })
})
