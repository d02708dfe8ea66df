import { parse } from 'csv-parse/sync'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { findHits } from '../../src/centers/directory-queries.ts'
import { openDatabase, openFile } from '../../src/db/database.ts'
import { listening, scansOf } from '../db/plans.ts'
import { showPlace } from '../support/places.ts'
import { appOf, browserOf, cora, firstDay, keys, on, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

afterEach(() => vi.restoreAllMocks())

type Agent = Awaited<ReturnType<typeof browserOf>>

const listed = async (agent: Agent, q: string): Promise<(string | undefined)[]> =>
  [...(await agent.get('/centers').query({ q }).expect(200)).text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name)

const centers = [
  { name: 'Hope House', country: 'KE' },
  { name: 'Kenyon Hope', country: 'NG' },
  { name: 'Abrigo', country: 'KE' },
  { name: 'Casa Verde', country: 'GT' },
  { name: 'Maison Espoir', country: 'CI' },
  { name: 'Harbour', country: 'GB' },
  { name: 'Sunrise', country: 'US' },
  { name: 'Willow', country: 'US' },
  { name: 'ახალი სახლი', country: 'GE' },
  { name: 'ᲗᲑᲘᲚᲘ', country: 'GE' },
]

async function filled(): Promise<TestRegister> {
  const register = await openRegister()
  for (const center of centers) await plainCenter(register, center)
  return register
}

async function house() {
  const register = await filled()
  const app = appOf(register)
  return { register, app, agent: await browserOf(register, app, cora) }
}

describe('a search by where centers are', () => {
  it('goes by the beginnings of words of their country’s English names, together with the other words', async () => {
    const { agent } = await house()
    const found: Record<string, string[]> = {
      Guatemala: ['Casa Verde'],
      guate: ['Casa Verde'],
      'hope kenya': ['Hope House'],
      'KENYA hope': ['Hope House'],
      'cote d’ivoire': ['Maison Espoir'],
      'Ivory Coast': ['Maison Espoir'],
      UK: ['Harbour'],
      'united states': ['Sunrise', 'Willow'],
      United: ['Harbour', 'Sunrise', 'Willow'],
      'nigeria kenya': [],
      'nigeria kenyon': ['Kenyon Hope'],
      'casa g': [],
      'casa gu': ['Casa Verde'],
      emala: [],
      republic: [],
    }
    for (const [q, names] of Object.entries(found)) expect([q, await listed(agent, q)]).toEqual([q, names])
  })

  it('lists, counts and writes into the file what is called so before what is there', async () => {
    const { agent } = await house()
    expect(await listed(agent, 'keny')).toEqual(['Kenyon Hope', 'Abrigo', 'Hope House'])
    expect((await agent.get('/centers?q=keny')).text).toContain('<b>3 centers</b>')
    expect((await agent.get('/centers?q=keny&country=KE')).text).toContain('<b>2 centers</b>')
    const rows: Record<string, string>[] = parse((await agent.get('/centers.csv?q=keny').expect(200)).text, { columns: true, bom: true })
    expect(rows.map((row) => row['Center'])).toEqual(['Kenyon Hope', 'Abrigo', 'Hope House'])
  })

  it('finds by a US state while it may be shown, and what is hidden by none (CONF-08)', async () => {
    const { register, app, agent } = await house()
    await showPlace(register, 7, 'FL', 'Tampa', '2026-11-22')
    expect(await listed(agent, 'florida')).toEqual(['Sunrise'])
    expect(await listed(agent, 'flor sun')).toEqual(['Sunrise'])
    expect(await listed(agent, 'oregon')).toEqual([])
    app.setNow('2026-11-23T09:00:00Z')
    expect(await listed(await browserOf(register, app, on(cora, '2026-11-23')), 'florida')).toEqual([])
  })

  it('reads no table from end to end', async () => {
    const { file } = await filled()
    const heard = listening()
    const { reader, close } = openDatabase(file, keys)
    onTestFinished(close)
    await findHits(reader, 'united florida', firstDay)
    const texts = heard()
    const sqlite = openFile(file)
    onTestFinished(() => void sqlite.close())

    expect(texts.filter((text) => text.includes('country IN'))).toHaveLength(1)
    expect(texts.flatMap((text) => scansOf(sqlite, text))).toEqual([])
  })
})

it('finds Georgian words by letters of either case', async () => {
  const { agent } = await house()
  for (const q of ['ახალი', 'ᲐᲮᲐᲚᲘ', 'ᲐᲮᲐ სახ']) expect(await listed(agent, q)).toEqual(['ახალი სახლი'])
  for (const q of ['თბილ', 'ᲗᲑᲘᲚ']) expect(await listed(agent, q)).toEqual(['ᲗᲑᲘᲚᲘ'])
  expect((await agent.get('/organizations').query({ q: 'ᲐᲮᲐ foundation' })).text).toContain('ახალი სახლი Foundation')
})
