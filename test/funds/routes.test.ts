import { describe, expect, it } from 'vitest'
import { pdfFile } from '../support/files.ts'
import { approved, fundWith, planned, release, token } from '../support/money.ts'
import { appOf, bea, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

describe('funds on the web', () => {
  it('are added, filled, corrected and read', async () => {
    const register = await openRegister()
    const priyas = await browserOf(register, appOf(register), priya)
    const form = await priyas.get('/funds/new').expect(200)
    const sent = {
      code: 'WINTER-26',
      name: 'Winter appeal',
      giver: 'The Harbour Foundation',
      currency: 'USD',
      startsOn: '2026-01-01',
      endsOn: '',
      purposes: 'FUND-BASIC',
      countries: ['KE', 'UG'],
      token: hidden(form.text, 'token'),
    }
    const again = await priyas
      .post('/funds')
      .type('form')
      .send({ ...sent, endsOn: '2025-01-01' })
      .expect(422)
    for (const words of ['The last day comes before the first.', 'value="Winter appeal"', 'href="#endsOn"']) expect(again.text).toContain(words)
    const fund = (await priyas.post('/funds').type('form').send(sent).expect(303)).headers['location'] ?? ''
    const taken = await priyas
      .post('/funds')
      .type('form')
      .send({ ...sent, code: 'winter-26', token: token() })
      .expect(422)
    expect(taken.text).toContain('The code winter-26 belongs to Winter appeal.')

    const entry = { kind: 'receipt', direction: '', amount: '1,250.5', otherFund: '', on: '', note: 'Bank reference 12', token: token() }
    const unread = await priyas
      .post(`${fund}/entries`)
      .type('form')
      .send({ ...entry, amount: '1,5' })
      .expect(422)
    expect(unread.text).toContain('Enter an amount in USD, above nothing, such as 1,250.00.')
    await priyas.post(`${fund}/entries`).type('form').send(entry).expect(303)
    await priyas
      .post(`${fund}/entries`)
      .type('form')
      .send({ ...entry, kind: 'adjustment', token: token() })
      .expect(422)
    await priyas.post('/fund-entries/1/reversal').type('form').send({ reason: 'It bounced', token: token() }).expect(303)

    const page = (await priyas.get(fund).expect(200)).text
    for (const words of ['$1,250.50', '-$1,250.50', 'Reversal: receipt', 'Basic everyday needs', 'Kenya, Uganda']) expect(page).toContain(words)
  })

  it('keep what was typed when somebody saved first (R3)', async () => {
    const register = await openRegister()
    const app = appOf(register)
    const id = await fundWith(register, { code: 'WINTER-26' })
    const form = { code: 'WINTER-26', name: 'Winter appeal', giver: 'The Harbour Foundation', startsOn: '2026-01-01', endsOn: '', version: '1' }
    await (
      await browserOf(register, app, priya)
    )
      .post(`/funds/${id}/edit`)
      .type('form')
      .send({ ...form, name: 'Winter 2026' })
      .expect(303)
    const second = await (
      await browserOf(register, app, paul)
    )
      .post(`/funds/${id}/edit`)
      .type('form')
      .send({ ...form, giver: 'Lighthouse Trust' })
      .expect(409)
    for (const words of ['Two people changed this', 'Winter 2026', 'value="Lighthouse Trust"', 'name="version" value="2.']) expect(second.text).toContain(words)
  })

  it('stand side by side per currency, with a total that names its rate’s day (M1, M11)', async () => {
    const register = await openRegister()
    const priyas = await browserOf(register, appOf(register), priya)
    await fundWith(register, { received: 100_000 })
    await fundWith(register, { currency: 'KES', received: 10_000_000 })
    await fundWith(register, { currency: 'PEN', received: 5_000 })
    const rate = { currency: 'KES', on: '2026-11-18', rate: '0.008', source: 'Central bank', rateIsRight: 'yes', token: token() }
    const newer = { ...rate, rate: '0.0077', token: token() }
    for (const sent of [rate, newer]) await priyas.post('/rates').type('form').send(sent).expect(303)
    for (const [wrong, says] of [
      [{ ...rate, rate: '0,0077' }, 'Enter the rate as a decimal'],
      [{ ...rate, on: '2026-11-22', token: token() }, 'A rate is of a day that is past, or of today.'],
      [{ ...rate, currency: 'USD', token: token() }, 'Totals are in USD already'],
    ] as const)
      expect((await priyas.post('/rates').type('form').send(wrong).expect(422)).text).toContain(says)

    const funds = (await priyas.get('/funds').expect(200)).text.replaceAll('\u00A0', ' ')
    for (const words of ['3 funds', 'KES 100,000.00', 'Available in all: $1,770.00, at the rate of 18 Nov 2026; PEN 50.00 left out, no rate.'])
      expect(funds).toContain(words)
    const rates = (await priyas.get('/rates').expect(200)).text
    for (const words of ['2 rates', '1 KES = 0.0077 USD', 'replaced by a newer entry']) expect(rates).toContain(words)
  })
})

it('gives the form of a refused reversal back with the reason that was typed, and keeps a code as it is written', async () => {
  const register = await openRegister()
  const priyas = await browserOf(register, appOf(register), priya)
  const fund = await fundWith(register, { received: 100_000 })
  const other = await fundWith(register, { code: 'AMERICAS', received: 0 })
  const typed = { reason: 'The bank took it back', token: token() }
  await approved(register, { fund, center: await vettedCenter(register), amount: 70_000 })

  const refused = await priyas.post('/fund-entries/1/reversal').type('form').send(typed).expect(409)
  for (const words of ['$300.00 of the fund', 'The bank took it back</textarea>', 'action="/fund-entries/1/reversal"'])
    expect(refused.text.replaceAll('\u00A0', ' ')).toContain(words)

  const transfer = { kind: 'transfer', direction: '', amount: '100', otherFund: String(other), on: '', note: 'To the other side', token: token() }
  await priyas.post(`/funds/${fund}/entries`).type('form').send(transfer).expect(303)
  await priyas
    .post('/fund-entries/2/reversal')
    .type('form')
    .send({ ...typed, token: token() })
    .expect(303)
  expect((await priyas.get(`/funds/${fund}`).expect(200)).text).toContain('Reversal: transfer to AMERICAS')
})

it('shows a coordinator the funds, and leaves writing to managers', async () => {
  const register = await openRegister()
  const coras = await browserOf(register, appOf(register), cora)
  const [fund, center] = [await fundWith(register, { received: 100_000 }), await vettedCenter(register)]
  await release(register, paul, await planned(register, await approved(register, { fund, center, amount: 60_000 }), 25_000))
  const page = (await coras.get(`/funds/${fund}`).expect(200)).text
  for (const words of ['Of $1,000.00 received, $250.00 is paid, $350.00 approved and not yet paid, $400.00 available', 'Hope House']) expect(page).toContain(words)
  expect(page).not.toContain('Record an entry')
  const list = (await coras.get('/funds').expect(200)).text
  expect(list).not.toContain('Add a fund')
})

it('takes an opening balance over with its document, which whoever reads the fund can open', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [priyas, coras] = [await browserOf(register, app, priya), await browserOf(register, app, cora)]
  const fund = await fundWith(register, { code: 'OLD-25', received: 0 })
  const statement = pdfFile('Balance 5,000.00')
  const enter = (more: Record<string, string>, withFile = true) => {
    const sent = priyas.post(`/funds/${fund}/entries`)
    const typed = { kind: 'opening', amount: '5,000.00', direction: '', otherFund: '', on: '2025-12-31', note: 'Bank statement 12', token: token(), ...more }
    for (const [name, value] of Object.entries(typed)) void sent.field(name, value)
    return withFile ? sent.attach('file', statement, { filename: 'statement.pdf', contentType: 'application/pdf' }) : sent
  }

  expect((await enter({ kind: 'receipt', on: '' }).expect(422)).text).toContain('Only an opening balance takes a document. Leave it out.')
  for (const kind of ['receipt', 'adjustment', 'transfer'])
    expect((await enter({ kind, on: '2026-11-20', direction: 'up' }, false).expect(422)).text).toContain(
      'href="#on">Only an opening balance has a day of its own; all else counts from today. Leave it out.',
    )
  // Nothing typed is lost, whatever is wrong with it; only the file has to be chosen again.
  const unshown = (await enter({}, false).expect(422)).text
  for (const words of ['href="#file">Choose the document that shows the opening balance.', 'value="5,000.00"', 'value="2025-12-31"', 'value="Bank statement 12"'])
    expect(unshown).toContain(words)
  expect((await enter({ amount: 'x' }).expect(422)).text).toContain('If you had chosen a file, choose it again.')
  expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
  const same = { token: token() }
  for (let times = 0; times < 2; times += 1) await enter(same).expect(303)

  const document = await register.reader.selectFrom('documents').select(['id', 'center_id', 'kind', 'title', 'dated_on', 'received_on']).executeTakeFirstOrThrow()
  const { id, ...kept } = document
  expect(kept).toEqual({ center_id: null, kind: 'proof', title: 'Opening balance of OLD-25 on 31 December 2025', dated_on: '2025-12-31', received_on: '2026-11-21' })
  const { sealed } = await register.reader.selectFrom('document_contents').select('sealed').executeTakeFirstOrThrow()
  expect(sealed.includes('Balance')).toBe(false)
  const events = await register.reader
    .selectFrom('events')
    .select(['action', 'details'])
    .where('action', 'in', ['document.added', 'fund-entry.posted'])
    .orderBy('seq')
    .execute()
  expect(events.map(({ action, details }): unknown[] => [action, JSON.parse(details)])).toMatchObject([
    ['document.added', { kind: 'proof', title: 'Opening balance of OLD-25 on 31 December 2025' }],
    ['fund-entry.posted', { after: { opening: true, on: '2025-12-31', documentId: id } }],
  ])

  expect((await coras.get(`/funds/${fund}`).expect(200)).text).toContain(`href="/documents/${id}">Its document</a>`)
  expect((await coras.get(`/documents/${id}`).expect(200)).text).toContain(`<a href="/funds/${fund}">Opening balance of the fund OLD-25</a>`)
  expect((await coras.get('/documents').expect(200)).text).toContain('Opening balance of OLD-25 on 31 December 2025')
  const file = await coras.post(`/documents/${id}/file`).expect(200)
  expect(file.body).toEqual(statement)
  for (const path of [`/funds/${fund}`, `/documents/${id}`]) await (await browserOf(register, app, bea)).get(path).expect(403)
  await (await browserOf(register, app, bea)).post(`/documents/${id}/file`).expect(403)
})
