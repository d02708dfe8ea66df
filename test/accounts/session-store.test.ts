import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { SessionStore } from '../../src/accounts/session-store.ts'
import { firstNow } from '../support/cast.ts'
import { openRegister, type TestRegister } from '../support/register.ts'

const storeOf = ({ reader, writer }: TestRegister) => new SessionStore(reader, writer, { now: () => firstNow, idleMinutes: () => 30 })
const data = { cookie: { originalMaxAge: null } }
const written = (store: SessionStore, id: string) =>
  new Promise<void>((resolve, reject) => store.set(id, data, (error) => (error instanceof Error ? reject(error) : resolve())))
const countOf = async ({ reader }: TestRegister) => (await reader.selectFrom('sessions').select('id_hash').execute()).length

it('keeps the session of whoever signs in while thousands of strangers ask for a page', async () => {
  const register = await openRegister()
  const store = storeOf(register)
  const id = store.newId({ res: new EventEmitter() })
  for (let stranger = 0; stranger < 5000; stranger += 1) store.newId({ res: new EventEmitter() })

  await written(store, id)

  expect(await countOf(register)).toBe(1)
})

it('makes no session of an id once the request that it was made for has ended', async () => {
  const register = await openRegister()
  const store = storeOf(register)
  const res = new EventEmitter()
  const id = store.newId({ res })
  res.emit('close')

  await written(store, id)

  expect(await countOf(register)).toBe(0)
})
