import { expect, it } from 'vitest'
import { visitAs } from '../reviews/at-work.ts'
import { axeFindings, isTooWide, markupFindings } from '../support/browser.ts'
import { cora, openRegister } from '../support/register.ts'
import { csv } from './files.ts'

const file = csv(
  'organization name,name,country,opened,city,remarks',
  'Anchor Trust,Harbour House,KE,2019-03-04,Mombasa,ok',
  'Anchor Trust,Pier\u200B House,Kenya,,Mombasa,',
  'Anchor Trust,Quay House,Nowhere,1/2/14,Mombasa,called twice',
)

it.each([
  { width: 'desk', scripts: true },
  { width: 'phone', scripts: true },
  { width: 'desk', scripts: false },
] as const)('goes from a file to centers by its pages, with nothing wrong on any of them: $width, scripts $scripts', async ({ width, scripts }) => {
  const register = await openRegister()
  const { page, complaints } = await visitAs(register, cora, { width, scripts })
  const judge = async (): Promise<void> => {
    expect(await markupFindings(await (await page.request.get(page.url())).text())).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    if (scripts) expect(await axeFindings(page)).toEqual([])
  }

  await page.goto('/imports')
  await judge()
  await page.getByLabel('CSV file').setInputFiles({ name: 'partners.csv', mimeType: 'text/csv', buffer: file })
  await page.getByRole('button', { name: 'Read the file' }).click()

  await page.getByRole('heading', { level: 1, name: 'What the columns are' }).waitFor()
  await judge()
  expect(await page.getByLabel('Center’s name', { exact: true }).inputValue()).toBe('1')
  await page.getByRole('button', { name: 'See what becomes of each row' }).click()
  await page.getByRole('link', { name: 'Say where “Kind of center” comes from: no center is without it.' }).waitFor()
  await page.getByLabel('Kind of center, the same in every row').selectOption('clinic')
  await page.getByRole('button', { name: 'See what becomes of each row' }).click()

  await page.getByRole('heading', { level: 1, name: 'What would become of each row' }).waitFor()
  await judge()
  await page.getByRole('button', { name: 'Take in 2 centers' }).click()

  await page.getByText('2 centers are in the register now.').waitFor()
  await judge()
  await page.goto('/imports')
  await judge()
  await page.goto('/imports/1/writing')
  await judge()
  expect(complaints).toEqual([])
})
