import { expect, it } from 'vitest'
import { atOneMoment } from '../../src/db/database.ts'
import { question } from '../../src/db/question.ts'
import { openRegister } from '../support/register.ts'

type Register = Awaited<ReturnType<typeof openRegister>>

const namesOf = question((db, { from }: { from: string }) => db.selectFrom('people').select('name').where('name', '>=', from).orderBy('name'))

const fromX = async ({ reader }: Register): Promise<string[]> => (await namesOf(reader, { from: 'X' })).map(({ name }) => name)

const rename = ({ writer }: Register, name: string, to: string): Promise<unknown> =>
  writer.transaction().execute((trx) => trx.updateTable('people').set({ name: to }).where('name', '=', name).execute())

it('reads what stood when it began, whatever is written meanwhile, and after it what stands now', async () => {
  const register = await openRegister()

  await atOneMoment(register.reader, async () => {
    expect(await fromX(register)).toEqual([])
    await rename(register, 'Carl', 'Xenia')
    expect(await fromX(register)).toEqual([])
  })
  expect(await fromX(register)).toEqual(['Xenia'])
})

it('lasts as long as the last of several that read beside each other', async () => {
  const register = await openRegister()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const longer = atOneMoment(register.reader, async () => {
    await fromX(register)
    await held
    return fromX(register)
  })
  await atOneMoment(register.reader, () => fromX(register))

  await rename(register, 'Carl', 'Xenia')
  letGo()
  expect(await longer).toEqual([])
  expect(await fromX(register)).toEqual(['Xenia'])
})

it('is over when what it read failed', async () => {
  const register = await openRegister()

  await expect(
    atOneMoment(register.reader, async () => {
      await fromX(register)
      throw new Error('There is no such center.')
    }),
  ).rejects.toThrow('There is no such center.')
  await rename(register, 'Carl', 'Xenia')
  expect(await fromX(register)).toEqual(['Xenia'])
})

it('reads in a transaction what that wrote', async () => {
  const register = await openRegister()

  await register.writer.transaction().execute(async (trx) => {
    await trx.updateTable('people').set({ name: 'Xenia' }).where('name', '=', 'Carl').execute()
    expect(await atOneMoment(trx, () => namesOf(trx, { from: 'X' }))).toEqual([{ name: 'Xenia' }])
  })
})
