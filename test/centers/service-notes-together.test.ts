import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { noteServices } from '../../src/centers/service.ts'
import { appOf, browserOf, carl, cora, openRegister } from '../support/register.ts'
import { formTo } from '../support/sent-form.ts'
import { plainCenter } from '../support/vetted.ts'

const path = '/centers/1/services'

async function begun() {
  const register = await openRegister()
  await plainCenter(register, { name: 'Hope House' })
  await register.writer.transaction().execute(async (trx) => {
    for (const service_code of ['SVC-SAFEHOUSE', 'SVC-EMERG-SHELTER'])
      await trx.insertInto('center_services').values({ center_id: 1, service_code, uuid: randomUUID() }).execute()
  })
  const hers = await browserOf(register, appOf(register), cora)
  return { register, hers, opened: formTo((await hers.get(path).expect(200)).text, path) }
}

it('shows a note that was typed for a service which the other took off the center meanwhile (R3)', async () => {
  const { register, hers, opened } = await begun()
  await register.writer.transaction().execute((trx) => trx.deleteFrom('center_services').where('service_code', '=', 'SVC-SAFEHOUSE').execute())

  const told = await hers
    .post(path)
    .type('form')
    .send({ ...opened, 'SVC-SAFEHOUSE': 'Up to nine months' })
    .expect(409)

  for (const words of ['No longer among the services of this center', 'Safe house for trafficking survivors. You typed: Up to nine months'])
    expect(told.text).toContain(words)
})

it('refuses notes that were others when the form was opened', async () => {
  const { register, opened } = await begun()
  const version = Number.parseInt(String(opened['version']), 10)
  await noteServices(register.writer, carl, 1, { 'SVC-SAFEHOUSE': 'Six months' }, version)

  await expect(noteServices(register.writer, cora, 1, { 'SVC-SAFEHOUSE': 'Nine months' }, version)).rejects.toThrow('Someone else changed this set of notes')
  expect(await register.reader.selectFrom('center_services').select('note').where('service_code', '=', 'SVC-SAFEHOUSE').execute()).toEqual([{ note: 'Six months' }])
})
