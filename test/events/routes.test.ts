import { describe, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { ada, appOf, browserOf, cora, on, openRegister, priya, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

async function withEvents(count: number): Promise<TestRegister> {
  const register = await openRegister()
  const centerId = await plainCenter(register)
  for (let at = 1; at <= count; at += 1)
    await change(register.writer, at % 2 === 0 ? on(priya, '2026-12-01') : cora, (_trx, record) =>
      record('need.changed', { kind: 'need', id: at, centerId }, { before: { quantity: at }, after: { quantity: at + 1 }, reason: '=2+2' }),
    )
  return register
}

describe('the log', () => {
  it('says who did what, when, and what it changed', async () => {
    const register = await withEvents(2)
    const hers = await browserOf(register, appOf(register), ada)

    const page = await hers.get('/admin/events').expect(200)

    for (const words of ['Need changed', 'need 2, Hope House', 'quantity: 3 (was 2)', 'Priya', '1 Dec 2026 09:00', 'Cora']) expect(page.text).toContain(words)
  })

  it('says signing in, links and decisions as people do', async () => {
    const register = await openRegister()
    await change(register.writer, cora, async (_trx, record) => {
      for (const action of ['sign-in.signed-in', 'password.rehashed', 'link.password', 'decision.suspend']) await record(action, { kind: 'person', id: 2 })
    })
    const page = await (await browserOf(register, appOf(register), ada)).get('/admin/events').expect(200)

    // The first of all is of the link that the register was set up by.
    for (const words of ['Link to set the register up made', 'Kept form of the password renewed', 'Signed in', 'Link for a new password made', 'Center suspended'])
      expect(page.text).toContain(words)
    for (const words of ['Sign in signed in', 'Link password', 'Decision suspend']) expect(page.text).not.toContain(words)
  })

  it('says what records are called that it points to, and only the number of one that it cannot name', async () => {
    const register = await openRegister()
    const centerId = await plainCenter(register)
    await register.writer.transaction().execute((trx) => trx.updateTable('organizations').set({ legal_name: 'Harbour Trust' }).where('id', '=', 1).execute())
    await change(register.writer, cora, async (_trx, record) => {
      await record('center.edited', { kind: 'center', id: centerId }, { before: { leadId: 2, organizationId: 99 }, after: { leadId: 6, organizationId: 1 } })
      await record('review.handed-over', { kind: 'review', id: 7, centerId }, { lead: [2, 99] })
      await record('person.disabled', { kind: 'person', id: 3 }, { handedTo: 4, centers: 2 })
      await record('settings.changed', { kind: 'register', id: 0 }, { idleMinutes: { before: 30, after: 45 } })
    })

    const hers = await browserOf(register, appOf(register), ada)
    const page = (await hers.get('/admin/events').expect(200)).text
    const csv = (await hers.get('/admin/events.csv').expect(200)).text

    for (const words of ['lead: Carl (was Cora)', 'organization: Harbour Trust (was 99)', 'lead: 99 (was Cora)', 'handed to: Paul', 'idle minutes: 45 (was 30)'])
      for (const text of [page, csv]) expect(text).toContain(words)
    for (const words of [`center ${centerId}, Hope House`, 'person 3, Priya', 'person 1, Ada']) expect(page).toContain(words)
  })

  it('is read in pages by number', async () => {
    const register = await withEvents(60)
    const hers = await browserOf(register, appOf(register), ada)

    const first = await hers.get('/admin/events?who=2').expect(200)
    const all = await hers.get('/admin/events').expect(200)
    const older = await hers.get(/href="(\/admin\/events\?below=\d+)"/.exec(all.text)?.[1] ?? '/nowhere').expect(200)

    expect(first.text).toContain('need 59,')
    expect(first.text).not.toContain('need 60,')
    expect(all.text).toContain('need 60,')
    expect(all.text).not.toContain('need 10,')
    expect(older.text).toContain('need 10,')
    expect(older.text).toContain('Register set up')
  })

  it.each([
    { query: 'action=need.changed&id=1&kind=need', shows: 'need 1,', hides: 'need 2,' },
    { query: 'since=2026-12-01', shows: 'need 2,', hides: 'need 1,' },
    { query: 'until=2026-11-21', shows: 'need 1,', hides: 'need 2,' },
    { query: 'who=0', shows: 'Register set up', hides: 'need 1,' },
  ])('is narrowed by $query', async ({ query, shows, hides }) => {
    const register = await withEvents(2)
    const hers = await browserOf(register, appOf(register), ada)

    const page = await hers.get(`/admin/events?${query}`).expect(200)

    expect(page.text).toContain(shows)
    expect(page.text).not.toContain(hides)
  })

  it('says when a day can’t be read, and keeps it', async () => {
    const register = await withEvents(1)
    const hers = await browserOf(register, appOf(register), ada)

    const page = await hers.get('/admin/events?since=soon').expect(422)

    for (const words of ['Enter a day, as 2026-11-21, or leave it empty.', 'value="soon"']) expect(page.text).toContain(words)
  })

  it('downloads as CSV, with nothing that a spreadsheet runs', async () => {
    const register = await withEvents(1)
    const hers = await browserOf(register, appOf(register), ada)

    const file = await hers.get('/admin/events.csv?action=need.changed').expect(200)

    expect(file.text.trim().split('\r\n')).toEqual([
      'Number,At (UTC),Who,What,Record,Center,Details',
      '6,2026-11-21T09:00:00.000Z,Cora,need.changed,need 1,Hope House,quantity: 2 (was 1); because: =2+2',
    ])
  })

  it('is for administrators alone', async () => {
    const register = await withEvents(1)
    for (const who of [cora, priya]) {
      const browser = await browserOf(register, appOf(register), who)
      await browser.get('/admin/events').expect(403)
      await browser.get('/admin/events.csv').expect(403)
    }
  })
})
