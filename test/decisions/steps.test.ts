import { describe, expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { takeStep, meetCondition } from '../../src/decisions/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn, holdText } from '../../src/standing/holds.ts'
import { listSpans, loadFacts } from '../../src/standing/queries.ts'
import { ada, appOf, bea, browserOf, cora, firstDay, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { insertWaiting, refusalOf, sendPayment } from '../standing/leaving.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const kinds = async (register: TestRegister, id: number): Promise<string[]> =>
  (await listSpans(register.reader, id)).map(({ kind, from }) => `${kind} ${from.toString()}`)
const step = (reason = 'A report came in that must be looked into.') => ({ token: formToken(), reason })

describe('suspending', () => {
  it('says before what it will do, and what waits', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    await register.writer.transaction().execute((trx) => insertWaiting(trx, id, firstDay))
    const hers = await browserOf(register, appOf(register), priya)

    const page = await hers.get(`/centers/${id}/suspension`).expect(200)

    for (const words of [
      'Nothing can be sent to Hope House from now on.',
      '1 payment worth $100.00 and 1 delivery wait.',
      'Only someone else can reinstate it.',
      'until 21 Nov 2028 is masked',
    ])
      expect(page.text).toContain(words)
  })

  it('takes effect at once: what waited cannot leave any more', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    const waiting = await register.writer.transaction().execute((trx) => insertWaiting(trx, id, firstDay))
    expect(await refusalOf(register, (trx) => sendPayment(trx, waiting, firstDay))).toBeNull()
    const hers = await browserOf(register, appOf(register), priya)

    await hers.post(`/centers/${id}/suspension`).type('form').send(step()).expect(303).expect('location', `/centers/${id}`)

    expect(await kinds(register, id)).toEqual(['suspended 2026-11-21'])
    expect(await refusalOf(register, (trx) => sendPayment(trx, waiting, firstDay))).toBe('money_goes_to_centers_in_good_standing')
    expect(holdsOn(await loadFacts(register.reader, id), firstDay).map(holdText)).toEqual(['it was suspended on 21 Nov 2026'])
  })

  it('wants a reason, keeps what was typed, and happens once', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    const hers = await browserOf(register, appOf(register), priya)
    const same = step()

    await hers.post(`/centers/${id}/suspension`).type('form').send({ ...same, reason: ' ' }).expect(422) // prettier-ignore
    const short = await hers.post(`/centers/${id}/suspension`).type('form').send({ ...same, reason: 'x' }).expect(422) // prettier-ignore
    expect(short.text).toContain('Say why, in at least 10 characters.')
    await Promise.all([1, 2].map(() => hers.post(`/centers/${id}/suspension`).type('form').send(same).expect(303)))
    const again = await hers.post(`/centers/${id}/suspension`).type('form').send(step('And once more.')).expect(409)

    expect(again.text).toContain('This center is suspended since 21 Nov 2026.')
    expect(again.text).toContain('And once more.')
    expect(await register.reader.selectFrom('decisions').select('outcome').where('outcome', '=', 'suspend').execute()).toHaveLength(1)
  })

  it.each([cora, bea, ada])('is not for $name', async (who) => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    const theirs = await browserOf(register, appOf(register), who)
    for (const path of ['suspension', 'reinstatement', 'closing', 'reopening']) {
      await theirs.get(`/centers/${id}/${path}`).expect(403)
      await theirs.post(`/centers/${id}/${path}`).type('form').send(step()).expect(403)
    }
    expect(await kinds(register, id)).toEqual(['vetted 2026-11-21', 'lapsed 2028-11-22'])
  })
})

describe('reinstating (V8)', () => {
  it('is for someone else, and brings the approval back with the same last day', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    await takeStep(register.writer, priya, id, 'suspend', 'A report came in.', formToken())
    const app = appOf(register)
    const [hers, his] = [await browserOf(register, app, priya), await browserOf(register, app, paul)]

    expect((await hers.get(`/centers/${id}/reinstatement`).expect(403)).text).toContain('You suspended this center, so someone else must reinstate it.')
    await hers.post(`/centers/${id}/reinstatement`).type('form').send(step()).expect(403)
    expect((await his.get(`/centers/${id}/reinstatement`).expect(200)).text).toContain('From now on Hope House is vetted until 21 Nov 2028.')
    await his.post(`/centers/${id}/reinstatement`).type('form').send(step('Looked into, and unfounded.')).expect(303)

    expect(await kinds(register, id)).toEqual(['vetted 2026-11-21', 'lapsed 2028-11-22'])
  })

  it('is refused where nothing is suspended', async () => {
    const register = await openRegister()
    const id = await plainCenter(register)
    await expect(takeStep(register.writer, paul, id, 'reinstate', 'Why not.', formToken())).rejects.toThrow('This center is not suspended, so it cannot be reinstated.')
  })
})

describe('closing and reopening', () => {
  it('ends the approval for good', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    await takeStep(register.writer, priya, id, 'close', 'It moved into another center.', formToken())
    await takeStep(register.writer, on(paul, '2026-12-01'), id, 'reopen', 'It is back.', formToken())
    expect(await kinds(register, id)).toEqual(['closed 2026-11-21', 'prospect 2026-12-01'])
    await expect(takeStep(register.writer, on(paul, '2026-12-01'), id, 'reopen', 'Twice.', formToken())).rejects.toThrow('This center is not closed')
  })

  it('says what reopening will not do', async () => {
    const register = await openRegister()
    const id = await vettedCenter(register)
    await takeStep(register.writer, priya, id, 'close', 'It moved into another center.', formToken())
    const page = await (await browserOf(register, appOf(register), priya)).get(`/centers/${id}/reopening`).expect(200)
    expect(page.text).toContain('From now on Hope House is not reviewed yet.')
    expect(page.text).toContain('It needs a review and a decision before anything can be sent to it.')
  })
})

describe('a condition', () => {
  const conditional = async () => {
    const register = await openRegister()
    const id = await vettedCenter(register, { conditions: [{ text: 'Renew the insurance.', dueOn: '2026-11-30' }] })
    return { register, id, app: appOf(register) }
  }

  it('that is met ends what it held', async () => {
    const { register, id, app } = await conditional()
    app.setNow('2026-12-05T09:00:00Z')
    expect(holdsOn(await loadFacts(register.reader, id), toDay('2026-12-05')).map(holdText)).toEqual(['a condition of its approval was due on 30 Nov 2026'])
    const hers = await browserOf(register, app, on(priya, '2026-12-05'))

    expect((await hers.get('/conditions/1/meeting').expect(200)).text).toContain('It was due by 30 Nov 2026 and is overdue.')
    await hers.post('/conditions/1/meeting').type('form').send({ metOn: '2026-12-04', note: 'Saw the new policy.' }).expect(303).expect('location', `/centers/${id}`) // prettier-ignore

    expect(holdsOn(await loadFacts(register.reader, id), toDay('2026-12-05'))).toEqual([])
    expect(await kinds(register, id)).toEqual(['conditional 2026-11-21', 'vetted 2026-12-04', 'lapsed 2028-11-22'])
  })

  it.each([
    ['a day to come', '2026-11-22', 'It cannot have been met on a day that is still to come.'],
    ['a day before its approval', '2026-11-20', 'a condition is met on that day or later'],
  ])('is not met on %s', async (_, metOn, says) => {
    const { register, app } = await conditional()
    const hers = await browserOf(register, app, priya)
    const page = await hers.post('/conditions/1/meeting').type('form').send({ metOn, note: 'Saw it.' }).expect(422) // prettier-ignore
    expect(page.text).toContain(says)
    expect(await register.reader.selectFrom('condition_meetings').selectAll().execute()).toEqual([])
  })

  it('is met once, and not by a coordinator', async () => {
    const { register, app } = await conditional()
    const theirs = await browserOf(register, app, cora)
    await theirs.post('/conditions/1/meeting').type('form').send({ metOn: '2026-11-21', note: 'Saw it.' }).expect(403) // prettier-ignore
    await meetCondition(register.writer, priya, 1, { metOn: firstDay, note: 'Saw it.' })
    await expect(meetCondition(register.writer, paul, 1, { metOn: firstDay, note: 'Saw it too.' })).rejects.toThrow('This condition was met on 21 Nov 2026 already.')
  })

  it('that is met already is not asked about again, but said to be done', async () => {
    const { register, id, app } = await conditional()
    await meetCondition(register.writer, priya, 1, { metOn: firstDay, note: 'Saw it.' })
    const his = await browserOf(register, app, paul)

    const pages = [
      await his.get('/conditions/1/meeting').expect(409),
      await his.post('/conditions/1/meeting').type('form').send({ metOn: '2026-11-21', note: 'Saw it too.' }).expect(409), // prettier-ignore
      await his.post('/conditions/1/meeting').type('form').send({ metOn: '', note: '' }).expect(409),
    ]

    for (const { text } of pages) {
      const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? ''
      for (const words of ['This condition was met on 21 Nov 2026 already.', `<a href="/centers/${id}">Back to the center</a>`]) expect(main).toContain(words)
      expect(main).not.toContain('<form')
    }
  })
})

it('shows every decision, and what stood on any day (V9)', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { until: '2027-11-21' })
  await takeStep(register.writer, on(priya, '2026-12-01'), id, 'suspend', 'A report came in.', formToken())
  const app = appOf(register)
  app.setNow('2026-12-05T09:00:00Z')
  const hers = await browserOf(register, app, on(cora, '2026-12-05'))

  const today = await hers.get(`/centers/${id}/decisions`).expect(200)
  const before = await hers.get(`/centers/${id}/decisions?on=2026-11-25`).expect(200)
  const wrong = await hers.get(`/centers/${id}/decisions?on=soon`).expect(200)

  for (const words of ['suspended since 1 Dec 2026', 'A report came in.', 'Priya, on 1 Dec 2026', 'from 21 Nov 2026 until 21 Nov 2027', 'Women 18+'])
    expect(today.text).toContain(words)
  expect(before.text).toContain('On 25 Nov 2026 it is, by what is recorded now: vetted until 21 Nov 2027.')
  expect(before.text).toContain('not in force on that day')
  expect(wrong.text).toContain('Enter a day to ask about.')
})
