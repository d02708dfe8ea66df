import { expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { setPassword } from '../../src/accounts/queries.ts'
import { visitAs } from '../reviews/at-work.ts'
import { cora, openRegister } from '../support/register.ts'

const password = 'velvet tractor umbrella 42'

it('brings a form again that was sent after its session had ended, by the Back button as the sign-in page says', async () => {
  const register = await openRegister()
  const hash = await hashPassword(password)
  await register.writer.transaction().execute((trx) => setPassword(trx, cora.id, hash))
  const { page } = await visitAs(register, cora, { width: 'desk', scripts: true })
  await page.goto('/organizations/new')
  await page.getByLabel('Legal name').fill('Harbour Light')
  await page.context().clearCookies()
  await page.locator('main form button[type=submit]').last().click()

  await page.getByText('nothing of what you typed or sent was saved').waitFor()
  await page.getByLabel('E-mail address').fill('cora@example.org')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/organizations')
  await page.goBack()
  await page.goBack()

  expect(new URL(page.url()).pathname).toBe('/organizations/new')
  expect(await page.getByLabel('Legal name').isVisible()).toBe(true)
})
