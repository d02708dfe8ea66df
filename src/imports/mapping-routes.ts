import type { Context } from '../app.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { parseForm } from '../http/forms.ts'
import { render } from '../http/views.ts'
import { mappingForm, sourcesIn, writingForm } from './forms.ts'
import { mappingPage } from './mapping-pages.ts'
import { writingAskedPage, writingPage } from './pages.ts'
import { loadLists } from './queries.ts'
import { valueProblem } from './row.ts'
import { describeUpload, openUpload } from './service.ts'

/** What a person says of a file: how it is written, and what its columns are. */
export const mappingRoutes = ({ reader, writer, settings }: Context): Route[] => [
  get('/imports/:id/mapping', 'directory.write', async (request, response, person) => {
    const { waiting, bytes, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    if (reading.kind !== 'table') return render(response, 'layout/form', writingAskedPage(waiting, bytes, reading))
    render(response, 'imports/mapping', mappingPage({ waiting, reading, lists: await loadLists(reader) }, settings().timeZone))
  }),

  post('/imports/:id/mapping', 'directory.write', async (request, response, person) => {
    const { waiting, bytes, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    if (reading.kind !== 'table') return render(response, 'layout/form', writingAskedPage(waiting, bytes, reading))
    const lists = await loadLists(reader)
    const schema = mappingForm(reading.sheet.columns.length, (field, value, days) => valueProblem(field, value, { days, lists, today: person.today }))
    const form = parseForm(schema, request.body)
    if (!form.ok) return render(response.status(422), 'imports/mapping', mappingPage({ waiting, reading, lists }, settings().timeZone, form.state))
    await describeUpload(writer, person, waiting.id, { sources: sourcesIn(form.value), days: form.value.days, confirmed: true })
    response.redirect(303, `/imports/${waiting.id}`)
  }),

  get('/imports/:id/writing', 'directory.write', async (request, response, person) => {
    const { waiting, bytes, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    render(response, 'layout/form', writingPage(waiting, bytes, reading))
  }),

  post('/imports/:id/writing', 'directory.write', async (request, response, person) => {
    const { waiting, bytes, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    const form = parseForm(writingForm(reading.kind === 'encoding asked'), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', writingPage(waiting, bytes, reading, form.state))
    // Its columns may be others now, so what was said of them is asked again.
    await describeUpload(writer, person, waiting.id, { ...form.value, sources: {}, confirmed: false })
    response.redirect(303, `/imports/${waiting.id}`)
  }),
]
