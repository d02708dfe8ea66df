import { savePrivatePhone } from '../../src/locations/phone-queries.ts'
import { jpegFile, jpegSegment, pdfFile } from '../support/files.ts'
import { appOf, browserOf, cora, type TestRegister } from '../support/register.ts'
import { submittedReview, vettedCenter } from '../support/vetted.ts'

/** A hidden place, and everything else that gives it away. */
export interface Hidden {
  region: string
  city: string
  street: string
  postalCode: string
  latitude: string
  longitude: string
  directions: string
  phone: string
  fileName: string
  exif: string
  comment: string
  imported: string
  importedName: string
}

/** A center of every state of a page's life, so that each route has a record to show. Made once; the place comes after. */
export async function peopled(register: TestRegister): Promise<number> {
  const center = await vettedCenter(register, { name: 'Harbour House', conditions: [{ dueOn: '2027-01-31' }] })
  await submittedReview(register, { name: 'Hillside House' })
  await register.writer.transaction().execute(async (trx) => {
    const at = '2026-11-21T09:00:00.000Z'
    const by = { recorded_by: 4, recorded_on: '2026-11-21', recorded_at: at }
    const fund = { code: 'HT-1', name: 'General fund', giver: 'A giver', currency: 'USD', starts_on: '2026-01-01', ends_on: null, created_by: 4, created_at: at }
    await trx.insertInto('funds').values(fund).execute()
    await trx
      .insertInto('fund_entries')
      .values({ fund_id: 1, kind: 'receipt', amount_minor: 5_000_000, on_day: '2026-11-20', note: 'A gift', ...by })
      .execute()
    const purpose = await trx.selectFrom('purposes').select('code').orderBy('position').executeTakeFirstOrThrow()
    const allocation = { fund_id: 1, center_id: center, purpose_code: purpose.code, amount_minor: 100_000, currency: 'USD', for_what: 'Beds', populations: '[]' }
    await trx
      .insertInto('allocations')
      .values({ ...allocation, from_age: null, to_age: null, drafted_by: 2, drafted_at: at })
      .execute()
    const paid = { amount_minor: 10_000, paid_minor: 10_000, paid_currency: 'USD', method: 'bank transfer' as const, planned_on: '2026-11-30' }
    await trx
      .insertInto('payments')
      .values({ ...paid, allocation_id: 1, planned_by: 2, planned_at: at })
      .execute()
    const need = { center_id: center, catalogue_code: null, category: 'bedding', item: 'Blankets', quantity: 20, unit: 'piece', unit_cost_minor: null, currency: null }
    await trx
      .insertInto('needs')
      .values({ ...need, people: null, priority: 'normal', needed_by: null, ...by, recorded_by: 2 })
      .execute()
    await trx
      .insertInto('deliveries')
      .values({ center_id: center, expected_on: null, carrier: null, note: null, packed_by: 2, packed_on: '2026-11-21', packed_at: at })
      .execute()
    await trx.insertInto('key_people').values({ organization_id: 1, name: 'The head', role: 'head', added_at: at }).execute()
    await trx.insertInto('contacts').values({ center_id: center, name: 'The night desk', kind: 'private', created_at: at }).execute()
    await trx.insertInto('notes').values({ center_id: center, kind: 'note', on_day: '2026-11-20', text: 'A quiet week.', written_by: 2, written_at: at }).execute()
  })
  return center
}

/** Hides a place at a center, as a coordinator would: through the pages, wherever there is one. */
export async function hide(register: TestRegister, center: number, hidden: Hidden): Promise<void> {
  const hers = await browserOf(register, appOf(register), cora)
  const { region, city, street, postalCode, latitude, longitude, directions } = hidden
  const fields = { version: '0', region, city, street, postalCode, latitude, longitude, directions, timeZone: '', mailingAddress: '' }
  await hers.post(`/centers/${center}/place/edit`).type('form').send(fields).expect(303)
  await register.writer.transaction().execute((trx) => savePrivatePhone(trx, register.keys, 1, hidden.phone))
  const camera = [jpegSegment(0xe1, `Exif\0\0${hidden.exif}`), jpegSegment(0xfe, hidden.comment)]
  const document = hers
    .post(`/centers/${center}/documents`)
    .field({ kind: 'evidence', title: 'A picture of the rooms', datedOn: '', receivedOn: '2026-11-20', expiresOn: '' })
  await document.attach('file', jpegFile(camera), { filename: hidden.fileName, contentType: 'image/jpeg' }).expect(303)
  const paper = pdfFile(hidden.street)
  const asking = hers.post(`/centers/${center}/place/authorizations`)
  void asking.field({ token: 'one-token-of-this-form', secrecy: 'city', signedBy: 'The director', signedOn: '2026-11-20', untilOn: '2026-12-31' })
  await asking.attach('file', paper, { filename: hidden.fileName.replace('.jpg', '.pdf'), contentType: 'application/pdf' }).expect(303)
  const csv = `Name,Country,Organization,City,Street\nImported House,KE,Harbour Trust,${hidden.imported},${hidden.imported}\n,Nowhere,,${hidden.imported},\n`
  await hers
    .post('/imports')
    .attach('file', Buffer.from(csv), { filename: `${hidden.importedName}.csv`, contentType: 'text/csv' })
    .expect(303)
}
