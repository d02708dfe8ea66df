import { describe, expect, it } from 'vitest'
import { appOf, browserOf, carl, cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

async function house() {
  const register = await openRegister()
  const id = await plainCenter(register, { name: 'Hope House' })
  const app = appOf(register)
  return { register, app, id, agent: await browserOf(register, app, cora) }
}

const desk = { name: 'Ana', role: 'Night desk', kind: 'front desk', phone: '+502 5550 1234', email: 'desk@example.org', language: 'Spanish' }

describe('a contact', () => {
  it('of the front desk shows its phone; a private one’s is sealed and never shown, logged or put into a form', async () => {
    const { register, id, agent } = await house()
    await agent.post(`/centers/${id}/contacts`).type('form').send(desk).expect(303)
    await agent
      .post(`/centers/${id}/contacts`)
      .type('form')
      .send({ ...desk, name: 'Eva', kind: 'private', phone: '+502 5550 9876', isPrimary: 'yes' })
      .expect(303)

    const page = (await agent.get(`/centers/${id}`).expect(200)).text
    expect(page).toContain('+502 5550 1234')
    expect(page).toContain('private phone: shown with the place, on request')
    const form = (await agent.get('/contacts/2/edit').expect(200)).text
    const kept =
      JSON.stringify(await register.reader.selectFrom('events').selectAll().execute()) +
      JSON.stringify(await register.reader.selectFrom('contacts').selectAll().execute())
    for (const seen of [page, form, kept]) expect(seen).not.toContain('9876')
    expect(await register.reader.selectFrom('private_phones').select('contact_id').execute()).toEqual([{ contact_id: 2 }])
  })

  it('keeps a private phone when the form does not name another, and drops it when told to', async () => {
    const { register, id, agent } = await house()
    const eva = { ...desk, name: 'Eva', kind: 'private', phone: '+502 5550 9876' }
    await agent.post(`/centers/${id}/contacts`).type('form').send(eva).expect(303)
    const sealed = () => register.reader.selectFrom('private_phones').select('sealed').execute()
    const before = await sealed()

    await agent
      .post('/contacts/1/edit')
      .type('form')
      .send({ ...eva, phone: '', keepPhone: 'yes', version: '1' })
      .expect(303)
    expect(await sealed()).toEqual(before)
    await agent
      .post('/contacts/1/edit')
      .type('form')
      .send({ ...eva, phone: '', version: '1' })
      .expect(303)
    expect(await sealed()).toEqual([])
  })

  it('keeps a private phone that the form says to keep, and says why its contact cannot be the front desk meanwhile', async () => {
    const { register, id, agent } = await house()
    const eva = { ...desk, name: 'Eva', kind: 'private', phone: '+502 5550 9876' }
    await agent.post(`/centers/${id}/contacts`).type('form').send(eva).expect(303)
    const kept = () => register.reader.selectFrom('private_phones').select('contact_id').execute()
    const turned = { ...eva, kind: 'front desk', phone: '', keepPhone: 'yes', role: 'Day desk', version: '1' }
    const send = (more: object) =>
      agent
        .post('/contacts/1/edit')
        .type('form')
        .send({ ...turned, ...more })

    // With another number typed, and with a field that cannot be read, too.
    for (const more of [{}, { phone: '+502 5550 1111' }, { email: 'nowhere' }]) {
      const { text } = await send(more).expect(422)
      for (const words of [
        '<a href="#keepPhone">A front desk has no private phone, so it cannot be kept. Untick this to erase the number, or keep the kind “Private”.',
        'value="Day desk"',
      ])
        expect(text).toContain(words)
      expect(text).toMatch(/name="keepPhone"[^>]*checked/)
      expect(await kept()).toEqual([{ contact_id: 1 }])
    }
    const told = async () => (await agent.get(`/centers/${id}`).expect(200)).text
    await send({ kind: 'private' }).expect(303)
    expect(await kept()).toEqual([{ contact_id: 1 }])
    expect(await told()).not.toContain('is erased')
    await send({ keepPhone: [], version: '2' }).expect(303)
    expect(await kept()).toEqual([])
    expect(await told()).toContain('Eva is saved. The private phone on record is erased.')
  })

  it('edited by two people is shown to the second with both versions (R3)', async () => {
    const { register, app, id, agent } = await house()
    await agent.post(`/centers/${id}/contacts`).type('form').send(desk).expect(303)
    await (
      await browserOf(register, app, carl)
    )
      .post('/contacts/1/edit')
      .type('form')
      .send({ ...desk, role: 'Director', version: '1' })
      .expect(303)

    const told = await agent
      .post('/contacts/1/edit')
      .type('form')
      .send({ ...desk, name: 'Anna', version: '1' })
      .expect(409)

    for (const words of ['Director', 'value="Anna"', 'name="version" value="2.']) expect(told.text).toContain(words)
    expect(await register.reader.selectFrom('contacts').select(['name', 'role']).execute()).toEqual([{ name: 'Ana', role: 'Director' }])
  })

  it.each([
    { wrong: { name: '' }, says: 'Enter the contact’s name.' },
    { wrong: { phone: 'call me' }, says: 'Enter a phone number' },
    { wrong: { email: 'x@' }, says: 'Enter an e-mail address' },
    { wrong: { language: 'Klingonese' }, says: 'No language is known as “Klingonese”' },
    { wrong: { kind: 'secret' }, says: 'Say whether this is the front desk' },
  ])('is not kept when $says', async ({ wrong, says }) => {
    const { register, id, agent } = await house()

    const page = await agent
      .post(`/centers/${id}/contacts`)
      .type('form')
      .send({ ...desk, ...wrong })
      .expect(422)

    expect(page.text).toContain(says)
    expect(await register.reader.selectFrom('contacts').select('id').execute()).toEqual([])
  })

  it('that left is a contact no more, and stays in the history', async () => {
    const { id, agent } = await house()
    await agent.post(`/centers/${id}/contacts`).type('form').send(desk).expect(303)

    await agent.post('/contacts/1/ending').expect(303)

    expect((await agent.get(`/centers/${id}`)).text).not.toContain('desk@example.org')
    expect((await agent.get(`/centers/${id}/history`)).text).toContain('Contact no longer there')
    await agent.post('/contacts/1/ending').expect(409)
  })
})

describe('a note', () => {
  const note = { kind: 'call', onDay: '2026-11-20', withWhom: 'Ana', text: 'Two beds free.\r\n<b>Roof</b> mended.' }

  it('stands on the center’s page as it was written, and its words nowhere in the log', async () => {
    const { register, id, agent } = await house()

    await agent.post(`/centers/${id}/notes`).type('form').send(note).expect(303)

    const page = (await agent.get(`/centers/${id}`)).text
    expect(page).toContain('Two beds free.\n&lt;b&gt;Roof&lt;/b&gt; mended.')
    expect(JSON.stringify(await register.reader.selectFrom('events').select('details').execute())).not.toContain('Roof')
  })

  it('is warned of when it looks like a place, and kept when somebody says that it is none (CONF-08)', async () => {
    const { register, id, agent } = await house()
    const placed = { ...note, text: 'Meet at 12 Harbour Street on Monday' }

    const warned = await agent.post(`/centers/${id}/notes`).type('form').send(placed).expect(422)
    for (const words of ['This looks like a street address', 'save anyway', 'Meet at 12 Harbour Street on Monday']) expect(warned.text).toContain(words)
    expect(await register.reader.selectFrom('notes').select('id').execute()).toEqual([])
    await agent
      .post(`/centers/${id}/notes`)
      .type('form')
      .send({ ...placed, anyway: 'yes' })
      .expect(303)
  })

  it('is withdrawn with a reason, once, and its text is shown no more', async () => {
    const { id, agent } = await house()
    await agent.post(`/centers/${id}/notes`).type('form').send(note).expect(303)

    await agent.post('/notes/1/withdrawal').type('form').send({ because: ' ' }).expect(422)
    await agent.post('/notes/1/withdrawal').type('form').send({ because: 'Written of another center' }).expect(303)

    for (const path of [`/centers/${id}`, `/centers/${id}/notes`]) {
      const page = (await agent.get(path).expect(200)).text
      expect(page).toContain('Withdrawn by Cora: Written of another center')
      expect(page).not.toContain('Two beds free')
    }
    await agent.post('/notes/1/withdrawal').type('form').send({ because: 'Again' }).expect(409)
  })

  it('is of no day to come', async () => {
    const { id, agent } = await house()
    expect(
      (
        await agent
          .post(`/centers/${id}/notes`)
          .type('form')
          .send({ ...note, onDay: '2026-11-22' })
          .expect(422)
      ).text,
    ).toContain('This day has not come yet.')
  })
})

describe('a reading of beds', () => {
  const reading = { population: 'POP-WOMEN', onDay: '2026-11-20', beds: '24', openBeds: '5', saidBy: 'Ana, night desk' }

  it('is added, the latest counts, and after 30 days it is stale and says so', async () => {
    const { register, app, id, agent } = await house()
    await agent.post(`/centers/${id}/capacity`).type('form').send(reading).expect(303)
    await agent
      .post(`/centers/${id}/capacity`)
      .type('form')
      .send({ ...reading, openBeds: '3' })
      .expect(303)

    const page = (await agent.get(`/centers/${id}`)).text
    expect(page).toContain('3 open of 24, on 20 Nov 2026')
    expect(page).not.toContain('5 open of 24')
    app.setNow('2026-12-21T09:00:00Z')
    const later = await browserOf(register, app, { ...cora, now: Temporal.Instant.from('2026-12-21T09:00:00Z') })
    expect((await later.get(`/centers/${id}`)).text).toContain('Not known now: the last reading is stale')
  })

  it.each([
    { wrong: { openBeds: '25' }, says: 'More beds are open than there are.' },
    { wrong: { population: 'POP-MEN' }, says: 'Choose one of the groups that this center serves.' },
    { wrong: { onDay: '2026-11-22' }, says: 'This day has not come yet.' },
    { wrong: { beds: '2.5' }, says: 'as a whole number' },
  ])('is refused when $says', async ({ wrong, says }) => {
    const { register, id, agent } = await house()
    expect(
      (
        await agent
          .post(`/centers/${id}/capacity`)
          .type('form')
          .send({ ...reading, ...wrong })
          .expect(422)
      ).text,
    ).toContain(says)
    expect(await register.reader.selectFrom('capacity_readings').select('id').execute()).toEqual([])
  })
})
