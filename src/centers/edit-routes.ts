import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { unseenText } from '../decisions/hold-pages.ts'
import { countUnseen } from '../decisions/unseen-queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { filledForm, parseForm, typedForm, typedIn, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { Problems, Refusal, Stale, type Problem } from '../shared/refusal.ts'
import { historyOf } from '../standing/queries.ts'
import { findRunByProblems, loadChoices } from './choice-queries.ts'
import { centerFields, editCenterPage, filledCenter, newCenterFields, newCenterPage } from './form-pages.ts'
import { centerForm, newCenterForm, type CenterForm } from './forms.ts'
import { getOrganization } from './organization-queries.ts'
import { detailProblems } from './problems.ts'
import { getCenter } from './queries.ts'
import { countryProblems } from './registration.ts'
import { addCenter, confirmCenter, detailsOf, editCenter } from './service.ts'
import { countryFixedBy } from './writing-queries.ts'
import { numberIn } from '../shared/written.ts'

async function newPage(reader: Reader, organization: string, form: FormState<string>): Promise<FormPage> {
  const id = numberIn(organization)
  const runBy = id === null ? null : await getOrganization(reader, id)
  return newCenterPage({ choices: await loadChoices(reader, null), organization: runBy, form })
}

/** The form as the register holds the center now, or as it was typed. */
async function editPage(reader: Reader, id: number, form: FormState<string> | null): Promise<FormPage> {
  const center = await getCenter(reader, id)
  const [choices, fixedBy] = await Promise.all([loadChoices(reader, center.leadId), countryFixedBy(reader, id)])
  return editCenterPage({ center, version: center.version, choices, fixedBy, form: form ?? filledCenter(detailsOf(center)) })
}

export const centerEditRoutes = ({ reader, writer }: Context): Route[] => {
  const again = (id: number, request: { body: unknown }, form: FormState<string>): Promise<FormPage> =>
    editPage(reader, id, form).then((page) => sameVersion(page, request.body))

  return [
    get('/centers/new', 'directory.write', async (request, response, person) => {
      const form = filledForm(newCenterFields, { leadId: String(person.id), followUpVisits: 'not settled', organization: queryText(request, 'name') })
      render(response, 'layout/form', await newPage(reader, queryText(request, 'organization'), form))
    }),

    post('/centers', 'directory.write', async (request, response, person) => {
      const organization = String(typedIn(request.body)['organizationId'] ?? '')
      const form = parseForm(newCenterForm, request.body)
      if (!form.ok) {
        const problems = [...(await findRunByProblems(reader, form.read)), ...detailProblems(form.read, await loadChoices(reader, null), person.today)]
        return render(response.status(422), 'layout/form', await newPage(reader, organization, withProblems(form.state, problems)))
      }
      try {
        const id = await addCenter(writer, person, form.value)
        say(request, `${form.value.name} is added. Nothing can be sent to it before it is vetted.`)
        response.redirect(303, `/centers/${id}`)
      } catch (error) {
        if (!(error instanceof Problems)) throw error
        render(response.status(422), 'layout/form', await newPage(reader, organization, withRefusal(newCenterFields, request.body, error)))
      }
    }),

    get('/centers/:id/edit', 'directory.write', async (request, response) => {
      render(response, 'layout/form', await editPage(reader, idIn(request), null))
    }),

    post('/centers/:id/edit', 'directory.write', async (request, response, person) => {
      const id = idIn(request)
      const form = parseForm(centerForm(await getCenter(reader, id)), request.body)
      if (!form.ok)
        return render(response.status(422), 'layout/form', await again(id, request, withProblems(form.state, await problemsIn(reader, id, form.read, person))))
      try {
        await editCenter(writer, person, id, form.value)
      } catch (error) {
        if (error instanceof Stale) return render(response.status(409), 'layout/conflict', await conflict(reader, id, request.body))
        if (!(error instanceof Refusal) || error.code === 'not-found') throw error
        return render(response.status(422), 'layout/form', await again(id, request, withRefusal(centerFields, request.body, error)))
      }
      const unseen = unseenText(await unseenOf(reader, id, person.today))
      say(request, `${form.value.name} is saved.${unseen === null ? '' : ` ${unseen}`}`)
      response.redirect(303, `/centers/${id}`)
    }),

    post('/centers/:id/confirmation', 'directory.write', async (request, response, person: Person) => {
      const id = idIn(request)
      await confirmCenter(writer, person, id)
      say(request, 'Confirmed: what stands here is still right today.')
      response.redirect(303, `/centers/${id}`)
    }),
  ]
}

/** How many items apply to the center as it was saved that its approval did not look at. */
const unseenOf = async (reader: Reader, id: number, today: Day): Promise<number> => countUnseen(reader, await getCenter(reader, id), await historyOf(reader, id), today)

async function problemsIn(reader: Reader, id: number, read: Partial<CenterForm>, { today }: Person): Promise<Problem[]> {
  const center = await getCenter(reader, id)
  const country = countryProblems(center.country, read.country, await countryFixedBy(reader, id))
  return [...country, ...detailProblems(read, await loadChoices(reader, center.leadId), today)]
}

const conflict = async (reader: Reader, id: number, body: unknown) =>
  conflictPage(await editPage(reader, id, typedForm(centerFields, body)), await editPage(reader, id, null), 'center', body)
