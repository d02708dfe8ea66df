import { describe, expect, it } from 'vitest'
import { mustConfirmAgain, type Account } from '../../src/accounts/account.ts'
import { insertLink } from '../../src/accounts/link-queries.ts'
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
    await theirs.get('/funds').expect(200)
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
  { joined: true, role: 'manager', holds: false, others: ['board'], says: 'holds on' },
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
