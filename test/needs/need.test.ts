import { describe, expect, it } from 'vitest'
import { assertMayWithdraw, assertNotWithdrawn, changeProblems, findItem, isLate, leftToPack, stateOf, stillLacking, type Need } from '../../src/needs/need.ts'
import { Refusal } from '../../src/shared/refusal.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const beds: Need = {
  id: 1,
  centerId: 7,
  centerName: 'Hope House',
  country: 'KE',
  catalogueCode: 'NEED-BEDD-01',
  category: 'bedding',
  item: 'Mattress, single',
  quantity: 24,
  unit: 'piece',
  unitCost: null,
  people: 24,
  priority: 'normal',
  neededBy: null,
  recordedBy: 2,
  recordedOn: today,
  withdrawnBecause: null,
  withdrawnBy: null,
  withdrawnOn: null,
  version: 1,
  received: 0,
  onTheWay: 0,
  packed: 0,
}

describe('the state of a need (S2)', () => {
  it.each([
    [0, 'open'],
    [22, 'partly met'],
    [24, 'met'],
    [25, 'met'],
  ])('with %i of 24 received is %s', (received, state) => {
    expect(stateOf({ ...beds, received })).toBe(state)
  })

  it('stays open while all of it is on the way', () => {
    const onTheWay: Need = { ...beds, onTheWay: 24 }

    expect(stateOf(onTheWay)).toBe('open')
  })

  it('is withdrawn whatever arrived', () => {
    expect(stateOf({ ...beds, received: 24, withdrawnBecause: 'A neighbour gave them' })).toBe('withdrawn')
  })
})

it('lacks what has not arrived, and leaves to pack what is nowhere yet', () => {
  const partly = { ...beds, received: 10, onTheWay: 8, packed: 4 }

  expect(stillLacking(partly)).toBe(14)
  expect(leftToPack(partly)).toBe(2)
  expect(leftToPack({ ...partly, packed: 40 })).toBe(0)
})

it('is late the day after it was needed, not on the day, and not once met', () => {
  expect(isLate({ ...beds, neededBy: today }, today)).toBe(false)
  expect(isLate({ ...beds, neededBy: Temporal.PlainDate.from('2026-11-20') }, today)).toBe(true)
  expect(isLate({ ...beds, neededBy: Temporal.PlainDate.from('2026-11-20'), received: 24 }, today)).toBe(false)
})

it('refuses to withdraw a need that is met', () => {
  expect(() => assertMayWithdraw({ ...beds, received: 24 })).toThrow(new Refusal('conflict', 'This need is already met.'))
})

describe('changing a need', () => {
  it('may make it another thing while nothing was packed for it', () => {
    expect(changeProblems(beds, { item: 'Blanket', unit: 'piece' })).toEqual([])
  })

  it.each([{ received: 1 }, { onTheWay: 1 }, { packed: 1 }])('refuses another item once goods count against it: %o', (progress) => {
    const message = 'Goods were packed or sent for this need, so it stays a need for Mattress, single, counted by the piece. Log another need instead.'
    expect(changeProblems({ ...beds, ...progress }, { item: 'Blanket', unit: 'piece' })).toEqual([{ field: 'item', message }])
    expect(changeProblems({ ...beds, ...progress }, { item: 'Mattress, single', unit: 'kit' })).toEqual([{ field: 'unit', message }])
    expect(changeProblems({ ...beds, ...progress }, { item: 'Mattress, single', unit: 'piece' })).toEqual([])
    expect(changeProblems({ ...beds, ...progress }, {})).toEqual([])
  })

  it('refuses a withdrawn one', () => {
    expect(() => assertNotWithdrawn({ ...beds, withdrawnBecause: 'No longer' })).toThrow('This need was withdrawn.')
  })
})

it('finds an item of the catalogue whatever its case and accents, and nothing near it', () => {
  const catalogue = [{ code: 'A', category: 'bedding', item: 'Duvet cover', unit: 'piece' }]

  expect(findItem(catalogue, ' DUVÉT cover ')?.code).toBe('A')
  expect(findItem(catalogue, 'Duvet')).toBeNull()
})
