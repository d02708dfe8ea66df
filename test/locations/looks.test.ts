import { describe, expect, it } from 'vitest'
import { manyLooks, type Look } from '../../src/locations/looks.ts'
import type { Person } from '../../src/shared/actor.ts'
import { pdfFile } from '../support/files.ts'
import { ada, appOf, bea, browserOf, carl, cora, openRegister, priya, type TestApp, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

const reason = 'A van has to find it today.'
const show = (browser: Browser, center: number) => browser.post(`/centers/${center}/place/showing`).type('form').send({ reason })

async function begun() {
  const register = await openRegister()
  const center = await plainCenter(register, { name: 'Harbour House' })
  const app = appOf(register)
  return { register, center, app, hers: await browserOf(register, app, cora) }
}

/** A person's own page at an instant, by a session that began then. */
async function homeOf(register: TestRegister, app: TestApp, who: Person, now = '2026-11-21T09:40:00Z'): Promise<string> {
  app.setNow(now)
  return (await (await browserOf(register, app, { ...who, now: Temporal.Instant.from(now) })).get('/').expect(200)).text.replaceAll('&#39;', '’').replaceAll('&amp;', '&')
}

const title = 'Many looks at confidential places'
const told = 'Cora looked at confidential places 5 times within an hour, today from 09:00 to 09:40.'

describe('many looks at confidential places (CONF-05)', () => {
  it('are told to administrators and managers from the fifth within an hour on, and to nobody else', async () => {
    const { register, center, app, hers } = await begun()
    for (const minute of ['00', '10', '20', '30']) {
      app.setNow(`2026-11-21T09:${minute}:00Z`)
      await show(hers, center).expect(200)
    }
    for (const who of [ada, priya]) expect(await homeOf(register, app, who)).not.toContain(title)

    app.setNow('2026-11-21T09:40:00Z')
    await show(hers, center).expect(200)

    const [hisLog, herNotice] = [await homeOf(register, app, ada), await homeOf(register, app, priya)]
    for (const page of [hisLog, herNotice]) {
      expect(page).toContain(title)
      expect(page).toContain(told)
      expect(page).not.toContain(reason)
    }
    expect(hisLog).not.toContain('Harbour House')
    expect(hisLog).toContain('href="/admin/events?who=2&since=2026-11-21&until=2026-11-21"')
    expect(herNotice).not.toContain('/admin/events')
    for (const who of [cora, carl, bea]) expect(await homeOf(register, app, who)).not.toContain(title)
  })

  it('stay there for seven days', async () => {
    const { register, center, app, hers } = await begun()
    for (let look = 0; look < 5; look += 1) await show(hers, center).expect(200)

    expect(await homeOf(register, app, priya, '2026-11-28T08:59:59Z')).toContain('5 times within an hour, on 21 Nov 2026 at 09:00.')
    expect(await homeOf(register, app, priya, '2026-11-28T09:00:00Z')).not.toContain(title)
  })

  it('count a document about a place in, no other document, and say how many were refused', async () => {
    const { register, center, app, hers } = await begun()
    const papers: number[] = []
    for (const kind of ['agreement', 'report']) {
      const fields = { kind, title: 'A paper', datedOn: '', receivedOn: '2026-11-20', expiresOn: '' }
      await hers.post(`/centers/${center}/documents`).field(fields).attach('file', pdfFile(kind), { filename: 'a.pdf', contentType: 'application/pdf' }).expect(303)
      papers.push(papers.length + 1)
    }
    const [agreement, report] = papers
    for (let look = 0; look < 4; look += 1) await hers.post(`/documents/${report}/file`).expect(200)
    for (let look = 0; look < 4; look += 1) await show(hers, center).expect(200)
    expect(await homeOf(register, app, ada, '2026-11-21T09:00:00Z')).not.toContain(title)

    for (let look = 0; look < 6; look += 1) await hers.post(`/documents/${agreement}/file`).expect(200)
    await hers.post(`/documents/${agreement}/file`).expect(429)
    await show(hers, center).expect(429)

    expect(await homeOf(register, app, ada, '2026-11-22T09:00:00Z')).toContain('10 times within an hour, yesterday at 09:00 (2 more looks were refused).')
  })
})

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-21T${time}:00Z`)
const looksAt = (...times: string[]): Look[] => times.map((time) => ({ personId: 2, name: 'Cora', at: at(time), refused: false }))
const counted = (looks: Look[]) => manyLooks(looks).map(({ name, looks: count, refused, from, to }) => [name, count, refused, `${from.toString()} ${to.toString()}`])

describe('what counts as many', () => {
  it.each<[string, string[], [number, string][]]>([
    ['four', ['09:00', '09:01', '09:02', '09:03'], []],
    ['five over a whole hour', ['09:00', '09:15', '09:30', '09:45', '10:00'], []],
    ['five a minute short of an hour', ['09:00', '09:15', '09:30', '09:45', '09:59'], [[5, '2026-11-21T09:00:00Z 2026-11-21T09:59:00Z']]],
    ['an hour that does not begin with the first', ['08:00', '09:00', '09:15', '09:30', '09:45', '09:59'], [[5, '2026-11-21T09:00:00Z 2026-11-21T09:59:00Z']]],
    ['hours that share a look', ['09:00', '09:15', '09:30', '09:45', '09:59', '10:10'], [[6, '2026-11-21T09:00:00Z 2026-11-21T10:10:00Z']]],
    [
      'two times of a day, the later first',
      ['09:00', '09:01', '09:02', '09:03', '09:04', '15:00', '15:01', '15:02', '15:03', '15:04'],
      [
        [5, '2026-11-21T15:00:00Z 2026-11-21T15:04:00Z'],
        [5, '2026-11-21T09:00:00Z 2026-11-21T09:04:00Z'],
      ],
    ],
  ])('%s', (_, times, expected) => {
    expect(counted(looksAt(...times))).toEqual(expected.map(([count, span]) => ['Cora', count, 0, span]))
  })

  it('is each person’s own, and what was refused is no look', () => {
    const three = looksAt('09:00', '09:01', '09:02')
    const carls = three.map((look) => ({ ...look, personId: 6, name: 'Carl' }))
    const stopped = looksAt('09:03', '09:04').map((look) => ({ ...look, refused: true }))

    expect(counted([...three, ...carls, ...stopped])).toEqual([])
  })
})
