import { describe, expect, it } from 'vitest'
import { enterRate } from '../../src/rates/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { token } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

it('enters a rate once, however often its form is sent (M7)', async () => {
  const register = await openRegister()
  const priyas = await browserOf(register, appOf(register), priya)
  const form = (await priyas.get('/rates').expect(200)).text
  const sent = { currency: 'KES', on: '2026-11-21', rate: '0.0077', source: 'Central bank', rateIsRight: 'yes', token: hidden(form, 'token') }

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

it('says of the first rate of a currency what it means both ways round, and keeps it once somebody says that it is right', async () => {
  const register = await openRegister()
  const priyas = await browserOf(register, appOf(register), priya)
  const enter = (more: object) =>
    priyas
      .post('/rates')
      .type('form')
      .send({ currency: 'KES', on: '2026-11-21', rate: '129.5', source: 'Central bank', token: token(), ...more })
  const kept = async () => (await register.reader.selectFrom('exchange_rates').select('rate').execute()).map(({ rate }) => rate)

  const asked = (await enter({}).expect(422)).text.replaceAll('\u00A0', ' ')
  for (const words of [
    'The register has no rate of KES yet. This one means that 1 KES = 129.5 USD, and 1 USD = 0.007722 KES. Check the rate',
    'It is the register’s first rate of KES',
    'This rate is right: 1 KES = 129.5 USD, and 1 USD = 0.007722 KES',
    'value="129.5"',
  ])
    expect(asked).toContain(words)
  const entered = { currency: 'KES', on: priya.today, rate: '129.5', source: 'Central bank', token: token() }
  await expect(enterRate(register.writer, priya, 'USD', entered)).rejects.toThrow('The register has no rate of KES yet.')
  expect((await enter({ rate: 'x' }).expect(422)).text).not.toContain('name="rateIsRight"')
  expect(await kept()).toEqual([])

  await enter({ rate: '0.0077', rateIsRight: 'yes' }).expect(303)
  await enter({ rate: '0.0078' }).expect(303)
  expect(await kept()).toEqual(['0.0077', '0.0078'])
})

it('asks whether a rate far from the last is right, the wrong way round too, and keeps it once somebody says so', async () => {
  const register = await openRegister()
  const priyas = await browserOf(register, appOf(register), priya)
  const enter = async (more: object, status: number): Promise<string> =>
    (
      await priyas
        .post('/rates')
        .type('form')
        .send({ currency: 'KES', on: '2026-11-21', rate: '0.0077', source: 'Central bank', token: token(), ...more })
        .expect(status)
    ).text.replaceAll('\u00A0', ' ')
  const kept = async (): Promise<string[]> =>
    (await register.reader.selectFrom('exchange_rates').select(['on_day', 'rate']).orderBy('id').execute()).map(({ on_day, rate }) => `${on_day} ${rate}`)

  await enter({ on: '2026-06-01', rateIsRight: 'yes' }, 303)
  for (const rate of ['0.077', '129.87', '0.00847001']) {
    const asked = await enter({ rate }, 422)
    for (const words of [
      'The register has 1 KES = 0.0077 USD of 1 Jun 2026. Check the rate',
      'This rate is right: the register has 1 KES = 0.0077 USD of 1 Jun 2026',
      `value="${rate}"`,
    ])
      expect(asked).toContain(words)
  }
  // What could not be read does not keep the question back, nor does a day before all others.
  expect(await enter({ rate: '0.077', source: '' }, 422)).toContain('name="rateIsRight"')
  expect(await enter({ rate: '0.077', on: '2020-01-01' }, 422)).toContain('of 1 Jun 2026')
  expect(await kept()).toEqual(['2026-06-01 0.0077'])

  await enter({ rate: '0.00847' }, 303)
  await enter({ rate: '0.077', rateIsRight: 'yes' }, 303)
  expect(await kept()).toEqual(['2026-06-01 0.0077', '2026-11-21 0.00847', '2026-11-21 0.077'])
  const { details } = await register.reader.selectFrom('events').select('details').where('action', '=', 'rate.entered').orderBy('seq', 'desc').executeTakeFirstOrThrow()
  expect(JSON.parse(details)).toMatchObject({ after: { rate: '0.077', to: 'USD' }, heldAgainst: '1 KES = 0.00847 USD of 21 Nov 2026' })
  expect((await priyas.get('/rates').expect(200)).text).not.toContain('name="rateIsRight"')
})

describe('the list of rates', () => {
  const rowsIn = (html: string): string[] =>
    [...html.matchAll(/<th scope="row">1 (\S+) = (\S+) USD.*?data-label="Entered by">([^<]*)</g)].map(([, currency, rate, by]) => [currency, rate, by].join(' '))

  async function entered() {
    const register = await openRegister()
    for (const [who, currency, on, rate] of [
      [priya, 'KES', '2026-11-20', '0.0077'],
      [paul, 'KES', '2026-11-20', '0.0078'],
      [paul, 'EUR', '2026-11-18', '1.08'],
    ] as const)
      await enterRate(register.writer, who, 'USD', { currency, on: toDay(on), rate, source: '=Bank', rateIsRight: true, token: token() })
    const app = appOf(register)
    return { priyas: await browserOf(register, app, priya), coras: await browserOf(register, app, cora) }
  }

  it('is narrowed to what somebody entered, by its currency, and turned round by its headings', async () => {
    const { priyas, coras } = await entered()
    const rows = async (query: string) => rowsIn((await priyas.get(`/rates${query}`).expect(200)).text)

    expect(await rows('')).toEqual(['KES 0.0078 Paul', 'KES 0.0077 Priya', 'EUR 1.08 Paul'])
    expect(await rows('?sort=day')).toEqual(['EUR 1.08 Paul', 'KES 0.0078 Paul', 'KES 0.0077 Priya'])
    expect(await rows('?sort=currency')).toEqual(['EUR 1.08 Paul', 'KES 0.0078 Paul', 'KES 0.0077 Priya'])
    expect(await rows('?sort=-currency')).toEqual(['KES 0.0078 Paul', 'KES 0.0077 Priya', 'EUR 1.08 Paul'])
    expect(await rows('?mine=yes')).toEqual(['KES 0.0077 Priya'])
    expect(await rows('?currency=KES')).toEqual(['KES 0.0078 Paul', 'KES 0.0077 Priya'])

    const none = (await coras.get('/rates?mine=yes').expect(200)).text
    for (const words of ['No such rate', '<option value="yes" selected>me</option>', 'href="/rates">Show all rates']) expect(none).toContain(words)
    const mine = (await priyas.get('/rates?mine=yes&currency=KES').expect(200)).text
    for (const words of ['<b>1 rate</b>', 'href="/rates.csv?currency=KES&amp;mine=yes&amp;sort=-day"', 'href="/rates?currency=KES&amp;mine=yes&amp;sort=currency"'])
      expect(mine).toContain(words)
  })

  it('is a file of exactly what is filtered', async () => {
    const { priyas } = await entered()
    const file = async (query: string) => (await priyas.get(`/rates.csv${query}`).expect(200)).text
    const head = '\uFEFFDay,Currency,Rate in USD,Source,Entered by,Replaced by a newer entry\r\n'

    expect(await file('?mine=yes')).toBe(`${head}2026-11-20,KES,0.0077,'=Bank,Priya,yes\r\n`)
    expect(await file('?sort=currency')).toBe(
      `${head}2026-11-18,EUR,1.08,'=Bank,Paul,no\r\n2026-11-20,KES,0.0078,'=Bank,Paul,no\r\n2026-11-20,KES,0.0077,'=Bank,Priya,yes\r\n`,
    )
    await priyas.get('/rates.csv?currency=nope').expect(303).expect('location', '/rates?currency=nope')
  })
})
