import { expect, it } from 'vitest'
import { roomsFor, type RoomLink } from '../../src/http/rooms.ts'
import type { Role } from '../../src/shared/actor.ts'
import { ada, appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { fundWith, proposed } from '../support/money.ts'
import { vettedCenter } from '../support/vetted.ts'

const labels = (links: readonly RoomLink[]): string[] => links.map(({ label }) => label)
const current = (links: readonly RoomLink[]): string[] => links.flatMap(({ label, current }) => (current === null ? [] : [`${label}: ${current}`]))

it.each([
  [['coordinator'], ['Home', 'Centers', 'Reviews', 'Funds', 'Needs', 'Approvals', 'Reports']],
  [['manager'], ['Home', 'Centers', 'Reviews', 'Funds', 'Needs', 'Approvals', 'Reports']],
  [['board'], ['Home', 'Reports']],
  [['administrator'], ['Home', 'People', 'Settings', 'Events']],
  [[], ['Home']],
] as const)('leads %j to their rooms and no others', (roles, rooms) => {
  expect(labels(roomsFor(roles, '/', null).rooms)).toEqual(rooms)
})

it.each([
  ['/payments', ['Funds: true'], ['Payments: page']],
  ['/payments/7', ['Funds: true'], ['Payments: true']],
  ['/funds', ['Funds: page'], ['Funds: page']],
  ['/fund-entries/3/reversal', ['Funds: true'], ['Funds: true']],
  ['/imports', ['Centers: true'], ['Imports: page']],
  ['/receipts/3/reversal', ['Needs: true'], ['Deliveries: true']],
  ['/approvals', ['Approvals: page'], []],
  ['/', ['Home: page'], []],
  ['/account', [], []],
])('says at %s where one is', (path, room, page) => {
  const { rooms, within } = roomsFor(['manager'], path, null)
  expect(current(rooms)).toEqual(room)
  expect(current(within?.pages ?? [])).toEqual(page)
})

it('says on every page how many things wait, anew once something was done', async () => {
  const register = await openRegister()
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  const app = appOf(register)
  const [pauls, coras] = [await browserOf(register, app, paul), await browserOf(register, app, cora)]
  const counted = /Approvals <span class="count">(\d+)<span class="visually-hidden"> waiting<\/span>/

  expect((await pauls.get('/funds').expect(200)).text).not.toMatch(counted)
  await proposed(register, { fund, center })
  await proposed(register, { fund, center, by: priya })

  expect(counted.exec((await pauls.get('/funds').expect(200)).text)?.[1]).toBe('2')
  expect((await coras.get('/centers').expect(200)).text).not.toMatch(counted)
})

it('says no link twice at the top of a page: a button there does what none of the room’s pages do', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [hers, adas] = [await browserOf(register, app, priya), await browserOf(register, app, ada)]
  const hrefs = (html: string): string[] => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = '']) => href)
  const seen = { buttons: 0, twice: [] as string[] }

  for (const [browser, roles] of [
    [hers, priya.roles],
    [adas, ada.roles],
  ] as const)
    for (const path of firstPages(roles)) {
      const { text } = await browser.get(path).expect(200)
      const led = (text.match(/<nav class="rooms[\s\S]*?<\/nav>/g) ?? []).flatMap(hrefs)
      const buttons = hrefs(/<div class="actions">[\s\S]*?<\/div>/.exec(text)?.[0] ?? '')
      seen.buttons += buttons.length
      seen.twice.push(...buttons.filter((href) => led.includes(href)).map((href) => `${path}: ${href}`))
    }

  expect(seen.twice).toEqual([])
  expect(seen.buttons).toBeGreaterThan(3)
})

/** Every page that the rooms of somebody with these roles lead to. */
const firstPages = (roles: readonly Role[]): string[] =>
  roomsFor(roles, '/', null).rooms.flatMap(({ href }) => [href, ...(roomsFor(roles, href, null).within?.pages.map((page) => page.href) ?? [])])
