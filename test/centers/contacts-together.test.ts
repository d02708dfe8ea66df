import { expect, it } from 'vitest'
import { addContact, editContact, removeContact } from '../../src/centers/detail-service.ts'
import { openPhone } from '../../src/locations/opening-queries.ts'
import { token } from '../support/money.ts'
import { appOf, browserOf, carl, cora, keys, openRegister } from '../support/register.ts'
import { formTo, type Sent } from '../support/sent-form.ts'
import { plainCenter } from '../support/vetted.ts'

const path = '/contacts/1/edit'
const eva = { name: 'Eva', role: 'Nurse', phone: '+502 5550 0000', keepPhone: false, email: null, language: null, isPrimary: false }

/** Cora has the form of a contact open; Carl edits the same contact. */
async function begun(kind: 'private' | 'front desk' = 'private') {
  const register = await openRegister()
  const center = await plainCenter(register, { name: 'Hope House' })
  await addContact(register.writer, cora, center, { ...eva, kind, token: token() })
  const hers = await browserOf(register, appOf(register), cora)
  const opened = formTo((await hers.get(path).expect(200)).text, path)
  const send = (sent: Sent) => hers.post(path).type('form').send(sent)
  const edit = (more: object, version = 1) => editContact(register.writer, carl, 1, { ...eva, kind, ...more, version })
  const phone = () => openPhone(register.reader, keys, 1)
  return { register, hers, opened, send, edit, phone }
}
const words = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

it('says that a private phone was changed meanwhile, shows none of it, and leaves the choice (R3, CONF-02)', async () => {
  const { opened, send, edit, phone } = await begun()
  await edit({ role: 'Director', phone: '+502 5550 1111' })

  const told = (await send({ ...opened, phone: '+502 5550 2222' }).expect(409)).text

  expect(words(told)).toContain('Phone Changed meanwhile, and not shown here. To keep what they saved, ask nothing of this field. +502 5550 2222')
  expect(words(told)).toContain('Also kept: what they saved for “Role”.')
  for (const kept of ['5550 0000', '5550 1111']) expect(told).not.toContain(kept)
  const again = formTo(told, path)
  expect(again).toMatchObject({ role: 'Director', phone: '+502 5550 2222', keepPhone: 'yes' })
  await send({ ...again, phone: '' }).expect(303)
  expect(await phone()).toBe('+502 5550 1111')
})

it('asks before a private phone goes that the other has just changed', async () => {
  const { opened, send, edit, phone } = await begun()
  await edit({ phone: '+502 5550 1111' })

  const told = words((await send({ ...opened, keepPhone: [] }).expect(409)).text)

  expect(told).toContain('ask nothing of this field. not to be kept')
  expect(await phone()).toBe('+502 5550 1111')
})

it('keeps the phone of a contact that became private while the form was open', async () => {
  const { opened, send, edit, phone } = await begun('front desk')
  await edit({ kind: 'private' })

  const told = (await send({ ...opened, role: 'Director' }).expect(409)).text
  await send(formTo(told, path)).expect(303)

  expect(told).not.toContain('5550 0000')
  expect(await phone()).toBe('+502 5550 0000')
})

it('says at once that the contact was ended, by whom and when, and leads to adding them anew with what was typed', async () => {
  const { register, hers, opened, send } = await begun()
  await removeContact(register.writer, carl, 1)

  for (const email of ['', 'x@']) {
    const told = (await send({ ...opened, role: 'Director', email }).expect(409)).text
    expect(words(told)).toContain('Carl, on 21 Nov 2026 at 09:00, noted that Eva is no longer a contact of Hope House.')
    expect(formTo(told, '/centers/1/contacts')['role']).toBe('Director')
  }
  const told = (await send({ ...opened, role: 'Director', phone: '+502 5550 2222' }).expect(409)).text
  await hers.post('/centers/1/contacts').type('form').send(formTo(told, '/centers/1/contacts')).expect(303)

  const rows = await register.reader.selectFrom('contacts').select(['id', 'name', 'role']).where('ended_at', 'is', null).execute()
  expect(rows).toEqual([{ id: 2, name: 'Eva', role: 'Director' }])
  expect(await openPhone(register.reader, keys, 2)).toBe('+502 5550 2222')
})

it('is told too who is no longer the first to turn to', async () => {
  const { register, opened, send, edit } = await begun()
  await edit({ isPrimary: true, keepPhone: true, phone: null })
  const { text } = await send({ ...opened, role: 'Director' }).expect(409)
  await addContact(register.writer, carl, 1, { ...eva, name: 'Ana', kind: 'front desk', isPrimary: true, token: token() })

  await send({ ...formTo(text, path) }).expect(409)

  const rows = await register.reader.selectFrom('contacts').select(['name', 'is_primary']).orderBy('id').execute()
  expect(rows).toEqual([
    { name: 'Eva', is_primary: 0 },
    { name: 'Ana', is_primary: 1 },
  ])
})
