import { describe, expect, it } from 'vitest'
import { listMoves, sealOf } from '../../src/allocations/approval-queries.ts'
import { approveAllocation } from '../../src/allocations/approval-service.ts'
import { getAllocation } from '../../src/allocations/queries.ts'
import { cancelAllocation, changeAllocation, closeAllocation, declineAllocation, proposeAllocation, returnAllocation } from '../../src/allocations/service.ts'
import { changeFund } from '../../src/funds/service.ts'
import { getBalance, getFund } from '../../src/funds/queries.ts'
import { recordReturn } from '../../src/payments/service.ts'
import { enterRate } from '../../src/rates/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { approve, approved, draft, fundWith, moneyRows, planned, proposed, release, threshold, token } from '../support/money.ts'
import { carl, cora, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const rated = (register: TestRegister, by: Person, rate: string): Promise<number> =>
  enterRate(register.writer, by, 'USD', { currency: 'KES', on: by.today, rate, source: 'Central bank', rateIsRight: true, token: token() })

/** The same person, an hour later. */
const afterwards = (person: Person): Person => ({ ...person, now: person.now.add({ hours: 1 }) })

const because = () => ({ reason: 'Said so in a call', token: token() })

describe('approving (M3)', () => {
  it('takes one other person up to the threshold', async () => {
    const register = await openRegister()
    const id = await proposed(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 1_000_000 })

    await expect(approve(register, cora, id)).rejects.toThrow('You proposed this allocation')
    expect(await approve(register, priya, id)).toEqual({ approved: true, more: 0 })
    expect((await getAllocation(register.reader, id)).state).toBe('approved')
  })

  it('takes two different people above it', async () => {
    const register = await openRegister()
    const id = await proposed(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 1_000_001 })

    expect(await approve(register, priya, id)).toEqual({ approved: false, more: 1 })
    await expect(approve(register, priya, id)).rejects.toThrow('You approved it already')
    expect(await approve(register, paul, id)).toEqual({ approved: true, more: 0 })
  })

  it('adds up what a center got in 30 days, so that splitting does not help', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register), await vettedCenter(register)]
    for (const expected of [true, true, false]) {
      const id = await proposed(register, { fund, center, amount: 400_000 })
      expect((await approve(register, priya, id)).approved).toBe(expected)
    }
    const elsewhere = await proposed(register, { fund, center: await vettedCenter(register, { name: 'Another' }), amount: 400_000 })
    expect((await approve(register, priya, elsewhere)).approved).toBe(true)
  })

  it('counts what has no rate as above, and by its rate once there is one (M11)', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { currency: 'KES' }), await vettedCenter(register)]
    const first = await proposed(register, { fund, center, amount: 100_000 })
    expect((await approve(register, priya, first)).approved).toBe(false)

    await rated(register, paul, '0.0077')
    const second = await proposed(register, { fund, center, amount: 100_000 })
    expect((await approve(register, priya, second)).approved).toBe(true)
  })

  it('lets nobody approve alone by a rate that they entered since it was proposed', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { currency: 'KES', received: 500_000_000 }), await vettedCenter(register)]
    const id = await proposed(register, { fund, center, amount: 200_000_000 })
    await rated(register, afterwards(priya), '0.0000077')
    expect(await approve(register, afterwards(priya), id)).toEqual({ approved: false, more: 1 })
    expect(await approve(register, afterwards(paul), id)).toEqual({ approved: true, more: 0 })
  })

  it('takes the rate of somebody else, though who approves entered a newer one for the same day since', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { currency: 'KES', received: 500_000_000 }), await vettedCenter(register)]
    await rated(register, paul, '0.0077')
    const id = await proposed(register, { fund, center, amount: 150_000_000 })
    await rated(register, afterwards(priya), '0.000077')
    expect(await approve(register, afterwards(priya), id)).toEqual({ approved: false, more: 1 })
  })

  it('is left to one person by a rate that stood when it was proposed, also one of their own: two people are enough', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { currency: 'KES' }), await vettedCenter(register)]
    await rated(register, priya, '0.0077')
    const id = await proposed(register, { fund, center, amount: 100_000 })
    expect(await approve(register, afterwards(priya), id)).toEqual({ approved: true, more: 0 })
  })

  it('binds what was approved: sent back and proposed anew, it is approved anew', async () => {
    const register = await openRegister()
    const id = await proposed(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 1_500_000 })
    await approve(register, priya, id)
    const seen = sealOf(await getAllocation(register.reader, id), await listMoves(register.reader, id))
    await returnAllocation(register.writer, paul, id, because())
    await proposeAllocation(register.writer, cora, id, token())

    await expect(approveAllocation(register.writer, paul, threshold, id, { seal: seen, comment: null, token: token() })).rejects.toThrow('changed since you looked at it')
    expect(await approve(register, paul, id)).toEqual({ approved: false, more: 1 })
    expect(await approve(register, priya, id)).toEqual({ approved: true, more: 0 })
  })

  it('keeps a second proposer from approving too', async () => {
    const register = await openRegister()
    const id = await proposed(register, { fund: await fundWith(register), center: await vettedCenter(register), by: priya })
    await returnAllocation(register.writer, paul, id, because())
    await proposeAllocation(register.writer, paul, id, token())

    for (const who of [priya, paul]) await expect(approve(register, who, id)).rejects.toThrow('You proposed this allocation')
  })
})

describe('fitting the fund (M2)', () => {
  it('refuses a purpose, a country and a day that the fund is not for, before anybody is asked', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const wanted = [
      { fund: await fundWith(register, { code: 'A', purposes: ['FUND-EQUIP'] }), says: 'The fund A is not for basic everyday needs.' },
      { fund: await fundWith(register, { code: 'B', countries: ['PE'] }), says: 'The fund B is not for Kenya.' },
      { fund: await fundWith(register, { code: 'C', endsOn: '2026-11-20' }), says: 'The fund C ended on 20 Nov 2026.' },
    ]
    const before = await moneyRows(register)
    for (const { fund, says } of wanted) await expect(draft(register, { fund, center })).rejects.toThrow(says)
    expect(await moneyRows(register)).toEqual(before)
  })

  it('refuses to approve more than is available, and what the fund is no longer for', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { code: 'A', received: 150_000 }), await vettedCenter(register)]
    const [first, second] = [await proposed(register, { fund, center }), await proposed(register, { fund, center })]
    await approve(register, priya, first)

    await expect(approve(register, priya, second)).rejects.toThrow('Only $500.00 of the fund A is available.')
    const form = await getFund(register.reader, fund)
    await changeFund(register.writer, priya, fund, { ...form, countries: ['PE'] })
    await expect(approve(register, priya, second)).rejects.toThrow('The fund A is not for Kenya.')
  })

  it('binds no more than there is, whatever is approved at the same moment', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register, { received: 10_000 }), await vettedCenter(register)]
    const ids: number[] = []
    for (let count = 0; count < 50; count += 1) ids.push(await proposed(register, { fund, center, amount: 1_000 }))

    const results = await Promise.allSettled(ids.map((id) => approve(register, priya, id)))

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await getBalance(register.reader, fund)).toMatchObject({ committed: 10_000, available: 0 })
  })
})

describe('ending an allocation', () => {
  it('gives back what is unpaid when it closes, and what comes back after that', async () => {
    const register = await openRegister()
    const fund = await fundWith(register, { received: 100_000 })
    const id = await approved(register, { fund, center: await vettedCenter(register), amount: 80_000 })
    const payment = await planned(register, id, 50_000)
    await expect(closeAllocation(register.writer, priya, id, because())).rejects.toThrow('A payment of it is planned.')
    await release(register, paul, payment)
    await closeAllocation(register.writer, priya, id, because())
    expect(await getBalance(register.reader, fund)).toEqual({ received: 100_000, committed: 50_000, paid: 50_000, available: 50_000 })

    await recordReturn(register.writer, priya, payment, { amount: 20_000, bankOn: null, ...because() })
    expect(await getBalance(register.reader, fund)).toEqual({ received: 100_000, committed: 30_000, paid: 30_000, available: 70_000 })
  })

  it('declines, cancels and moves only as it may', async () => {
    const register = await openRegister()
    const [fund, center] = [await fundWith(register), await plainCenter(register)]
    const [one, two, three] = [await proposed(register, { fund, center }), await proposed(register, { fund, center }), await approved(register, { fund, center })]
    await declineAllocation(register.writer, priya, one, because())
    await cancelAllocation(register.writer, carl, two, because())
    await expect(cancelAllocation(register.writer, cora, three, because())).rejects.toThrow('a program manager must cancel it')
    await cancelAllocation(register.writer, priya, three, because())

    const states = await register.reader.selectFrom('allocations').select('state').orderBy('id').execute()
    expect(states.map(({ state }) => state)).toEqual(['declined', 'cancelled', 'cancelled'])
    expect((await getBalance(register.reader, fund)).available).toBe(10_000_000)
    await expect(proposeAllocation(register.writer, cora, one, token())).rejects.toThrow('This allocation was declined, so it cannot be proposed.')
  })

  it('lets a draft be changed by one at a time, and only a draft (R3)', async () => {
    const register = await openRegister()
    const id = await draft(register, { fund: await fundWith(register), center: await plainCenter(register) })
    const form = {
      amount: 70_000,
      purpose: 'FUND-BASIC',
      forWhat: 'Bedding',
      populations: ['POP-WOMEN'],
      fromAge: null,
      toAge: null,
      needs: [],
      reportDays: 30,
      version: 1,
    }
    await changeAllocation(register.writer, cora, id, form)
    await expect(changeAllocation(register.writer, carl, id, { ...form, amount: 90_000 })).rejects.toThrow('Someone else changed this allocation')
    expect(await getAllocation(register.reader, id)).toMatchObject({ minor: 70_000, version: 2 })
    await proposeAllocation(register.writer, cora, id, token())
    await expect(changeAllocation(register.writer, cora, id, { ...form, version: 3 })).rejects.toThrow('waits for approval, so it cannot be changed')
  })
})

it('counts the 30 days from approval to approval', async () => {
  const register = await openRegister()
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  await approved(register, { fund, center, amount: 900_000 })
  const within = await proposed(register, { fund, center, amount: 200_000, by: on(cora, '2026-12-21') })
  expect((await approve(register, on(priya, '2026-12-21'), within)).approved).toBe(false)
  const after = await proposed(register, { fund, center, amount: 200_000, by: on(cora, '2026-12-22') })
  expect((await approve(register, on(priya, '2026-12-22'), after)).approved).toBe(true)
})
