import { expect, it } from 'vitest'
import { unitText } from '../../src/lists/unit.ts'
import { defaultLists } from '../../src/set-up/defaults.ts'

it.each([
  ['piece', 1, 'piece'],
  ['piece', 12, 'pieces'],
  ['piece', 0, 'pieces'],
  ['kg', 12, 'kg'],
  ['box', 1, 'box'],
  ['box', 5, 'boxes'],
  ['Piece', 12, 'Piece'],
  ['box of ten', 12, 'box of ten'],
  ['constructor', 12, 'constructor'],
])('says %s of %i as %s', (unit, count, said) => {
  expect(unitText(unit, count)).toBe(said)
})

it('has a plural of its own for every unit of the catalogue but kg', () => {
  const units = new Set(defaultLists.catalogue.map(({ unit }) => unit))

  expect(units.size).toBe(28)
  expect([...units].filter((unit) => unitText(unit, 2) === unit)).toEqual(['kg'])
})
