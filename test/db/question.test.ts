import { expect, it } from 'vitest'
import { question } from '../../src/db/question.ts'
import { openRegister } from '../support/register.ts'

const peopleBetween = question((db, { from, to }: { from: string; to: string }) =>
  db.selectFrom('people').select('name').where('name', '>=', from).where('name', '<', to).where('name', '<>', from).orderBy('name'),
)
const namesOf = async (...asked: Parameters<typeof peopleBetween>): Promise<string[]> => (await peopleBetween(...asked)).map(({ name }) => name)

it('is put together once and answered for what is given each time, wherever that stands in it', async () => {
  const { reader } = await openRegister()

  expect(await namesOf(reader, { from: 'B', to: 'D' })).toEqual(['Bea', 'Carl', 'Cora'])
  expect(await namesOf(reader, { from: 'Carl', to: 'D' })).toEqual(['Cora'])
  expect(await namesOf(reader, { from: 'P', to: 'Q' })).toEqual(['Paul', 'Priya'])
})

it('sees what its own transaction wrote, and elsewhere nothing of it until it is over', async () => {
  const { reader, writer } = await openRegister()

  await writer.transaction().execute(async (trx) => {
    await trx.updateTable('people').set({ name: 'Xenia' }).where('name', '=', 'Carl').execute()
    expect(await namesOf(trx, { from: 'X', to: 'Y' })).toEqual(['Xenia'])
    expect(await namesOf(reader, { from: 'X', to: 'Y' })).toEqual([])
  })
  expect(await namesOf(reader, { from: 'X', to: 'Y' })).toEqual(['Xenia'])
})
