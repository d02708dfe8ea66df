import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { findHits } from '../../src/centers/directory-queries.ts'
import { openDatabase, openFile } from '../../src/db/database.ts'
import { listening, scansOf } from '../db/plans.ts'
import { appOf, bea, browserOf, cora, firstDay, keys, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

afterEach(() => vi.restoreAllMocks())

type Agent = Awaited<ReturnType<typeof browserOf>>

const listed = async (agent: Agent, q: string): Promise<(string | undefined)[]> =>
  [...(await agent.get('/centers').query({ q }).expect(200)).text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name)

const created_at = '2026-11-21T09:00:00.000Z'

/** Three centers: one with a front desk and a private contact, one without any, and one that is called as the front desk is. */
async function house() {
  const register = await openRegister()
  for (const name of ['Casa Luz', 'Harbour', 'Okello House']) await plainCenter(register, { name })
  await register.writer.transaction().execute(async (trx) => {
    const desk = { center_id: 1, name: 'Amina Okello', kind: 'front desk', phone: '+254 (20) 555-0100', email: 'desk@casa.example.org', created_at } as const
    await trx.insertInto('contacts').values(desk).execute()
    await trx.insertInto('contacts').values({ center_id: 1, name: 'Zawadi Quill', kind: 'private', email: 'zawadi@quill.example.org', created_at }).execute()
  })
  const app = appOf(register)
  return { register, app, agent: await browserOf(register, app, cora) }
}

it('finds a center by the name, the phone and the e-mail address of its front desk, after what is called so', async () => {
  const { agent } = await house()
  const found: Record<string, string[]> = {
    amina: ['Casa Luz'],
    'casa amina': ['Casa Luz'],
    'harbour amina': [],
    okello: ['Okello House', 'Casa Luz'],
    '+254 20 555': ['Casa Luz'],
    '254205550100': ['Casa Luz'],
    'desk@casa.example.org': ['Casa Luz'],
    'desk@': ['Casa Luz'],
    org: [],
    'casa example': [],
    'Amina <DESK@casa.example.org>': ['Casa Luz'],
    'okello desk@casa.example': ['Casa Luz'],
    'harbour desk@casa.example.org': [],
    'desk@org': [],
    'amina@casa.example.org': [],
    '@casa.example.org': ['Casa Luz'],
  }
  for (const [q, names] of Object.entries(found)) expect([q, await listed(agent, q)]).toEqual([q, names])
})

it('finds by an e-mail address the one center that has it, and none whose names and numbers have its words', async () => {
  const { register, agent } = await house()
  await plainCenter(register, { name: 'Women@Work' })
  await register.writer.transaction().execute(async (trx) => {
    const desk = { kind: 'front desk', created_at } as const
    await trx
      .insertInto('contacts')
      .values({ ...desk, center_id: 2, name: 'Desk', phone: '+1 52 555', email: 'hello@example.org' })
      .execute()
    await trx
      .insertInto('contacts')
      .values({ ...desk, center_id: 3, name: 'Desk', phone: '+52 1 555', email: 'desk-1@example.org' })
      .execute()
  })

  expect(await listed(agent, 'desk-1@example.org')).toEqual(['Okello House'])
  expect(await listed(agent, 'women@work')).toEqual(['Women@Work'])
})

it('finds nothing by a private contact, by one that is no longer there, or by one that became private', async () => {
  const { register, agent } = await house()
  for (const q of ['zawadi', 'quill', 'zawadi@quill.example.org']) expect(await listed(agent, q)).toEqual([])
  const kept = async (): Promise<unknown> =>
    (await register.reader.selectFrom('contact_words').select(['rowid', 'name', 'phone', 'email']).execute()).map((row) => ({ ...row }))
  expect(await kept()).toEqual([{ rowid: 1, name: 'Amina Okello', phone: '+254 (20) 555-0100 254205550100', email: 'desk@casa.example.org' }])

  const change = (values: { kind?: 'front desk' | 'private'; phone?: null; ended_at?: string | null }) =>
    register.writer.transaction().execute((trx) => trx.updateTable('contacts').set(values).where('id', '=', 1).execute())
  await change({ ended_at: created_at })
  expect([await listed(agent, 'amina'), await kept()]).toEqual([[], []])
  await change({ ended_at: null, phone: null })
  expect([await listed(agent, 'amina'), await listed(agent, '254')]).toEqual([['Casa Luz'], []])
  await change({ kind: 'private' })
  expect([await listed(agent, 'amina'), await kept()]).toEqual([[], []])
})

it('is for those who may see the contacts', async () => {
  const { register, app } = await house()
  await (await browserOf(register, app, bea)).get('/centers?q=amina').expect(403)
})

it('reads no table from end to end', async () => {
  const { register } = await house()
  const heard = listening()
  const { reader, close } = openDatabase(register.file, keys)
  onTestFinished(close)
  await findHits(reader, 'amina 1', firstDay)
  const texts = heard()
  const sqlite = openFile(register.file)
  onTestFinished(() => void sqlite.close())

  expect(texts.filter((text) => text.includes('contact_words MATCH'))).toHaveLength(1)
  expect(texts.flatMap((text) => scansOf(sqlite, text))).toEqual([])
  expect(sqlite.prepare("SELECT v FROM contact_words_config WHERE k = 'secure-delete'").pluck().get()).toBe(1)
})
