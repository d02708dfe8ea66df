import { expect, it } from 'vitest'
import { z } from 'zod'
import { several } from '../../src/http/inputs.ts'

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
