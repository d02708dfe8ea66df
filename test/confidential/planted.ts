import { savePrivatePhone } from '../../src/locations/phone-queries.ts'
import { jpegFile, jpegSegment, pdfFile } from '../support/files.ts'
import { appOf, browserOf, carl, cora, type TestRegister } from '../support/register.ts'

/** A hidden place, and everything else that gives it away. */
export interface Hidden {
  region: string
  city: string
  street: string
  postalCode: string
  latitude: string
  longitude: string
  directions: string
  timeZone: string
  phone: string
  fileName: string
  exif: string
  comment: string
  imported: string
  importedName: string
}

/** No secret: the center gave it for mail, and whoever reads the directory may see it (DESIGN's "locations"). */
export const mailingAddress = 'Post box 8812, Wharfmouth'

/** A place that its center does not hide, until the last day of its authorization: street and postal code are for two pages alone, all else of it for none. */
export interface Open {
  region: string
  city: string
  street: string
  postalCode: string
  latitude: string
  longitude: string
  directions: string
}
export const openUntil = '2026-12-31'

/** Has one center allow that its place is open, as two coordinators would. Before anything is hidden: its authorization is the first. */
export async function openUp(register: TestRegister, center: number, place: Open): Promise<void> {
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  const post = (path: string, fields: object) => hers.post(path).type('form').send(fields).expect(303)
  await post(`/centers/${center}/place/edit`, { version: '0', timeZone: '', mailingAddress: '', ...place })
  const asking = hers.post(`/centers/${center}/place/authorizations`)
  void asking.field({ token: 'one-token-of-an-open-place', secrecy: 'open', signedBy: 'The director', signedOn: '2026-11-20', untilOn: openUntil })
  await asking.attach('file', pdfFile(place.street), { filename: `${place.street}.pdf`, contentType: 'application/pdf' }).expect(303)
  await (await browserOf(register, app, carl)).post('/place-authorizations/1/answer').type('form').send({ answer: 'confirmed' }).expect(303)
}

/** Hides the same place at every center whose place is not known, and what else gives it away at one, as a coordinator would: through the pages, wherever there is one. */
export async function hide(register: TestRegister, center: number, hidden: Hidden): Promise<void> {
  const hers = await browserOf(register, appOf(register), cora)
  const { region, city, street, postalCode, latitude, longitude, directions, timeZone } = hidden
  const fields = { version: '0', region, city, street, postalCode, latitude, longitude, directions, timeZone, mailingAddress }
  for (const { id } of await register.reader
    .selectFrom('centers')
    .select('id')
    .where('id', 'not in', (query) => query.selectFrom('locations').select('center_id'))
    .execute())
    await hers.post(`/centers/${id}/place/edit`).type('form').send(fields).expect(303)
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
  const columns = 'Name,Country,Organization,City,Street,Where is it'
  const csv = `${columns}\nImported House,KE,Harbour Trust,${hidden.imported},${hidden.imported},\n,Nowhere,,${hidden.imported},,"${hidden.directions}"\n"left out: it may say where the center is. ${hidden.directions}",Nowhere,,${hidden.imported},,\n`
  const sources = { 'column-name': '0', 'column-country': '1', 'column-organization': '2', 'column-city': '3', 'column-street': '4', 'value-kind': 'clinic' }
  // A place in a column that was taken for what it is not is given back neither as it stands nor in the reasons.
  const mistaken = Object.fromEntries(['languages', 'services', 'openedOn', 'email', 'phone', 'publicContact'].map((field) => [`column-${field}`, '5']))
  // Of one file it is said what its columns are, so that its rows open; the other is still asked about.
  for (const said of [{ ...sources, ...mistaken, days: 'YYYY-MM-DD' }, null]) {
    const kept = await hers
      .post('/imports')
      .attach('file', Buffer.from(csv), { filename: `${hidden.importedName}.csv`, contentType: 'text/csv' })
      .expect(303)
    if (said) await hers.post(`${kept.headers['location']}/mapping`).type('form').send(said).expect(303)
  }
}
