import { expect, it } from 'vitest'
import { readSettings } from '../src/settings/queries.ts'
import { changeSettings } from '../src/settings/service.ts'
import { ada, appOf, browserOf, openRegister, priya } from './support/register.ts'

const wanted = { version: '1', organization: 'Harbour Trust', timeZone: 'America/Guatemala', threshold: '5,000.00', idleMinutes: '45' }

it('saves what an administrator sets, and the event says what changed', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)

  await hers.post('/admin/settings').type('form').send(wanted).expect(303)

  const rows = await register.reader
    .selectFrom('settings')
    .select(['name', 'value'])
    .where('name', 'in', ['time_zone', 'threshold_minor', 'idle_minutes', 'currency'])
    .orderBy('name')
    .execute()
  expect(rows.map(({ name, value }) => `${name} ${value}`)).toEqual(['currency USD', 'idle_minutes 45', 'threshold_minor 500000', 'time_zone America/Guatemala'])
  const event = await register.reader.selectFrom('events').select('details').where('action', '=', 'settings.changed').executeTakeFirstOrThrow()
  expect(JSON.parse(event.details)).toEqual({
    timeZone: { before: 'UTC', after: 'America/Guatemala' },
    thresholdMinor: { before: 1000000, after: 500000 },
    idleMinutes: { before: 30, after: 45 },
  })
})

it.each([
  [{ threshold: 'a lot' }, 'Enter an amount'],
  [{ timeZone: 'Nowhere/City' }, 'Choose a time zone.'],
  [{ idleMinutes: '4' }, 'from 5 to 720'],
  [{ currency: 'EUR' }, 'This form has changed.'],
])('refuses %j and says why', async (wrong, said) => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), ada)
  expect(
    (
      await hers
        .post('/admin/settings')
        .type('form')
        .send({ ...wanted, ...wrong })
        .expect(422)
    ).text,
  ).toContain(said)
})

it('is not for a manager', async () => {
  const register = await openRegister()
  const hers = await browserOf(register, appOf(register), priya)
  await hers.get('/admin/settings').expect(403)
  await hers.post('/admin/settings').type('form').send(wanted).expect(403)
})

it('refuses settings that were saved since, so that nobody undoes a threshold untold (R3, M3)', async () => {
  const { writer, reader } = await openRegister()
  const form = { organization: 'Harbour Trust', timeZone: 'UTC', thresholdMinor: 500_000, idleMinutes: 30 }
  await changeSettings(writer, ada, 1, form)

  await expect(changeSettings(writer, ada, 1, { ...form, thresholdMinor: 1_000_000, idleMinutes: 45 })).rejects.toThrow('Someone else changed')
  expect(await readSettings(reader)).toMatchObject({ thresholdMinor: 500_000, idleMinutes: 30 })
})
