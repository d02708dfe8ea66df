import type { Request } from 'express'
import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { sendCsv } from '../http/csv.ts'
import { parseForm, typedForm } from '../http/forms.ts'
import { aCountry, anyText, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { countryName } from '../shared/countries.ts'
import { Stale } from '../shared/refusal.ts'
import { keyPersonForm, newOrganizationForm, organizationForm } from './forms.ts'
import { organizationColumns, organizationsPage } from './organization-list-pages.ts'
import { countByCountry, countOrganizations, listOrganizations, organizationSorts, type OrganizationFilter, type OrganizationRow } from './organization-list-queries.ts'
import { editOrganizationPage, newOrganizationPage, organizationFields, organizationPage } from './organization-pages.ts'
import { getOrganization, listCentersOf, listKeyPeople } from './organization-queries.ts'
import { addKeyPerson, addOrganization, editOrganization, removeKeyPerson } from './organization-service.ts'

const byName = { by: 'name', descending: false } as const
const batch = 500

const known = { q: anyText, country: aCountry, mine: ['yes'], sort: aSort(organizationSorts) }

const filterIn = (request: Request, person: Person): OrganizationFilter => ({
  q: queryText(request, 'q'),
  country: countryName(queryText(request, 'country')) === null ? null : queryText(request, 'country'),
  leadId: queryText(request, 'mine') === 'yes' ? person.id : null,
})

async function* batchesOf(reader: Reader, filter: OrganizationFilter, sort: Parameters<typeof listOrganizations>[2]): AsyncGenerator<OrganizationRow[]> {
  for (let offset = 0; ; offset += batch) {
    const rows = await listOrganizations(reader, filter, sort, { limit: batch, offset })
    yield rows
    if (rows.length < batch) return
  }
}

const recordsOf = async (reader: Reader, id: number) => ({
  organization: await getOrganization(reader, id),
  centers: await listCentersOf(reader, id),
  people: await listKeyPeople(reader, id),
})

export const organizationRoutes = ({ reader, writer }: Context): Route[] => [
  listGet('/organizations', 'directory.read', known, async (request, response, person) => {
    const [filter, sort] = [filterIn(request, person), sortIn(request, organizationSorts, byName)]
    const total = await countOrganizations(reader, filter)
    const page = pageIn(request, total)
    const inCountries = await countByCountry(reader, filter)
    const rows = await listOrganizations(reader, filter, sort, { limit: pageSize, offset: (page - 1) * pageSize })
    render(response, 'centers/organizations', organizationsPage({ asked: queryIn(request, ['q', 'country', 'mine']), sort, page, total, rows, inCountries }))
  }),

  listGet('/organizations.csv', 'directory.read', known, (request, response, person) =>
    sendCsv(response, 'organizations', organizationColumns, batchesOf(reader, filterIn(request, person), sortIn(request, organizationSorts, byName))),
  ),

  get('/organizations/new', 'directory.write', (_request, response) => {
    render(response, 'layout/form', newOrganizationPage())
  }),

  post('/organizations', 'directory.write', async (request, response, person) => {
    const form = parseForm(newOrganizationForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', newOrganizationPage(form.state))
    const id = await addOrganization(writer, person, form.value)
    say(request, `${form.value.legalName} is added.`)
    response.redirect(303, `/organizations/${id}`)
  }),

  get('/organizations/:id', 'directory.read', async (request, response) => {
    render(response, 'centers/organization', organizationPage(await recordsOf(reader, idIn(request))))
  }),

  get('/organizations/:id/edit', 'directory.write', async (request, response) => {
    render(response, 'layout/form', editOrganizationPage(await getOrganization(reader, idIn(request))))
  }),

  post('/organizations/:id/edit', 'directory.write', async (request, response, person) => {
    const organization = await getOrganization(reader, idIn(request))
    const form = parseForm(organizationForm(organization), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(editOrganizationPage(organization, form.state), request.body))
    try {
      await editOrganization(writer, person, organization.id, form.value)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const now = await getOrganization(reader, organization.id)
      const typed = editOrganizationPage(now, typedForm(organizationFields, request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, editOrganizationPage(now), 'organization', request.body))
    }
    say(request, `${form.value.legalName} is saved.`)
    response.redirect(303, `/organizations/${organization.id}`)
  }),

  post('/organizations/:id/key-people', 'directory.write', async (request, response, person) => {
    const id = idIn(request)
    const records = await recordsOf(reader, id)
    const form = parseForm(keyPersonForm, request.body)
    if (!form.ok) return render(response.status(422), 'centers/organization', organizationPage(records, form.state))
    await addKeyPerson(writer, person, id, form.value)
    say(request, `${form.value.name} is added.`)
    response.redirect(303, `/organizations/${id}#key-people`)
  }),

  post('/organizations/:id/key-people/:person/ending', 'directory.write', async (request, response, person) => {
    const id = idIn(request)
    await removeKeyPerson(writer, person, id, idIn(request, 'person'))
    say(request, 'They are no longer among the key people.')
    response.redirect(303, `/organizations/${id}#key-people`)
  }),
]
