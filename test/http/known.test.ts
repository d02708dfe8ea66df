import { expect, it } from 'vitest'
import { ada, appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

async function house(who = cora) {
  const register = await openRegister()
  await vettedCenter(register)
  return browserOf(register, appOf(register), who)
}

/** What a page shows, without what it says of its address, and without the tokens of its forms. */
const shown = (html: string): string =>
  (/<main[^]*<\/main>/.exec(html)?.[0] ?? '')
    .replace(/<div class="usa-alert usa-alert--warning[^]*?<\/div><\/div>/, '')
    .replaceAll(/name="token" value="[^"]*"/g, '')
    .replaceAll(/\s+/g, ' ')

const leftOut = (html: string): string | undefined => /(Left out, since this list does not know it: [^<]*)</.exec(html)?.[1]

it.each([
  ['/centers', ['standing', 'country', 'mine', 'sort', 'page']],
  ['/organizations', ['country', 'mine', 'sort', 'page']],
  ['/needs', ['state', 'priority', 'country', 'late', 'mine', 'center', 'sort', 'page']],
  ['/deliveries', ['state', 'country', 'late', 'mine', 'center', 'sort', 'page']],
  ['/reviews', ['state', 'kind', 'country', 'late', 'mine', 'sort', 'page']],
  ['/documents', ['due', 'kind', 'mine', 'sort', 'page']],
  ['/funds', ['period', 'currency', 'mine', 'sort', 'page']],
  ['/allocations', ['state', 'fund', 'center', 'mine', 'sort', 'page']],
  ['/payments', ['state', 'fund', 'center', 'mine', 'sort', 'page']],
  ['/rates', ['currency', 'mine', 'sort', 'page']],
])('says on %s which of its filters it does not know, and shows what it shows without them', async (path, names) => {
  const agent = await house()
  const plain = (await agent.get(path).expect(200)).text
  expect(leftOut(plain)).toBeUndefined()

  for (const name of names) {
    const { text } = await agent
      .get(path)
      .query({ [name]: 'nope' })
      .expect(200)
    expect([name, leftOut(text)]).toEqual([name, `Left out, since this list does not know it: ${name} “nope”.`])
    expect([name, shown(text)]).toEqual([name, shown(plain)])
  }
})

it('says so of the log, which knows people and records by number', async () => {
  const agent = await house(ada)
  const { text } = await agent.get('/admin/events?who=nobody&id=x&below=y').expect(200)

  expect(leftOut(text)).toBe('Left out, since this list does not know it: who “nobody”, id “x”, below “y”.')
})

it('keeps what it knows beside what it does not, and counts by that', async () => {
  const agent = await house()
  const { text } = await agent.get('/centers?standing=vetted&standing=nope&country=ZZ').expect(200)

  expect(leftOut(text)).toBe('Left out, since this list does not know it: standing “nope”, country “ZZ”.')
  expect(text).toContain('<b>1 center</b> fit these filters')
  expect((await agent.get('/centers?standing=nope').expect(200)).text).toContain('<b>1 center</b> in the register')
})

it('finds nothing by a service, a group or a state that it does not have', async () => {
  const agent = await house()
  for (const name of ['service', 'population', 'state'])
    expect(
      (
        await agent
          .get('/centers')
          .query({ [name]: 'nope' })
          .expect(200)
      ).text,
    ).toContain('<b>0 centers</b> fit these filters')
})

it('answers for a file with the page that says it', async () => {
  const agent = await house()
  await agent.get('/needs.csv?state=nope&mine=yes').expect(303).expect('location', '/needs?state=nope&mine=yes')
  await agent.get('/needs.csv?state=open&mine=yes').expect(200)
})

it('says it without repeating all that was sent, and prints nothing of it as markup', async () => {
  const agent = await house()
  const { text } = await agent
    .get('/centers')
    .query({ standing: `<b>${'x'.repeat(300)}`, sort: ['1', '2', '3', '4', '5', '6'] })
    .expect(200)

  expect(leftOut(text)).toBe(`Left out, since this list does not know it: standing “&lt;b&gt;${'x'.repeat(37)}…”, sort “1”, sort “2”, sort “3”, sort “4”.`)
})

it.each(['__proto__', 'valueOf', 'hasOwnProperty', 'constructor', 'isPrototypeOf', 'toLocaleString', '__defineGetter__'])(
  'passes over a name that no list has, though every object has it: %s',
  async (name) => {
    const agent = await house()
    for (const path of ['/centers', '/centers.csv', '/needs', '/rates']) expect(leftOut((await agent.get(`${path}?${name}=x`).expect(200)).text)).toBeUndefined()
  },
)

it('answers for a file with the page, however its address is written', async () => {
  const agent = await house()
  for (const path of ['/centers.CSV', '/centers.csv/', '/Centers.csv']) await agent.get(`${path}?standing=nope`).expect(303).expect('location', '/centers?standing=nope')
})

it('says so of a value that is too long to be one, and of more values than are read', async () => {
  const agent = await house()
  const long = 'x'.repeat(201)
  expect(leftOut((await agent.get(`/centers?state=${long}`).expect(200)).text)).toBe(`Left out, since this list does not know it: state “${'x'.repeat(40)}…”.`)
  await agent.get(`/centers.csv?state=${long}`).expect(303)
  const many = Array.from({ length: 51 }, (_, n) => `state=S${n}`).join('&')
  expect(leftOut((await agent.get(`/centers?${many}`).expect(200)).text)).toBe('Left out, since this list does not know it: state “S50”.')
})

it('says it above the part that a script asks for', async () => {
  const agent = await house()
  const { text } = await agent.get('/centers?standing=nope').set('HX-Request', 'true').expect(200)
  expect(leftOut(text)).toBe('Left out, since this list does not know it: standing “nope”.')
  expect(text).not.toContain('<html')
})
