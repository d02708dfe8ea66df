import { expect, it } from 'vitest'
import { enterRate } from '../../src/rates/service.ts'
import { planPayment } from '../../src/payments/service.ts'
import { approved, fundWith, moneyRows, release, token } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

/** $1,000.00 that wait for a conditional center, and the register's rate of the euro of the day before. */
async function ready() {
  const register = await openRegister()
  const center = await vettedCenter(register, { conditions: [{ dueOn: '2026-12-30' }] })
  const allocation = await approved(register, { fund: await fundWith(register), center, fromAge: 20, toAge: 60 })
  await enterRate(register.writer, priya, 'USD', { currency: 'EUR', on: day('2026-11-20'), rate: '1.0885', source: 'Central bank', rateIsRight: true, token: token() })
  const app = appOf(register)
  return { register, allocation, center, coras: await browserOf(register, app, cora), pauls: await browserOf(register, app, paul) }
}

async function lastPlanned(register: TestRegister): Promise<unknown> {
  const kept = await register.reader.selectFrom('events').select('details').where('action', '=', 'payment.planned').orderBy('seq', 'desc').executeTakeFirstOrThrow()
  return JSON.parse(kept.details)
}

const instruction = { amount: '100.00', plannedOn: '2026-11-21', method: 'bank transfer', reference: '', paidCurrency: 'EUR', rateSource: 'The bank', paidAmount: '' }

it('asks whether a rate far from the register’s is right, and says what the register has wherever the money is released', async () => {
  const { register, allocation, coras, pauls } = await ready()
  const plan = (more: object) =>
    coras
      .post(`/allocations/${allocation}/payments`)
      .type('form')
      .send({ ...instruction, rate: '920', rateOn: '2026-11-21', token: token(), ...more })
  const before = await moneyRows(register)

  const impossible = plain((await plan({ rateOn: '2031-01-01', plannedOn: '1901-01-01' }).expect(422)).text)
  for (const words of ['A payment is planned for today or a later day.', 'A rate is of a day that is past, or of today.']) expect(impossible).toContain(words)
  const asked = plain((await plan({}).expect(422)).text)
  for (const words of ['The register has 1 USD = 0.9187 EUR of 20 Nov 2026. Check the rate', 'This rate is right: the register has 1 USD = 0.9187 EUR of 20 Nov 2026'])
    expect(asked).toContain(words)
  // What could not be read does not keep the question back.
  expect((await plan({ rateSource: '' }).expect(422)).text).toContain('name="rateIsRight"')
  expect(await moneyRows(register)).toEqual(before)

  const near = (await plan({ rate: '0.92' }).expect(303)).headers['location'] ?? ''
  expect((await pauls.get(near).expect(200)).text).not.toContain('Look again')
  const far = (await plan({ rateIsRight: 'yes' }).expect(303)).headers['location'] ?? ''
  expect(plain((await pauls.get(far).expect(200)).text)).toContain(
    '€92,000.00 is to leave. By the register’s rates, 1 USD = 0.9187 EUR of 20 Nov 2026, $100.00 is worth €91.87; Cora said that the rate is right.',
  )
  expect(await lastPlanned(register)).toMatchObject({ after: { rate: '920', registerRate: '1 USD = 0.9187 EUR of 20 Nov 2026', rateIsRight: true } })
})

it('plans no payment of which nothing would be left at its rate', async () => {
  const { allocation, coras } = await ready()
  const sent = { ...instruction, paidCurrency: 'VND', rate: '0.000039', rateOn: '2026-11-21', token: token() }

  const refused = await coras.post(`/allocations/${allocation}/payments`).type('form').send(sent).expect(422)

  expect(refused.text).toContain('At this rate nothing would be paid. Check the amount and the rate.')
  expect(refused.text).toContain('value="0.000039"')
})

it('asks of a rate of long ago by the nearest that the register has, and of one that it cannot hold against anything', async () => {
  const { register, allocation, coras, pauls } = await ready()
  const plan = (more: object) =>
    coras
      .post(`/allocations/${allocation}/payments`)
      .type('form')
      .send({ ...instruction, rate: '920', token: token(), ...more })
  const before = await moneyRows(register)
  await enterRate(register.writer, priya, 'USD', { currency: 'EUR', on: day('2025-03-01'), rate: '1.04', source: 'Central bank', token: token() })
  for (const [rateOn, has] of [
    ['2026-11-19', '0.96154 EUR of 1 Mar 2025'],
    ['2024-01-01', '0.96154 EUR of 1 Mar 2025'],
  ] as const)
    expect(plain((await plan({ rateOn }).expect(422)).text)).toContain(`The register has 1 USD = ${has}. Check the rate`)

  const none = plain((await plan({ paidCurrency: 'KES', rate: '1.295', rateOn: '2026-11-21' }).expect(422)).text)
  for (const words of ['The register has no rate of KES to hold this against. Check the rate', 'This rate is right: the register has no rate of KES', 'value="1.295"'])
    expect(none).toContain(words)
  expect((await moneyRows(register))['payments']).toBe(before['payments'])
  const sworn = (await plan({ paidCurrency: 'KES', rate: '129.5', rateOn: '2026-11-21', rateIsRight: 'yes' }).expect(303)).headers['location'] ?? ''
  expect(plain((await pauls.get(sworn).expect(200)).text)).toContain(
    'KES 12,950.00 is to leave for $100.00, at the rate 129.5: the register has no rate of KES to hold this against; Cora said that it is right.',
  )
  expect(await lastPlanned(register)).toMatchObject({ after: { rate: '129.5', registerRate: null, rateIsRight: true } })
})

it('says nothing of a word that nobody gave, and asks the releaser to look once the register’s rate has moved away', async () => {
  const { register, allocation, coras, pauls } = await ready()
  const sent = { ...instruction, rate: '0.92', rateOn: '2026-11-21', token: token() }
  const near = (await coras.post(`/allocations/${allocation}/payments`).type('form').send(sent).expect(303)).headers['location'] ?? ''
  expect(await lastPlanned(register)).toMatchObject({ after: { rateIsRight: false } })
  const rate = { currency: 'EUR', on: day('2026-11-21'), rate: '10.885', source: 'Central bank', rateIsRight: true, token: token() }
  await enterRate(register.writer, priya, 'USD', rate)

  const page = plain((await pauls.get(near).expect(200)).text)
  expect(page).toContain('$100.00 is worth €9.19.')
  expect(page).not.toContain('said that')
})

it('plans nothing for a day that is past, at a rate of one to come or, unasked, far from the register’s', async () => {
  const { register, allocation } = await ready()
  const before = await moneyRows(register)
  const plan = (plannedOn: string, rate: string, rateOn: string) =>
    planPayment(register.writer, cora, allocation, {
      minor: 10_000,
      plannedOn: day(plannedOn),
      method: 'cash',
      reference: null,
      paid: { minor: Number(rate) * 10_000, currency: 'EUR' },
      rate: { rate, source: 'The bank', on: day(rateOn) },
      rateIsRight: false,
      token: token(),
    })

  await expect(plan('2026-11-20', '0.9', '2026-11-21')).rejects.toThrow('A payment is planned for today or a later day.')
  await expect(plan('2026-11-21', '0.9', '2026-11-22')).rejects.toThrow('A rate is of a day that is past, or of today.')
  for (const rateOn of ['2026-11-21', '2026-11-19']) await expect(plan('2026-11-21', '9', rateOn)).rejects.toThrow('The register has 1 USD = 0.9187 EUR of 20 Nov 2026.')
  expect(await moneyRows(register)).toEqual(before)
})

it('says before a release whom the money is for, what is still owed for the approval, and that it is early; and takes no odd bank’s day', async () => {
  const { register, allocation, coras, pauls } = await ready()
  const body = { ...instruction, paidCurrency: 'USD', rate: '', rateSource: '', rateOn: '', plannedOn: '2027-06-01', token: token() }
  const payment = (await coras.post(`/allocations/${allocation}/payments`).type('form').send(body).expect(303)).headers['location'] ?? ''
  const page = plain((await pauls.get(payment).expect(200)).text)
  for (const words of ['It was planned for 1 Jun 2027, and would leave today.', 'For Women 18+, aged 20 to 60.', `href="/allocations/${allocation}"`, 'Due 30 Dec 2026.'])
    expect(page).toContain(words)

  const before = await moneyRows(register)
  const says = 'The bank’s day lies between 21 Oct 2026 and today, 21 Nov 2026.'
  for (const bankOn of ['1999-01-01', '2026-11-22'])
    expect((await pauls.post(`${payment}/release`).type('form').send({ bankOn, token: token() }).expect(422)).text).toContain(says)
  expect(await moneyRows(register)).toEqual(before)
  const id = Number(payment.split('/').at(-1))
  await release(register, paul, id)
  expect(
    (await pauls.post(`${payment}/return`).type('form').send({ amount: '1.00', bankOn: '1999-01-01', reason: 'Closed', token: token() }).expect(422)).text,
  ).toContain(says)
})
