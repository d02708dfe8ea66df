import type { AddressInfo } from 'node:net'
import { it } from 'vitest'
import { exampleSettings } from '../../src/example/people.ts'
import { openPage } from '../support/browser.ts'
import { appOf, bea, cookieOf, cora, priya, on } from '../support/register.ts'
import { built, builtAt, builtOn } from './built.ts'
it('shots', async () => {
  const register = await built()
  const app = appOf(register, { settings: exampleSettings })
  app.setNow(builtAt.toString())
  const server = app.app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const rows = await register.reader.selectFrom('centers').select(['id', 'name']).execute()
  const idOf = (name: string) => rows.find((r) => r.name === name)?.id
  const review = await register.reader.selectFrom('reviews').select('id').where('state', '=', 'open').where('center_id', '=', idOf('Casa Río Alto') ?? 0).executeTakeFirst()
  for (const [who, id, name, address] of [[bea, 6, 'board', '/'], [bea, 6, 'summary', '/reports/summary'], [priya, 2, 'manager', '/'], [cora, 4, 'cora', '/'], [cora, 4, 'center', `/centers/${idOf('Casa Lucero')}`], [cora, 4, 'held', `/centers/${idOf('Refugio Sierra Serena')}`], [cora, 4, 'review', `/reviews/${review?.id}`], [priya, 2, 'funds', '/funds'], [cora, 4, 'centers', '/centers']] as const) {
    for (const width of ['desk', 'phone'] as const) {
      const { page, leave } = await openPage(origin, { width, scripts: true })
      const signed = { ...on(who, builtOn.toString()), id, now: builtAt }
      await page.context().addCookies([{ ...(await cookieOf(register, signed)), url: origin }])
      await page.goto(address)
      await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true })
      await leave()
    }
  }
  server.closeAllConnections(); server.close(); await register.gone()
}, 200_000)
