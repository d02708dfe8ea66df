import { expect, it } from 'vitest'
import { approved, fundWith, planned, proposed } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, submittedReview, vettedCenter } from '../support/vetted.ts'

it('shows each person what waits for them, and how much waits for others', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  await proposed(register, { fund, center, amount: 123_400 })
  await proposed(register, { fund, center, amount: 567_800, by: priya })
  await planned(register, await approved(register, { fund, center, amount: 90_000, by: paul }, priya), 90_000)
  await planned(register, await approved(register, { fund, center: await plainCenter(register, { name: 'Casa Esperanza' }) }), 40_000)
  await submittedReview(register, { name: 'Shanti Home' })

  const priyas = (await (await browserOf(register, app, priya)).get('/approvals').expect(200)).text
  for (const words of [
    '$1,234.00 for Hope House',
    '$900.00 to Hope House',
    '$400.00 to Casa Esperanza',
    'Payments that cannot leave now',
    'It cannot leave now',
    '3 things wait for you.',
    'Shanti Home',
    'One more waits for somebody else.',
  ])
    expect(priyas).toContain(words)
  expect(priyas).not.toContain('$5,678.00')
  const home = (await (await browserOf(register, app, priya)).get('/').expect(200)).text
  for (const words of ['· 3 things wait', '$400.00 to Casa Esperanza</a> <span class="state still">Cannot leave now']) expect(home).toContain(words)
  const pauls = (await (await browserOf(register, app, paul)).get('/approvals').expect(200)).text
  expect(pauls).toContain('$5,678.00 for Hope House')
  expect(pauls).not.toContain('$900.00 to Hope House')
  const coras = (await (await browserOf(register, app, cora)).get('/approvals').expect(200)).text
  expect(coras).toContain('Nothing waits for you.')
})
