import { describe, expect, it } from 'vitest'
import { arrivalProblems, assertMayArrive, likelyArrival } from '../../src/payments/arrival.ts'
import {
  arrivedMinor,
  assertMayReturn,
  assertMayReverse,
  assertMayVoid,
  assertStillThere,
  bankDayProblems,
  reportDueOn,
  returnProblems,
  stateOf,
  type PaymentEvent,
} from '../../src/payments/payment.ts'
import { paidProblem } from '../../src/payments/plan.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const payment = { minor: 100_000, currency: 'USD', paid: { minor: 100_000, currency: 'USD' }, reportDays: 45 }
const kenyan = { ...payment, paid: { minor: 12_950_000, currency: 'KES' } }
let events = 0
const event = (kind: PaymentEvent['kind'], minor: number, on = '2026-11-21'): PaymentEvent => {
  events += 1
  return { id: events, kind, minor, on: day(on), bankOn: null, note: 'Said so', by: 2, reversesId: null }
}
const sent = event('sent', 100_000)
const turned = (of: PaymentEvent): PaymentEvent => ({ ...event(of.kind, -of.minor, '2026-11-23'), reversesId: of.id })
const [arrival, back] = [event('received', 99_000), event('returned', 100_000)]

describe('the state of a payment', () => {
  it.each([
    { events: [], state: 'planned' },
    { events: [event('void', 0)], state: 'void' },
    { events: [sent], state: 'sent' },
    { events: [sent, event('received', 99_000)], state: 'arrived' },
    { events: [sent, event('returned', 40_000)], state: 'sent' },
    { events: [sent, event('returned', 40_000), event('returned', 60_000)], state: 'returned' },
    { events: [sent, event('received', 100_000), event('returned', 100_000)], state: 'returned' },
    { events: [sent, arrival, turned(arrival)], state: 'sent' },
    { events: [sent, arrival, turned(arrival), event('received', 98_000)], state: 'arrived' },
    { events: [sent, back, turned(back)], state: 'sent' },
    { events: [sent, arrival, back, turned(back)], state: 'arrived' },
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

describe('what is reversed (M9)', () => {
  it('counts for nothing: no arrival, no day for the report, and it may arrive again', () => {
    const wrong = [sent, arrival, turned(arrival)]
    expect(arrivedMinor(payment, wrong)).toBeNull()
    expect(reportDueOn(payment, wrong)).toBeNull()
    expect(() => assertMayArrive(payment, wrong)).not.toThrow()
    const again = [...wrong, event('received', 98_000, '2026-12-01')]
    expect(arrivedMinor(payment, again)).toBe(98_000)
    expect(reportDueOn(payment, again)?.toString()).toBe('2027-01-15')
    expect(() => assertMayArrive(payment, again)).toThrow('recorded already')
  })

  it('leaves as much to arrive and to come back as if it had never been', () => {
    const wrong = [sent, back, turned(back)]
    expect(returnProblems(payment, wrong, 100_000)).toEqual([])
    expect(arrivalProblems(payment, wrong, { amount: 100_000, on: day('2026-11-22') }, day('2026-11-23'))).toEqual([])
  })

  it('is reversed once, and what reverses it never', () => {
    const turn = turned(arrival)
    expect(() => assertMayReverse([sent, arrival], arrival)).not.toThrow()
    expect(() => assertMayReverse([sent, arrival, turn], arrival)).toThrow('This was reversed already.')
    expect(() => assertMayReverse([sent, arrival, turn], turn)).toThrow('This takes something else back.')
  })

  it('was never free, when it is a return: its allocation must still have it (M5)', () => {
    const allocation = { state: 'approved', minor: 100_000, currency: 'USD' } as const
    expect(() => assertStillThere(allocation, { paidMinor: 60_000 }, 40_000)).not.toThrow()
    expect(() => assertStillThere(allocation, { paidMinor: 60_000 }, 40_001)).toThrow('What came back was paid out again since: only $400.00 of the allocation is left.')
    expect(() => assertStillThere({ ...allocation, state: 'closed' }, { paidMinor: 60_000 }, 1)).toThrow('Its allocation is closed')
  })
})

const wayOut = 'If it arrived before some of it came back, have a program manager reverse its return, record the arrival, then record the return again.'

describe('what arrives and comes back', () => {
  it('is counted in the currency that was paid, and shared out at the payment’s own rate', () => {
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

  it.each([
    { why: 'in its own currency', of: payment, arrived: 60_001, says: `Only $600.00 was sent and had not come back by then, so no more can have arrived. ${wayOut}` },
    {
      why: 'in another, at its own rate',
      of: kenyan,
      arrived: 7_770_001,
      says: `Only KES\u00a077,700.00 was sent and had not come back by then, so no more can have arrived. ${wayOut}`,
    },
  ])('does not arrive with what had come back by then: $why', ({ of, arrived, says }) => {
    const bounced = [sent, event('returned', 40_000, '2026-11-22')]
    expect(arrivalProblems(of, bounced, { amount: arrived - 1, on: day('2026-11-22') }, day('2026-11-23'))).toEqual([])
    expect(arrivalProblems(of, bounced, { amount: arrived, on: day('2026-11-22') }, day('2026-11-23'))).toEqual([{ field: 'amount', message: says }])
    // All of it was there on the day before it was sent back.
    expect(arrivalProblems(of, bounced, { amount: arrived, on: day('2026-11-21') }, day('2026-11-23'))).toEqual([])
  })

  describe('is likely to have arrived', () => {
    const [said, all] = [event('received', 99_000, '2026-11-22'), event('returned', 100_000, '2026-11-24')]
    it.each([
      { why: 'today, whole', events: [sent], of: payment, likely: [100_000, '2026-11-25'] },
      { why: 'today, but for what came back', events: [sent, event('returned', 50_000, '2026-11-25')], of: payment, likely: [50_000, '2026-11-25'] },
      { why: 'in the currency that was paid', events: [sent, event('returned', 40_000, '2026-11-25')], of: kenyan, likely: [7_770_000, '2026-11-25'] },
      { why: 'as it was said before, when all came back since', events: [sent, said, all, turned(said)], of: payment, likely: [99_000, '2026-11-22'] },
      { why: 'on the last day before all came back', events: [sent, all], of: payment, likely: [100_000, '2026-11-23'] },
    ])('$why', ({ events, of, likely: [minor, on] }) => {
      const likely = likelyArrival(of, events, day('2026-11-25'))
      expect([likely.minor, likely.on.toString()]).toEqual([minor, on])
      expect(() => assertMayArrive(of, events)).not.toThrow()
      expect(arrivalProblems(of, events, { amount: likely.minor, on: likely.on }, day('2026-11-25'))).toEqual([])
    })

    it('on no day, when all came back on the day on which it was sent', () => {
      const text =
        'All of this payment came back on the day on which it was sent. If it had arrived before, have a program manager reverse its return, record the arrival'
      expect(() => assertMayArrive(payment, [sent, event('returned', 100_000)])).toThrow(text)
      const wrong = event('returned', 100_000)
      expect(() => assertMayArrive(payment, [sent, wrong, turned(wrong)])).not.toThrow()
    })
  })

  it('does not arrive with more than was paid out in another currency', () => {
    const message = 'Only KES\u00a0129,500.00 was sent, so no more can have arrived.'
    expect(arrivalProblems(kenyan, [sent], { amount: 12_950_001 }, day('2026-11-23'))).toEqual([{ field: 'amount', message }])
    expect(arrivalProblems(kenyan, [sent], { amount: 12_950_000 }, day('2026-11-23'))).toEqual([])
  })

  it.each([
    { bankOn: '2026-10-22', wrong: true },
    { bankOn: '2026-10-23', wrong: false },
    { bankOn: '2026-11-23', wrong: false },
    { bankOn: '2026-11-24', wrong: true },
  ])('has a bank’s day of the 31 before today, or today: $bankOn', ({ bankOn, wrong }) => {
    const message = 'The bank’s day lies between 23 Oct 2026 and today, 23 Nov 2026.'
    expect(bankDayProblems(day(bankOn), day('2026-11-23'))).toEqual(wrong ? [{ field: 'bankOn', message }] : [])
    expect(bankDayProblems(null, day('2026-11-23'))).toEqual([])
  })

  it('comes back at most whole', () => {
    expect(() => assertMayReturn(payment, [])).toThrow('This payment has not left. It can arrive or come back once a program manager has released it.')
    expect(() => assertMayReturn(payment, [event('void', 0)])).toThrow('This payment was voided and never left.')
    expect(() => assertMayReturn(payment, [sent, event('returned', 60_000)])).not.toThrow()
    expect(() => assertMayReturn(payment, [sent, event('returned', 60_000), event('returned', 40_000)])).toThrow('All of this payment came back already.')
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
