import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import type { Trx } from '../../src/db/database.ts'
import { listFacts } from '../../src/standing/facts-queries.ts'
import { listHeld } from '../../src/standing/held-queries.ts'
import { holdsOn } from '../../src/standing/holds.ts'
import { toDay } from '../../src/shared/days.ts'
import { appOf, browserOf, cora, on, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

/** One center of each kind, all of them approved on 21 Nov 2026. */
async function everyKind(): Promise<TestRegister> {
  const register = await openRegister()
  const legal = { kind: 'legal' as const }
  await vettedCenter(register, { ...legal, name: 'Alder' })
  await vettedCenter(register, { ...legal, name: 'Birch', evidenceUntil: '2027-06-30' })
  await vettedCenter(register, { ...legal, name: 'Cedar', conditions: [{ dueOn: '2027-01-31' }, { dueOn: '2028-06-30' }] })
  const cameToServeGirls = await vettedCenter(register, { ...legal, name: 'Elm' })
  await vettedCenter(register, { ...legal, name: 'Fir', evidenceUntil: '2027-06-30', conditions: [{ dueOn: '2027-01-31' }] })
  await vettedCenter(register, { ...legal, name: 'Gum', until: '2027-05-31', evidenceUntil: '2027-03-31' })
  await plainCenter(register, { name: 'Hazel' })
  await change(register, (trx) => trx.insertInto('center_populations').values({ center_id: cameToServeGirls, population_code: 'POP-GIRLS' }))
  return register
}

const change = (register: TestRegister, made: (trx: Trx) => { execute: () => Promise<unknown> }): Promise<unknown> =>
  register.writer.transaction().execute((trx) => made(trx).execute())

async function house(register: TestRegister, day: string) {
  const app = appOf(register)
  app.setNow(`${day}T09:00:00Z`)
  return browserOf(register, app, on(cora, day))
}

/** The rows of the list: each name, and the words of its standing. */
function standings(html: string): Record<string, string[]> {
  const rows = html.split('<tr>').flatMap((row) => {
    const name = /<th scope="row"><a href="[^"]*">([^<]*)</.exec(row)?.[1]
    return name === undefined ? [] : [{ name, words: [...row.matchAll(/class="state \w+">([^<]*)</g)].map(([, word]) => word ?? '') }]
  })
  return Object.fromEntries(rows.map(({ name, words }) => [name, words]))
}

it('says beside its standing that a center is on hold, and in the file why nothing may be sent', async () => {
  const agent = await house(await everyKind(), '2027-12-01')

  expect(standings((await agent.get('/centers').expect(200)).text)).toEqual({
    Alder: ['Vetted'],
    Birch: ['Vetted', 'On hold'],
    Cedar: ['Conditional', 'On hold'],
    Elm: ['Vetted', 'On hold'],
    Fir: ['Conditional', 'On hold'],
    Gum: ['Lapsed'],
    Hazel: ['Prospect'],
  })
  const rows: Record<string, string>[] = parse((await agent.get('/centers.csv').expect(200)).text, { columns: true, bom: true })
  expect(rows.map((row) => [row['Center'], row['Standing'], row['On hold because']])).toEqual([
    ['Alder', 'vetted', ''],
    ['Birch', 'vetted', 'evidence is not in date'],
    ['Cedar', 'conditional', 'a condition is overdue'],
    ['Elm', 'vetted', 'approved for longer than a center serving minors may be'],
    ['Fir', 'conditional', 'a condition is overdue; evidence is not in date'],
    ['Gum', 'lapsed', 'not vetted'],
    ['Hazel', 'prospect', 'not vetted'],
  ])
})

it('shows those alone that are on hold, when asked, in the list and in the file', async () => {
  const agent = await house(await everyKind(), '2027-12-01')

  const page = (await agent.get('/centers').expect(200)).text
  expect(page).toMatch(/<a href="\/centers\?hold=yes"[^>]*>\s*<span[^>]*>On hold<\/span>\s*<span[^>]*>4</)
  const held = (await agent.get('/centers?hold=yes').expect(200)).text
  expect(Object.keys(standings(held))).toEqual(['Birch', 'Cedar', 'Elm', 'Fir'])
  expect(Object.keys(standings((await agent.get('/centers?hold=yes&standing=conditional').expect(200)).text))).toEqual(['Cedar', 'Fir'])
  const rows: Record<string, string>[] = parse((await agent.get('/centers.csv?hold=yes').expect(200)).text, { columns: true, bom: true })
  expect(rows.map((row) => row['Center'])).toEqual(['Birch', 'Cedar', 'Elm', 'Fir'])
})

it('takes a hold away, and adds one, while the standing stays', async () => {
  const register = await everyKind()
  const agent = await house(register, '2027-12-01')
  const held = async (name: string): Promise<boolean> => standings((await agent.get('/centers').expect(200)).text)[name]?.includes('On hold') ?? false
  await change(register, (trx) => trx.updateTable('register_day').set({ day: '2027-12-01' }))
  expect([await held('Birch'), await held('Cedar'), await held('Alder')]).toEqual([true, true, false])

  await change(register, (trx) => trx.updateTable('evidence_spans').set({ superseded_at: '2027-12-01T09:00:00.000Z' }).where('center_id', '=', 2))
  const seen = { note: 'Seen.', said_by: cora.id, said_at: '2027-12-01T09:00:00.000Z' }
  await change(register, (trx) => trx.insertInto('condition_meetings').values({ condition_id: 1, met_on: '2027-11-30', ...seen }))
  const gap = { item_code: 'LEG-01', from_on: '2027-11-01', until_on: null, recorded_at: '2027-12-01T09:00:00.000Z' }
  await change(register, (trx) => trx.insertInto('evidence_spans').values({ center_id: 1, ...gap }))

  expect([await held('Birch'), await held('Cedar'), await held('Alder')]).toEqual([false, false, true])
})

it('reads a center again after a decision, which may bring other conditions with the same standing', async () => {
  const register = await everyKind()
  const turnOf = async (id: number): Promise<number> =>
    (await register.reader.selectFrom('directory_turns').select('turn').where('center_id', '=', id).executeTakeFirstOrThrow()).turn
  const before = await turnOf(1)

  const decided = { decided_by: 4, decided_on: '2026-11-21', decided_at: '2026-11-21T09:00:00.000Z', effective_on: '2026-11-21' }
  await change(register, (trx) => trx.insertInto('decisions').values({ center_id: 1, outcome: 'suspend', rationale: 'Asked to.', ...decided }))

  expect(await turnOf(1)).toBeGreaterThan(before)
})

it('agrees with the holds of each center’s own page on every day on which they turn', async () => {
  const { reader } = await everyKind()

  for (const text of [
    '2026-11-21',
    '2027-01-31',
    '2027-02-01',
    '2027-03-31',
    '2027-04-01',
    '2027-05-31',
    '2027-06-01',
    '2027-07-01',
    '2027-11-21',
    '2027-11-22',
    '2028-07-01',
    '2028-11-22',
  ]) {
    const day = toDay(text)
    const facts = await listFacts(reader, [1, 2, 3, 4, 5, 6, 7])
    const expected = [...facts].flatMap(([id, of]) => {
      const kinds = [...new Set(holdsOn(of, day).map(({ kind }) => kind))].toSorted()
      return kinds.length === 0 || kinds.includes('not vetted') ? [] : [[id, kinds]]
    })
    const held = async (ids: number[] | null): Promise<Record<string, string[]>> =>
      Object.fromEntries([...(await listHeld(reader, day, ids))].map(([id, kinds]) => [id, kinds.toSorted()]))
    expect([text, await held(null)]).toEqual([text, Object.fromEntries(expected)])
    expect([text, await held([2, 3])]).toEqual([text, Object.fromEntries(expected.filter(([id]) => id === 2 || id === 3))])
  }
})
