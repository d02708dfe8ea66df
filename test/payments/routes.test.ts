import { describe, expect, it } from 'vitest'
import { approved, fundWith, moneyRows, planned, proposed, release, token } from '../support/money.ts'
import { ada, appOf, bea, browserOf, cora, on, openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

describe('money on the web', () => {
  it('goes from a draft to the center, each step by whom it is for', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const [coras, priyas, pauls] = [await browserOf(register, app, cora), await browserOf(register, app, priya), await browserOf(register, app, paul)]
    const [fund, center] = [await fundWith(register, { code: 'WINTER-26' }), await vettedCenter(register)]

    const form = await coras.get(`/allocations/new?center=${center}&fund=${fund}`).expect(200)
    expect(form.text).toContain('WINTER-26 Winter appeal: $100,000.00 available')
    const sent = {
      fund,
      center,
      purpose: 'FUND-BASIC',
      amount: '2,500.00',
      forWhat: 'Bedding for the winter',
      populations: 'POP-WOMEN',
      fromAge: '',
      toAge: '',
      reportDays: '45',
      token: hidden(form.text, 'token'),
    }
    const drafted = await coras.post('/allocations').type('form').send(sent).expect(303)
    const allocation = drafted.headers['location'] ?? ''
    await coras.post('/allocations').type('form').send(sent).expect(303).expect('location', allocation)
    const page = await coras.get(allocation).expect(200)
    await coras
      .post(`${allocation}/proposal`)
      .type('form')
      .send({ token: hidden(page.text, 'token') })
      .expect(303)
    expect((await coras.get(allocation)).text).toContain('A program manager approves it.')

    expect((await priyas.get('/approvals').expect(200)).text).toContain('$2,500.00 for Hope House')
    const waiting = (await priyas.get(allocation)).text
    expect(waiting).toContain('One more person must approve it.')
    expect(waiting).toContain('Approve $2,500.00 for Hope House')
    await priyas
      .post(`${allocation}/approval`)
      .type('form')
      .send({ comment: 'Seen the quote', seal: hidden(waiting, 'seal'), token: hidden(waiting, 'token') })
      .expect(303)
    expect((await coras.get(allocation)).text).toContain('Priya approved $2,500.00 on 21 Nov 2026')

    const plan = await coras.get(`${allocation}/payments/new`).expect(200)
    const instruction = {
      amount: '2,500.00',
      plannedOn: '2026-11-21',
      method: 'bank transfer',
      reference: 'LAN-7',
      paidCurrency: 'USD',
      paidAmount: '',
      rate: '',
      rateSource: '',
      rateOn: '',
      token: hidden(plan.text, 'token'),
    }
    const payment = (await coras.post(`${allocation}/payments`).type('form').send(instruction).expect(303)).headers['location'] ?? ''
    expect((await coras.get(payment)).text).toContain('A program manager releases payments.')

    const held = (await priyas.get(allocation).expect(200)).text
    expect(held).toContain('Once that is released or voided, the allocation can be closed.')
    for (const refused of ['/closing', '/cancellation']) expect(held).not.toContain(refused)

    const confirm = (await pauls.get(payment).expect(200)).text
    for (const words of ['Release $2,500.00 to Hope House', 'The fund then holds $97,500.00', 'Vetted until']) expect(confirm).toContain(words)
    const same = { bankOn: '', token: hidden(confirm, 'token') }
    const answers = await Promise.all([1, 2, 3].map(() => pauls.post(`${payment}/release`).type('form').send(same)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await register.reader.selectFrom('payment_events').select('kind').execute()).toEqual([{ kind: 'sent' }])

    const arrival = await coras.get(`${payment}/arrival`)
    await coras
      .post(`${payment}/arrival`)
      .type('form')
      .send({ amount: '2,480.00', on: '2026-11-21', note: 'Charges', token: hidden(arrival.text, 'token') })
      .expect(303)
    expect((await coras.get(payment)).text).toContain('5 Jan 2027')
    const section = (await coras.get(`/centers/${center}`).expect(200)).text
    for (const words of ['Promised <b>$2,500.00</b>', 'Sent <b>$2,500.00</b>', 'Arrived <b>$2,480.00</b>', 'Still owed <b>$0.00</b>', 'Arrived, report due 5 Jan 2027'])
      expect(section).toContain(words)
    expect(app.faults).toEqual([])
  })

  it('does not go to a center that is not vetted: no button, the reasons, and a refusal all the same', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const pauls = await browserOf(register, app, paul)
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center: await plainCenter(register) }), 100)

    const page = (await pauls.get(`/payments/${payment}`).expect(200)).text
    expect(page).not.toContain('Release $1.00 to')
    expect(page).toContain('Nothing can be sent to Hope House now: it is not vetted. A review must approve it first.')
    const before = await moneyRows(register)
    const refused = await pauls.post(`/payments/${payment}/release`).type('form').send({ bankOn: '', token: token() }).expect(409)
    expect(refused.text).toContain('it is not vetted')
    expect(await moneyRows(register)).toEqual(before)
  })

  it('says in one line of a center’s notice and of the refusal what holds of one kind amount to', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register, { until: '2026-11-30', evidenceUntil: '2026-11-30' })
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center }), 100_000)
    const app = appOf(register)
    app.setNow('2026-12-01T09:00:00Z')
    const pauls = await browserOf(register, app, on(paul, '2026-12-01'))
    const said = [
      'Nothing can be sent to Hope House now: its vetting lapsed on 1 Dec 2026. A review must approve it first.',
      'Nothing can be sent to Hope House now: the evidence for 18 critical items (LEG-01, INT-01, INT-02 and 15 more) was good until 30 Nov 2026. It is lifted once someone accepts newer evidence for each of them.',
    ]

    const page = (await pauls.get(`/payments/${payment}`).expect(200)).text
    const notice = /<section class="notice bad">.*?<\/section>/s.exec(page)?.[0] ?? ''
    expect(notice.match(/<li>.*?<\/li>/g)).toEqual(said.map((text) => `<li>${text} <a href="/centers/${center}">See why</a></li>`))
    const refused = await pauls.post(`/payments/${payment}/release`).type('form').send({ token: token(), bankOn: '' }).expect(409)
    expect(refused.text).toContain(said.join(' '))
  })

  it('takes back, voids and lists what was planned', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const pauls = await browserOf(register, app, paul)
    const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register) })
    const [one, two] = [await planned(register, allocation, 30_000), await planned(register, allocation, 20_000)]
    await release(register, paul, one)

    const form = await pauls.get(`/payments/${one}/return`).expect(200)
    await pauls.post(`/payments/${one}/return`).type('form').send({ amount: '400.00', bankOn: '', reason: 'Closed', token: token() }).expect(422)
    await pauls
      .post(`/payments/${one}/return`)
      .type('form')
      .send({ amount: '100.00', bankOn: '2026-11-20', reason: 'Account closed', token: hidden(form.text, 'token') })
      .expect(303)
    await pauls.post(`/payments/${two}/voiding`).type('form').send({ reason: '', token: token() }).expect(422)
    await pauls.post(`/payments/${two}/voiding`).type('form').send({ reason: 'Twice planned', token: token() }).expect(303)

    expect((await pauls.get('/payments?state=void').expect(200)).text).toContain('1 payment<')
    expect((await pauls.get('/payments?state=sent&sort=center').expect(200)).text).toContain('1 payment<')
    const csv = await pauls.get('/payments.csv?state=sent').expect(200)
    expect(csv.text).toContain(`${one},${allocation},Hope House,`)
    expect(csv.text).toContain(',300,USD,2026-11-21,sent,2026-11-21,,,100,')
    expect((await pauls.get('/allocations.csv').expect(200)).text).toContain(',1000,200,USD,approved,2026-11-21')
  })
})

it('lets nobody else in, and changes no row for them', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  const [waiting, ready] = [await proposed(register, { fund, center }), await approved(register, { fund, center })]
  const payment = await planned(register, ready, 1_000)
  const posts = [
    `/allocations/${waiting}/approval`,
    `/allocations/${waiting}/return`,
    `/allocations/${waiting}/decline`,
    `/allocations/${ready}/closing`,
    `/payments/${payment}/release`,
    `/payments/${payment}/return`,
  ]
  const others = ['/funds', `/funds/${fund}/edit`, `/funds/${fund}/entries`, '/fund-entries/1/reversal', '/rates', ...posts]
  const before = await moneyRows(register)
  for (const path of others) await (await browserOf(register, app, cora)).post(path).type('form').send({ token: token(), reason: 'Mine' }).expect(403)
  for (const who of [bea, ada])
    for (const path of [...others, '/allocations', `/allocations/${waiting}/proposal`, `/allocations/${ready}/payments`, `/payments/${payment}/voiding`])
      await (await browserOf(register, app, who)).post(path).type('form').send({ token: token(), reason: 'Mine' }).expect(403)
  for (const path of ['/funds', `/funds/${fund}`, '/allocations', `/allocations/${ready}`, '/payments', `/payments/${payment}`, '/rates', '/approvals', '/payments.csv'])
    await (await browserOf(register, app, bea)).get(path).expect(403)
  expect(await moneyRows(register)).toEqual(before)
})
