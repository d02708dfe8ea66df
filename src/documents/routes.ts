import type { Request, Response } from 'express'
import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { parseForm, withProblems, withRefusal } from '../http/forms.ts'
import { aSort, listGet } from '../http/known.ts'
import { countText, listHref, pageIn, pageSize, pagination, queryIn, sortColumns, sortIn, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { listAuthorizationsOf } from '../locations/authorization-queries.ts'
import type { Person } from '../shared/actor.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { documentKinds, documentProblems, downloadName, kindName } from './document.ts'
import { documentForm } from './forms.ts'
import { listLinks } from './link-queries.ts'
import { countDocuments, documentSorts, listDocuments, listVersions, type DocumentFilter, type DocumentSort, type ListedDocument } from './list-queries.ts'
import { documentFields, documentFormPage, documentPage, documentRow, documentsHead, dueChoices, kindChoices } from './pages.ts'
import { findReplaced, getDocument } from './queries.ts'
import { keepDocument, openFile } from './service.ts'

export const documentRoutes = (context: Context): Route[] => [...listRoutes(context), ...addingRoutes(context), ...documentPages(context)]

const usual: Sort<DocumentSort> = { by: 'expires', descending: false }
const known = { due: dueChoices.map(({ value }) => value), kind: documentKinds, mine: ['yes'], sort: aSort(documentSorts) }

function asked(request: Request, person: Person): { filter: DocumentFilter; sort: Sort<DocumentSort>; query: ListQuery } {
  const known = queryIn(request, ['due', 'kind', 'mine'])
  const due = known['due']?.[0]
  const filter: DocumentFilter = {
    due: due === '30' ? 30 : due === '60' ? 60 : due === '90' ? 90 : due === 'expired' ? 'expired' : null,
    kinds: documentKinds.filter((kind) => known['kind']?.includes(kind)),
    addedBy: known['mine']?.[0] === 'yes' ? person.id : null,
    today: person.today,
  }
  const sort = sortIn(request, documentSorts, usual)
  const values = { due: filter.due === null ? [] : [String(filter.due)], kind: filter.kinds, mine: filter.addedBy === null ? [] : ['yes'], sort: [sortText(sort)] }
  return { filter, sort, query: Object.fromEntries(Object.entries(values).filter(([, chosen]) => chosen.length > 0)) }
}

const listRoutes = ({ reader }: Context): Route[] => [
  listGet('/documents', 'vetting.read', known, async (request, response, person) => {
    const { filter, sort, query } = asked(request, person)
    const total = await countDocuments(reader, filter)
    const page = pageIn(request, total)
    const rows = await listDocuments(reader, filter, sort, { limit: pageSize, offset: (page - 1) * pageSize })
    render(response, 'documents/list', {
      title: 'Documents',
      head: documentsHead,
      said: `${countText(total)} ${total === 1 ? 'document' : 'documents'}`,
      filter: { due: query['due']?.[0] ?? '', kind: query['kind']?.[0] ?? '', mine: filter.addedBy !== null, sort: sortText(sort) },
      dueChoices,
      kindChoices,
      csvHref: listHref('/documents.csv', query),
      columns: sortColumns('/documents', query, sort, columns),
      rows: rows.map((row) => documentRow(row, person.today)),
      pagination: pagination('/documents', query, { page, total }),
    })
  }),

  listGet('/documents.csv', 'vetting.read', known, async (request, response, person) => {
    const { filter, sort } = asked(request, person)
    await sendCsv(
      response,
      'documents',
      csvColumns,
      batches((limit, offset) => listDocuments(reader, filter, sort, { limit, offset })),
    )
  }),
]

const columns: { label: string; key: DocumentSort | null }[] = [
  { label: 'Document', key: 'title' },
  { label: 'Center', key: 'center' },
  { label: 'Kind', key: null },
  { label: 'Received', key: 'received' },
  { label: 'Expires', key: 'expires' },
  { label: 'Added by', key: null },
]

const csvColumns = [
  { label: 'Number', of: (row: ListedDocument) => row.id },
  { label: 'Title', of: (row: ListedDocument) => row.title },
  { label: 'Center', of: (row: ListedDocument) => row.centerName },
  { label: 'Kind', of: (row: ListedDocument) => kindName[row.kind] },
  { label: 'Dated', of: (row: ListedDocument) => row.datedOn?.toString() ?? null },
  { label: 'Received', of: (row: ListedDocument) => row.receivedOn.toString() },
  { label: 'Expires', of: (row: ListedDocument) => row.expiresOn?.toString() ?? null },
  { label: 'Added by', of: (row: ListedDocument) => row.addedByName },
]

async function* batches(read: (limit: number, offset: number) => Promise<ListedDocument[]>): AsyncGenerator<ListedDocument[]> {
  for (let offset = 0; ; offset += 500) {
    const rows = await read(500, offset)
    yield rows
    if (rows.length < 500) return
  }
}

const addingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/documents/new', 'vetting.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    render(response, 'layout/form', documentFormPage(center, await findReplaced(reader, queryText(request, 'replaces'), center.id), person.today))
  }),

  post(
    '/centers/:id/documents',
    'vetting.write',
    async (request, response, person) => {
      const center = await getCenter(reader, idIn(request))
      const form = parseForm(documentForm, request.body)
      const again = async (state: Parameters<typeof documentFormPage>[3]): Promise<void> =>
        render(
          response.status(422),
          'layout/form',
          documentFormPage(center, await findReplaced(reader, state?.fields.replaces.entered ?? '', center.id), person.today, state),
        )
      if (!form.ok) return again(withProblems(form.state, documentProblems(form.read, person.today)))
      const file = uploadIn(request)
      assert(file, 'a form that is in order carries its file')
      try {
        const id = await keepDocument(writer, person, center.id, form.value, file)
        say(request, 'The document is kept.')
        response.redirect(303, `/documents/${id}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await again(withRefusal(documentFields, request.body, error))
      }
    },
    upload(),
  ),
]

const documentPages = ({ reader, writer }: Context): Route[] => [
  get('/documents/:id', 'vetting.read', async (request, response, person) => {
    const document = await getDocument(reader, idIn(request))
    const [versions, links, authorizations, names] = await Promise.all([
      listVersions(reader, document),
      listLinks(reader, document.id),
      listAuthorizationsOf(reader, document.id),
      namesOf(reader),
    ])
    const centerName = document.centerId === null ? null : (await getCenter(reader, document.centerId)).name
    const stands = authorizations.map(({ centerId }) => ({ said: 'Authorization to show the place', href: `/centers/${centerId}/place` }))
    render(response, 'documents/show', documentPage({ document, centerName, versions, links: [...links, ...stands], names, today: person.today }))
  }),

  // A POST, since opening a document is an event, and reading a page never writes (CSRF-02).
  post('/documents/:id/file', 'places.reveal', async (request, response, person) => {
    const opened = await openFile(writer, person, idIn(request))
    if (!opened) throw new Refusal('too-many', 'You have opened too many documents or places within an hour. Wait before you open the next; this is in the log.')
    sendFile(response, downloadName(opened.document), opened.document.mediaType, opened.bytes)
  }),
]

/** UPL-02: to be saved, not shown; and if a browser shows it all the same, with nothing allowed. */
function sendFile(response: Response, name: string, mediaType: string, bytes: Buffer): void {
  response.set('Content-Security-Policy', "default-src 'none'; sandbox")
  response.set('Content-Disposition', `attachment; filename="${name}"`)
  response.set('Content-Type', mediaType)
  response.set('Cache-Control', 'no-store')
  response.end(bytes)
}
