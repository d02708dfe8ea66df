import { describe, expect, it } from 'vitest'
import {
  arrivalProblems,
  arrivedMinor,
  assertMayArrive,
  assertMayReturn,
  assertMayVoid,
  paidProblem,
  reportDueOn,
  returnProblems,
  stateOf,
  type PaymentEvent,
} from '../../src/payments/payment.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const payment = { minor: 100_000, currency: 'USD', paid: { minor: 100_000, currency: 'USD' }, reportDays: 45 }
const event = (kind: PaymentEvent['kind'], minor: number, on = '2026-11-21'): PaymentEvent => ({ id: 1, kind, minor, on: day(on), bankOn: null, note: 'Said so', by: 2 })
const sent = event('sent', 100_000)

describe('the state of a payment', () => {
  it.each([
    { events: [], state: 'planned' },
    { events: [event('void', 0)], state: 'void' },
    { events: [sent], state: 'sent' },
    { events: [sent, event('received', 99_000)], state: 'arrived' },
    { events: [sent, event('returned', 40_000)], state: 'sent' },
    { events: [sent, event('returned', 40_000), event('returned', 60_000)], state: 'returned' },
    { events: [sent, event('received', 100_000), event('returned', 100_000)], state: 'returned' },
  ])('is $state', ({ events, state }) => {
    expect(stateOf(payment, events)).toBe(state)
  })

  it('asks for its report 45 days after it arrived, unless the allocation says otherwise', () => {
    const events = [sent, event('received', 100_000, '2026-12-01')]
    expect(reportDueOn(payment, [sent])).toBeNull()
    expect(reportDueOn(payment, events)?.toString()).toBe('2027-01-15')
    expect(reportDueOn({ ...payment, reportDays: 10 }, events)?.toString()).toBe('2026-12-11')
    expect(reportDueOn(payment, [...events, event('returned', 100_000)])).toBeNull()
  })
})

describe('what arrives and comes back', () => {
  it('is counted in the currency that was paid, and shared out at the payment’s own rate', () => {
    const kenyan = { ...payment, paid: { minor: 12_950_000, currency: 'KES' } }
    expect(arrivedMinor(payment, [sent, event('received', 99_000)])).toBe(99_000)
    expect(arrivedMinor(kenyan, [sent, event('received', 12_950_000)])).toBe(100_000)
    expect(arrivedMinor(kenyan, [sent, event('received', 12_900_000)])).toBe(99_614)
    expect(arrivedMinor(kenyan, [sent])).toBeNull()
  })

  it('does not arrive before it left, nor twice', () => {
    expect(() => assertMayArrive(payment, [])).toThrow('This payment has not left.')
    expect(() => assertMayArrive(payment, [sent, event('received', 1)])).toThrow('recorded already')
    expect(() => assertMayArrive(payment, [sent])).not.toThrow()
  })

  it.each([
    { why: 'earlier than it left', read: { amount: 1, on: day('2026-11-20') }, says: ['on', 'It was sent on 21 Nov 2026, so it cannot have arrived before.'] },
    { why: 'tomorrow', read: { on: day('2026-11-24') }, says: ['on', 'A payment arrives on a day that is past, or today.'] },
    { why: 'with more than was sent', read: { amount: 100_001 }, says: ['amount', 'Only $1,000.00 was sent, so no more can have arrived.'] },
  ])('does not arrive $why', ({ read, says: [field, message] }) => {
    expect(arrivalProblems(payment, [sent], read, day('2026-11-23'))).toEqual([{ field, message }])
  })

  it('comes back at most whole', () => {
    expect(() => assertMayReturn([])).toThrow('This payment has not left.')
    expect(returnProblems(payment, [sent, event('returned', 60_000)], 40_000)).toEqual([])
    const message = 'Only $400.00 of this payment can come back.'
    expect(returnProblems(payment, [sent, event('returned', 60_000)], 40_001)).toEqual([{ field: 'amount', message }])
    expect(() => assertMayVoid(payment, [sent])).toThrow('This payment has left')
  })

  it('is paid in another currency only at its rate', () => {
    const amount = { minor: 100_000, currency: 'USD' }
    expect(paidProblem(amount, { minor: 12_950_000, currency: 'KES' }, '129.5')).toBeNull()
    expect(paidProblem(amount, { minor: 13_079_500, currency: 'KES' }, '129.5')).toBeNull()
    expect(paidProblem(amount, { minor: 13_079_501, currency: 'KES' }, '129.5')).toContain('Check the rate and the amount.')
    expect(paidProblem(amount, { minor: 1_295_000, currency: 'KES' }, '129.5')).toContain('Check the rate')
  })
})
