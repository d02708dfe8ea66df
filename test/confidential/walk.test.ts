import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../src/http/log.ts'
import type { Person } from '../../src/shared/actor.ts'
import { ada, appOf, bea, browserOf, carl, cora, on, openRegister, priya, type TestApp, type TestRegister } from '../support/register.ts'
import { addressesOf, closedAmong, idsIn, neverOpen, oneOfAKind } from './addresses.ts'
import { formsOf, masked, scanner } from './canary.ts'
import { foundIn, hidden, open, openCenter, scan } from './finding.ts'
import { peopled } from './peopled.ts'
import { hide, openUp } from './planted.ts'
import { ask, formsIn, isRefused, nameOf, reads, table, type Answer, type Browser } from './walking.ts'

const people = [null, cora, priya, bea, ada]

interface Begun {
  register: TestRegister
  app: TestApp
  center: number
  logged: string[]
}

async function begun(): Promise<Begun> {
  const register = await openRegister()
  const center = await peopled(register)
  await openUp(register, openCenter, open)
  await hide(register, center, hidden)
  const logged: string[] = []
  const log = openLog('info', { write: (line) => void logged.push(line) })
  return { register, center, logged, app: appOf(register, { log }) }
}

/** What may be asked of any list or page: nothing of it may answer by what is hidden. */
const questions = ['', '?page=2&sort=city&country=US&city=x&region=x', '?page=1e9&sort=-shown_city&q=%00', '?sort=street&sort=region&replaces=1&item=1&center=1&fund=1']

/** All pages that a person reads, one after another, each question asked of those that open. */
async function walk(
  browser: Browser,
  who: Person | null,
  addresses: string[],
  asked: string[],
  heed: (found: string[], where: string, answer: Answer) => void,
): Promise<void> {
  for (const address of addresses) {
    for (const question of asked) {
      const answer = await ask(browser, 'get', address + question)
      heed(foundIn(answer, who, address), `${nameOf(who)}: GET ${address}${question} (${answer.status})`, answer)
      if (isRefused(answer)) break // What is refused is refused whatever is asked of it.
    }
  }
}

const addressesToRead = async (register: TestRegister): Promise<string[]> => {
  const ids = await idsIn(register)
  return table.filter(reads).flatMap((route) => addressesOf(route, ids))
}

/** A hidden word, whole and begun, and one of the same length that is nowhere. */
const searches = [
  ['q', hidden.city, 'Wuxtlmaven'],
  ['q', hidden.city.slice(0, 5), 'Wuxtl'],
  ['city', hidden.city, 'Wuxtlmaven'],
  ['region', hidden.region, 'Wuxtlrmark'],
] as const

describe('a hidden place is in no answer (CONF-03)', () => {
  it('of any page, whoever asks, however they ask', { timeout: 240_000 }, async () => {
    const { register, app } = await begun()
    const addresses = await addressesToRead(register)
    const leaks: string[] = []
    const opened = new Set<string>()
    const toldOpen = new Set<string>()
    for (const who of people) {
      const browser = await browserOf(register, app, who)
      await walk(browser, who, addresses, who === null ? [''] : questions, (found, where, { status, body }) => {
        const page = /GET ([^ ?]*)/.exec(where)?.[1] ?? ''
        if (body.includes(open.street)) toldOpen.add(`${nameOf(who)}: ${page}`)
        if (status === 200) opened.add(page)
        leaks.push(...found.map((name) => `${where} gives away ${name}`))
      })
    }
    const hers = await browserOf(register, app, cora)
    for (const address of addresses) leaks.push(...foundIn(await ask(hers, 'head', address), cora, address).map((name) => `HEAD ${address} gives away ${name}`))
    expect(leaks).toEqual([])
    expect([...toldOpen].toSorted(), 'where the street of an open place is').toEqual([
      'Cora: /centers/2',
      'Cora: /centers/2/place',
      'Priya: /centers/2',
      'Priya: /centers/2/place',
    ])
    expect(closedAmong(addresses, opened), 'pages of which the walk saw only refusals').toEqual(Object.keys(neverOpen))
  })

  it('of any form that is filled in and sent, nor of any page after that', { timeout: 240_000 }, async () => {
    const { register, app, center } = await begun()
    const addresses = oneOfAKind(await addressesToRead(register))
    const leaks: string[] = []
    let sent = 0
    for (const who of [cora, priya]) {
      for (const address of addresses) {
        const browser = await browserOf(register, app, who)
        const forms = formsIn((await ask(browser, 'get', address)).body.toString())
        // A review has the same form for each of its items: the first stands for all.
        const firsts = new Map(forms.toReversed().map((form) => [form.action.replace(/(\/findings\/).*/, '$1:item'), form]))
        for (const { action, fields } of [...firsts.values()].toReversed()) {
          // Showing a place and opening a paper are judged below; the place's own form would put harmless words over it; the others end the session.
          if (/\/place\/(showing|edit)$|\/file$|^\/sign-out$|^\/account\//.test(action)) continue
          sent += 1
          const answer = await ask(browser, 'post', action, fields)
          leaks.push(...foundIn(answer, who, action).map((name) => `${nameOf(who)}: POST ${action} (${answer.status}) gives away ${name}`))
        }
      }
    }
    expect(sent).toBeGreaterThan(30)
    for (const who of people) {
      await walk(await browserOf(register, app, who), who, oneOfAKind(await addressesToRead(register)), [''], (found, where) =>
        leaks.push(...found.map((name) => `Afterwards ${where} gives away ${name}`)),
      )
    }
    expect(leaks).toEqual([])
    expect(
      (await ask(await browserOf(register, app, cora), 'post', `/centers/${center}/place/showing`, { reason: 'It must still be there.' })).body.toString(),
    ).toContain(hidden.street)
  })

  it('of any action that is asked for with an empty form', { timeout: 240_000 }, async () => {
    const { register, app } = await begun()
    const ids = await idsIn(register)
    const leaks: string[] = []
    for (const route of table.filter((each) => !reads(each))) {
      for (const who of people) {
        for (const address of addressesOf(route, ids)) {
          // A browser each: some actions end a session.
          const answer = await ask(await browserOf(register, app, who), 'post', address)
          const entitled = route.path === '/documents/:id/file' && (who === cora || who === priya)
          // What somebody opens on purpose is the document as it is kept: the paper that names the street, and nothing of any picture's camera.
          const found = foundIn(answer, who, address).filter((name) => !(entitled && name === 'street'))
          for (const name of found) leaks.push(`${nameOf(who)}: POST ${address} (${answer.status}) gives away ${name}`)
        }
      }
    }
    expect(leaks).toEqual([])
  })

  it('of an error, nor is what was asked for said back', { timeout: 60_000 }, async () => {
    const { register, app } = await begun()
    const leaks: string[] = []
    for (const who of [cora, bea]) {
      const browser = await browserOf(register, app, who)
      for (const word of Object.values(hidden).map(encodeURIComponent)) {
        for (const address of [`/${word}`, `/centers/${word}`, `/documents/${word}`, `/centers/1/place/${word}`, `/admin/${word}`, `/%E0%A4%A/${word}`]) {
          const answer = await ask(browser, 'get', address)
          for (const name of foundIn(answer, who, address)) leaks.push(`${nameOf(who)}: GET ${address} (${answer.status}) says back ${name}`)
        }
      }
    }
    expect(leaks).toEqual([])
  })

  it('of a search: looking for it and for a word that is nowhere come to the same', { timeout: 120_000 }, async () => {
    const { register, app } = await begun()
    const addresses = oneOfAKind(await addressesToRead(register))
    const wrong: string[] = []
    for (const who of [cora, bea]) {
      const browser = await browserOf(register, app, who)
      for (const address of addresses) {
        if (isRefused(await ask(browser, 'get', address))) continue
        for (const [name, word, decoy] of searches) {
          const [asked, instead] = [await ask(browser, 'get', `${address}?${name}=${word}`), await ask(browser, 'get', `${address}?${name}=${decoy}`)]
          const same = asked.status === instead.status && alike(asked, word) === alike(instead, decoy)
          if (!same) wrong.push(`${nameOf(who)}: ${address}?${name}=${word} answers otherwise than ${decoy}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

/** An answer without the word that was asked for and without what differs from one answer to the next. */
const alike = (answer: Answer, word: string): string =>
  masked(answer.body.toString(), [word]).replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '*')

describe('a hidden place is in nothing that is kept', () => {
  it('as it is: not in the log, the events, the file or beside it', { timeout: 120_000 }, async () => {
    const { register, app, center, logged } = await begun()
    const browser = await browserOf(register, app, cora)
    await browser.post(`/centers/${center}/place/showing`).type('form').send({ reason: 'A van has to find it.' }).expect(200)
    await browser.get(`/centers?q=${hidden.city}`)
    await browser.get(`/${hidden.city}`).expect(404)
    for (const page of ['', '/place']) expect((await browser.get(`/centers/${openCenter}${page}`).expect(200)).text).toContain(open.street)

    expect(scan(JSON.stringify(await register.reader.selectFrom('events').selectAll().execute()))).toEqual([])
    expect(logged.length).toBeGreaterThan(2)
    expect(scan(logged.join(''))).toEqual([])
    for (const file of [register.file, `${register.file}-wal`]) expect({ file, found: scan(readFileSync(file)) }).toEqual({ file, found: [] })
  })
})

describe('a place that may be seen for a while', () => {
  it('shows region and city to those who may read the directory, and nothing at all once that has ended', { timeout: 120_000 }, async () => {
    const { register, app, center } = await begun()
    const his = await browserOf(register, app, carl)
    await his.post('/place-authorizations/2/answer').type('form').send({ answer: 'confirmed' }).expect(303)
    const seen = new Set<string>()
    const addresses = oneOfAKind(await addressesToRead(register))
    await walk(await browserOf(register, app, cora), cora, addresses, [''], (found) => found.forEach((name) => seen.add(name)))
    expect([...seen].toSorted()).toEqual(['city', 'region'])
    expect((await his.get(`/centers/${center}`).expect(200)).text).toContain(hidden.city)

    app.setNow('2027-01-01T09:00:00Z')
    const leaks: string[] = []
    for (const who of [cora, priya, bea, ada]) {
      const browser = await browserOf(register, app, on(who, '2027-01-01'))
      await walk(browser, who, addresses, questions, (found, where) => leaks.push(...found.map((name) => `${where} gives away ${name}`)))
    }
    expect(leaks).toEqual([])
  })
})

describe('the walk itself', () => {
  it('finds the place where it is shown on purpose', async () => {
    const { register, app, center } = await begun()
    const browser = await browserOf(register, app, cora)
    const shown = await browser.post(`/centers/${center}/place/showing`).type('form').send({ reason: 'A van has to find it.' }).expect(200)

    expect(scan(shown.text).toSorted()).toEqual(['city', 'directions', 'latitude', 'longitude', 'phone', 'postalCode', 'region', 'street', 'timeZone'])
  })

  it('finds the papers that name a street where they are opened on purpose', async () => {
    const { register, app } = await begun()
    const papers = await register.reader.selectFrom('documents').select('id').where('kind', '=', 'authorization').orderBy('id').execute()
    const browser = await browserOf(register, app, cora)
    const found: string[][] = []

    for (const { id } of papers) found.push(foundIn(await ask(browser, 'post', `/documents/${id}/file`), cora, `/documents/${id}/file`))

    expect(found).toEqual([['open street'], ['street']])
  })

  it('finds a value in whichever form it leaks', () => {
    const text = '41 Larkspurrow & "Lane"'
    for (const form of formsOf(text)) expect(scanner({ street: text })(`before ${form} after`)).toEqual(['street'])
    for (const shift of ['', 'a', 'ab']) expect(scanner({ street: text })(Buffer.from(`${shift}${text} more`).toString('base64'))).toEqual(['street'])
    expect(scanner({ street: text })(Buffer.from(text, 'utf16le'))).toEqual(['street'])
    expect(scanner({ street: text })('41 Larkspur Lane')).toEqual([])
  })

  it('does not pass over an address that it cannot fill', () => {
    expect(() => addressesOf({ path: '/shelters/:id' }, new Map())).toThrow('say in test/confidential/addresses.ts what :id after “shelters” is an id of')
  })
})
