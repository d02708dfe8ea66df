import { cora, priya, type TestRegister } from './register.ts'
import { insertEvidenceDocument } from './vetted.ts'

/** Shows a region and a city of a center until a day, by SQL, as an authorization that Priya confirmed lets it. */
export async function showPlace(register: TestRegister, centerId: number, region: string, city: string, until: string): Promise<void> {
  await register.writer.transaction().execute(async (trx) => {
    const document = await insertEvidenceDocument(trx, centerId, { receivedOn: '2026-11-21', expiresOn: null })
    const asked = { signed_by: 'The head', signed_on: '2026-11-21', until_on: until, document_id: document, asked_by: cora.id, asked_at: '2026-11-21T09:00:00.000Z' }
    const { id } = await trx
      .insertInto('location_authorizations')
      .values({ center_id: centerId, secrecy: 'city', ...asked })
      .returning('id')
      .executeTakeFirstOrThrow()
    const answered = { answer: 'confirmed', answered_by: priya.id, answered_at: '2026-11-21T09:00:00.000Z' } as const
    await trx.updateTable('location_authorizations').set(answered).where('id', '=', id).execute()
    await trx.insertInto('locations').values({ center_id: centerId, secrecy: 'city' }).execute()
    await trx.updateTable('centers').set({ shown_region: region, shown_city: city, shown_until: until }).where('id', '=', centerId).execute()
    await trx.insertInto('center_shown').values({ rowid: centerId, region, city }).execute()
  })
}
