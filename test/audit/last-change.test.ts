import { expect, it } from 'vitest'
import { lastChange } from '../../src/audit/last-change.ts'
import { change } from '../../src/audit/record.ts'
import { cora, openRegister } from '../support/register.ts'

it('moves when a record changes, and not when somebody signs in or looks', async () => {
  const register = await openRegister()
  const write = (action: string) => change(register.writer, cora, (_trx, record) => record(action, { kind: 'center', id: 7 }))

  await write('center.edited')
  const after = await lastChange(register.reader)
  for (const action of ['sign-in.signed-in', 'place.shown', 'document.opened', 'import.added', 'link.set-up', 'password.rehashed']) await write(action)
  expect(await lastChange(register.reader)).toBe(after)
  await write('payment.sent')
  expect(await lastChange(register.reader)).toBe(after + 7)
})
