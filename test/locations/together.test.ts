import { expect, it } from 'vitest'
import { openPlace } from '../../src/locations/opening-queries.ts'
import { readLocation } from '../../src/locations/queries.ts'
import { answerAuthorization, askToLower, editPlace } from '../../src/locations/service.ts'
import { appOf, browserOf, carl, cora, keys, openRegister, priya } from '../support/register.ts'
import { pdfFile } from '../support/files.ts'
import { token } from '../support/money.ts'
import { formTo, type Sent } from '../support/sent-form.ts'
import { plainCenter } from '../support/vetted.ts'

const path = '/centers/1/place/edit'
const blank = { region: null, city: null, postalCode: null, latitude: null, longitude: null, timeZone: null, emptied: [], mailingAddress: null }

/** Cora has the form of a place open, with a street and directions on record. */
async function begun() {
  const register = await openRegister()
  await plainCenter(register, { name: 'Harbour House' })
  await editPlace(register.writer, carl, 1, { version: 0, ...blank, street: '7 Quiet Lane', directions: 'Past the mill' })
  const app = appOf(register)
  const [hers, his] = [await browserOf(register, app, cora), await browserOf(register, app, carl)]
  const open = async (): Promise<Sent> => formTo((await hers.get(path).expect(200)).text, path)
  const send = (browser: typeof hers, sent: Sent) => browser.post(path).type('form').send(sent)
  const place = () => openPlace(register.reader, keys, 1)
  return { register, hers, his, open, send, place }
}
const words = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

it('names what the other changed of a place, shows none of it, and overwrites only what was typed (R3, CONF-02)', async () => {
  const { register, hers, his, open, send, place } = await begun()
  const opened = await open()
  await send(his, { ...opened, street: '8 Quiet Lane', postalCode: 'EX1 2PL', mailingAddress: 'PO Box 1' }).expect(303)

  const told = (await send(hers, { ...opened, street: '9 Quiet Lane', directions: 'Behind the school' }).expect(409)).text

  expect(words(told)).toContain('what you typed for “Directions”; what they saved for “Postal code” and “Substitute mailing address”.')
  expect(words(told)).toContain('Street and number Changed meanwhile, and not shown here. To keep what they saved, ask nothing of this field. 9 Quiet Lane')
  for (const kept of ['8 Quiet Lane', '7 Quiet Lane', 'EX1 2PL', 'Past the mill']) expect(told).not.toContain(kept)
  const again = formTo(told, path)
  expect(again).toMatchObject({ street: '9 Quiet Lane', postalCode: '', directions: 'Behind the school', mailingAddress: 'PO Box 1' })
  await send(hers, { ...again, street: '' }).expect(303)
  expect(await place()).toMatchObject({ street: '8 Quiet Lane', postalCode: 'EX1 2PL', directions: 'Behind the school' })
  expect((await readLocation(register.reader, 1)).mailingAddress).toBe('PO Box 1')
})

it('asks before a field is emptied that the other has just filled', async () => {
  const { hers, his, open, send, place } = await begun()
  const opened = await open()
  await send(his, { ...opened, directions: 'Over the bridge' }).expect(303)

  const told = (await send(hers, { ...opened, emptied: 'directions' }).expect(409)).text

  expect(words(told)).toContain('ask nothing of this field. to be emptied')
  expect(told).not.toContain('Over the bridge')
  expect(formTo(told, path)['emptied']).toBe('directions')
  expect(await place()).toMatchObject({ directions: 'Over the bridge' })
})

it('still tells the second of two after a mistake of theirs was put right', async () => {
  const { hers, his, open, send } = await begun()
  const opened = await open()
  await send(his, { ...opened, mailingAddress: 'PO Box 1' }).expect(303)

  const wrong = (await send(hers, { ...opened, latitude: '91', directions: 'Behind the school' }).expect(422)).text

  const told = await send(hers, { ...formTo(wrong, path), latitude: '' }).expect(409)
  expect(formTo(told.text, path)['mailingAddress']).toBe('PO Box 1')
})

it('says that the secrecy of the place changed meanwhile, from what to what', async () => {
  const { register, hers, open, send } = await begun()
  const opened = await open()
  const [signedOn, untilOn] = [Temporal.PlainDate.from('2026-11-20'), Temporal.PlainDate.from('2026-12-31')]
  const form = { token: token(), secrecy: 'city' as const, signedBy: 'The director', signedOn, untilOn, file: 'sent' as const }
  const id = await askToLower(register.writer, carl, 1, form, { bytes: pdfFile(), mediaType: 'application/pdf' })
  await answerAuthorization(register.writer, priya, id, 'confirmed')

  const told = words((await send(hers, { ...opened, directions: 'Behind the school' }).expect(409)).text)

  expect(told).toContain('How secret the place is was changed meanwhile It was hidden: the country is all that anyone sees. It is city: region and city may be seen.')
})

it('refuses a place that was saved since, whoever asks', async () => {
  const { register } = await begun()
  const stale = editPlace(register.writer, cora, 1, { version: 0, ...blank, street: null, directions: 'Behind the school' })
  await expect(stale).rejects.toThrow('Someone else changed this place')
})
