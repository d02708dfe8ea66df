import { describe, expect, it } from 'vitest'
import { changeFund } from '../../src/funds/service.ts'
import { getBalance, getFund } from '../../src/funds/queries.ts'
import { getUse } from '../../src/allocations/queries.ts'
import { planPayment, recordArrival, recordReturn, voidPayment } from '../../src/payments/service.ts'
import { enterRate } from '../../src/rates/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { approve, approved, fundWith, moneyRows, planned, proposed, release, token } from '../support/money.ts'
import { carl, cora, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter, type VettedOptions } from '../support/vetted.ts'
import { suspend } from './suspending.ts'

async function waiting(
  register: TestRegister,
  options: VettedOptions = {},
  amount = 100_000,
  more: object = {},
): Promise<{ center: number; fund: number; allocation: number; payment: number }> {
  const [fund, center] = [await fundWith(register, { code: 'A' }), await vettedCenter(register, options)]
  const allocation = await approved(register, { fund, center, amount, ...more })
  return { center, fund, allocation, payment: await planned(register, allocation, amount) }
}

async function expectRefused(register: TestRegister, work: () => Promise<unknown>, says: string | RegExp): Promise<void> {
  const before = await moneyRows(register)
  await expect(work()).rejects.toThrow(says)
  expect(await moneyRows(register)).toEqual(before)
}

describe('releasing a payment', () => {
  it('sends it on the register’s day, with the bank’s day beside it, once', async () => {
    const register = await openRegister()
    const { payment, fund } = await waiting(register)
    await release(register, paul, payment)

    const event = await register.reader.selectFrom('payment_events').select(['kind', 'amount_minor', 'on_day', 'bank_on', 'by_id']).executeTakeFirstOrThrow()
    expect(event).toEqual({ kind: 'sent', amount_minor: 100_000, on_day: '2026-11-21', bank_on: null, by_id: paul.id })
    expect(await getBalance(register.reader, fund)).toMatchObject({ paid: 100_000, available: 9_900_000 })
    await expectRefused(register, () => release(register, paul, payment), 'This payment has left already.')
  })

  it('is not for who proposed it, nor for a coordinator (M4)', async () => {
    const register = await openRegister()
    const { payment, allocation } = await waiting(register)
    await expectRefused(register, () => release(register, cora, payment), 'A program manager releases payments.')
    const own = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register, { name: 'Other' }), by: paul })
    const second = await planned(register, own, 100)
    await expectRefused(register, () => release(register, paul, second), 'You proposed its allocation')
    expect((await getUse(register.reader, allocation)).everSent).toBe(false)
  })

  it('is not for the last approver above the threshold, but for the first (M4)', async () => {
    const register = await openRegister()
    const { payment } = await waiting(register, {}, 1_200_000)
    await expectRefused(register, () => release(register, paul, payment), 'You gave its allocation the last approval')
    expect(await release(register, priya, payment)).toBe(payment)
  })

  it('is above the threshold or not whatever rate the releaser entered since it was proposed (M4)', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { currency: 'KES', received: 500_000_000 }), await vettedCenter(register)]
    const afterwards = (person: Person, hours: number): Person => ({ ...person, now: person.now.add({ hours }) })
    const rated = (by: Person, rate: string): Promise<number> =>
      enterRate(register.writer, by, 'USD', { currency: 'KES', on: by.today, rate, source: 'Central bank', rateIsRight: true, token: token() })
    await rated(priya, '0.0077')
    const payment = await planned(register, await approved(register, { fund, center, amount: 100_000_000 }), 100_000_000)
    await rated(afterwards(paul, 1), '0.02')
    await rated(afterwards(priya, 2), '0.0077')
    await expectRefused(register, () => release(register, afterwards(priya, 3), payment), 'You gave its allocation the last approval')
    await rated(afterwards(paul, 4), '0.0077')
    expect(await release(register, afterwards(priya, 5), payment)).toBe(payment)
  })

  it('lets the one approver release below the threshold: two people are enough', async () => {
    const register = await openRegister()
    const { payment } = await waiting(register)
    expect(await release(register, priya, payment)).toBe(payment)
  })

  it.each([
    { why: 'is not vetted', options: null, says: 'Nothing can be sent to Hope House now: it is not vetted.' },
    { why: 'lapses that day', options: { until: '2026-11-30' }, says: 'its vetting lapsed on 1 Dec 2026' },
    { why: 'has a condition overdue', options: { conditions: [{ dueOn: '2026-11-30' }] }, says: 'a condition of its approval was due on 30 Nov 2026' },
    {
      why: 'has evidence out of date',
      options: { evidenceUntil: '2026-11-30' },
      says: 'Nothing can be sent to Hope House now: the evidence for 18 critical items (LEG-01, INT-01, INT-02 and 15 more) was good until 30 Nov 2026. It is lifted once someone accepts newer evidence for each of them.',
    },
    { why: 'is approved for others', options: { scope: { populations: ['POP-MEN'] } }, says: 'the approval of Hope House leaves out: it does not cover Women 18+' },
    { why: 'is approved for older people', options: { scope: { fromAge: 18 } }, says: 'it begins at age 18' },
  ])('sends nothing to a center that $why (M6)', async ({ options, says }) => {
    const register = await openRegister()
    const center = options === null ? await plainCenter(register) : await vettedCenter(register, options)
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center }), 100_000)
    await expectRefused(register, () => release(register, on(paul, '2026-12-01'), payment), says)
  })

  it('sends to a center that is conditional, and for ages within the approval', async () => {
    const register = await openRegister()
    const { payment } = await waiting(register, { conditions: [{ dueOn: '2026-12-01' }], scope: { fromAge: 18, toAge: 60 } }, 5_000, { fromAge: 20, toAge: 60 })
    expect(await release(register, paul, payment)).toBe(payment)
  })

  it('sends nothing once the center is suspended', async () => {
    const register = await openRegister()
    const { center, payment } = await waiting(register)
    await suspend(register, center)
    await expectRefused(register, () => release(register, paul, payment), 'it was suspended on 21 Nov 2026. Someone other than who suspended it must reinstate it.')
  })

  it('asks the fund again when the money leaves (M2)', async () => {
    const register = await openRegister()
    const { fund, payment } = await waiting(register)
    const form = await getFund(register.reader, fund)
    await changeFund(register.writer, priya, fund, { ...form, countries: ['PE'], endsOn: Temporal.PlainDate.from('2026-11-20') })
    await expectRefused(register, () => release(register, paul, payment), 'The fund A is not for Kenya. The fund A ended on 20 Nov 2026.')
  })

  it('says so when the clock was set back behind the register’s day', async () => {
    const register = await openRegister()
    const { payment } = await waiting(register)
    await expectRefused(register, () => release(register, on(paul, '2026-11-20'), payment), /later day than this machine’s clock|it is not vetted/)
  })
})

describe('planning (M5)', () => {
  it('plans no more than the allocation, with what is planned and sent counted', async () => {
    const register = await openRegister()
    const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 100_000 })
    const first = await planned(register, allocation, 60_000)
    await expectRefused(register, () => planned(register, allocation, 40_001), 'Only $400.00 of this allocation of $1,000.00 is left to plan.')
    await voidPayment(register.writer, carl, first, { reason: 'A wrong account', token: token() })
    await planned(register, allocation, 100_000)
    await expectRefused(register, () => release(register, paul, first), 'This payment was voided.')
  })

  it('plans only from what is approved, and in another currency only at its rate', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register), await vettedCenter(register)]
    const id = await proposed(register, { fund, center })
    await expectRefused(register, () => planned(register, id, 1), 'waits for approval, so it cannot be paid from')
    await approve(register, priya, id)
    const payment = {
      minor: 100_000,
      plannedOn: cora.today,
      method: 'bank transfer',
      reference: null,
      rate: { rate: '129.5', source: 'The bank', on: cora.today },
      rateIsRight: true,
    } as const
    await expectRefused(
      register,
      () => planPayment(register.writer, cora, id, { ...payment, paid: { minor: 1_295_000, currency: 'KES' }, token: token() }),
      'Check the rate and the amount.',
    )
    await planPayment(register.writer, cora, id, { ...payment, paid: { minor: 12_950_000, currency: 'KES' }, token: token() })
  })
})

it('frees in the allocation what came back, to be sent again', async () => {
  const register = await openRegister()
  const { allocation, payment } = await waiting(register)
  await release(register, paul, payment)
  await recordArrival(register.writer, cora, payment, { amount: 99_000, on: cora.today, note: 'Charges', token: token() })
  await recordReturn(register.writer, priya, payment, { amount: 100_000, bankOn: null, reason: 'Account closed', token: token() })

  expect(await getUse(register.reader, allocation)).toEqual({ paidMinor: 0, plannedMinor: 0, everSent: true })
  await release(register, priya, await planned(register, allocation, 100_000))
  expect((await getUse(register.reader, allocation)).paidMinor).toBe(100_000)
})
