import { expect, it } from 'vitest'
import { appOf, browserOf, openRegister, priya } from '../support/register.ts'

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

it('enters a rate once, however often its form is sent (M7)', async () => {
  const register = await openRegister()
  const priyas = await browserOf(register, appOf(register), priya)
  const form = (await priyas.get('/rates').expect(200)).text
  const sent = { currency: 'KES', on: '2026-11-21', rate: '0.0077', source: 'Central bank', token: hidden(form, 'token') }

  await priyas.post('/rates').type('form').send(sent).expect(303)
  await priyas.post('/rates').type('form').send(sent).expect(303)
  expect(await register.reader.selectFrom('exchange_rates').select(['currency', 'rate']).execute()).toEqual([{ currency: 'KES', rate: '0.0077' }])

  const other = await priyas
    .post('/rates')
    .type('form')
    .send({ ...sent, rate: '0.0078' })
    .expect(422)
  expect(other.text).toContain('This form was sent before and that was done.')
  const bare = await priyas
    .post('/rates')
    .type('form')
    .send({ ...sent, token: '' })
    .expect(422)
  expect(bare.text).toContain('This form has changed.')
})
