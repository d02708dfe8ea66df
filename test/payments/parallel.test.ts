import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getAllocation, getUse } from '../../src/allocations/queries.ts'
import { cancelAllocation, closeAllocation } from '../../src/allocations/service.ts'
import { addEntry } from '../../src/funds/service.ts'
import { getBalance, loadBalance } from '../../src/funds/queries.ts'
import { recordReturn, voidPayment } from '../../src/payments/service.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { approved, fundWith, planned, release, token } from '../support/money.ts'
import { openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'
import { takeStep } from '../../src/decisions/service.ts'

const sentRows = async (register: Awaited<ReturnType<typeof openRegister>>): Promise<number> =>
  (await register.reader.selectFrom('payment_events').select('id').where('kind', '=', 'sent').execute()).length

const outcomes = (results: PromiseSettledResult<unknown>[]): { done: number; refused: number } => {
  const refused = results.filter((result) => result.status === 'rejected')
  for (const result of refused) expect(result.reason).toBeInstanceOf(Refusal)
  return { done: results.length - refused.length, refused: refused.length }
}

describe('at the same moment', () => {
  it('plans 10 of 50 payments on an allocation for 10 (M5)', async () => {
    const register = await openRegister()
    const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 10_000 })
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => planned(register, allocation, 1_000)))
    expect(outcomes(results)).toEqual({ done: 10, refused: 40 })
    const rows = await register.reader.selectFrom('payments').select('id').execute()

    const sent = await Promise.allSettled([...rows, ...rows, ...rows, ...rows, ...rows].map(({ id }) => release(register, paul, id)))

    expect(outcomes(sent)).toEqual({ done: 10, refused: 40 })
    expect((await getUse(register.reader, allocation)).paidMinor).toBe(10_000)
  })

  it('sends once what a double click sends twice with one token (M7)', async () => {
    const register = await openRegister()
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center: await vettedCenter(register) }), 100)
    const same = token()
    const answers = await Promise.all(Array.from({ length: 50 }, () => release(register, paul, payment, same)))
    expect(new Set(answers)).toEqual(new Set([payment]))
    expect(await sentRows(register)).toBe(1)
  })

  it('sends once what two people release at once', async () => {
    const register = await openRegister()
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center: await vettedCenter(register) }), 100)
    expect(outcomes(await Promise.allSettled([release(register, paul, payment), release(register, priya, payment)]))).toEqual({ done: 1, refused: 1 })
    expect(await sentRows(register)).toBe(1)
  })

  it.each([true, false])('sends nothing to a center once it is suspended, in the same moment (suspended first: %s)', async (suspendedFirst) => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const payment = await planned(register, await approved(register, { fund: await fundWith(register), center }), 100)
    const acts = [() => takeStep(register.writer, priya, center, 'suspend', 'A concern that cannot wait.', token()), () => release(register, paul, payment)]
    await Promise.allSettled((suspendedFirst ? acts : acts.toReversed()).map((act) => act()))
    expect(await sentRows(register)).toBe(suspendedFirst ? 0 : 1)
    await expect(release(register, priya, payment)).rejects.toThrow(Refusal)
    expect(await sentRows(register)).toBe(suspendedFirst ? 0 : 1)
  })
})

const act = fc.record({
  what: fc.constantFrom('receive', 'take', 'approve', 'pay', 'send', 'return', 'void', 'close', 'cancel'),
  amount: fc.integer({ min: 1, max: 60_000 }),
  which: fc.nat(5),
})

describe('whatever is done in whatever order', () => {
  it('never promises more than there is, nor pays more than was promised, and both ways of adding up agree (M2, M5)', async () => {
    const register = await openRegister()
    const centers = [await vettedCenter(register), await plainCenter(register, { name: 'Not vetted' })]
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const fund = await fundWith(register, { received: 50_000 })
        const allocations: number[] = []
        const payments: number[] = []
        for (const { what, amount, which } of acts) {
          const [allocation, payment] = [allocations[which % Math.max(1, allocations.length)] ?? 0, payments[which % Math.max(1, payments.length)] ?? 0]
          const because = { reason: 'As it came', token: token() }
          const entry = { kind: 'adjustment', otherFund: null, on: null, note: 'As it came', amount, token: token() } as const
          const work: Record<string, () => Promise<unknown>> = {
            receive: () => addEntry(register.writer, priya, fund, { ...entry, direction: 'up' }),
            take: () => addEntry(register.writer, priya, fund, { ...entry, direction: 'down' }),
            approve: async () => allocations.push(await approved(register, { fund, center: centers[which % 2] ?? 0, amount })),
            pay: async () => payments.push(await planned(register, allocation, amount)),
            send: () => release(register, priya, payment),
            return: () => recordReturn(register.writer, priya, payment, { amount, bankOn: null, ...because }),
            void: () => voidPayment(register.writer, priya, payment, because),
            close: () => closeAllocation(register.writer, priya, allocation, because),
            cancel: () => cancelAllocation(register.writer, priya, allocation, because),
          }
          await (work[what]?.() ?? Promise.resolve()).catch((error: unknown) => expect(error).toBeInstanceOf(Refusal))
          const balance = await loadBalance(register.reader, fund)
          expect(await getBalance(register.reader, fund)).toEqual(balance)
          expect(balance.available).toBeGreaterThanOrEqual(0)
          expect(balance.paid).toBeLessThanOrEqual(balance.committed)
          for (const id of allocations) {
            const [{ minor }, use] = [await getAllocation(register.reader, id), await getUse(register.reader, id)]
            expect(use.paidMinor + use.plannedMinor).toBeLessThanOrEqual(minor)
            expect(use.paidMinor).toBeGreaterThanOrEqual(0)
          }
        }
      }),
      { numRuns: 25 },
    )
  })
})
