import { expect, it } from 'vitest'
import { approved, draft, fundWith, planned, release } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

/** Four funds of Priya's: one in dollars that Cora drafted an allocation of, one in euros, one that ended, one that is to come. */
async function listed() {
  const register = await openRegister()
  const center = await vettedCenter(register)
  const winter = await fundWith(register, { code: 'WINTER', received: 500_000 })
  await fundWith(register, { code: 'EURO', currency: 'EUR', received: 250_000 })
  await fundWith(register, { code: 'OLD', startsOn: '2025-01-01', endsOn: '2026-11-20', received: 0 })
  await fundWith(register, { code: 'SPRING', startsOn: '2027-03-01', received: 0 })
  await draft(register, { fund: winter, center })
  const app = appOf(register)
  return { register, app, winter, center, coras: await browserOf(register, app, cora), priyas: await browserOf(register, app, priya) }
}

const codesIn = (page: string): string[] => [...page.matchAll(/<h2><a href="\/funds\/\d+">([A-Z]+)<\/a>/g)].map(([, code = '']) => code)

it('filters funds by period, by currency and by whose they are, and puts them in order', async () => {
  const { coras, priyas } = await listed()
  const codes = async (question: string, browser = coras): Promise<string[]> => codesIn((await browser.get(`/funds${question}`).expect(200)).text)

  expect(await codes('')).toEqual(['EURO', 'OLD', 'SPRING', 'WINTER'])
  expect(await codes('?period=open')).toEqual(['EURO', 'WINTER'])
  expect(await codes('?period=ended')).toEqual(['OLD'])
  expect(await codes('?period=to+come')).toEqual(['SPRING'])
  expect(await codes('?currency=EUR')).toEqual(['EURO'])
  expect(await codes('?mine=yes')).toEqual(['WINTER'])
  expect(await codes('?mine=yes', priyas)).toEqual(['EURO', 'OLD', 'SPRING', 'WINTER'])
  expect(await codes('?sort=-code')).toEqual(['WINTER', 'SPRING', 'OLD', 'EURO'])
  expect(await codes('?sort=ends')).toEqual(['OLD', 'EURO', 'SPRING', 'WINTER'])
  expect(await codes('?period=always&currency=zz&sort=giver%00')).toEqual(['EURO', 'OLD', 'SPRING', 'WINTER'])
})

it('counts and sums only what the filters let through, and keeps them in the form', async () => {
  const { coras } = await listed()

  const page = (await coras.get('/funds?currency=USD&sort=-code').expect(200)).text
  const none = (await coras.get('/funds?currency=EUR&period=ended').expect(200)).text

  for (const words of [
    '<b>3 funds</b>',
    'These funds, currency by currency',
    'Available in these: $5,000.00.',
    '<option value="USD" selected>',
    '/funds.csv?currency=USD',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('€2,500.00')
  expect(none).toContain('No fund fits all of these filters.')
})

it('shows 25 funds to a page', async () => {
  const { register, coras } = await listed()
  for (let more = 10; more < 33; more += 1) await fundWith(register, { code: `Z-${more}`, received: 0 })

  const [first, second] = [await coras.get('/funds').expect(200), await coras.get('/funds?page=2').expect(200)]

  expect(first.text).toContain('1 to 25 of 27')
  expect(second.text).toContain('26 to 27 of 27')
  expect(second.text).toContain('Z-32')
})

it('gives the same funds as a file, in the same order', async () => {
  const { register, coras, winter, center } = await listed()
  await release(register, paul, await planned(register, await approved(register, { fund: winter, center, amount: 120_000 }), 80_000))

  const file = (await coras.get('/funds.csv?period=open&sort=-code').expect(200)).text

  expect(file.split('\r\n')).toEqual([
    '\uFEFFFund,Name,Giver,First day,Last day,Received,Committed,Paid,Available,Currency',
    'WINTER,Winter appeal,The Harbour Foundation,2026-01-01,,5000,1200,800,3800,USD',
    'EURO,Winter appeal,The Harbour Foundation,2026-01-01,,2500,0,0,2500,EUR',
    '',
  ])
})
