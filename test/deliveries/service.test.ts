import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDelivery } from '../../src/deliveries/queries.ts'
import { countDeliveries, listDeliveries, listDeliveriesUnderWay } from '../../src/deliveries/list-queries.ts'
import { complete, receive, reverse } from '../../src/deliveries/receipt-service.ts'
import { callLost, repack, send, setAside } from '../../src/deliveries/service.ts'
import { stateOfDelivery } from '../../src/deliveries/delivery.ts'
import { countNeedsByState, listNeeds } from '../../src/needs/list-queries.ts'
import { stateOf, stillLacking } from '../../src/needs/need.ts'
import { getNeed } from '../../src/needs/queries.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { carl, cora, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { arrived, logged, lookedOver, packed, sent } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const suspend = ({ writer }: TestRegister, centerId: number): Promise<unknown> =>
  writer.transaction().execute((trx) =>
    trx
      .insertInto('decisions')
      .values({
        center_id: centerId,
        outcome: 'suspend',
        effective_on: '2026-11-21',
        rationale: 'A worry that must be looked into.',
        decided_by: paul.id,
        decided_on: '2026-11-21',
        decided_at: '2026-11-21T09:00:00.000Z',
      })
      .execute(),
  )

describe('24 mattresses wanted', () => {
  it('are on the way when sent, partly met by 22 received and 2 missing, and 2 are still lacking', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const delivery = await sent(register, center, needId)
    expect(await getNeed(register.reader, needId)).toMatchObject({ received: 0, onTheWay: 24 })

    await arrived(register, delivery, { received: 22, missing: 2, why: 'Two fell off the lorry' })

    const need = await getNeed(register.reader, needId)
    expect([stateOf(need), need.onTheWay, stillLacking(need)]).toEqual(['partly met', 0, 2])
    expect(stateOfDelivery(await getDelivery(register.reader, delivery.id))).toBe('received')
  })

  it('are all on the way again when the receipt is reversed, and the need is open', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const delivery = await sent(register, center, needId)
    const receiptId = await arrived(register, delivery, { received: 22, missing: 2, why: 'Two fell off the lorry' })

    await reverse(register.writer, priya, randomUUID(), receiptId, 'It was another delivery')

    const need = await getNeed(register.reader, needId)
    expect([stateOf(need), need.received, need.onTheWay]).toEqual(['open', 0, 24])
    expect(stateOfDelivery(await getDelivery(register.reader, delivery.id))).toBe('sent')
    const rows = await register.reader.selectFrom('receipt_lines').select(['received', 'damaged', 'missing']).orderBy('id').execute()
    expect(rows).toEqual([
      { received: 22, damaged: 0, missing: 2 },
      { received: -22, damaged: 0, missing: -2 },
    ])
    await expect(reverse(register.writer, priya, randomUUID(), receiptId, 'Again')).rejects.toThrow('reversed already')
  })

  it('are met by several receipts of several deliveries', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const first = await sent(register, center, needId, { lines: [{ needId, item: 'x', quantity: 10, unit: 'x', unitValue: null }] })
    const second = await sent(register, center, needId, { lines: [{ needId, item: 'x', quantity: 14, unit: 'x', unitValue: null }] })

    await arrived(register, first, { received: 4 })
    await arrived(register, first, { received: 6 })
    await arrived(register, second, { received: 14 })

    expect(stateOf(await getNeed(register.reader, needId))).toBe('met')
    expect(first.lines).toMatchObject([{ item: 'Mattress, single', unit: 'piece' }])
  })
})

it('ends anew, received or lost, once the receipt that ended it is reversed', async () => {
  const register = await openRegister()
  const delivery = await sent(register, await vettedCenter(register), null)
  const stateNow = async () => stateOfDelivery(await getDelivery(register.reader, delivery.id))
  const takeBack = async (receiptId: number) => reverse(register.writer, cora, randomUUID(), receiptId, 'It was another delivery')

  await takeBack(await arrived(register, delivery, { received: 24 }))
  const again = await arrived(register, delivery, { received: 24 })
  expect(await stateNow()).toBe('received')
  await takeBack(again)
  await callLost(register.writer, cora, delivery.id, 'Gone')
  expect(await stateNow()).toBe('lost')
  await expect(callLost(register.writer, cora, delivery.id, 'Gone')).rejects.toThrow('This delivery is lost already.')
  const turnedUp = await arrived(register, delivery, { received: 24 })
  expect(await stateNow()).toBe('received')
  await takeBack(turnedUp)

  expect(await stateNow()).toBe('lost')
  const events = await register.reader.selectFrom('delivery_events').select('kind').orderBy('id').execute()
  expect(events.map(({ kind }) => kind)).toEqual(['sent', 'received', 'received', 'lost'])
})

describe('sending (S1)', () => {
  it.each([
    { what: 'was never vetted', options: null, says: 'it is not vetted' },
    { what: 'lapsed yesterday', options: { until: '2026-12-20' }, says: 'its vetting lapsed on 21 Dec 2026' },
    { what: 'has a condition overdue', options: { conditions: [{ dueOn: '2026-12-20' }] }, says: 'a condition of its approval was due on 20 Dec 2026' },
    { what: 'has critical evidence expired', options: { evidenceUntil: '2026-12-20' }, says: 'was good until 20 Dec 2026' },
  ])('is refused to a center that $what', async ({ options, says }) => {
    const register = await openRegister()
    const id = await packed(register, options === null ? await plainCenter(register) : await vettedCenter(register, options), null)

    await expect(send(register.writer, on(cora, '2026-12-21'), lookedOver(), id)).rejects.toThrow(says)

    expect(await register.reader.selectFrom('delivery_events').selectAll().execute()).toEqual([])
  })

  it('is refused to a center suspended between packing and sending', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const id = await packed(register, center, null)
    await suspend(register, center)

    await expect(send(register.writer, cora, lookedOver(), id)).rejects.toThrow('Nothing can be sent to this center now: it was suspended on 21 Nov 2026.')
  })

  it('happens once, with the same form or with two', async () => {
    const register = await openRegister()
    const id = await packed(register, await vettedCenter(register), null)
    const token = randomUUID()

    const outcomes = await Promise.allSettled([
      send(register.writer, cora, lookedOver(token), id),
      send(register.writer, cora, lookedOver(token), id),
      send(register.writer, carl, lookedOver(), id),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await register.reader.selectFrom('delivery_events').select('kind').execute()).toEqual([{ kind: 'sent' }])
  })

  it('is refused of a delivery with nothing in it, and of one set aside', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const empty = await packed(register, center, null, { lines: [] })
    await expect(send(register.writer, cora, lookedOver(), empty)).rejects.toThrow('Nothing is packed yet')

    await setAside(register.writer, cora, empty, 'Another organization brought them')

    await expect(send(register.writer, cora, lookedOver(), empty)).rejects.toThrow('This delivery was set aside.')
  })

  it('says in plain words what only the database refuses: a clock set back', async () => {
    const register = await openRegister()
    const id = await packed(register, await vettedCenter(register), null)
    await packed(register, await vettedCenter(register), null, {}, on(cora, '2026-11-25'))

    await expect(send(register.writer, cora, lookedOver(), id)).rejects.toThrow(
      new Refusal('conflict', 'Nothing was sent: the register is already on a later day than this machine’s clock. Have the clock put right.'),
    )
  })
})

describe('packing', () => {
  it('keeps what the need says, and refuses another center’s need', async () => {
    const register = await openRegister()
    const [here, there] = [await vettedCenter(register), await vettedCenter(register, { name: 'Casa Sol' })]
    const needId = await logged(register, there)

    await expect(packed(register, here, needId)).rejects.toThrow('A delivery covers needs of its own center only.')
  })

  it('changes nothing once it left', async () => {
    const register = await openRegister()
    const delivery = await sent(register, await vettedCenter(register), null)

    await expect(repack(register.writer, cora, delivery.id, 1, { expectedOn: null, carrier: null, note: null, lines: [] })).rejects.toThrow(
      'what is in it stays as it is',
    )
  })
})

describe('receiving', () => {
  it('of the same goods by two people at once counts them once', async () => {
    const register = await openRegister()
    const delivery = await sent(register, await vettedCenter(register), null)

    const outcomes = await Promise.allSettled([arrived(register, delivery, { received: 24 }), arrived(register, delivery, { received: 24 }, {}, carl)])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await register.reader.selectFrom('receipt_lines').select('received').execute()).toEqual([{ received: 24 }])
  })

  it('counts once when its form is sent twice (M7)', async () => {
    const register = await openRegister()
    const delivery = await sent(register, await vettedCenter(register), null)
    const token = randomUUID()
    const arrival = {
      on: cora.today,
      confirmedBy: 'Matron Wanjiru',
      note: null,
      proof: null,
      lines: [{ lineId: delivery.lines[0]?.id ?? 0, received: 5, damaged: 0, missing: 0, why: null }],
    }

    const ids = [await receive(register.writer, cora, token, delivery.id, arrival), await receive(register.writer, cora, token, delivery.id, arrival)]

    expect(ids).toEqual([1, 1])
    expect(await register.reader.selectFrom('receipts').select('id').execute()).toEqual([{ id: 1 }])
  })

  it('ends when nothing more will come: the rest is missing and still wanted', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const delivery = await sent(register, center, needId)
    await arrived(register, delivery, { received: 22 })

    await complete(register.writer, cora, randomUUID(), delivery.id, { on: cora.today, confirmedBy: 'Matron Wanjiru', why: 'The carrier lost two' })

    const after = await getDelivery(register.reader, delivery.id)
    expect([stateOfDelivery(after), after.events.map(({ kind }) => kind)]).toEqual(['received', ['sent', 'received']])
    expect(stateOf(await getNeed(register.reader, needId))).toBe('partly met')
  })

  it('does not end on a day to come', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const delivery = await sent(register, center, await logged(register, center))
    const said = { on: cora.today.add({ days: 1 }), confirmedBy: 'Matron Wanjiru', why: 'The carrier lost them' }

    await expect(complete(register.writer, cora, randomUUID(), delivery.id, said)).rejects.toThrow('A receipt cannot be dated after today.')

    expect(await register.reader.selectFrom('receipts').select('id').execute()).toEqual([])
  })

  it('of what was called lost is still possible', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const delivery = await sent(register, center, needId)
    await callLost(register.writer, cora, delivery.id, 'The lorry burned out')
    expect(await getNeed(register.reader, needId)).toMatchObject({ onTheWay: 0, received: 0 })

    await arrived(register, delivery, { received: 24 })

    expect(stateOfDelivery(await getDelivery(register.reader, delivery.id))).toBe('received')
  })

  it('writes one event for each record changed (R1), in the center’s history', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const delivery = await sent(register, center, await logged(register, center))
    await arrived(register, delivery, { received: 24 })

    const events = await register.reader.selectFrom('events').select(['action', 'subject_kind', 'center_id']).where('center_id', '=', center).orderBy('seq').execute()

    expect(events.map(({ action }) => action)).toEqual(['need.logged', 'delivery.packed', 'delivery.sent', 'receipt.recorded', 'delivery.received'])
  })
})

it('lists in SQL the states that the rules give, whatever happened', async () => {
  const register = await openRegister()
  const center = await vettedCenter(register)
  const step = fc.record({ quantity: fc.integer({ min: 1, max: 3 }), received: fc.nat(3), end: fc.constantFrom('none', 'lost', 'reverse', 'reverse and lose') })
  const steps = fc.sample(step, { numRuns: 15, seed: 7 })
  for (const { quantity, received, end } of steps) {
    const needId = await logged(register, center, { quantity })
    const delivery = await sent(register, center, needId, { lines: [{ needId, item: 'x', quantity: 2, unit: 'x', unitValue: null }] })
    const receiptId = received > 0 && received <= 2 ? await arrived(register, delivery, { received }) : null
    if (end === 'lost' && received < 2) await callLost(register.writer, cora, delivery.id, 'Gone')
    if (end.startsWith('reverse') && receiptId !== null) await reverse(register.writer, cora, randomUUID(), receiptId, 'Wrong')
    if (end === 'reverse and lose') await callLost(register.writer, cora, delivery.id, 'Gone')
  }
  const paging = { limit: 100, offset: 0 }

  const needs = await listNeeds(register.reader, {}, { ...paging, sort: { by: 'item', descending: false } })
  const byState = await countNeedsByState(register.reader)
  for (const state of ['open', 'partly met', 'met', 'withdrawn'] as const) expect(byState[state]).toBe(needs.filter((need) => stateOf(need) === state).length)

  const deliveries = await listDeliveries(register.reader, {}, { ...paging, sort: { by: 'number', descending: false } })
  for (const { id, state } of deliveries) expect(stateOfDelivery(await getDelivery(register.reader, id))).toBe(state)
  expect(await listDeliveriesUnderWay(register.reader)).toHaveLength(deliveries.filter(({ state }) => state === 'sent').length)
  expect((await countDeliveries(register.reader, cora.today, cora.id)).reduce((all, { count }) => all + count, 0)).toBe(15)
})
