import { describe, expect, it } from 'vitest'
import { disable, invite } from '../../src/accounts/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { asOf, buildExample } from '../reports/example.ts'
import { ada, appOf, bea, browserOf, cora, on, openRegister, paul, priya, settings } from '../support/register.ts'

async function home(who: Person, { example = true, also = [] as ('board' | 'manager')[], currency = 'USD' } = {}): Promise<string> {
  const register = await openRegister()
  if (example) await buildExample(register)
  for (const role of also)
    await register.writer.transaction().execute(async (trx) => {
      await trx
        .insertInto('person_roles')
        .values({ person_id: who.id, role, granted_by: 1, granted_at: '2026-11-21T09:00:00.000Z', confirmed_by: null, confirmed_at: '2026-11-21T09:00:00.000Z' })
        .execute()
    })
  const app = appOf(register, { settings: { ...settings, currency } })
  app.setNow(`${example ? asOf : '2026-11-21'}T09:10:00Z`)
  const page = await (await browserOf(register, app, example ? on(who, asOf) : who)).get('/').expect(200)
  return page.text.replaceAll('\u00A0', ' ')
}

describe('a person’s own page', () => {
  it('gives a coordinator their work, what stops money and goods first', async () => {
    const page = await home(cora)

    for (const words of [
      'Nothing can be sent there now: the evidence for',
      'Its approval is good until 15 Apr 2027, and no review is open.',
      'to be done by 10 Feb 2027',
      'Delivery 2 to Quiet Place',
    ])
      expect(page).toContain(words)
    expect(page.indexOf('Quiet Place')).toBeLessThan(page.indexOf('Hope House'))
    expect(page).not.toContain('Balances')
  })

  it('gives a manager what waits, the balances and the money at risk', async () => {
    const page = await home(priya)

    for (const words of ['Nothing waits for you.', '$989,700.00 available', 'Money at risk', '/reports/rows/at-risk-60', '$5,500.00']) expect(page).toContain(words)
    expect(page).toContain('Approved and not paid on 28 Feb 2027, for centers whose vetting lapses within 60 days of it.')
  })

  it('says of money at risk, of what was paid and of what was committed by which rates they are and what they leave out (M1, M11)', async () => {
    const board = await home(bea)

    expect(board).toContain('at rates of 10 Jan to 8 Feb 2027; KES 40.00 left out, no rate · committed: KES 10,000.00 left out, no rate')
    expect(board).toContain('KES 10,000.00 was committed on days without a rate, and is in no total.')
    expect(await home(priya, { currency: 'KES' })).toContain('within 60 days of it; $5,500.00 left out, no rate.')
    expect(await home(bea, { currency: 'KES' })).toContain(
      'KES 0.00 is approved and unpaid for centers whose vetting lapses within 60 days ($5,500.00 left out, no rate).',
    )
  })

  it('gives a board member the figures and what to know, and no way to a center', async () => {
    const page = await home(bea)

    for (const words of ['Vetted centers', 'For the board to know', 'Read the whole summary']) expect(page).toContain(words)
    expect(page).not.toContain('href="/centers')
  })

  it('gives an administrator people, roles and the log, and nothing of centers or money', async () => {
    const page = await home(ada)

    for (const words of ['6 active', 'Roles to confirm', 'Last sign-ins', 'Last events', 'href="/admin/events"']) expect(page).toContain(words)
    for (const words of ['Hope House', '$']) expect(page).not.toContain(words)
  })

  it('gives somebody with several roles all of it', async () => {
    const page = await home(cora, { also: ['board', 'manager'] })

    for (const words of ['Waiting for you', 'Reviews that you lead', 'For the board to know', 'Balances']) expect(page).toContain(words)
  })

  it('says the first step to whoever has nothing yet', async () => {
    expect(await home(cora, { example: false })).toContain('You lead no center yet.')
    expect(await home(priya, { example: false })).toContain('There is no fund yet.')
    expect(await home(bea, { example: false })).toContain('By these figures nothing stands out.')
  })
})

it('says to somebody whose role waits that it waits, and for whom', async () => {
  const register = await openRegister()
  await register.writer.transaction().execute(async (trx) => {
    await trx.updateTable('person_roles').set({ confirmed_at: null, granted_by: ada.id }).where('person_id', '=', 4).where('role', '=', 'manager').execute()
  })
  const his = await browserOf(register, appOf(register), { ...paul, roles: [] })

  const { text } = await his.get('/').expect(200)

  for (const words of ['Your roles', 'Program manager', 'It waits until another administrator or program manager than the one who granted it confirms it.'])
    expect(text).toContain(words)
  const cast = await browserOf(register, appOf(register), cora)
  expect((await cast.get('/').expect(200)).text).not.toContain('Your roles')
})

it('says to whoever granted a role that it waits for somebody else, and to others that it waits for them', async () => {
  const register = await openRegister()
  await invite(register.writer, ada, { name: 'Pia', email: 'pia@example.org', roles: ['manager'] })
  const app = appOf(register)
  const [hers, pauls] = [await browserOf(register, app, ada), await browserOf(register, app, paul)]
  const said = '1 role waits for somebody else to confirm it: Pia.'

  const home = (await hers.get('/').expect(200)).text
  for (const words of ['one thing waits', 'Invited, and not here yet', '>Pia</a>', 'Invited as program manager, and has not joined.']) expect(home).toContain(words)
  for (const path of ['/', '/roles']) {
    expect((await hers.get(path).expect(200)).text).toContain(said)
    expect((await pauls.get(path).expect(200)).text).not.toContain(said)
  }
  expect((await hers.get('/').expect(200)).text).not.toContain('No program manager waits')
  await invite(register.writer, ada, { name: 'Mona', email: 'mona@example.org', roles: ['manager'] })
  for (const path of ['/', '/roles']) expect((await hers.get(path)).text).toContain('2 roles wait for somebody else to confirm them: Mona, Pia.')
  await disable(register.writer, paul, 7, null)
  await disable(register.writer, paul, 8, null)
  expect((await hers.get('/').expect(200)).text).toContain('No program manager waits for a second person.')
})
