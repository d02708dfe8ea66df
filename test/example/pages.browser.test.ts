import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sendLink } from '../../src/accounts/service.ts'
import { exampleSettings } from '../../src/example/people.ts'
import type { Person } from '../../src/shared/actor.ts'
import { markupFindings } from '../support/browser.ts'
import { ada, appOf, bea, carl, cookieOf, cora, paul, priya, type TestApp } from '../support/register.ts'
import { built, builtAt, personOf, pia, type Built } from './built.ts'
import { chosenOf, judge } from './judging.ts'
import { pathsFor, walk, type Found } from './walk.ts'

/**
 * Asked with `1/1`, everything that somebody can be led to goes through axe at both widths and through html-validate, not only each shape
 * of it once. That takes an hour, so several programs may share it: `1/2` and `2/2`.
 */
const everyPage = /^([1-9])\/([1-9])$/.exec(process.env['LANTERN_EVERY_PAGE'] ?? '')

let register: Built
let app: TestApp
let server: Server
let origin: string
beforeAll(async () => {
  register = await built()
  app = appOf(register, { settings: exampleSettings })
  app.setNow(builtAt.toString())
  server = app.app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 180_000)
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await register.gone()
})

/** What was before axe, and what was before html-validate, whoever it was shown to. */
const known = { parts: new Set<string>(), shapes: new Set<string>() }

const judged = new Set<string>()

/** Of all pages this program's share, each content once: what two people are shown alike is alike to axe. */
function shareOf(pages: readonly Found[], [, share = '1', shares = '1']: RegExpExecArray): Found[] {
  return pages.filter(({ html }) => {
    const content = (/<main[^]*<\/main>/.exec(html)?.[0] ?? html).replaceAll(/name="(?:token|version)" value="[^"]*"/g, '')
    const hash = createHash('sha256').update(content).digest()
    const isNew = !judged.has(hash.toString('hex'))
    judged.add(hash.toString('hex'))
    return isNew && hash.readUInt16BE() % Number(shares) === Number(share) - 1
  })
}

/** One of each role is led to every page there is; whoever else has it, to what may be different for them. */
const visitors: { who: Person; most: number; leads: boolean }[] = [
  { who: priya, most: Infinity, leads: true },
  { who: cora, most: Infinity, leads: true },
  { who: bea, most: Infinity, leads: true },
  { who: ada, most: Infinity, leads: true },
  { who: paul, most: 25, leads: false },
  { who: carl, most: 25, leads: false },
  { who: pia, most: Infinity, leads: false },
]

it.each(visitors)(
  'finds nothing wrong on any page that $who.name can be led to',
  async ({ who, most, leads }) => {
    const cookie = await cookieOf(register, personOf(who))
    const { pages, reached, wrong } = await walk(origin, `${cookie.name}=${cookie.value}`, most)
    if (leads) for (const path of pathsFor(who.roles[0] ?? 'board')) if (!reached.has(path)) wrong.push(`${who.name} is not led to ${path}`)

    const others = [...new Map(pages.map((page) => [page.shape.join(), page]))].filter(([shape]) => !known.shapes.has(shape))
    for (const [shape] of others) known.shapes.add(shape)
    const every = everyPage && shareOf(pages, everyPage)
    for (const { path, address, html } of every ?? others.map(([, page]) => page))
      for (const finding of await markupFindings(html, 'document')) wrong.push(`${path} (${address}): ${finding}`)

    const chosen = every ?? chosenOf(pages, known.parts, leads)
    wrong.push(...(await judge(origin, cookie, chosen)))
    console.log(`${who.name}: ${pages.length} pages, ${others.length} of a shape not seen before, ${chosen.length} of them in the browser at both widths`)
    expect(app.faults).toEqual([])
    expect(wrong).toEqual([])
  },
  everyPage ? 7_200_000 : 180_000,
)

it('finds nothing wrong on what anybody may open', async () => {
  const { token } = await sendLink(register.writer, personOf(ada), personOf(bea).id)
  const addresses = ['/sign-in', '/sign-in?next=%2Fcenters', `/links/${token}`, `/links/${'x'.repeat(32)}`, `/set-up/${'x'.repeat(32)}`, '/nowhere']
  const wrong = await judge(
    origin,
    null,
    addresses.map((address) => ({ path: address, address })),
  )
  for (const address of addresses)
    for (const finding of await markupFindings(await (await fetch(origin + address)).text(), 'document')) wrong.push(`${address}: ${finding}`)
  expect(app.faults).toEqual([])
  expect(wrong).toEqual([])
})
