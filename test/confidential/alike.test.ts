import { copyFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { routes, type Context } from '../../src/app.ts'
import { openDatabase } from '../../src/db/database.ts'
import { ada, appOf, bea, browserOf, carl, cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { addressesOf, closedAmong, idsIn, neverOpen } from './addresses.ts'
import { peopled } from './peopled.ts'
import { hide, type Hidden } from './planted.ts'
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

/** Two registers that were one until a place was hidden in each. */
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
  await hide(both[0], center, here)
  await hide(both[1], center, there)
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

it('two registers that differ only in what is hidden answer alike, to everybody, byte for byte (CONF-04)', { timeout: 240_000 }, async () => {
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
  expect(differing).toEqual([])
  expect(length).toBeGreaterThan(100_000)
  expect(closedAmong(addresses, opened), 'pages of which only refusals were compared').toEqual(Object.keys(neverOpen))
})

it('tells two registers apart as soon as one of them shows what it hid', async () => {
  const [first, second] = await two()
  for (const register of [first, second])
    await (await browserOf(register, appOf(register), carl)).post('/place-authorizations/1/answer').type('form').send({ answer: 'confirmed' }).expect(303)
  const [one, other] = [await browserOf(first, appOf(first), cora), await browserOf(second, appOf(second), cora)]

  expect(said(await one.get('/centers/1').expect(200))).not.toBe(said(await other.get('/centers/1').expect(200)))
})
