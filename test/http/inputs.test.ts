import { expect, it } from 'vitest'
import { z } from 'zod'
import { day, optionalDay, several } from '../../src/http/inputs.ts'

it.each([
  [undefined, []],
  ['a', ['a']],
  [
    ['b', 'a', 'b', 'b'],
    ['b', 'a'],
  ],
])('reads boxes sent as %j as %j: each once, as they were ticked', (sent, read) => {
  expect(several(z.string()).parse(sent)).toEqual(read)
})

it.each([
  ['1899-12-31', 'Enter a day in 1900 or later.'],
  ['2026-02-30', 'Enter the day.'],
  ['soon', 'Enter the day.'],
  ['', 'Enter the day.'],
])('refuses %j as a day that must be said', (sent, says) => {
  expect(
    day('Enter the day.')
      .safeParse(sent)
      .error?.issues.map(({ message }) => message),
  ).toEqual([says])
})

it.each([
  ['1899-12-31', 'Enter a day in 1900 or later.'],
  ['2026-02-30', 'Enter a day, or leave it empty.'],
])('refuses %j as a day that may be left out', (sent, says) => {
  expect(
    optionalDay()
      .safeParse(sent)
      .error?.issues.map(({ message }) => message),
  ).toEqual([says])
})
