import { expect, it } from 'vitest'
import { visitAs } from '../reviews/at-work.ts'
import { cora, openRegister } from '../support/register.ts'

/** A page’s rights in a browser, as Chromium tells them. */
const told = (list: 'features' | 'allowedFeatures'): string => `(document.permissionsPolicy ?? document.featurePolicy).${list}()`

it('a page may use nothing of all that the browser knows and could be asked leave for (HDR-01)', async () => {
  const { page } = await visitAs(await openRegister(), cora, { width: 'desk', scripts: true })
  await page.goto('/')

  expect(await page.evaluate(told('features'))).toEqual(expect.arrayContaining(['camera', 'clipboard-read', 'hid', 'serial']))
  expect(await page.evaluate(told('allowedFeatures'))).toEqual([])
})
