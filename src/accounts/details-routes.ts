import type { Context } from '../app.ts'
import { idIn, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Problems, Stale } from '../shared/refusal.ts'
import { detailsFields, detailsPage, detailsSavedText, ownNameFields, ownNamePage } from './details-pages.ts'
import { correctOwnName, correctPerson } from './details-service.ts'
import { detailsForm, ownNameForm } from './forms.ts'
import { findDetailsProblems, getAccount } from './queries.ts'
import { workOf } from './work-queries.ts'

/** Who somebody is: corrected by an administrator, one's own name by oneself. */
export const detailsRoutes = ({ reader, writer }: Context): Route[] => [
  post('/admin/people/:id/details', 'people.manage', async (request, response, person) => {
    const account = await getAccount(reader, idIn(request))
    const { reviews } = await workOf(reader, account.id)
    const again = (state: FormState<(typeof detailsFields)[number]>): void =>
      render(response.status(422), 'layout/form', sameVersion(detailsPage(account, reviews, state), request.body))
    const form = parseForm(detailsForm, request.body)
    if (!form.ok) return again(withProblems(form.state, await findDetailsProblems(reader, form.read, account.id)))
    try {
      const { version, ...wanted } = form.value
      say(request, detailsSavedText({ ...account, ...wanted }, await correctPerson(writer, person, account.id, version, wanted)))
      response.redirect(303, `/admin/people/${account.id}`)
    } catch (error) {
      if (error instanceof Problems) return again(withRefusal(detailsFields, request.body, error))
      if (!(error instanceof Stale)) throw error
      const now = await getAccount(reader, account.id)
      const typed = detailsPage(now, reviews, typedForm(detailsFields, request.body))
      render(response.status(409), 'layout/conflict', conflictPage(typed, detailsPage(now, reviews), 'account', request.body))
    }
  }),

  post('/account/name', 'signed in', async (request, response, person) => {
    const account = await getAccount(reader, person.id)
    const again = (state: FormState<'name'>): void => render(response.status(422), 'layout/form', sameVersion(ownNamePage(account, state), request.body))
    const form = parseForm(ownNameForm, request.body)
    if (!form.ok) return again(withProblems(form.state, await findDetailsProblems(reader, form.read, person.id)))
    try {
      await correctOwnName(writer, person, form.value.version, form.value.name)
    } catch (error) {
      if (error instanceof Problems) return again(withRefusal(ownNameFields, request.body, error))
      if (!(error instanceof Stale)) throw error
      const now = await getAccount(reader, person.id)
      const typed = ownNamePage(now, typedForm(ownNameFields, request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, ownNamePage(now), 'account', request.body))
    }
    say(request, 'Your name is saved.')
    response.redirect(303, '/account')
  }),
]
