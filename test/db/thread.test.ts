import { existsSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { threadBeside } from '../../src/db/thread.ts'
import { toDay } from '../../src/shared/days.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { openRegister } from '../support/register.ts'

const module = new URL('./answering.ts', import.meta.url)

it('answers by a connection of its own, and days come back as days', async () => {
  const { reader } = await openRegister()
  const given = { on: toDay('2026-11-22'), days: [toDay('2027-01-01')], none: null, nested: [{ list: ['a', 1, true] }] }

  const answer = await threadBeside(reader, module).ask<{ first: string; given: typeof given }>({ given })

  expect(answer).toEqual({ asked: 1, first: 'Ada', given })
  expect(answer.given.days[0]?.add({ days: 1 }).toString()).toBe('2027-01-02')
})

it('asks once what several ask at once, and again once it is answered', async () => {
  const { reader } = await openRegister()
  const ask = (given: string): Promise<unknown> => threadBeside(reader, module).ask({ given })

  expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual([
    { asked: 1, given: 'a', first: 'Ada' },
    { asked: 2, given: 'b', first: 'Ada' },
    { asked: 1, given: 'a', first: 'Ada' },
  ])
  expect(await ask('a')).toMatchObject({ asked: 3 })
})

it('tells who asked what went wrong, and answers the others', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, module)

  const [failed, next] = await Promise.allSettled([thread.ask({ fail: 'fault' }), thread.ask({ given: 'b' })])

  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'RangeError', message: 'There is no such day.' } })
  expect(next).toMatchObject({ status: 'fulfilled', value: { asked: 2 } })
})

it('says a refusal as a refusal, and what cannot cross as a fault', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, module)

  await expect(thread.ask({ fail: 'refusal' })).rejects.toEqual(new Refusal('not-found', 'There is no such figure.'))
  await expect(thread.ask({ fail: 'map' })).rejects.toThrow('Assertion failed: what crosses is lists, records, texts, numbers and days')
  await expect(thread.ask({ given: new Set([1]) })).rejects.toThrow('Assertion failed: what crosses')
  expect(await thread.ask({ given: 'c' })).toMatchObject({ asked: 3 })
})

it('says that there is not enough memory, and goes on', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, module, { patience: 30_000, heapMb: 64 })

  await expect(thread.ask({ fail: 'memory' })).rejects.toEqual(new Refusal('busy', 'There is not enough memory to work this out. Ask for a shorter period.'))
  expect(await thread.ask({ given: 'c' })).toEqual({ asked: 1, given: 'c', first: 'Ada' })
})

it('ends when nobody asks for a while, and is started anew', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, module, { patience: 5, heapMb: 1024 })
  expect(await thread.ask({ given: 'a' })).toMatchObject({ asked: 1 })

  await vi.waitFor(async () => expect(await thread.ask({ given: 'b' })).toMatchObject({ asked: 1 }), { timeout: 5000, interval: 100 })
})

it('lets nobody wait when no thread can be started, nor who asks the same after', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, new URL('https://example.org/nothing.ts'))

  await expect(thread.ask({ given: 'a' })).rejects.toMatchObject({ code: 'ERR_INVALID_URL_SCHEME' })
  await expect(thread.ask({ given: 'a' })).rejects.toMatchObject({ code: 'ERR_INVALID_URL_SCHEME' })
})

it('leaves nobody waiting when it ends, and is started anew', async () => {
  const { reader } = await openRegister()
  const thread = threadBeside(reader, module)

  const both = await Promise.allSettled([thread.ask({ fail: 'death' }), thread.ask({ given: 'b' })])

  for (const each of both) expect(each).toMatchObject({ status: 'rejected', reason: { message: 'A thread ended before it had answered.' } })
  expect(await thread.ask({ given: 'c' })).toEqual({ asked: 1, given: 'c', first: 'Ada' })
})

it('ends before its register, so that all is in the file then, and tells who waits', async () => {
  const register = await openRegister()
  const thread = threadBeside(register.reader, module)
  await thread.ask({ given: 'a' })
  expect(existsSync(`${register.file}-wal`)).toBe(true)

  const [told] = await Promise.allSettled([thread.ask({ given: 'b' }), register.close()])

  expect(told).toMatchObject({ status: 'rejected', reason: { code: 'busy', message: 'Lantern is stopping. Ask again in a minute.' } })
  await expect(thread.ask({ given: 'c' })).rejects.toEqual(new Refusal('busy', 'Lantern is stopping. Ask again in a minute.'))
  expect(existsSync(`${register.file}-wal`)).toBe(false)
})
