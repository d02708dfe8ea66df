import request from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { setDisabled, setPassword } from '../../src/accounts/queries.ts'
import { sendLink } from '../../src/accounts/service.ts'
import { recordSignIn } from '../../src/accounts/sign-in-service.ts'
import { ada, appOf, browserOf, cora, openRegister, type TestRegister } from '../support/register.ts'

const password = 'velvet tractor umbrella 42'
const wrong = 'something else entirely'
let kept = ''
beforeAll(async () => void (kept = await hashPassword(password)))

/** A register in which Cora (2) and Carl (6) have a password. */
async function begun(): Promise<TestRegister> {
  const register = await openRegister()
  await register.writer.transaction().execute(async (trx) => {
    for (const id of [2, 6]) await setPassword(trx, id, kept)
  })
  return register
}

type Agent = ReturnType<typeof request.agent>

const signIn = (agent: Agent, email: string, word: string) => agent.post('/sign-in').type('form').send({ email, password: word })

const heldActions = ['sign-in.turned-away', 'sign-in.address-held']

const cora2 = 'cora@example.org'

async function eventsOf({ reader }: TestRegister, action: string): Promise<number> {
  return (await reader.selectFrom('events').select('seq').where('action', '=', action).where('subject_id', '=', 2).execute()).length
}

/** So many wrong passwords for Cora, as if each had been tried when it was allowed. */
async function failed(register: TestRegister, times: number, device: 'known' | 'unknown'): Promise<void> {
  for (let each = 0; each < times; each += 1) await recordSignIn(register.writer, { ...cora, id: null }, 2, 'refused', device)
}

describe('guessing a password', () => {
  it('reaches it five times of two hundred at once, and does not keep the owner out of a device of hers', async () => {
    const register = await begun()
    const test = appOf(register)
    const hers = request.agent(test.app)
    await signIn(hers, cora2, password).expect(303)
    await hers.post('/sign-out').expect(303)
    const stranger = request.agent(test.app)

    const answers = await Promise.all(Array.from({ length: 200 }, (_, guess) => signIn(stranger, cora2, `guess number ${guess}`)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
    expect(await eventsOf(register, 'sign-in.refused')).toBe(5)
    expect(await eventsOf(register, 'sign-in.locked')).toBe(1)
    // Twenty-five more came before the address was held too, and a hundred and seventy after that (AUTH-10).
    const held = await register.reader.selectFrom('events').select(['action', 'subject_kind', 'subject_id', 'details']).where('action', 'in', heldActions).execute()
    const told = (action: string, kind: string, id: number) =>
      held
        .filter((each) => each.action === action && each.subject_kind === kind && each.subject_id === id)
        .map(({ details }) => (JSON.parse(details) as { tries: number }).tries)
        .toSorted((one, other) => one - other)
    expect(told('sign-in.turned-away', 'person', 2)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])
    expect(told('sign-in.address-held', 'register', 0)).toEqual([1])
    expect(told('sign-in.turned-away', 'register', 0)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    expect(new Set(held.filter((each) => each.subject_kind === 'register').map(({ details }) => details.replace(/\d+\}$/, ''))).size).toBe(1)
    expect(JSON.stringify(held)).not.toMatch(/127\.0\.0\.1|guess number|cora@/)
    await signIn(stranger, cora2, password).expect(422)
    await signIn(hers, cora2, password).expect(303)
  })

  it('ends after a hundred in a row, whatever the pauses and restarts between them, until the owner signs in on a device of hers', async () => {
    const register = await begun()
    const hers = request.agent(appOf(register).app)
    await signIn(hers, cora2, password).expect(303)
    await hers.post('/sign-out').expect(303)
    await failed(register, 95, 'unknown')
    await signIn(request.agent(appOf(register).app), cora2, wrong).expect(422)
    expect(await eventsOf(register, 'sign-in.refused')).toBe(96)
    expect(await eventsOf(register, 'sign-in.locked')).toBe(1)

    // Each app begins with nothing in memory, as after a restart.
    await signIn(request.agent(appOf(register).app), cora2, password).expect(422)
    expect(await eventsOf(register, 'sign-in.refused')).toBe(96)
    expect(await eventsOf(register, 'sign-in.turned-away')).toBe(1)
    await signIn(hers, cora2, password).expect(303)
    await signIn(request.agent(appOf(register).app), cora2, password).expect(303)
  })

  it('on a known device counts apart, and a new link lets the owner in again', async () => {
    const register = await begun()
    const test = appOf(register)
    const hers = request.agent(test.app)
    await signIn(hers, cora2, password).expect(303)
    await hers.post('/sign-out').expect(303)
    await failed(register, 96, 'known')
    await signIn(hers, cora2, password).expect(422)

    const { token } = await sendLink(register.writer, ada, 2)
    await request(test.app).post(`/links/${token}`).type('form').send({ password: 'copper lemon bicycle 7' }).expect(303)

    await signIn(hers, cora2, 'copper lemon bicycle 7').expect(303)
  })

  it('does not take a device cookie that was made for somebody else, or made up', async () => {
    const register = await begun()
    const test = appOf(register)
    const carls = await signIn(request.agent(test.app), 'carl@example.org', password).expect(303)
    const device = /device=(6\.[\w-]{43});/.exec(String(carls.headers['set-cookie']))?.[1] ?? ''
    expect(device).not.toBe('')
    await failed(register, 96, 'unknown')

    for (const cookie of [device, device.replace('6.', '2.'), '2.', '%zz'])
      await request(test.app).post('/sign-in').set('Cookie', `device=${cookie}`).type('form').send({ email: cora2, password }).expect(422)
  })
})

/** A browser that does as it is told: it forgets what Clear-Site-Data and old cookies say, which an agent of supertest does not. */
function obedient({ app }: ReturnType<typeof appOf>): { kept: Map<string, string>; post: (path: string, form?: object) => Promise<request.Response> } {
  const kept = new Map<string, string>()
  const post = async (path: string, form = {}): Promise<request.Response> => {
    const carried = [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await request(app).post(path).set('Cookie', carried).type('form').send(form)
    if (String(answer.headers['clear-site-data']).includes('"cookies"')) kept.clear()
    for (const cookie of (answer.headers['set-cookie'] ?? []) as unknown as string[]) {
      const [name = '', value = ''] = cookie.slice(0, cookie.indexOf(';')).split('=')
      if (cookie.includes('Expires=Thu, 01 Jan 1970')) kept.delete(name)
      else kept.set(name, value)
    }
    return answer
  }
  return { kept, post }
}

describe('an owner who ended her session herself', () => {
  it.each([
    ['by signing out', 2, '/sign-out', '/sign-in'],
    ['by signing out everywhere', 2, '/account/sign-out-everywhere', '/sign-in?signed-out=everywhere'],
    ['as an administrator, on her own page', 1, '/admin/people/1/sign-out', '/sign-in?signed-out=everywhere'],
  ])('%s is known on that device while a stranger’s guesses hold the account', async (_how, id, path, next) => {
    const register = await begun()
    await register.writer.transaction().execute((trx) => setPassword(trx, id, kept))
    const [hers, stranger, email] = [obedient(appOf(register)), obedient(appOf(register)), id === 1 ? 'ada@example.org' : cora2]
    await hers.post('/sign-in', { email, password })
    expect([...hers.kept.keys()].toSorted()).toEqual(['device', 'lantern'])

    const { status, headers } = await hers.post(path)

    expect([status, headers['location'], headers['clear-site-data']]).toEqual([303, next, '"cache", "storage"'])
    expect([...hers.kept.keys()]).toEqual(['device'])
    for (let each = 0; each < 96; each += 1) await recordSignIn(register.writer, { ...cora, id: null }, id, 'refused', 'unknown')
    expect((await stranger.post('/sign-in', { email, password })).status).toBe(422)
    expect((await hers.post('/sign-in', { email, password })).status).toBe(303)
  })
})

describe('guessing one’s password from a session that was left open', () => {
  const change = (agent: Agent, current: string) => agent.post('/account/password').type('form').send({ current, password: 'copper lemon bicycle 7' })

  it('reaches it five times of thirty at once, each in the log, and not the right one after them', async () => {
    const register = await begun()
    const hers = await browserOf(register, appOf(register), cora)

    const answers = await Promise.all(Array.from({ length: 30 }, (_, guess) => change(hers, `guess number ${guess}`)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
    expect(await eventsOf(register, 'password.refused')).toBe(5)
    expect(await eventsOf(register, 'sign-in.locked')).toBe(1)
    await change(hers, password).expect(422)
    expect(await eventsOf(register, 'password.changed')).toBe(0)
  })

  it('is held with the sign-in after a hundred in a row, and counts towards them', async () => {
    const register = await begun()
    await failed(register, 95, 'unknown')
    const hers = await browserOf(register, appOf(register), cora)
    await change(hers, wrong).expect(422)

    await change(await browserOf(register, appOf(register), cora), password).expect(422)
    await signIn(request.agent(appOf(register).app), cora2, password).expect(422)

    expect(await eventsOf(register, 'password.refused')).toBe(1)
  })
})

it('answers an unknown address, a wrong password, a closed account, a pause and a hundred tries with the same bytes', async () => {
  const register = await begun()
  await register.writer.transaction().execute((trx) => setDisabled(trx, 6, '2026-11-20T00:00:00.000Z'))
  const { app } = appOf(register)
  const answers = [
    await signIn(request.agent(app), 'nora@example.org', wrong),
    await signIn(request.agent(app), cora2, wrong),
    await signIn(request.agent(app), 'carl@example.org', password),
  ]
  for (let more = 0; more < 4; more += 1) await signIn(request.agent(app), cora2, wrong)
  answers.push(await signIn(request.agent(app), cora2, password))
  await failed(register, 96, 'unknown')
  answers.push(await signIn(request.agent(appOf(register).app), cora2, password))

  const [first, ...others] = answers.map(({ status, headers, text }) => {
    // When it was, and the hash of a page in which the address stands.
    const same = Object.entries(headers as Record<string, string>).filter(([name]) => name !== 'date' && name !== 'etag')
    return { status, headers: Object.fromEntries(same), body: text.replace(/\b(nora|cora|carl)@example\.org/g, 'who@example.org') }
  })
  expect(first?.status).toBe(422)
  expect(first?.body).toContain('value="who@example.org"')
  expect(first?.headers['set-cookie']).toBeUndefined()
  for (const other of others) expect(other).toEqual(first)
})
