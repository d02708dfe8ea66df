import { copyFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { routes, type Context } from '../../src/app.ts'
import { openDatabase } from '../../src/db/database.ts'
import { ada, appOf, bea, browserOf, carl, cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { addressesOf, closedAmong, idsIn, neverOpen } from './addresses.ts'
import { peopled } from './peopled.ts'
import { hide, openUp, type Hidden, type Open } from './planted.ts'
import { isRefused } from './walking.ts'

const here: Hidden = {
  region: 'Zephyrmark',
  city: 'Quillhaven',
  street: '41 Larkspurrow Lane',
  postalCode: 'QX7 4ZJ',
  latitude: '12.3459871',
  longitude: '-98.7612345',
  directions: 'Behind the vermilionworks',
  timeZone: 'Pacific/Chatham',
  phone: '+1 202 555 0147',
  fileName: 'Front of 9 Ottermead Row.jpg',
  exif: 'GPS at Bramblequay',
  comment: 'Taken at Foxgloveton',
  imported: 'Thistlewharf',
  importedName: 'Centers of Nettlebourne',
}

// Elsewhere on earth, of other lengths, and another way about in the alphabet. The paper that names the street is the same length, as its size is no secret.
const there: Hidden = {
  region: 'Al',
  city: 'Abbotsford-upon-the-Long-Water',
  street: '99 Aaaaaaaaaaa Aaaa',
  postalCode: '00001',
  latitude: '-45',
  longitude: '170.5',
  directions: 'A',
  timeZone: 'Africa/Lagos',
  phone: '+64 3 555 0100',
  fileName: 'a.jpg',
  exif: 'Nothing',
  comment: 'A comment that is a great deal longer than the other one was',
  imported: 'Al',
  importedName: 'a',
}

// Where it is open: in the same city, which may be seen. The paper is as long.
const openHere: Open = {
  region: 'Marlmoor',
  city: 'Tansyford',
  street: '3 Candlewick Rise',
  postalCode: 'MR3 3TF',
  latitude: '1.2345678',
  longitude: '2.3456789',
  directions: 'Past the saddlery',
}
const openThere: Open = { ...openHere, street: '8 Zzzzzzzzzzz Zzzz', postalCode: '9', latitude: '-80', longitude: '9', directions: 'A' }

/** Two registers that were one until a place was hidden in each, and another said to be open. */
const openCenter = 2

async function two(): Promise<[TestRegister, TestRegister]> {
  const first = await openRegister()
  const center = await peopled(first)
  await first.close()
  const copy = `${first.file}.copy`
  copyFileSync(first.file, copy)
  const open = (file: string): TestRegister => {
    const database = openDatabase(file, first.keys)
    onTestFinished(() => database.close())
    return { ...database, file, keys: first.keys }
  }
  const both: [TestRegister, TestRegister] = [open(first.file), open(copy)]
  for (const [at, register] of both.entries()) {
    await openUp(register, openCenter, at === 0 ? openHere : openThere)
    await hide(register, center, at === 0 ? here : there)
  }
  return both
}

/** What differs between any two answers to the same question: one-time tokens, the clock, and what is reckoned from the body. */
const passing = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const own = ['date', 'etag', 'set-cookie']
/** The SHA-256 of the paper that names the street: the paper itself differs, and who may open it may see that. */
const digest = /[0-9a-f]{32} [0-9a-f]{32}/g

const said = ({ status, headers, text }: { status: number; headers: object; text?: string | undefined }): string =>
  JSON.stringify({
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))),
    text: text?.replace(passing, '*').replace(digest, '*'),
  })

it(
  'two registers that differ only in what is hidden answer alike, to everybody, byte for byte, but for the street of an open place (CONF-04)',
  { timeout: 240_000 },
  async () => {
    const [first, second] = await two()
    const ids = await idsIn(first)
    expect(await idsIn(second)).toEqual(ids)
    const addresses = routes({} as Context)
      .filter(({ method }) => method === 'get')
      .flatMap((route) => addressesOf(route, ids))
    const differing: string[] = []
    const opened = new Set<string>()
    let length = 0
    for (const who of [null, cora, priya, bea, ada]) {
      const [one, other] = [await browserOf(first, appOf(first), who), await browserOf(second, appOf(second), who)]
      for (const address of addresses) {
        for (const question of who === null ? [''] : ['', '?sort=-region&q=a&center=1', '?sort=city&region=Al&city=Quillhaven']) {
          const answer = await one.get(address + question)
          const [left, right] = [said(answer), said(await other.get(address + question))]
          length += left.length
          if (answer.status === 200) opened.add(address)
          if (left !== right) differing.push(`${who?.name ?? 'nobody'}: GET ${address}${question}`)
          if (isRefused(answer)) break // What is refused is refused whatever is asked of it.
        }
      }
    }
    // What its center does not hide is told to those who may ask for places, on two pages, whatever they ask of them.
    expect(new Set(differing.map((each) => each.replace(/\?.*/, '')))).toEqual(
      new Set(['Cora: GET /centers/2', 'Cora: GET /centers/2/place', 'Priya: GET /centers/2', 'Priya: GET /centers/2/place']),
    )
    expect(length).toBeGreaterThan(100_000)
    expect(closedAmong(addresses, opened), 'pages of which only refusals were compared').toEqual(Object.keys(neverOpen))
  },
)

it('tells two registers apart as soon as one of them shows what it hid', async () => {
  const [first, second] = await two()
  for (const register of [first, second])
    await (await browserOf(register, appOf(register), carl)).post('/place-authorizations/2/answer').type('form').send({ answer: 'confirmed' }).expect(303)
  const [one, other] = [await browserOf(first, appOf(first), cora), await browserOf(second, appOf(second), cora)]

  expect(said(await one.get('/centers/1').expect(200))).not.toBe(said(await other.get('/centers/1').expect(200)))
})
