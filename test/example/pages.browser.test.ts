import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exampleSettings } from '../../src/example/people.ts'
import { axeFindings, isTooWide, markupFindings, openPage, widths } from '../support/browser.ts'
import { ada, appOf, bea, browserOf, carl, cast, cookieOf, cora, on, paul, priya, type TestApp } from '../support/register.ts'
import { built, builtAt, builtOn, type Built } from './built.ts'
import { culprits, extremes, follow, pathsFor } from './walk.ts'

let register: Built
let app: TestApp
beforeAll(async () => {
  register = await built()
  app = appOf(register, { settings: exampleSettings })
  app.setNow(builtAt.toString())
}, 120_000)
afterAll(() => register.gone())

/** Nobody is led there: a download, or what only a link from outside opens. */
const notByLinks = ['/documents/:id/file']
/** What axe judged as one role it does not judge again as the next; the fullest page of each pattern is still opened, for its width and its complaints. */
const judged = new Set<string>()

it.each([priya, paul, cora, carl, bea, ada])(
  'finds nothing wrong on any page that $name can be led to',
  async (who) => {
    const signedIn = { ...on(who, builtOn.toString()), id: idOf(who.name), now: builtAt }
    const wrong: string[] = []
    const [role = 'board'] = who.roles
    const found = await follow(await browserOf(register, app, signedIn), role, wrong)
    const unreached = pathsFor(role).filter((path) => !found.has(path) && !notByLinks.includes(path))
    if (unreached.length > 0) console.log(`${who.name} was not led to: ${unreached.join(', ')}`)

    const server = app.app.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { page, complaints, leave } = await openPage(origin, { width: 'desk', scripts: true })
    await page.context().addCookies([{ ...(await cookieOf(register, signedIn)), url: origin }])
    for (const [path, pages] of found) {
      const again = judged.has(path)
      const chosen = judged.has(`${role} ${path}`) ? [] : extremes(pages).slice(0, again ? 1 : 2)
      judged.add(path).add(`${role} ${path}`)
      for (const { address, html } of chosen) {
        const say = (finding: string): void => void wrong.push(`${path} (${address}): ${finding}`)
        for (const finding of await markupFindings(html)) say(finding)
        await page.setViewportSize({ width: widths.desk, height: 900 })
        await page.goto(address)
        if (!again) for (const finding of await axeFindings(page)) say(finding)
        if (await isTooWide(page)) say(`is too wide at ${widths.desk}: ${await culprits(page)}`)
        await page.setViewportSize({ width: widths.phone, height: 844 })
        if (await isTooWide(page)) say(`is too wide at ${widths.phone}: ${await culprits(page)}`)
        for (const complaint of complaints.splice(0)) say(complaint)
      }
    }
    await leave()
    server.closeAllConnections()
    server.close()
    expect(app.faults).toEqual([])
    expect(wrong).toEqual([])
  },
  300_000,
)

/** The cast in the order in which the example lets them in. */
function idOf(name: string): number {
  const order = ['Ada', 'Priya', 'Paul', 'Cora', 'Carl', 'Bea']
  expect(cast.map((each) => each.name).toSorted()).toEqual(order.toSorted())
  return order.indexOf(name) + 1
}
