import { expect, it } from 'vitest'
import { approved, draft, fundWith, proposed, token } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

it.each([['99'], ['x'], [undefined]])('keeps what was typed of a draft for the center %s, which is none, and says so', async (center) => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), cora)
  const typed = { fund: String(await fundWith(register)), amount: '10.00', purpose: 'FUND-BASIC', populations: 'POP-WOMEN', fromAge: '', toAge: '', reportDays: '45' }
  const send = (forWhat: string) => hers.post('/allocations').type('form').send({ ...typed, center, forWhat, token: token() }).expect(422) // prettier-ignore

  const [half, whole] = [(await send('')).text, (await send('Blankets for the cold')).text]

  for (const page of [half, whole]) expect(page).toContain('There is no such center. Go to the page of the center that the money is for, and draft it there.')
  expect(half).toContain('<a href="#forWhat">Say what the money is for.</a>')
  expect(whole).toContain('Blankets for the cold')
  expect(await register.reader.selectFrom('allocations').select('id').execute()).toEqual([])
})

it('says of a draft and a proposal that the fund has too little for it now, and of what is approved nothing (M2)', async () => {
  const register = await openRegister()
  const [fund, center] = [await fundWith(register, { code: 'A', received: 150_000 }), await vettedCenter(register)]
  const options = { fund, center, amount: 100_000 }
  const [bound, tooMuch, asked] = [await approved(register, options), await draft(register, options), await proposed(register, options)]
  const enough = await draft(register, { ...options, amount: 50_000 })
  const hers = await browserOf(register, appOf(register), cora)
  const saysOf = async (id: number): Promise<boolean[]> => {
    const { text } = await hers.get(`/allocations/${id}`).expect(200)
    return ['It cannot be approved as it stands', 'Only $500.00 of the fund A is available.'].map((words) => text.includes(words))
  }

  for (const id of [tooMuch, asked]) expect(await saysOf(id)).toEqual([true, true])
  for (const id of [bound, enough]) expect(await saysOf(id)).toEqual([false, false])
})
