import { describe, expect, it } from 'vitest'
import type { Trx } from '../../src/db/database.ts'
import { appOf, ada, bea, browserOf, cora, on, openRegister, settings, type TestRegister } from '../support/register.ts'
import { turnTo } from '../support/vetted.ts'
import { asOf, buildExample, type Example } from './example.ts'

const now = `${asOf}T09:10:00Z`

async function visit(who: Parameters<typeof browserOf>[2], more: Parameters<typeof appOf>[1] = {}) {
  const register = await openRegister()
  const example = await buildExample(register)
  const app = appOf(register, more)
  app.setNow(now)
  const browser = await browserOf(register, app, who === null ? null : on(who, asOf))
  return { register, example, browser } satisfies { register: TestRegister; example: Example; browser: object }
}

/** One more entry of the log, which is what a kept summary looks for. */
async function logged(trx: Trx, action: string, subject_kind: string, subject_id: number): Promise<void> {
  const { seq } = await trx.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
  const entry = { actor_id: 3, batch: 'b', action, subject_kind, subject_id, center_id: null, details: '{}', mac: '0'.repeat(64) }
  await trx
    .insertInto('events')
    .values({ seq: seq + 1, at: now.replace('Z', '.000Z'), ...entry })
    .execute()
}

describe('the summary', () => {
  it('gives the board each figure with a link to its rows, and its days', async () => {
    const { browser } = await visit(bea)

    const page = await browser.get('/reports/summary?on=2027-02-28&from=2027-01-01&to=2027-02-28&known=2027-02-28').expect(200)

    const query = 'on=2027-02-28&amp;from=2027-01-01&amp;to=2027-02-28&amp;known=2027-02-28'
    for (const key of ['vetted-centers', 'vetting-current', 'paid', 'needs-met', 'in-kind', 'at-risk-60', 'single-countries', 'concentration', 'open-beds'])
      expect(page.text).toContain(`href="/reports/rows/${key}?${query}"`)
    for (const words of [
      'One country rests on a single vetted center: Guatemala.',
      '$4,215.50',
      'KES 40.00 left out, no rate',
      '1 fewer than on 31 Dec 2026',
      '<title>Kenya: 2</title>',
    ])
      expect(page.text.replaceAll('\u00A0', ' ')).toContain(words)
    expect(page.text).not.toMatch(/href="\/centers|style=/)
  })

  it.each([
    { query: 'on=2027-03-01', href: '#on', says: 'This day has not come yet.' },
    { query: 'on=yesterday', href: '#on', says: 'Enter a day, as 2026-11-21, or leave it empty.' },
    { query: 'from=2027-02-01&to=2027-01-01', href: '#from', says: 'The period begins after its end.' },
    { query: 'on=2027-01-01&to=2027-02-01', href: '#to', says: 'The period may not reach beyond the day' },
    { query: 'known=2027-01-01', href: '#known', says: 'What counted on a day is not known before that day.' },
  ])('says what is wrong with $query, and keeps it', async ({ query, href, says }) => {
    const { browser } = await visit(bea)

    const page = await browser.get(`/reports/summary?${query}`).expect(422)

    for (const words of [`href="${href}"`, says]) expect(page.text).toContain(words)
  })

  it('is made of any period, also of one that began long before the register', async () => {
    const { browser } = await visit(bea)
    const paid = async (from: string): Promise<string | undefined> =>
      /Paid<\/span>\s*<b>([^<]*)/.exec((await browser.get(`/reports/summary?from=${from}`).expect(200)).text.replaceAll('\u00A0', ' '))?.[1]

    expect(await paid('1900-01-01')).toBe(await paid('2026-12-01'))
    expect(await paid('1900-01-01')).toBeDefined()
  })

  it('comes out the same when it is asked again with the same days, though more was recorded', async () => {
    const { register, browser } = await visit(bea)
    const asked = '/reports/summary?on=2027-01-31&from=2027-01-01&to=2027-01-31&known=2027-01-31'
    const before = await browser.get(asked).expect(200)

    await register.writer.transaction().execute(async (trx) => {
      await turnTo(trx, '2027-03-05')
      const { id, delivery_id } = await trx.selectFrom('delivery_lines').select(['id', 'delivery_id']).where('item', '=', 'Cooker').executeTakeFirstOrThrow()
      const arrived = { delivery_id, on_day: '2027-01-20', confirmed_by: 'The matron', recorded_by: 2, recorded_at: '2027-03-05T10:00:00.000Z' }
      const receipt = await trx.insertInto('receipts').values(arrived).returning('id').executeTakeFirstOrThrow()
      await trx.insertInto('receipt_lines').values({ receipt_id: receipt.id, line_id: id, received: 3, damaged: 0, missing: 0 }).execute()
      await logged(trx, 'receipt.recorded', 'receipt', receipt.id)
    })

    expect((await browser.get(asked).expect(200)).text).toBe(before.text)
  })

  it('is worked out once until something is recorded', async () => {
    const { register, browser } = await visit(bea)
    await browser.get('/reports/summary').expect(200)
    await register.writer.transaction().execute(async (trx) => {
      await trx
        .insertInto('exchange_rates')
        .values({ currency: 'KES', on_day: '2027-02-20', rate: '0.01', source: 'The bank', entered_by: 3, entered_at: '2027-02-28T11:00:00.000Z' })
        .execute()
    })
    expect((await browser.get('/reports/summary')).text).toContain('$4,215.50')

    await register.writer.transaction().execute(async (trx) => {
      await logged(trx, 'rate.entered', 'rate', 3)
    })

    expect((await browser.get('/reports/summary')).text).toContain('$4,215.90') // 40.00 KES at 0.01.
  })

  it('keeps no total of another currency when the reporting currency changes', async () => {
    const { browser } = await visit(bea, { settings: { ...settings, currency: 'KES' } })

    const page = await browser.get('/reports/summary').expect(200)

    expect(page.text.replaceAll('\u00A0', ' ')).toContain('$4,200.00 left out, no rate')
  })

  it('says of a day on which nothing was paid that nothing was, in place of an empty chart', async () => {
    const { browser } = await visit(bea)

    const { text } = await browser.get('/reports/summary?on=2026-12-22&from=2026-12-22&to=2026-12-22&known=2027-02-28').expect(200)

    for (const words of ['22 December 2026 · as of 22 Dec 2026', 'Nothing was paid or committed in this period.']) expect(text).toContain(words)
    for (const words of ['22 December to', 'All amounts were in', 'Chart of paid', 'Paid and committed by month, as a table']) expect(text).not.toContain(words)
  })

  it('names beside each total the days of its rates, and what it leaves out (M1, M11)', async () => {
    const { browser } = await visit(bea)

    const { text } = await browser.get('/reports/summary?on=2027-02-28&from=2027-02-01&to=2027-02-28&known=2027-02-28').expect(200)
    const said = text
      .replaceAll('\u00A0', ' ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')

    // Of February 1,500.00 and 7.50 less 500.00 returned; of the four weeks of January 700, 2,500 and 8.00.
    for (const words of [
      'Paid $1,007.50 , Paid of $300.00 committed $2,200.50 less than in the period before Paid: at the rate of 8 Feb 2027; KES 40.00 left out, no rate · the period before: at the rate of 10 Jan 2027',
      '99 % of what was paid went to one center, 100 % to the five largest (at the rate of 8 Feb 2027; KES 40.00 left out, no rate).',
      'KES 40.00 was paid on days without a rate, and is in no total.',
      'to one center; 100 % to the five largest; at the rate of 8 Feb 2027; KES 40.00 left out, no rate 99 %',
      '$3,208.00 at the rate of 10 Jan 2027',
      'In all $1,007.50 Paid: at the rate of 8 Feb 2027; KES 40.00 left out, no rate',
      'In all 3 $1,007.50 $300.00 Paid: at the rate of 8 Feb 2027; KES 40.00 left out, no rate',
    ])
      expect(said).toContain(words)
  })
})

describe('the rows of a figure', () => {
  it('lead the board no further, and others to the center', async () => {
    const { browser, register, example } = await visit(bea)
    const hers = await browser.get('/reports/rows/paid').expect(200)
    const app = appOf(register)
    app.setNow(now)
    const his = await (await browserOf(register, app, on(cora, asOf))).get('/reports/rows/paid').expect(200)

    expect(hers.text).toContain('Hope House')
    expect(hers.text).not.toContain('/centers')
    expect(his.text).toContain(`href="/centers/${example.hope}"`)
  })

  it('download as CSV, amounts as numbers beside their currency', async () => {
    const { browser } = await visit(bea)

    const file = await browser.get('/reports/rows/paid.csv').expect(200)

    const lines = file.text.trim().split('\r\n')
    expect(lines).toHaveLength(8)
    expect(lines[0]).toBe('Day,Center,Country,What,Purpose,Amount,Currency,In USD,Rate of')
    expect(lines[1]).toBe('2027-02-20,Lake Clinic,KE,sent,Equipment,40,KES,,')
    expect(lines[2]).toBe('2027-02-12,Hope House,KE,returned,Equipment,-500,USD,-500,')
  })

  it('say what each came to in the reporting currency, and at which day’s rate', async () => {
    const { browser } = await visit(bea)

    const text = (await browser.get('/reports/rows/paid').expect(200)).text.replaceAll('\u00A0', ' ')

    expect(text).toContain('KES 1,000.05 <span class="converted quiet small">$7.50 at the rate of 8 Feb 2027</span>')
    expect(text).toContain('KES 40.00 <span class="converted quiet small">no rate</span>')
  })

  it('are those of a country, a purpose, a month or the period before, where the summary leads to them', async () => {
    const { browser } = await visit(bea)
    const summary = (await browser.get('/reports/summary').expect(200)).text
    const hrefs = [...summary.matchAll(/href="(\/reports\/rows\/paid[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
    const footOf = async (part: string): Promise<string> => {
      const href = hrefs.find((each) => each.includes(part)) ?? ''
      return (await browser.get(href).expect(200)).text.replaceAll('\u00A0', ' ').split('<tfoot>')[1] ?? ''
    }

    // Kenya: Hope's 2,500 + 1,500 - 500 and Lake's 8.00 + 7.50; Peru: Old House's 700. January: 2,500 + 700 + 8.00. Nothing was paid in the time before.
    expect(await footOf('country=KE')).toContain('$3,515.50')
    expect(await footOf('country=PE')).toContain('$700.00')
    expect(await footOf('from=2027-01-01&to=2027-01-31')).toContain('$3,208.00')
    expect(await footOf('from=2026-11-03')).toContain('$0.00')
    expect(await footOf('purpose=')).toContain('$4,215.50')
    await browser.get('/reports/rows/paid?country=XX').expect(404)
    await browser.get('/reports/rows/paid?purpose=nothing').expect(404)
    await browser.get('/reports/rows/open-beds?country=KE').expect(404)
  })

  it.each(['/reports/rows/nothing', '/reports/rows/constructor', '/reports/rows/paid?on=2031-01-01', '/reports/rows/paid.csv?on=x'])(
    'are not there at %s',
    async (path) => {
      const { browser } = await visit(bea)

      await browser.get(path).expect(404)
    },
  )

  it('are for those who read reports', async () => {
    const { browser } = await visit(ada)

    for (const path of ['/reports', '/reports/summary', '/reports/rows/paid', '/reports/rows/paid.csv']) await browser.get(path).expect(403)
  })
})
