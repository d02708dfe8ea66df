import { expect, it } from 'vitest'
import { visitAs } from '../reviews/at-work.ts'
import { axeFindings, isTooWide, markupFindings } from '../support/browser.ts'
import { cora, openRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

it.each([
  { width: 'desk', scripts: true },
  { width: 'phone', scripts: true },
  { width: 'desk', scripts: false },
] as const)('adds a center and all that hangs on it by its pages, with nothing wrong on any of them: $width, scripts $scripts', async ({ width, scripts }) => {
  const register = await openRegister()
  await vettedCenter(register, { name: 'Baan Suk', country: 'TH', until: '2027-03-03' })
  await plainCenter(register, { name: 'Hope House' })
  const { page, complaints } = await visitAs(register, cora, { width, scripts })
  const judge = async (): Promise<void> => {
    expect(await markupFindings(await (await page.request.get(page.url())).text())).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    if (scripts) expect(await axeFindings(page)).toEqual([])
  }

  await page.goto('/centers')
  await judge()
  await page.getByRole('link', { name: 'Add a center' }).click()
  await judge()
  await page.getByRole('button', { name: 'Add the center' }).click()
  await page.getByRole('link', { name: 'Enter the center’s name.' }).waitFor()
  await page.getByLabel('Run by').fill('Nuevo Camino')
  await page.getByText('Add this organization, in the center’s country').click()
  await page.getByLabel('Name', { exact: true }).fill('Casa Amanecer')
  await page.getByLabel('Kind of center').selectOption('residential shelter')
  await page.getByLabel('Country', { exact: true }).selectOption('GT')
  await page.getByText('Women 18+', { exact: true }).click()
  await page.getByLabel('Languages').fill('Spanish')
  await page.getByText('Safe house for trafficking survivors').click()
  await page.getByRole('button', { name: 'Add the center' }).click()

  await page.getByRole('heading', { level: 1, name: 'Casa Amanecer' }).waitFor()
  await judge()
  await page.getByRole('button', { name: 'Still right' }).click()
  await page.getByText('still right on 21 Nov 2026 (Cora)').waitFor()
  await page.getByText('Write a note').first().click()
  await page.getByLabel('Text').fill('Called about the licence.')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  await page.getByText('Called about the licence.').waitFor()
  await page.getByRole('link', { name: 'Add a contact' }).click()
  await judge()
  await page.getByLabel('Name', { exact: true }).fill('Ana')
  await page.getByLabel('Phone').fill('+502 5550 1234')
  await page.getByRole('button', { name: 'Add the contact' }).click()
  await page.getByRole('link', { name: 'Record beds' }).click()
  await judge()
  await page.getByLabel('Beds in all').fill('24')
  await page.getByLabel('Beds open').fill('5')
  await page.getByLabel('Who said so').fill('Ana')
  await page.getByRole('button', { name: 'Record the beds' }).click()
  await page.getByText('5 open of 24, on 21 Nov 2026').waitFor()
  await judge()

  for (const path of [
    '/centers/3/edit',
    '/centers/3/services',
    '/centers/3/history',
    '/centers/3/notes',
    '/notes/1/withdrawal',
    '/contacts/1/edit',
    '/centers/1',
    '/organizations',
    '/organizations/new',
    '/organizations/3',
    '/organizations/3/edit',
    '/centers?country=US',
  ]) {
    await page.goto(path)
    await judge()
  }
  await page.goto('/centers')
  await page.getByLabel('Search names, organizations, front desks, countries and places that may be shown').fill('amanec')
  if (!scripts) await page.getByRole('button', { name: 'Find centers' }).click()
  await page.getByText('found by “amanec”').waitFor()
  await page.waitForURL(/q=amanec/)
  await judge()
  expect(complaints).toEqual([])
})
