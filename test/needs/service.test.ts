import { expect, it } from 'vitest'
import { getNeed } from '../../src/needs/queries.ts'
import { changeNeed, withdrawNeed } from '../../src/needs/service.ts'
import { cora, openRegister } from '../support/register.ts'
import { logged } from '../support/supplies.ts'
import { plainCenter } from '../support/vetted.ts'

it('leaves a need that was withdrawn as it is', async () => {
  const register = await openRegister()
  const id = await logged(register, await plainCenter(register))
  await withdrawNeed(register.writer, cora, id, 'Given by a neighbour')
  const need = await getNeed(register.reader, id)

  await expect(changeNeed(register.writer, cora, id, need.version, { ...need, quantity: 30 })).rejects.toThrow('This need was withdrawn. Log another one instead.')

  expect((await getNeed(register.reader, id)).quantity).toBe(24)
})
