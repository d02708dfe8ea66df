import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { parseForm, withError } from '../http/forms.ts'
import { pageIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { tableIn, uploadTable } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { takingForm, uploadForm } from './forms.ts'
import { mappingPage } from './mapping-pages.ts'
import { importsPage, writingAskedPage } from './pages.ts'
import { previewPage, shownIn } from './preview-pages.ts'
import { listWaiting, loadListNames, loadLists } from './queries.ts'
import { refusedRows } from './refused-pages.ts'
import { keepUpload, openUpload, takeIn, tellRows, throwAway } from './service.ts'

export const importRoutes = ({ reader, writer, settings }: Context): Route[] => [
  get('/imports', 'directory.write', async (_request, response, person) => {
    render(response, 'imports/list', importsPage(await listWaiting(reader, writer.keys, person.id, person.now), settings().timeZone))
  }),

  post(
    '/imports',
    'directory.write',
    async (request, response, person) => {
      const refuse = async (state: Parameters<typeof importsPage>[2]): Promise<void> =>
        render(response.status(422), 'imports/list', importsPage(await listWaiting(reader, writer.keys, person.id, person.now), settings().timeZone, state))
      const form = parseForm(uploadForm, request.body)
      if (!form.ok) return refuse(form.state)
      const bytes = tableIn(request)
      assert(bytes, 'a form that was read carries its file')
      try {
        response.redirect(303, `/imports/${await keepUpload(writer, person, bytes, form.value.token)}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await refuse(withError(['file', 'token'], request.body, error.message, 'file'))
      }
    },
    uploadTable(),
  ),

  get('/imports/:id', 'directory.write', async (request, response, person) => {
    const { waiting, bytes, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    if (reading.kind !== 'table') return render(response, 'layout/form', writingAskedPage(waiting, bytes, reading))
    if (!waiting.mapping.confirmed) return render(response, 'imports/mapping', mappingPage({ waiting, reading, lists: await loadLists(reader) }, settings().timeZone))
    const result = await tellRows(reader, writer.keys, waiting, reading.sheet, person.today)
    const list = { shown: shownIn(queryText(request, 'show')), page: pageIn(request, Infinity) }
    render(response, 'imports/show', previewPage({ waiting, ...reading, result, names: await loadListNames(reader) }, list, settings().timeZone, formToken()))
  }),

  post('/imports/:id/taking-in', 'directory.write', async (request, response, person) => {
    const id = idIn(request)
    const form = parseForm(takingForm, request.body)
    if (!form.ok) throw new Refusal('conflict', 'This form has changed. Look at the file’s rows and send it again.')
    const { centers, meanwhile } = await takeIn(writer, person, id, form.value.token, form.value)
    const late = meanwhile === 0 ? '' : ` ${meanwhile} that would have been new when you looked stayed out: the register changed meanwhile.`
    say(request, `${centers === 0 ? 'Nothing more was taken in.' : `${centers} ${centers === 1 ? 'center is' : 'centers are'} in the register now.`}${late}`)
    response.redirect(303, `/imports/${id}`)
  }),

  post('/imports/:id/withdrawal', 'directory.write', async (request, response, person) => {
    await throwAway(writer, person, idIn(request))
    say(request, 'The file is gone. Centers that were made of it stay.')
    response.redirect(303, '/imports')
  }),

  get('/imports/:id/refused.csv', 'directory.write', async (request, response, person) => {
    const { waiting, reading } = await openUpload(reader, writer.keys, { id: idIn(request), personId: person.id, now: person.now })
    if (reading.kind !== 'table' || !waiting.mapping.confirmed) throw new Refusal('conflict', 'Say first what this file’s columns are.')
    const result = await tellRows(reader, writer.keys, waiting, reading.sheet, person.today)
    const { columns, rows, delimiter } = refusedRows({ ...waiting.mapping, sheet: reading.sheet, result })
    await sendCsv(response, `refused rows of import ${waiting.id}`, columns, [rows], delimiter)
  }),
]
