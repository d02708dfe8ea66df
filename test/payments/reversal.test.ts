import { expect, it } from 'vitest'
import { closeAllocation } from '../../src/allocations/service.ts'
import { getUse } from '../../src/allocations/queries.ts'
import { getBalance } from '../../src/funds/queries.ts'
import { recordArrival, recordReturn, reverseEvent } from '../../src/payments/service.ts'
import { approved, fundWith, moneyRows, planned, release, token } from '../support/money.ts'
import { appOf, browserOf, cora, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

/** $1,000.00 that left today for Hope House, all of its allocation. */
async function sent(): Promise<{ register: TestRegister; fund: number; center: number; allocation: number; payment: number }> {
  const register = await openRegister()
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  const allocation = await approved(register, { fund, center, amount: 100_000 })
  const payment = await planned(register, allocation, 100_000)
  await release(register, paul, payment)
  return { register, fund, center, allocation, payment }
}

const eventsOf = (register: TestRegister) =>
  register.reader.selectFrom('payment_events').select(['id', 'kind', 'amount_minor', 'on_day', 'note', 'reverses_id']).orderBy('id').execute()
const arrive = (register: TestRegister, payment: number, amount: number) =>
  recordArrival(register.writer, cora, payment, { amount, on: cora.today, note: null, token: token() })
const giveBack = (register: TestRegister, payment: number, amount: number) =>
  recordReturn(register.writer, priya, payment, { amount, bankOn: null, reason: 'Account closed', token: token() })

it('takes back an arrival that was said wrongly, once, so that it can be recorded again', async () => {
  const { register, payment, center } = await sent()
  const coras = await browserOf(register, appOf(register), cora)
  await arrive(register, payment, 99_000)
  const arrival = (await eventsOf(register)).at(-1)?.id ?? 0
  const path = `/arrivals/${arrival}/reversal`
  const before = (await coras.get(`/payments/${payment}`).expect(200)).text
  for (const words of [`href="${path}"`, '5 Jan 2027']) expect(before).toContain(words)

  const form = (await coras.get(path).expect(200)).text
  for (const words of ['Reverse an arrival', 'That $990.00 arrived at Hope House on 21 Nov 2026 stays on record']) expect(form).toContain(words)
  expect((await coras.post(path).type('form').send({ reason: '', token: token() }).expect(422)).text).toContain('Say why it is reversed.')
  const same = { reason: 'It was another payment’s', token: hidden(form, 'token') }
  for (let times = 0; times < 2; times += 1) await coras.post(path).type('form').send(same).expect(303)
  expect((await eventsOf(register)).slice(1)).toEqual([
    { id: arrival, kind: 'received', amount_minor: 99_000, on_day: '2026-11-21', note: null, reverses_id: null },
    { id: arrival + 1, kind: 'received', amount_minor: -99_000, on_day: '2026-11-21', note: 'It was another payment’s', reverses_id: arrival },
  ])
  expect((await coras.post(path).type('form').send({ reason: 'Again', token: token() }).expect(409)).text).toContain('This was reversed already.')
  await coras.get(`/arrivals/${arrival + 1}/reversal`).expect(409)
  await coras.get(`/returns/${arrival}/reversal`).expect(403)

  const page = (await coras.get(`/payments/${payment}`).expect(200)).text
  for (const words of ['The arrival of $990.00 was reversed', 'It was another payment’s', 'Record its arrival', '45 days after it arrives']) expect(page).toContain(words)
  expect(page).not.toContain('Reverse this arrival')
  const section = (await coras.get(`/centers/${center}`).expect(200)).text
  for (const words of ['Arrived <b>$0.00</b>', 'Arrival reversed']) expect(section).toContain(words)
  expect((await coras.get('/payments.csv').expect(200)).text).toContain(',sent,2026-11-21,,,0,')

  await arrive(register, payment, 98_000)
  expect((await coras.get('/payments.csv').expect(200)).text).toContain(',arrived,2026-11-21,2026-11-21,980,0,2027-01-05')
  const logged = await register.reader.selectFrom('events').select(['center_id', 'details']).where('action', '=', 'payment.arrival-reversed').execute()
  expect(logged.map(({ center_id, details }): unknown[] => [center_id, JSON.parse(details)])).toEqual([
    [
      center,
      { amount: '$1,000.00', before: { state: 'arrived' }, after: { state: 'sent' }, reversed: '$990.00', reversesId: arrival, reason: 'It was another payment’s' },
    ],
  ])
})

it('takes back a return that was said wrongly: the money is paid again, in every sum', async () => {
  const { register, fund, allocation, payment } = await sent()
  const [app, today] = [appOf(register), '2026-11-21']
  const pauls = await browserOf(register, app, paul)
  await giveBack(register, payment, 40_000)
  const returned = (await eventsOf(register)).at(-1)?.id ?? 0
  expect((await getUse(register.reader, allocation)).paidMinor).toBe(60_000)
  await (await browserOf(register, app, cora)).post(`/returns/${returned}/reversal`).type('form').send({ reason: 'Mine', token: token() }).expect(403)

  const form = (await pauls.get(`/returns/${returned}/reversal`).expect(200)).text
  await pauls
    .post(`/returns/${returned}/reversal`)
    .type('form')
    .send({ reason: 'The bank was wrong', token: hidden(form, 'token') })
    .expect(303)
  expect((await eventsOf(register)).at(-1)).toEqual({
    id: returned + 1,
    kind: 'returned',
    amount_minor: -40_000,
    on_day: today,
    note: 'The bank was wrong',
    reverses_id: returned,
  })
  expect(await getUse(register.reader, allocation)).toEqual({ paidMinor: 100_000, plannedMinor: 0, everSent: true })
  expect(await getBalance(register.reader, fund)).toMatchObject({ paid: 100_000, available: 9_900_000 })
  expect(await register.reader.selectFrom('allocation_totals').select('paid_minor').execute()).toEqual([{ paid_minor: 100_000 }])
  const page = (await pauls.get(`/payments/${payment}`).expect(200)).text
  for (const words of ['The return of $400.00 was reversed', 'Record that money came back']) expect(page).toContain(words)
  const rows = (await pauls.get(`/reports/rows/paid?on=${today}&from=${today}`).expect(200)).text
  expect(rows).toContain('return reversed')
  await giveBack(register, payment, 100_000)
})

it('reverses no return whose money was paid out again, or went back to the fund (M5)', async () => {
  const { register, allocation, payment } = await sent()
  await giveBack(register, payment, 40_000)
  const returned = (await eventsOf(register)).at(-1)?.id ?? 0
  const undo = () => reverseEvent(register.writer, paul, 'returned', returned, { reason: 'The bank was wrong', token: token() })
  await release(register, paul, await planned(register, allocation, 10_000))

  const before = await moneyRows(register)
  await expect(undo()).rejects.toThrow('What came back was paid out again since: only $300.00 of the allocation is left.')
  await expect(reverseEvent(register.writer, paul, 'received', returned, { reason: 'No', token: token() })).rejects.toThrow('There is no such arrival.')
  expect(await moneyRows(register)).toEqual(before)
  await closeAllocation(register.writer, on(priya, '2026-11-22'), allocation, { reason: 'Done', token: token() })
  const closed = await moneyRows(register)
  await expect(undo()).rejects.toThrow('Its allocation is closed')
  expect(await moneyRows(register)).toEqual(closed)
})

it('says that another payment cannot be planned when less than nothing is left', async () => {
  const { register, allocation, payment } = await sent()
  await giveBack(register, payment, 40_000)
  const returned = (await eventsOf(register)).at(-1)?.id ?? 0
  await planned(register, allocation, 40_000)
  await reverseEvent(register.writer, paul, 'returned', returned, { reason: 'The bank was wrong', token: token() })

  const page = await (await browserOf(register, appOf(register), cora)).get(`/allocations/${allocation}/payments/new`).expect(409)

  expect(page.text).toContain('All of this allocation of $1,000.00 is planned or paid, so no more of it can be planned. Void a payment that is planned')
  expect(page.text).toContain(`<a href="/allocations/${allocation}">Back to the allocation</a>`)
})

it('records again an arrival that was reversed after all of the payment came back, on the day on which it was', async () => {
  const { register, payment } = await sent()
  await arrive(register, payment, 100_000)
  const arrival = (await eventsOf(register)).at(-1)?.id ?? 0
  const later = on(priya, '2026-11-25')
  await recordReturn(register.writer, later, payment, { amount: 100_000, bankOn: null, reason: 'Account closed', token: token() })
  const app = appOf(register)
  app.setNow('2026-11-25T09:00:00Z')
  const coras = await browserOf(register, app, on(cora, '2026-11-25'))
  await coras.post(`/arrivals/${arrival}/reversal`).type('form').send({ reason: 'Reversed by mistake', token: token() }).expect(303)

  const page = (await coras.get(`/payments/${payment}`).expect(200)).text
  for (const words of ['The arrival is reversed. Record what really arrived.', `href="/payments/${payment}/arrival"`]) expect(page).toContain(words)
  const form = (await coras.get(`/payments/${payment}/arrival`).expect(200)).text
  for (const words of ['Record that $1,000.00 arrived', 'value="1000.00"', 'value="2026-11-21"']) expect(form).toContain(words)
  await coras
    .post(`/payments/${payment}/arrival`)
    .type('form')
    .send({ amount: '1,000.00', on: '2026-11-21', note: '', token: hidden(form, 'token') })
    .expect(303)
  expect((await eventsOf(register)).at(-1)).toMatchObject({ kind: 'received', amount_minor: 100_000, on_day: '2026-11-21', reverses_id: null })
  expect((await coras.get(`/payments/${payment}`).expect(200)).text).not.toContain('Record its arrival')
})

it('says what must be reversed first where all came back on the day on which it was sent, and leads there', async () => {
  const { register, payment } = await sent()
  await arrive(register, payment, 100_000)
  await giveBack(register, payment, 100_000)
  const [arrival, back] = (await eventsOf(register)).slice(-2).map(({ id }) => id)
  const app = appOf(register)
  const [coras, pauls] = [await browserOf(register, app, cora), await browserOf(register, app, paul)]
  const first = 'have a program manager reverse its return, record the arrival, then record the return again'
  expect((await coras.get(`/arrivals/${arrival}/reversal`).expect(200)).text).toContain(first)
  await coras.post(`/arrivals/${arrival}/reversal`).type('form').send({ reason: 'Reversed by mistake', token: token() }).expect(303)
  const page = (await coras.get(`/payments/${payment}`).expect(200)).text
  expect(page).toContain(first)
  expect(page).not.toContain('Record its arrival')

  const coraRefused = (await coras.get(`/payments/${payment}/arrival`).expect(409)).text
  for (const words of [first, `<a href="/payments/${payment}">Back to the payment</a>`]) expect(coraRefused).toContain(words)
  const refused = (await pauls.get(`/payments/${payment}/arrival`).expect(409)).text
  expect(refused).toContain(`<a href="/returns/${back}/reversal">Reverse the return</a>`)
  await pauls.post(`/returns/${back}/reversal`).type('form').send({ reason: 'To record the arrival', token: token() }).expect(303)
  await arrive(register, payment, 100_000)
  await giveBack(register, payment, 100_000)
  expect((await eventsOf(register)).map(({ amount_minor }) => amount_minor)).toEqual([100_000, 100_000, 100_000, -100_000, -100_000, 100_000, 100_000])
})

it('fills the form of an arrival with what its own rule takes, when half of the payment came back today', async () => {
  const { register, payment } = await sent()
  await giveBack(register, payment, 50_000)
  const coras = await browserOf(register, appOf(register), cora)
  const form = (await coras.get(`/payments/${payment}/arrival`).expect(200)).text
  const value = (name: string): string => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(form)?.[1] ?? ''
  expect([value('amount'), value('on')]).toEqual(['500.00', '2026-11-21'])
  await coras
    .post(`/payments/${payment}/arrival`)
    .type('form')
    .send({ amount: value('amount'), on: value('on'), note: '', token: hidden(form, 'token') })
    .expect(303)
})
