import { argon2Sync } from 'node:crypto'
import request from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { correctPerson } from '../../src/accounts/details-service.ts'
import { hashPassword } from '../../src/accounts/password.ts'
import { getAccount, setPassword } from '../../src/accounts/queries.ts'
import { changeRoles, disable, enable, sendLink, signOutEverywhere, useLinkFor } from '../../src/accounts/service.ts'
import type { Writer } from '../../src/db/database.ts'
import { ada, appOf, browserOf, cora, openRegister, type TestRegister } from '../support/register.ts'

const password = 'velvet tractor umbrella 42'
let kept = ''
let another = ''
beforeAll(async () => {
  kept = await hashPassword(password)
  another = await hashPassword('copper lemon bicycle 7')
})

async function withPassword(hash = kept): Promise<TestRegister> {
  const register = await openRegister()
  await register.writer.transaction().execute((trx) => setPassword(trx, 2, hash))
  return register
}

/** What an administrator, or Cora elsewhere, does while something is under way. */
const meanwhile = {
  'her address is corrected': ({ writer }: TestRegister) => correctPerson(writer, ada, 2, 1, { name: 'Cora', email: 'cora@example.net' }),
  'her account is closed': ({ writer }: TestRegister) => disable(writer, ada, 2, null),
  'her account is closed and opened again': async ({ writer }: TestRegister) => {
    await disable(writer, ada, 2, null)
    await enable(writer, ada, 2)
  },
  'her password is reset': async ({ writer }: TestRegister) => useLinkFor(writer, cora, (await sendLink(writer, ada, 2)).token, another),
  'her roles are changed': ({ writer }: TestRegister) => changeRoles(writer, ada, 2, 1, ['board']),
  'she is signed out everywhere': ({ writer }: TestRegister) => signOutEverywhere(writer, ada, 2),
}
const happenings = Object.entries(meanwhile)

/** The app over a writer that lets `happen` come first, just before the nth transaction of its own. */
function interrupted(register: TestRegister, nth: number, happen: (register: TestRegister) => Promise<unknown>) {
  let count = 0
  const writer: Writer = {
    keys: register.writer.keys,
    transaction: () => {
      const transaction = register.writer.transaction()
      count += 1
      if (count !== nth) return transaction
      const execute = transaction.execute.bind(transaction)
      transaction.execute = async (work) => {
        await happen(register)
        return execute(work)
      }
      return transaction
    },
  }
  return appOf({ ...register, writer })
}

const sessionsOf = async ({ reader }: TestRegister) => (await reader.selectFrom('sessions').select('person_id').where('person_id', '=', 2).execute()).length
const actionsOf = async ({ reader }: TestRegister) =>
  (await reader.selectFrom('events').select('action').where('subject_id', '=', 2).execute()).map(({ action }) => action)
const hashOf = async ({ reader }: TestRegister) =>
  (await reader.selectFrom('people').select('password_hash').where('id', '=', 2).executeTakeFirstOrThrow()).password_hash ?? ''

describe('a sign-in that is under way (SESS-06)', () => {
  const signIn = (agent: ReturnType<typeof request.agent>) => agent.post('/sign-in').type('form').send({ email: 'cora@example.org', password, next: '/account' })

  it.each(happenings)('comes to nothing when %s, and is answered as any that does not fit', async (_what, happen) => {
    const register = await withPassword()
    const agent = request.agent(interrupted(register, 1, happen).app)

    const answer = await signIn(agent)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain('That address and password do not fit together')
    await agent.get('/account').expect(303)
    expect(await sessionsOf(register)).toBe(0)
    const actions = await actionsOf(register)
    expect(actions).not.toContain('sign-in.signed-in')
    expect(actions.at(-1)).toBe('sign-in.refused')
  })

  it('does not bring the old password back when it is kept anew at today’s cost', async () => {
    const nonce = Buffer.alloc(16, 1)
    const tag = argon2Sync('argon2id', { message: password, nonce, parallelism: 1, tagLength: 32, memory: 1024, passes: 1 })
    const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
    const register = await withPassword(`$argon2id$v=19$m=1024,t=1,p=1$${unpadded(nonce)}$${unpadded(tag)}`)

    await signIn(request.agent(interrupted(register, 1, meanwhile['her password is reset']).app)).expect(422)

    expect(await hashOf(register)).toBe(another)
    expect(await actionsOf(register)).not.toContain('password.rehashed')
  })
})

describe('a change of one’s password that is under way', () => {
  it.each(['her address is corrected', 'her account is closed and opened again', 'she is signed out everywhere'] as const)('is not done when %s', async (what) => {
    const register = await withPassword()
    const hers = await browserOf(register, interrupted(register, 1, meanwhile[what]), cora)

    const answer = await hers.post('/account/password').type('form').send({ current: password, password: 'slate window marble 31' })

    expect(answer.status).toBe(410)
    expect(answer.text).toContain('You were signed out meanwhile, so this was not done.')
    expect(await hashOf(register)).toBe(kept)
    expect(await actionsOf(register)).not.toContain('password.changed')
  })
})

describe('a one-time link that is being used', () => {
  const join = async (nth: number, happen: (register: TestRegister) => Promise<unknown>) => {
    const register = await withPassword()
    const { token } = await sendLink(register.writer, ada, 2)
    const agent = request.agent(interrupted(register, nth, happen).app)
    const answer = await agent.post(`/links/${token}`).type('form').send({ password: 'slate window marble 31' })
    return { register, agent, answer }
  }

  it('sets no password once the address is another', async () => {
    const { register, agent, answer } = await join(1, meanwhile['her address is corrected'])

    expect(answer.status).toBe(410)
    await agent.get('/account').expect(303)
    expect(await hashOf(register)).toBe(kept)
  })

  it.each(['her address is corrected', 'her account is closed', 'she is signed out everywhere'] as const)(
    'signs nobody in when %s once the password is set',
    async (what) => {
      const after = async (register: TestRegister) => {
        const { version } = await getAccount(register.reader, 2)
        if (what === 'her address is corrected') return correctPerson(register.writer, ada, 2, version, { name: 'Cora', email: 'cora@example.net' })
        return meanwhile[what](register)
      }
      const { register, agent, answer } = await join(2, after)

      expect(answer.status).toBe(410)
      expect(answer.text).toContain('Something about your account was changed meanwhile. Sign in again.')
      await agent.get('/account').expect(303)
      expect(await sessionsOf(register)).toBe(0)
      expect(await hashOf(register)).not.toBe(kept)
    },
  )
})
