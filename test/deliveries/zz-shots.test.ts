import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { chromium } from 'playwright-core'
import bundled from '@sparticuz/chromium'
import { it } from 'vitest'
import { insertSession, sessionHash } from '../../src/accounts/session-queries.ts'
import { appOf, cora, openRegister } from '../support/register.ts'
import { arrived, logged, packed, sent } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

it('shots', async () => {
  const register = await openRegister()
  const a = await vettedCenter(register, { name: 'Casa Amanecer', country: 'GT', populations: ['POP-GIRLS'] })
  const b = await plainCenter(register, { name: 'Hope House' })
  const m = await logged(register, a)
  await logged(register, a, { item: 'Security camera system', unit: 'system', category: 'facility', quantity: 1, people: null, priority: 'urgent', neededBy: Temporal.PlainDate.from('2026-11-15') })
  await logged(register, b, { item: 'Blanket', quantity: 40 })
  const d = await sent(register, a, m, { expectedOn: Temporal.PlainDate.from('2026-11-20'), carrier: 'Transportes Sol', lines: [{ needId: m, item: '', quantity: 24, unit: '', unitValue: { minor: 8200, currency: 'USD' } }, { needId: null, item: 'Solar lamp', quantity: 6, unit: 'piece', unitValue: null }] })
  await arrived(register, d, { received: 20, damaged: 1, missing: 1, why: 'One torn, one fell off the lorry' })
  const held = await packed(register, b, null)
  const p2 = await packed(register, a, m)
  const id = 'shot-session'
  await insertSession(register.writer, { id_hash: sessionHash(id), person_id: cora.id, data: JSON.stringify({ cookie: { httpOnly: true, path: '/', sameSite: 'lax' }, passport: { user: cora.id } }), started_at: '2026-11-21T09:00:00.000Z', seen_at: '2026-11-21T09:00:00.000Z' })
  const secret = register.keys.derive('session cookie').toString('base64')
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '')
  const { app, faults } = appOf(register)
  const server = createServer(app)
  await new Promise<void>((r) => void server.listen(0, '127.0.0.1', r))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  process.env['TMPDIR'] = '/work/main/node_modules/.cache/chromium'
  const browser = await chromium.launch({ executablePath: await bundled.executablePath(), args: ['--no-sandbox', '--headless=shell'] })
  const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'], rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'tel-non-breaking': 'off' } }))
  const pages: Record<string, string> = { needs: '/needs', need: `/needs/${m}`, neednew: `/centers/${a}/needs/new`, deliveries: '/deliveries', delivery: `/deliveries/${d.id}`, receipt: `/deliveries/${d.id}/receipts/new`, pack: `/centers/${a}/deliveries/new`, held: `/deliveries/${held}/sending`, send: `/deliveries/${p2}/sending`, list: `/deliveries/${d.id}/packing-list`, paper: `/deliveries/${d.id}/receipt-form`, center: `/centers/${a}`, loss: `/deliveries/${d.id}/completion` }
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, baseURL: origin })
    await context.addCookies([{ name: 'lantern', value: encodeURIComponent(`s:${id}.${signature}`), url: origin }])
    const page = await context.newPage()
    page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()))
    for (const [name, path] of Object.entries(pages)) {
      const response = await page.goto(path)
      if (response?.status() !== 200) console.log(name, response?.status())
      await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true })
      const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')
      if (wide) console.log('TOO WIDE', name, width)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      for (const v of violations) console.log('AXE', name, width, v.id, v.nodes.map((n) => n.html).slice(0, 3))
      if (width === 1280 && response) {
        const report = await validator.validateString(await response.text())
        for (const r of report.results) for (const f of r.messages) console.log('HTML', name, f.ruleId, f.line, f.message)
      }
    }
    await context.close()
  }
  await browser.close()
  server.close()
  if (faults.length) console.log(faults)
}, 170000)
