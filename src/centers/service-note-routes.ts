import type { Context } from '../app.ts'
import { parseForm } from '../http/forms.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { serviceNotesForm } from './detail-forms.ts'
import { getCenter } from './queries.ts'
import { noteServices } from './service.ts'
import { codesOf, serviceNotesPage } from './service-note-pages.ts'

export const serviceNoteRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/services', 'directory.write', async (request, response) => {
    render(response, 'layout/form', serviceNotesPage(await getCenter(reader, idIn(request))))
  }),

  post('/centers/:id/services', 'directory.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const form = parseForm(serviceNotesForm(codesOf(center)), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', serviceNotesPage(center, form.state))
    await noteServices(writer, person, center.id, form.value)
    say(request, 'The notes on services are saved.')
    response.redirect(303, `/centers/${center.id}`)
  }),
]
