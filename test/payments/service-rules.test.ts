import { expect, it } from 'vitest'
import { recordArrival, recordReturn } from '../../src/payments/service.ts'
import { approved, fundWith, moneyRows, planned, release, token } from '../support/money.ts'
import { cora, openRegister, priya } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

const today = Temporal.PlainDate.from('2026-11-21')

async function sent() {
  const register = await openRegister()
  const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 100_000 })
  const id = await planned(register, allocation, 100_000)
  await release(register, priya, id)
  return { register, id }
}

it('takes no arrival of more than was sent, nor of a day to come, from a form that is otherwise whole', async () => {
  const { register, id } = await sent()
  const before = await moneyRows(register)
  const arrive = (amount: number, on: Temporal.PlainDate) => recordArrival(register.writer, cora, id, { amount, on, note: null, token: token() })

  await expect(arrive(100_001, today)).rejects.toThrow('so no more can have arrived.')
  await expect(arrive(100_000, today.add({ days: 1 }))).rejects.toThrow('A payment arrives on a day that is past, or today.')

  expect(await moneyRows(register)).toEqual(before)
})

it('takes no return of more than was sent, from a form that is otherwise whole', async () => {
  const { register, id } = await sent()
  const before = await moneyRows(register)

  await expect(recordReturn(register.writer, priya, id, { amount: 100_001, bankOn: null, reason: 'The account was closed', token: token() })).rejects.toThrow(
    'of this payment can come back.',
  )

  expect(await moneyRows(register)).toEqual(before)
})
