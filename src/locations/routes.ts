import type { Response } from 'express'
import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { namesOf } from '../accounts/queries.ts'
import { shownPlace } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import type { ConflictPage, FormPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { assert, Problems, Refusal, Stale } from '../shared/refusal.ts'
import { readOpenAddress } from './address-queries.ts'
import { listAuthorizations } from './authorization-queries.ts'
import { countLooks, readChangesSince } from './event-queries.ts'
import { answerForm, authorizationForm, placeForm, secrecyForm, showingForm, type ShowingField } from './forms.ts'
import { authorizationProblems, placeFields } from './location.ts'
import { authorizationPage, coveredFields, placeEditPage, withSecrecyChange, type PlaceFormField } from './form-pages.ts'
import { placePage, shownPage, type PlacePage } from './pages.ts'
import { listPhoneHolders } from './phone-queries.ts'
import { readLocation, type Saved } from './queries.ts'
import { answerAuthorization, askToLower, editPlace, raiseSecrecy, showPlace } from './service.ts'

export const placeRoutes = (context: Context): Route[] => [...showingRoutes(context), ...editingRoutes(context), ...authorizationRoutes(context)]

async function pageOf({ reader, writer, log }: Context, response: Response, centerId: number, person: Person, form?: FormState<ShowingField>): Promise<PlacePage> {
  const center = await getCenter(reader, centerId)
  const [location, address, holders, looks, authorizations, names] = await Promise.all([
    readLocation(reader, centerId),
    readOpenAddress(reader, writer.keys, centerId, person.today, (error) => log.fault(String(response.locals['requestId']), error)),
    listPhoneHolders(reader, centerId),
    countLooks(reader, centerId, person.now.subtract({ hours: 90 * 24 })),
    listAuthorizations(reader, centerId),
    namesOf(reader),
  ])
  const shown = shownPlace(center, person.today)
  return placePage({ center, location, shown, address, phones: holders.size, looks, authorizations, names, person: person.id, today: person.today }, form)
}

const showingRoutes = (context: Context): Route[] => [
  get('/centers/:id/place', 'places.reveal', async (request, response, person) => {
    render(response, 'locations/place', await pageOf(context, response, idIn(request), person))
  }),

  post('/centers/:id/place/showing', 'places.reveal', async (request, response, person) => {
    const id = idIn(request)
    const center = await getCenter(context.reader, id)
    const form = parseForm(showingForm, request.body)
    if (!form.ok) {
      const page = await pageOf(context, response, id, person, form.state)
      if (page.showing === null) throw new Refusal('conflict', 'No place and no private phone is recorded for this center, so there is nothing to show.')
      return render(response.status(422), 'locations/place', page)
    }
    const shown = await showPlace(context.writer, person, id, form.value.reason)
    if (!shown)
      throw new Refusal('too-many', 'You have looked at ten places, or documents about one, within an hour. Wait before you look at the next; this is in the log.')
    render(response, 'locations/shown', shownPage(center, shown.place, shown.phones))
  }),
]

async function editPageOf({ reader }: Context, centerId: number, person: Person, given?: FormState<PlaceFormField>): Promise<FormPage> {
  const center = await getCenter(reader, centerId)
  const [location, authorizations] = await Promise.all([readLocation(reader, centerId), listAuthorizations(reader, centerId)])
  const waiting = authorizations.find(({ answer }) => answer === null) ?? null
  return placeEditPage(center, { location, waiting }, person.today, given)
}

/** R3: what both changed side by side where it may be shown, by name where it may not; what only one of them changed stays as that one left it. */
async function placeConflict(context: Context, centerId: number, person: Person, body: unknown, since: number): Promise<ConflictPage> {
  const typed = typedForm([...placeFields, 'emptied', 'mailingAddress', 'version'], body)
  const held = await editPageOf(context, centerId, person)
  const changed = await readChangesSince(context.reader, await readLocation(context.reader, centerId), since)
  const page = await editPageOf(context, centerId, person, typed)
  return conflictPage({ ...page, notice: withSecrecyChange(page.notice, changed) }, held, 'place', body, coveredFields(typed, changed))
}

const editingRoutes = (context: Context): Route[] => [
  get('/centers/:id/place/edit', 'places.reveal', async (request, response, person) => {
    render(response, 'layout/form', await editPageOf(context, idIn(request), person))
  }),

  post('/centers/:id/place/edit', 'places.reveal', async (request, response, person) => {
    const id = idIn(request)
    const form = parseForm(placeForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(await editPageOf(context, id, person, form.state), request.body))
    try {
      say(request, savedText[await editPlace(context.writer, person, id, form.value)])
    } catch (error) {
      if (error instanceof Problems) {
        const refused = withRefusal([...placeFields, 'emptied', 'mailingAddress', 'version'], request.body, error)
        return render(response.status(422), 'layout/form', sameVersion(await editPageOf(context, id, person, refused), request.body))
      }
      if (!(error instanceof Stale)) throw error
      return render(response.status(409), 'layout/conflict', await placeConflict(context, id, person, request.body, form.value.version))
    }
    response.redirect(303, `/centers/${id}/place`)
  }),

  post('/centers/:id/place/secrecy', 'places.reveal', async (request, response, person) => {
    const id = idIn(request)
    const form = parseForm(secrecyForm, request.body)
    if (!form.ok) throw new Refusal('conflict', 'Choose how secret the place is.')
    const withdrawn = await raiseSecrecy(context.writer, person, id, form.value.secrecy)
    const raised = form.value.secrecy === 'hidden' ? 'The place is hidden from now on.' : 'Only region and city may be seen from now on.'
    say(request, withdrawn === 0 ? raised : `${raised} The authorization that waited is withdrawn.`)
    response.redirect(303, `/centers/${id}/place`)
  }),
]

const savedText: Record<Saved, string> = {
  saved: 'The place is saved.',
  'hidden again': 'The place is saved. The place is hidden again, since the center’s word was about the address as it was. Ask the center anew.',
  overtaken: 'The place is saved. The authorization that waits cannot be confirmed any more, since it is about the address as it was. Ask the center anew.',
}

const authorizationRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/place/authorizations/new', 'places.reveal', async (request, response) => {
    render(response, 'layout/form', authorizationPage(await getCenter(reader, idIn(request)), formToken()))
  }),

  post(
    '/centers/:id/place/authorizations',
    'places.reveal',
    async (request, response, person) => {
      const id = idIn(request)
      const center = await getCenter(reader, id)
      const form = parseForm(authorizationForm, request.body)
      if (!form.ok) {
        const state = withProblems(form.state, authorizationProblems(form.read, person.today))
        return render(response.status(422), 'layout/form', authorizationPage(center, state.fields.token.entered || formToken(), state))
      }
      const file = uploadIn(request)
      assert(file, 'a form that is in order carries its file')
      try {
        await askToLower(writer, person, id, form.value, file)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const typed = withRefusal(['secrecy', 'signedBy', 'signedOn', 'untilOn', 'file', 'token'], request.body, error)
        return render(response.status(422), 'layout/form', authorizationPage(center, form.value.token, typed))
      }
      say(request, 'Asked. Once somebody else has confirmed it, this much of the place is shown.')
      response.redirect(303, `/centers/${id}/place`)
    },
    upload(),
  ),

  post('/place-authorizations/:id/answer', 'places.reveal', async (request, response, person) => {
    const form = parseForm(answerForm, request.body)
    if (!form.ok) throw new Refusal('conflict', 'Choose an answer.')
    const { centerId } = await answerAuthorization(writer, person, idIn(request), form.value.answer)
    say(request, said[form.value.answer])
    response.redirect(303, `/centers/${centerId}/place`)
  }),
]

const said = {
  confirmed: 'Confirmed. This much of the place is shown from now on.',
  declined: 'Declined. Nothing more is shown.',
  withdrawn: 'Withdrawn. Nothing more is shown.',
}
