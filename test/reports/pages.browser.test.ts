import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Person } from '../../src/shared/actor.ts'
import { axeFindings, isTooWide, markupFindings, openPage } from '../support/browser.ts'
import { ada, appOf, bea, cookieOf, cora, openRegister, priya } from '../support/register.ts'
import { asOf, buildExample } from './example.ts'

const now = `${asOf}T12:00:00Z`

async function serve(): Promise<{ origin: string; signIn: (who: Person) => Promise<{ name: string; value: string }> }> {
  const register = await openRegister()
  await buildExample(register)
  const served = appOf(register)
  served.setNow(now)
  const server = await new Promise<Server>((resolve) => {
    const listening = served.app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, signIn: (who) => cookieOf(register, { ...who, now: Temporal.Instant.from(now) }) }
}

const looks: [name: string, path: string, who: Person][] = [
  ['board home', '/', bea],
  ['coordinator home', '/', cora],
  ['manager home', '/', priya],
  ['administrator home', '/', ada],
  ['reports', '/reports', bea],
  ['summary', '/reports/summary', bea],
  ['wrong days', '/reports/summary?from=2027-02-01&to=2027-01-01&on=2031-01-01', bea],
  ['paid', '/reports/rows/paid', bea],
  ['concentration', '/reports/rows/concentration', bea],
  ['open beds', '/reports/rows/open-beds', priya],
  ['events', '/admin/events', ada],
]

describe.each(['desk', 'phone'] as const)('on a %s', (width) => {
  it('shows the reports and everybody’s page without a fault', async () => {
    const { origin, signIn } = await serve()
    for (const [name, path, who] of looks) {
      const { page, complaints, leave } = await openPage(origin, { width, scripts: true })
      await page.context().addCookies([{ ...(await signIn(who)), url: origin }])
      const response = await page.goto(path)
      const found = { markup: await markupFindings((await response?.text()) ?? ''), axe: await axeFindings(page), tooWide: await isTooWide(page), complaints }
      expect({ name, ...found }).toEqual({ name, markup: [], axe: [], tooWide: false, complaints: [] })
      await leave()
    }
  })
})
