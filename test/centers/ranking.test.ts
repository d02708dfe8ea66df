import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { unsearched } from '../../src/centers/directory.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const names = ['A House of Luz', 'Casa Luz', 'Luz', 'Luz del Alba', 'LÚZ', 'Lúz Amiga', 'Luza Norte', 'O’Brien Luz']
type Agent = Awaited<ReturnType<typeof browserOf>>

async function house(): Promise<Agent> {
  const register = await openRegister()
  for (const name of names) await plainCenter(register, { name })
  return browserOf(register, appOf(register), cora)
}

const listed = async (agent: Agent, query: Record<string, string>): Promise<(string | undefined)[]> =>
  [...(await agent.get('/centers').query(query).expect(200)).text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name)
/** What the list says of what it found, without what it is marked up with. */
const saidOf = async (agent: Agent, query: Record<string, string>): Promise<string | undefined> =>
  /role="status">(<b>.*?)<\/p>/.exec((await agent.get('/centers').query(query).expect(200)).text)?.[1]?.replaceAll(/<[^>]*>/g, '')

describe('the order of a search', () => {
  it('is the same name, then those that begin so, then the others, each by name', async () => {
    const agent = await house()
    expect(await listed(agent, { q: ' lUz' })).toEqual(['Luz', 'LÚZ', 'Lúz Amiga', 'Luz del Alba', 'Luza Norte', 'A House of Luz', 'Casa Luz', 'O’Brien Luz'])
    expect(await listed(agent, { q: 'luz a' })).toEqual(['Lúz Amiga', 'A House of Luz', 'Luz del Alba'])
    expect(await listed(agent, { q: "o'brien luz" })).toEqual(['O’Brien Luz'])
  })

  it('is that of a column where one was chosen', async () => {
    const agent = await house()
    expect(await listed(agent, { q: 'luz', sort: 'name' })).toEqual([
      'A House of Luz',
      'Casa Luz',
      'Luz',
      'LÚZ',
      'Lúz Amiga',
      'Luz del Alba',
      'Luza Norte',
      'O’Brien Luz',
    ])
    const page = (await agent.get('/centers?q=luz')).text
    expect(page).not.toContain('aria-sort')
    expect(page).toContain('href="/centers?q=luz&amp;sort=name"')
    expect((await agent.get('/centers?q=luz&sort=name')).text).toContain('aria-sort="ascending"')
  })

  it('is that of the file too', async () => {
    const agent = await house()
    const rows: Record<string, string>[] = parse((await agent.get('/centers.csv?q=luz+a').expect(200)).text, { columns: true, bom: true })

    expect(rows.map((row) => row['Center'])).toEqual(['Lúz Amiga', 'A House of Luz', 'Luz del Alba'])
  })
})

describe('what of a search is not searched for', () => {
  it.each([
    ['Casa-Luz, St. Anne’s (north)', null],
    ['A+ Clinic', '“+” cannot be searched for and is left out'],
    ['50% + more+', '“%”, “+” cannot be searched for and are left out'],
    ['desk@example.org', null],
    ['+254 20 77', null],
    ['@ home', '“@” cannot be searched for and is left out'],
    ['a b c d e f g h i j', null],
    ['a b c d e f g h i j k', 'only the first 10 words are searched for'],
  ])('of %j is %j', (q, said) => {
    expect(unsearched(q)).toBe(said)
  })

  it('stands beside the count', async () => {
    const agent = await house()
    expect(await saidOf(agent, { q: 'luz + del' })).toBe('1 center found by “luz + del” (“+” cannot be searched for and is left out)')
    expect(await saidOf(agent, { q: '+' })).toBe('0 centers found by “+” (“+” cannot be searched for and is left out)')
  })

  it('is what comes after 200 characters', async () => {
    const agent = await house()
    const q = `luz ${' '.repeat(200)}nowhere`
    const { text } = await agent.get('/centers').query({ q }).expect(200)

    expect(text).toContain('Only the first 200 characters were searched for; the rest was left out.')
    expect(text).toContain('8 centers')
    expect(
      (
        await agent
          .get('/organizations')
          .query({ q: 'x'.repeat(201) })
          .expect(200)
      ).text,
    ).toContain(`No organization that fits has words that begin as those of “${'x'.repeat(200)}” in its names`)
  })
})
