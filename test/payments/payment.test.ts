import { describe, expect, it } from 'vitest'
import { arrivedMinor, assertMayArrive, assertMayReturn, assertMayVoid, assertPaidFollows, reportDueOn, stateOf, type PaymentEvent } from '../../src/payments/payment.ts'

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

  it.each([
    { why: 'before it left', events: [], minor: 1, on: '2026-11-21', says: 'This payment has not left.' },
    { why: 'twice', events: [sent, event('received', 1)], minor: 1, on: '2026-11-21', says: 'recorded already' },
    { why: 'earlier than it left', events: [sent], minor: 1, on: '2026-11-20', says: 'cannot have arrived before' },
    { why: 'tomorrow', events: [sent], minor: 1, on: '2026-11-24', says: 'a day that is past, or today' },
    { why: 'with more than was sent', events: [sent], minor: 100_001, on: '2026-11-22', says: 'no more can have arrived' },
  ])('does not arrive $why', ({ events, minor, on, says }) => {
    expect(() => assertMayArrive(payment, events, { minor, on: day(on) }, day('2026-11-23'))).toThrow(says)
  })

  it('comes back at most whole', () => {
    expect(() => assertMayReturn(payment, [sent, event('returned', 60_000)], 40_000)).not.toThrow()
    expect(() => assertMayReturn(payment, [sent, event('returned', 60_000)], 40_001)).toThrow('Only $400.00 of this payment can come back.')
    expect(() => assertMayVoid(payment, [sent])).toThrow('This payment has left')
  })

  it('is paid in another currency only at its rate', () => {
    const amount = { minor: 100_000, currency: 'USD' }
    expect(() => assertPaidFollows(amount, { minor: 12_950_000, currency: 'KES' }, '129.5')).not.toThrow()
    expect(() => assertPaidFollows(amount, { minor: 13_079_500, currency: 'KES' }, '129.5')).not.toThrow()
    expect(() => assertPaidFollows(amount, { minor: 13_079_501, currency: 'KES' }, '129.5')).toThrow('Check the rate and the amount.')
    expect(() => assertPaidFollows(amount, { minor: 1_295_000, currency: 'KES' }, '129.5')).toThrow('Check the rate')
  })
})
