import { expect, it } from 'vitest'
import { visitAs } from '../reviews/at-work.ts'
import { axeFindings, isTooWide, markupFindings } from '../support/browser.ts'
import { cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

/** Thirty centers, of Kenya and Thailand: on a phone far more than one screen of them. */
async function thirty() {
  const register = await openRegister()
  for (let n = 10; n < 40; n += 1) await plainCenter(register, { name: `House ${n}`, country: n % 2 === 0 ? 'KE' : 'TH' })
  return register
}

it.each([true, false])('filters and sorts a list on a phone from above its rows, with scripts %s', async (scripts) => {
  const { page } = await visitAs(await thirty(), cora, { width: 'phone', scripts })
  const narrowing = page.getByText('Filter and sort', { exact: true })

  await page.goto('/centers')
  expect((await narrowing.boundingBox())?.y).toBeLessThan(600)
  expect(await page.getByRole('link', { name: 'Thailand' }).isVisible()).toBe(false)
  await narrowing.click()
  await page.getByText('Sort by', { exact: true }).click()
  expect(await isTooWide(page)).toBe(false)
  expect(await markupFindings(await (await page.request.get(page.url())).text())).toEqual([])
  if (scripts) expect(await axeFindings(page)).toEqual([])
  await page.locator('.sort-by').getByRole('link', { name: 'Center' }).click()
  await page.waitForURL(/sort=-name/)
  expect(await page.locator('tbody th').first().textContent()).toBe('House 39')

  await page.getByText('Filter and sort', { exact: true }).click()
  const country = page.locator('.facets').getByText('Country', { exact: true })
  if (!(await page.getByRole('link', { name: 'Thailand' }).isVisible())) await country.click()
  await page.getByRole('link', { name: 'Thailand' }).click()
  await page.waitForURL(/country=TH/)
  await page.getByText('15 centers').waitFor()
})

it('has the filters open beside the rows on a desk, and sorts by the heads', async () => {
  const { page } = await visitAs(await thirty(), cora, { width: 'desk', scripts: false })

  await page.goto('/centers')

  expect(await page.getByText('Filter and sort', { exact: true }).isVisible()).toBe(false)
  expect(await page.getByText('Sort by', { exact: true }).isVisible()).toBe(false)
  const beside = await page.locator('.facets').boundingBox()
  const rows = await page.locator('table.rows').boundingBox()
  expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThanOrEqual(rows?.x ?? 0)
  expect(beside?.height).toBeGreaterThan(100)
  await page.getByRole('columnheader', { name: 'Center' }).getByRole('link').click()
  await page.waitForURL(/sort=-name/)
})
