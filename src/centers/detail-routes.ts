import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { sameVersion } from '../http/conflict.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, withProblems, withRefusal } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Problems, Stale } from '../shared/refusal.ts'
import { listReadings } from './capacity-queries.ts'
import { coverageOf } from './center.ts'
import { capacityPage, readingFields } from './capacity-pages.ts'
import { contactConflictPage, endedContactPage } from './contact-conflict-pages.ts'
import { contactFields, editContactPage, newContactPage } from './contact-pages.ts'
import { findEnding, getContact, wasPhoneChanged } from './contact-queries.ts'
import { assertNotWithdrawn, assertStillThere, erasesPhone, keptPhoneProblems } from './contact.ts'
import { contactForm, newContactForm, noteForm, readingForm, withdrawalForm } from './detail-forms.ts'
import { addContact, editContact, recordBeds, removeContact, withdrawNote, writeNote } from './detail-service.ts'
import { backToCenter } from './form-pages.ts'
import { noteFields, notePage, withdrawalPage } from './note-pages.ts'
import { getNote } from './note-queries.ts'
import { aheadProblems, readingProblems } from './problems.ts'
import { getCenter } from './queries.ts'

const readingsShown = 25

export const contactRoutes = ({ reader, writer, settings }: Context): Route[] => [
  get('/centers/:id/contacts/new', 'directory.write', async (request, response) => {
    render(response, 'layout/form', newContactPage(await getCenter(reader, idIn(request))))
  }),

  post('/centers/:id/contacts', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const form = parseForm(newContactForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', newContactPage(center, form.state))
    await addContact(writer, person, center.id, form.value)
    say(request, `${form.value.name} is a contact of ${center.name}.`)
    response.redirect(303, `/centers/${center.id}`)
  }),

  get('/contacts/:id/edit', 'directory.write', async (request, response) => {
    const contact = await getContact(reader, idIn(request))
    leadsBack(response, backToCenter(contact.centerId))
    assertStillThere(contact)
    render(response, 'layout/form', await contactPage(reader, contact.id))
  }),

  post('/contacts/:id/edit', 'directory.write', async (request, response, person) => {
    const id = idIn(request)
    const held = await getContact(reader, id)
    const form = parseForm(contactForm(held), request.body)
    const again = async (state: ContactState): Promise<void> =>
      render(response.status(422), 'layout/form', sameVersion(await contactPage(reader, id, state), request.body))
    try {
      assertStillThere(held)
      if (!form.ok) return await again(withProblems(form.state, keptPhoneProblems(held, form.read)))
      const { centerId } = await editContact(writer, person, id, form.value)
      say(request, `${form.value.name} is saved.${erasedText(erasesPhone(held, form.value))}`)
      response.redirect(303, `/centers/${centerId}`)
    } catch (error) {
      if (error instanceof Problems) return again(withRefusal(contactFields, request.body, error))
      const contact = await getContact(reader, id)
      const center = await getCenter(reader, contact.centerId)
      if (contact.ended)
        return render(response.status(409), 'layout/form', endedContactPage(center, contact, await findEnding(reader, id), settings().timeZone, request.body))
      if (!(error instanceof Stale) || !form.ok) throw error
      const phoneChanged = await wasPhoneChanged(reader, contact, form.value.version)
      render(response.status(409), 'layout/conflict', contactConflictPage(center, contact, phoneChanged, request.body))
    }
  }),

  post('/contacts/:id/ending', 'directory.write', async (request, response, person) => {
    const contact = await removeContact(writer, person, idIn(request))
    say(request, `${contact.name} is no longer a contact.${erasedText(contact.hasPrivatePhone)}`)
    response.redirect(303, `/centers/${contact.centerId}`)
  }),
]

/** A number that is gone is gone for good, so it is said. */
const erasedText = (erased: boolean): string => (erased ? ' The private phone on record is erased.' : '')

type ContactState = Parameters<typeof editContactPage>[2]

async function contactPage(reader: Reader, id: number, form?: ContactState): Promise<FormPage> {
  const contact = await getContact(reader, id)
  return editContactPage(await getCenter(reader, contact.centerId), contact, form)
}

export const noteRoutes = ({ reader, writer }: Context): Route[] => [
  post('/centers/:id/notes', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const form = parseForm(noteForm, request.body)
    if (!form.ok)
      return render(response.status(422), 'layout/form', notePage(center, person.today, withProblems(form.state, aheadProblems('onDay', form.read.onDay, person.today))))
    try {
      await writeNote(writer, person, center.id, form.value)
    } catch (error) {
      if (!(error instanceof Problems)) throw error
      return render(response.status(422), 'layout/form', notePage(center, person.today, withRefusal(noteFields, request.body, error)))
    }
    say(request, 'The note is kept.')
    response.redirect(303, `/centers/${center.id}#notes`)
  }),

  get('/notes/:id/withdrawal', 'directory.write', async (request, response) => {
    const note = await getNote(reader, idIn(request))
    leadsBack(response, backToCenter(note.centerId))
    assertNotWithdrawn(note)
    render(response, 'layout/form', withdrawalPage(note, await getCenter(reader, note.centerId)))
  }),

  post('/notes/:id/withdrawal', 'directory.write', async (request, response, person) => {
    const note = await getNote(reader, idIn(request))
    const form = parseForm(withdrawalForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', withdrawalPage(note, await getCenter(reader, note.centerId), form.state))
    const centerId = await withdrawNote(writer, person, note.id, form.value.because)
    say(request, 'The note is withdrawn.')
    response.redirect(303, `/centers/${centerId}#notes`)
  }),
]

export const capacityRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/capacity', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    render(response, 'centers/capacity', capacityPage(center, await listReadings(reader, center.id, readingsShown), person.today))
  }),

  post('/centers/:id/capacity', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const readings = await listReadings(reader, center.id, readingsShown)
    const form = parseForm(readingForm, request.body)
    if (!form.ok) {
      const state = withProblems(form.state, readingProblems(form.read, coverageOf(center).served, person.today))
      return render(response.status(422), 'centers/capacity', capacityPage(center, readings, person.today, state))
    }
    try {
      await recordBeds(writer, person, center.id, form.value)
    } catch (error) {
      if (!(error instanceof Problems)) throw error
      return render(response.status(422), 'centers/capacity', capacityPage(center, readings, person.today, withRefusal(readingFields, request.body, error)))
    }
    say(request, 'The beds are recorded.')
    response.redirect(303, `/centers/${center.id}`)
  }),
]
