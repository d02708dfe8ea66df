import { expect, it } from 'vitest'
import { countPayments, listPayments } from '../../src/payments/list-queries.ts'
import { paymentStates, stateOf, type PaymentState } from '../../src/payments/payment.ts'
import { approved, fundWith, planned, release } from '../support/money.ts'
import { cora, openRegister, paul, type TestRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

type Kind = 'received' | 'returned' | 'void'

/** One below nothing reverses the one before it. */
const addEvent = (register: TestRegister, payment: number, [kind, minor]: [Kind, number]): Promise<void> =>
  register.writer.transaction().execute(async (trx) => {
    const turns = minor >= 0 ? null : (await trx.selectFrom('payment_events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).id
    const day = { on_day: '2026-11-21', recorded_on: '2026-11-21', at: '2026-11-21T09:00:00.000Z' }
    await trx
      .insertInto('payment_events')
      .values({ payment_id: payment, kind, amount_minor: minor, note: 'The bank said so.', by_id: paul.id, reverses_id: turns, ...day })
      .execute()
  })

it('lists in SQL the state that the rule gives, whatever happened to a payment', async () => {
  const register = await openRegister()
  const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register) })
  const histories: { sent: boolean; events: [Kind, number][]; state: PaymentState }[] = [
    { sent: false, events: [], state: 'planned' },
    { sent: false, events: [['void', 0]], state: 'void' },
    { sent: true, events: [], state: 'sent' },
    { sent: true, events: [['returned', 4_000]], state: 'sent' },
    {
      sent: true,
      events: [
        ['returned', 4_000],
        ['returned', 6_000],
      ],
      state: 'returned',
    },
    { sent: true, events: [['received', 9_900]], state: 'arrived' },
    {
      sent: true,
      events: [
        ['received', 10_000],
        ['returned', 4_000],
      ],
      state: 'arrived',
    },
    {
      sent: true,
      events: [
        ['received', 10_000],
        ['returned', 10_000],
      ],
      state: 'returned',
    },
    {
      sent: true,
      events: [
        ['received', 10_000],
        ['received', -10_000],
      ],
      state: 'sent',
    },
    {
      sent: true,
      events: [
        ['received', 10_000],
        ['received', -10_000],
        ['received', 9_000],
        ['returned', 10_000],
        ['returned', -10_000],
      ],
      state: 'arrived',
    },
  ]
  const expected = new Map<number, PaymentState>()
  for (const { sent, events, state } of histories) {
    const id = await planned(register, allocation, 10_000, cora)
    if (sent) await release(register, paul, id)
    for (const event of events) await addEvent(register, id, event)
    expected.set(id, state)
  }

  for (const state of paymentStates) {
    const filter = { state, fundId: null, centerId: null, followedBy: null }
    const listed = await listPayments(register.reader, filter, { sort: { by: 'id', descending: false }, page: 1, size: 100 })
    expect({ state, ids: listed.map(({ id }) => id) }).toEqual({ state, ids: [...expected].filter(([, each]) => each === state).map(([id]) => id) })
    expect(listed.map((payment) => stateOf(payment, payment.events))).toEqual(listed.map(() => state))
    expect(await countPayments(register.reader, filter)).toBe(listed.length)
  }
})
