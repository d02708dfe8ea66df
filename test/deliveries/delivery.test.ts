import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountOf,
  assertMayReceive,
  isLate,
  leftOf,
  restMissing,
  receiptProblems,
  reversalOf,
  stateOf,
  stateOfDelivery,
  valuesOf,
  type Delivery,
  type Receipt,
  type ReceiptLine,
} from '../../src/deliveries/delivery.ts'
import { assertNone, Refusal, type Problem } from '../../src/shared/refusal.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-21')

const delivery: Delivery = {
  id: 3,
  centerId: 7,
  centerName: 'Hope House',
  country: 'KE',
  expectedOn: null,
  carrier: null,
  note: null,
  packedBy: 2,
  packedOn: day('2026-11-18'),
  version: 1,
  lines: [
    { id: 1, needId: 5, item: 'Mattress, single', quantity: 24, unit: 'piece', unitValue: { minor: 8200, currency: 'USD' } },
    { id: 2, needId: null, item: 'Lamp', quantity: 2, unit: 'piece', unitValue: null },
  ],
  events: [{ kind: 'sent', on: day('2026-11-19'), note: null, byId: 2 }],
  receipts: [],
}

const line = (said: Partial<ReceiptLine>): ReceiptLine => ({ lineId: 1, received: 0, damaged: 0, missing: 0, why: null, ...said })
const receipt = (id: number, lines: ReceiptLine[], reversesId: number | null = null): Receipt => ({
  id,
  on: today,
  confirmedBy: 'Matron Wanjiru',
  note: null,
  reversesId,
  documentId: null,
  recordedBy: 2,
  lines,
})

describe('what became of a line', () => {
  it('adds up its receipts: 24 sent, 22 received, 2 missing, nothing left', () => {
    const receipts = [receipt(1, [line({ received: 20 })]), receipt(2, [line({ received: 2, missing: 2, why: 'Fell off' })])]

    expect(accountOf({ id: 1, quantity: 24 }, receipts)).toEqual({ received: 22, damaged: 0, missing: 2, left: 0 })
  })

  it('is as if nothing had been said once a receipt is reversed', () => {
    const wrong = receipt(1, [line({ received: 22, missing: 2, why: 'Fell off' })])
    const reversed = { ...delivery, receipts: [wrong, receipt(2, reversalOf({ ...delivery, receipts: [wrong] }, wrong, 'Counted twice'), 1)] }

    expect(leftOf(reversed)).toBe(26)
    expect(stateOfDelivery(reversed)).toBe('sent')
  })
})

describe('the state of a delivery', () => {
  it.each([
    [[], 26, 'packing'],
    [['sent'], 26, 'sent'],
    [['sent'], 0, 'received'],
    [['sent', 'received'], 2, 'sent'],
    [['sent', 'lost'], 2, 'lost'],
    [['sent', 'lost'], 0, 'received'],
    [['set aside'], 26, 'set aside'],
  ] as const)('with %o and %i left is %s', (kinds, left, state) => {
    expect(
      stateOf(
        kinds.map((kind) => ({ kind })),
        left,
      ),
    ).toBe(state)
  })
})

it('is late the day after it was expected, while it is on the way', () => {
  expect(isLate('sent', day('2026-11-21'), today)).toBe(false)
  expect(isLate('sent', day('2026-11-20'), today)).toBe(true)
  expect(isLate('received', day('2026-11-20'), today)).toBe(false)
})

it('adds values currency by currency, and leaves out what has none (M1)', () => {
  expect(valuesOf([...delivery.lines, { quantity: 3, unitValue: { minor: 500, currency: 'KES' } }])).toEqual([
    { minor: 1500, currency: 'KES' },
    { minor: 196_800, currency: 'USD' },
  ])
})

describe('a receipt', () => {
  const refused = (lines: ReceiptLine[], on = today): Problem[] => receiptProblems(delivery, { on, lines }, today)

  it.each([
    { said: [line({ received: 25 })], field: 'received-1', says: 'Of Mattress, single only 24 are left to account for, not 25.' },
    { said: [line({ received: 23, missing: 2, why: 'Fell off' })], field: 'received-1', says: 'Of Mattress, single only 24 are left to account for, not 25.' },
    { said: [line({ received: 22, missing: 2 })], field: 'why-1', says: 'Say why some of Mattress, single came damaged or is missing.' },
    { said: [line({ damaged: 1, why: '' })], field: 'why-1', says: 'Say why some of Mattress, single came damaged or is missing.' },
    { said: [], field: null, says: 'Say of at least one line what arrived, was damaged or is missing.' },
    { said: [line({ lineId: 9, received: 1 })], field: null, says: 'That line is not in this delivery.' },
  ])('is refused (S3): $says', ({ said, field, says }) => {
    expect(refused(said)).toEqual([{ field, message: says }])
  })

  it('is refused before the delivery left and after today, and taken on the day it left', () => {
    expect(refused([line({ received: 1 })], day('2026-11-18'))).toEqual([{ field: 'on', message: 'This delivery left on 19 Nov 2026, so nothing of it arrived before.' }])
    expect(refused([line({ received: 1 })], day('2026-11-22'))).toEqual([{ field: 'on', message: 'A receipt cannot be dated after today.' }])
    expect(refused([line({ received: 1 })], day('2026-11-19'))).toEqual([])
    expect(receiptProblems(delivery, {}, today)).toEqual([])
  })

  it('is reversed once, and a reversing one never', () => {
    const wrong = receipt(1, [line({ received: 5 })])
    const turned = receipt(2, [line({ received: -5 })], 1)
    const both = { ...delivery, receipts: [wrong, turned] }

    expect(() => reversalOf(both, wrong, 'Again')).toThrow('This receipt was reversed already.')
    expect(() => reversalOf(both, turned, 'Back')).toThrow('This receipt reverses another.')
  })
})

const counts = fc.record({ lineId: fc.constantFrom(1, 2), received: fc.nat(26), damaged: fc.nat(4), missing: fc.nat(4), reverse: fc.boolean() })

it('never accounts for more than was sent, whatever is asked for, and is received exactly when nothing is left', () => {
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 20 }), (asked) => {
      let now = delivery
      for (const { reverse, ...said } of asked) {
        const id = now.receipts.length + 1
        try {
          const first = now.receipts[0]
          if (reverse && first) now = { ...now, receipts: [...now.receipts, receipt(id, reversalOf(now, first, 'Wrong'), first.id)] }
          else {
            const lines = [line({ ...said, why: 'Counted' })]
            assertMayReceive(now)
            assertNone(receiptProblems(now, { on: today, lines }, today))
            now = { ...now, receipts: [...now.receipts, receipt(id, lines)] }
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }
      for (const each of now.lines) {
        const { received, damaged, missing, left } = accountOf(each, now.receipts)
        expect(Math.min(received, damaged, missing, left)).toBeGreaterThanOrEqual(0)
        expect(received + damaged + missing + left).toBe(each.quantity)
      }
      expect(stateOfDelivery(now)).toBe(leftOf(now) === 0 ? 'received' : 'sent')
    }),
  )
})

it('says of all that is left that it is missing, and why', () => {
  const partly = { ...delivery, receipts: [receipt(1, [line({ received: 22 })])] }

  expect(restMissing(partly, 'Stolen at the border')).toEqual([
    { lineId: 1, received: 0, damaged: 0, missing: 2, why: 'Stolen at the border' },
    { lineId: 2, received: 0, damaged: 0, missing: 2, why: 'Stolen at the border' },
  ])
})
