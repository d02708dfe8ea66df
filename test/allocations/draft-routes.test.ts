import { expect, it } from 'vitest'
import { fundWith, token } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'

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
