import { describe, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { savePlace } from '../../src/locations/queries.ts'
import { getDelivery } from '../../src/deliveries/queries.ts'
import { callLost, repack } from '../../src/deliveries/service.ts'
import { appOf, bea, browserOf, carl, cora, openRegister, priya } from '../support/register.ts'
import { arrived, logged, packed, sent } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const token = 'a-token-of-this-form'
const details = { expectedOn: '2026-12-01', carrier: 'Boda & Sons', note: '' }

describe('a delivery from end to end', () => {
  it('is packed from open needs, sent, received one short, and leaves the need open', async () => {
    const register = await openRegister()
    const center = await vettedCenter(register)
    const needId = await logged(register, center)
    const hers = await browserOf(register, appOf(register), cora)
    const blank = await hers.get(`/centers/${center}/deliveries/new`).expect(200)
    for (const words of ['name="quantity-1"', 'value="24"', 'value="82.00"', '24 pieces wanted, 0 arrived']) expect(blank.text).toContain(words)

    const rows = {
      'need-1': String(needId),
      'quantity-1': '24',
      'value-1': '82.00',
      'currency-1': 'USD',
      'item-2': 'Lamp',
      'quantity-2': '2',
      'unit-2': 'piece',
      'value-2': '',
      'currency-2': 'USD',
    }
    await hers
      .post(`/centers/${center}/deliveries`)
      .type('form')
      .send({ ...details, ...rows, token })
      .expect(303)
      .expect('location', '/deliveries/1')
    const sending = await hers.get('/deliveries/1/sending').expect(200)
    expect(sending.text).toContain('Send the delivery')
    await hers.post('/deliveries/1/sending').type('form').send({ token: 'another-token-here', version: '1' }).expect(303)
    const { lines } = await getDelivery(register.reader, 1)
    const [mattress = 0, lamp = 0] = lines.map(({ id }) => id)
    const receipt = await hers.get('/deliveries/1/receipts/new').expect(200)
    expect(receipt.text).toContain(`name="received-${mattress}"`)

    await hers
      .post('/deliveries/1/receipts')
      .field({
        on: '2026-11-21',
        confirmedBy: 'Matron Wanjiru',
        note: '',
        token: 'a-third-token-here',
        [`received-${mattress}`]: '23',
        [`missing-${mattress}`]: '1',
        [`why-${mattress}`]: 'Fell <off>',
      })
      .field({ [`received-${lamp}`]: '2' })
      .expect(303)

    const page = await hers.get('/deliveries/1').expect(200)
    for (const words of [
      'all of the delivery is accounted for',
      'Mattress, single: 23 received, 1 missing (Fell &lt;off&gt;)',
      'Confirmed by Matron Wanjiru, recorded by Cora',
      'Boda &amp; Sons',
      'Received',
    ])
      expect(page.text).toContain(words)
    expect((await hers.get(`/needs/${needId}`)).text).toContain('Partly met')
    expect((await hers.get('/deliveries?state=received')).text).toContain('Mattress, single and 1 more')
  })

  it('is refused to a center that is not vetted, with the reason, and no button', async () => {
    const register = await openRegister()
    const id = await packed(register, await plainCenter(register), null)
    const hers = await browserOf(register, appOf(register), cora)

    const asked = await hers.get(`/deliveries/${id}/sending`).expect(200)
    expect(asked.text).toContain('It is not vetted.')
    expect(asked.text).not.toContain('>Send the delivery</button>')
    const refused = await hers.post(`/deliveries/${id}/sending`).type('form').send({ token, version: '1' }).expect(409)

    expect(refused.text).toContain('Nothing can be sent to this center now: it is not vetted.')
    expect(await register.reader.selectFrom('delivery_events').selectAll().execute()).toEqual([])
  })
})

describe('a delivery that was packed anew while somebody looked at it', () => {
  it('does not leave: what is in it now is shown, and leaves once that was looked over (R3)', async () => {
    const register = await openRegister()
    const id = await packed(register, await vettedCenter(register), null)
    const hers = await browserOf(register, appOf(register), cora)
    const shown = await hers.get(`/deliveries/${id}/sending`).expect(200)
    expect(shown.text).toContain('name="version" value="1"')
    const line = { needId: null, item: 'Laptop', quantity: 9000, unit: 'piece', unitValue: null }
    await repack(register.writer, carl, id, 1, { expectedOn: null, carrier: null, note: null, lines: [line] })

    const stale = await hers.post(`/deliveries/${id}/sending`).type('form').send({ token, version: '1' }).expect(409)

    for (const words of ['so nothing was sent', 'Laptop', '9,000', 'name="version" value="2"', `name="token" value="${token}"`]) expect(stale.text).toContain(words)
    expect(await register.reader.selectFrom('delivery_events').selectAll().execute()).toEqual([])
    await hers.post(`/deliveries/${id}/sending`).type('form').send({ token, version: '2' }).expect(303)
    expect(await register.reader.selectFrom('delivery_events').select('kind').execute()).toEqual([{ kind: 'sent' }])
  })
})

describe('what is wrong with a form', () => {
  it('of packing stands beside its line, and nothing typed is lost', async () => {
    const register = await openRegister()
    const center = await plainCenter(register)
    const hers = await browserOf(register, appOf(register), cora)

    const page = await hers
      .post(`/centers/${center}/deliveries`)
      .type('form')
      .send({ ...details, 'item-1': 'Lamp <i>', 'quantity-1': '', 'item-2': '', 'quantity-2': '3', 'unit-2': 'kit', 'value-2': '1,5', 'currency-2': 'USD', token })
      .expect(422)

    for (const words of ['Lamp &lt;i&gt;', 'href="#quantity-1"', 'href="#item-2"', 'href="#value-2"', 'value="1,5"', 'Boda &amp; Sons', `value="${token}"`])
      expect(page.text).toContain(words)
    expect(await register.reader.selectFrom('deliveries').selectAll().execute()).toEqual([])
  })

  it.each([{ 'quantity-1x': '1' }, { center_id: '3' }, { 'received-1': '3' }])('is a field that it does not have: %o', async (more) => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), cora)

    const page = await hers
      .post(`/centers/${await plainCenter(register)}/deliveries`)
      .type('form')
      .send({ ...details, ...more, token })
      .expect(422)

    expect(page.text).toContain('This form has changed.')
  })

  it('of a receipt says how much is left, and keeps what was typed (S3)', async () => {
    const register = await openRegister()
    const delivery = await sent(register, await vettedCenter(register), null)
    const line = delivery.lines[0]?.id ?? 0
    const hers = await browserOf(register, appOf(register), cora)
    const send = (row: Record<string, string>) =>
      hers.post(`/deliveries/${delivery.id}/receipts`).field({ on: '2026-11-21', confirmedBy: 'Matron', note: '', token, ...row })

    const short = await send({ [`received-${line}`]: '22', [`missing-${line}`]: '2', [`why-${line}`]: '' }).expect(422)
    expect(short.text).toContain('Say why some of it came damaged or is missing.')
    await arrived(register, delivery, { received: 20 })
    const much = await send({ [`received-${line}`]: '5' }).expect(422)

    for (const words of ['Of Mattress, single only 4 are left to account for, not 5.', '4 of 24 pieces left to account for', 'value="5"'])
      expect(much.text).toContain(words)
  })
})

it('keeps the proof of a receipt, sealed, and leads to it', async () => {
  const register = await openRegister()
  const delivery = await sent(register, await vettedCenter(register), null)
  const hers = await browserOf(register, appOf(register), cora)
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const fields = { on: '2026-11-21', confirmedBy: 'Matron', note: '', token, [`received-${delivery.lines[0]?.id ?? 0}`]: '24' }

  await hers
    .post(`/deliveries/${delivery.id}/receipts`)
    .field(fields)
    .attach('file', Buffer.from('MZ'), { filename: 'a.exe', contentType: 'application/pdf' })
    .expect(422)
  await hers.post(`/deliveries/${delivery.id}/receipts`).field(fields).attach('file', pixel, { filename: 'signed.png', contentType: 'image/png' }).expect(303)

  expect(await register.reader.selectFrom('documents').select(['kind', 'title']).where('kind', '=', 'proof').execute()).toEqual([
    { kind: 'proof', title: 'Receipt of delivery 1' },
  ])
  expect((await hers.get(`/deliveries/${delivery.id}`)).text).toMatch(/<a href="\/documents\/\d+">Proof/)
})

it('shows the second of two who change what is packed both versions (R3)', async () => {
  const register = await openRegister()
  const center = await plainCenter(register)
  const id = await packed(register, center, await logged(register, center))
  const app = appOf(register)
  const [hers, theirs] = [await browserOf(register, app, cora), await browserOf(register, app, priya)]
  const row = { 'need-1': '1', 'value-1': '82.00', 'currency-1': 'USD' }
  await theirs
    .post(`/deliveries/${id}/lines`)
    .type('form')
    .send({ ...details, ...row, 'quantity-1': '20', version: '1' })
    .expect(303)

  const page = await hers
    .post(`/deliveries/${id}/lines`)
    .type('form')
    .send({ ...details, ...row, 'quantity-1': '23', version: '1' })
    .expect(409)

  for (const words of ['Two people changed this', 'Mattress, single: how many', '>20<', '>23<', 'name="version" value="2.']) expect(page.text).toContain(words)
  expect((await getDelivery(register.reader, id)).lines).toMatchObject([{ quantity: 20, needId: 1 }])
})

it('reverses a receipt with a reason, completes with the rest missing, and calls nothing lost twice', async () => {
  const register = await openRegister()
  const delivery = await sent(register, await vettedCenter(register), null)
  const receiptId = await arrived(register, delivery, { received: 24 })
  const hers = await browserOf(register, appOf(register), cora)
  const path = `/deliveries/${delivery.id}`

  expect((await hers.get(`/receipts/${receiptId}/reversal`).expect(200)).text).toContain('Reverse the receipt')
  await hers.post(`/receipts/${receiptId}/reversal`).type('form').send({ reason: '', token }).expect(422)
  await hers.post(`/receipts/${receiptId}/reversal`).type('form').send({ reason: 'Another delivery', token }).expect(303).expect('location', path)
  const page = await hers.get(path)
  for (const words of ['Receipt 2 reverses receipt 1', 'Reversed by receipt 2', 'On the way']) expect(page.text).toContain(words)
  expect((await hers.get(`/receipts/${receiptId}/reversal`).expect(409)).text).toContain('This receipt was reversed already.')
  expect((await hers.get('/receipts/2/reversal').expect(409)).text).toContain('This receipt reverses another.')
  await hers.post(`${path}/completion`).type('form').send({ on: '2026-11-21', confirmedBy: 'Matron', why: 'Stolen', token: 'yet-another-token' }).expect(303)

  await hers.post(`${path}/loss`).type('form').send({ reason: 'Gone' }).expect(409)
  expect((await hers.get(path)).text).toContain('Mattress, single: 0 received, 24 missing (Stolen)')
})

it('calls a delivery lost whose receipt was reversed', async () => {
  const register = await openRegister()
  const delivery = await sent(register, await vettedCenter(register), null)
  const receiptId = await arrived(register, delivery, { received: 24 })
  const hers = await browserOf(register, appOf(register), cora)
  const path = `/deliveries/${delivery.id}`
  await hers.post(`/receipts/${receiptId}/reversal`).type('form').send({ reason: 'Another delivery', token }).expect(303)
  expect((await hers.get(path)).text).toContain('Call it lost')

  await hers.post(`${path}/loss`).type('form').send({ reason: 'The lorry was robbed' }).expect(303)

  expect((await hers.get(path)).text).toContain('Lost on 21 Nov 2026')
})

it.each([
  { came: { received: 24 }, says: 'Called lost on 21 Nov 2026, and arrived after all' },
  { came: { received: 20, missing: 4, why: 'Stolen' }, says: 'Called lost on 21 Nov 2026, and accounted for since' },
])('no longer says Lost of what turned up: $says', async ({ came, says }) => {
  const register = await openRegister()
  const delivery = await sent(register, await vettedCenter(register), null, { lines: [{ needId: null, item: 'Books', quantity: 24, unit: 'box', unitValue: null }] })
  const hers = await browserOf(register, appOf(register), cora)
  await callLost(register.writer, cora, delivery.id, 'The lorry was robbed')
  await arrived(register, delivery, came)

  const { text } = await hers.get(`/deliveries/${delivery.id}`).expect(200)

  for (const words of [says, 'The lorry was robbed', 'Called lost</dt>', '21 Nov 2026 by Cora', '24 <span class="quiet small">boxes</span>'])
    expect(text).toContain(words)
  expect(text).not.toContain('Lost on')
})

it('prints a packing list that names no place: the substitute address for mail, else collection', async () => {
  const register = await openRegister()
  const center = await plainCenter(register)
  const id = await packed(register, center, null)
  const hers = await browserOf(register, appOf(register), cora)
  expect((await hers.get(`/deliveries/${id}/packing-list`).expect(200)).text).toContain('Collection: call the center')

  await change(register.writer, cora, (trx, record) =>
    savePlace(trx, register.keys, record, cora, center, { street: '7 Hidden Lane', mailingAddress: 'PO Box 12, Nairobi' }),
  )

  const list = await hers.get(`/deliveries/${id}/packing-list`).expect(200)
  expect(list.text).toContain('PO Box 12, Nairobi')
  expect(list.text).not.toContain('Hidden Lane')
  expect((await hers.get(`/deliveries/${id}/receipt-form`).expect(200)).text).toContain('Signature')
})

it('gives the file in the order of the list, which links to it', async () => {
  const register = await openRegister()
  for (const name of ['Casa Luz', 'Casa Alba', 'Casa Sol']) await packed(register, await plainCenter(register, { name }), null)
  const hers = await browserOf(register, appOf(register), cora)
  const centersIn = ({ text }: { text: string }): string[] => text.match(/Casa (Luz|Alba|Sol)/g) ?? []

  expect((await hers.get('/deliveries?sort=center').expect(200)).text).toContain('/deliveries.csv?sort=center')

  expect(centersIn(await hers.get('/deliveries.csv?sort=center').expect(200))).toEqual(['Casa Alba', 'Casa Luz', 'Casa Sol'])
  expect(centersIn(await hers.get('/deliveries.csv').expect(200))).toEqual(['Casa Sol', 'Casa Alba', 'Casa Luz'])
})

it('changes nothing for a board member, whatever is sent', async () => {
  const register = await openRegister()
  const center = await vettedCenter(register)
  const delivery = await sent(register, center, null)
  const packedOne = await packed(register, center, null)
  await arrived(register, delivery, { received: 3 })
  const before = await register.reader.selectFrom('events').select('seq').execute()
  const hers = await browserOf(register, appOf(register), bea)

  for (const path of [
    `/centers/${center}/deliveries`,
    `/deliveries/${packedOne}/lines`,
    `/deliveries/${packedOne}/sending`,
    `/deliveries/${delivery.id}/receipts`,
    `/deliveries/${delivery.id}/loss`,
    `/deliveries/${delivery.id}/completion`,
    `/deliveries/${packedOne}/setting-aside`,
    '/receipts/1/reversal',
  ])
    await hers.post(path).type('form').send({ token, reason: 'x' }).expect(403)
  for (const path of ['/deliveries', '/deliveries.csv', `/deliveries/${delivery.id}`, `/deliveries/${delivery.id}/packing-list`]) await hers.get(path).expect(403)

  expect(await register.reader.selectFrom('events').select('seq').execute()).toEqual(before)
})
