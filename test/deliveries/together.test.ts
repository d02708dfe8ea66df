import { expect, it } from 'vitest'
import { getDelivery } from '../../src/deliveries/queries.ts'
import { repack, send } from '../../src/deliveries/service.ts'
import { appOf, browserOf, carl, cora, openRegister } from '../support/register.ts'
import { formTo, type Sent } from '../support/sent-form.ts'
import { logged, lookedOver, packed } from '../support/supplies.ts'
import { vettedCenter } from '../support/vetted.ts'

const path = '/deliveries/1/lines'
const line = (item: string, quantity: number, needId: number | null = null) => ({ needId, item, quantity, unit: 'piece', unitValue: null })
const empty = { expectedOn: null, carrier: null, note: null }

/** Cora has the form of a delivery open: mattresses for a need, and soap. */
async function begun() {
  const register = await openRegister()
  const center = await vettedCenter(register, { name: 'Hope House' })
  const need = await logged(register, center)
  await packed(register, center, need, { lines: [line('Mattress, single', 24, need), line('Soap', 50)] })
  const hers = await browserOf(register, appOf(register), cora)
  const opened = formTo((await hers.get(path).expect(200)).text, path)
  const post = (sent: Sent) => hers.post(path).type('form').send(sent)
  const lines = async () => (await getDelivery(register.reader, 1)).lines.map(({ item, quantity }) => `${item} ${quantity}`)
  return { register, need, opened, post, lines }
}
const words = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

it('sets each line beside its like, wherever it stands now, and keeps the lines that the other added (R3)', async () => {
  const { register, need, opened, post, lines } = await begun()
  await repack(register.writer, carl, 1, 1, { ...empty, lines: [line('Towels', 7), line('Soap', 60), line('Mattress, single', 24, need)] })

  const told = (await post({ ...opened, 'quantity-1': '20', 'quantity-2': '55' }).expect(409)).text

  expect(words(told)).toContain('Soap: how many 60 55')
  expect(words(told)).toContain('what you typed for “Mattress, single: how many”; what they saved for “Towels: how many” and “Towels: unit”.')
  await post(formTo(told, path)).expect(303)
  expect(await lines()).toEqual(['Mattress, single 20', 'Soap 55', 'Towels 7'])
})

it('knows a line again whose name was changed, and one that the other took out', async () => {
  const { register, need, opened, post, lines } = await begun()
  await repack(register.writer, carl, 1, 1, { ...empty, carrier: 'Road Post', lines: [line('Soap', 50)] })

  const told = (await post({ ...opened, 'item-2': 'Soap bars' }).expect(409)).text
  await post(formTo(told, path)).expect(303)

  expect(need).toBe(1)
  expect(await lines()).toEqual(['Soap bars 50'])
})

it('shows what was typed where the delivery left meanwhile', async () => {
  const { register, opened, post } = await begun()
  await send(register.writer, carl, lookedOver(), 1)

  const told = (await post({ ...opened, note: 'Two boxes are open.' }).expect(409)).text

  expect(formTo(told, path)).toMatchObject({ note: 'Two boxes are open.', 'quantity-2': '50' })
})
