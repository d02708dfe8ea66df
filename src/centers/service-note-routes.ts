import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm, typedIn } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { listServiceTypes } from '../lists/queries.ts'
import { Stale } from '../shared/refusal.ts'
import type { Center } from './center.ts'
import { serviceNotesForm } from './detail-forms.ts'
import { getCenter } from './queries.ts'
import { noteServices } from './service.ts'
import { codesOf, serviceNotesPage, type Dropped } from './service-note-pages.ts'

export const serviceNoteRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/services', 'directory.write', async (request, response) => {
    render(response, 'layout/form', serviceNotesPage(await getCenter(reader, idIn(request))))
  }),

  post('/centers/:id/services', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const dropped = await droppedIn(reader, center, request.body)
    const form = parseForm(serviceNotesForm([...codesOf(center), ...dropped.map(({ code }) => code)]), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(serviceNotesPage(center, form.state, dropped), request.body))
    const { version, ...notes } = form.value
    try {
      await noteServices(writer, person, center.id, notes, version)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const now = await getCenter(reader, center.id)
      const typed = serviceNotesPage(now, typedForm(codesOf(now), request.body), await droppedIn(reader, now, request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, serviceNotesPage(now), 'set of notes', request.body))
    }
    say(request, 'The notes on services are saved.')
    response.redirect(303, `/centers/${center.id}`)
  }),
]

/** What was sent for services that the center offers no more. */
async function droppedIn(reader: Reader, center: Center, body: unknown): Promise<(Dropped & { code: string })[]> {
  const [typed, codes] = [typedIn(body), codesOf(center)]
  const others = (await listServiceTypes(reader)).filter(({ code }) => !codes.includes(code))
  return others.flatMap(({ code, name }) => (typed[code] === undefined ? [] : [{ code, name, typed: String(typed[code]).trim() }]))
}
