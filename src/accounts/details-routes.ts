import type { Context } from '../app.ts'
import { idIn, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Problems, Stale } from '../shared/refusal.ts'
import { detailsFields, detailsPage, detailsSavedText, ownNameFields, ownNamePage } from './details-pages.ts'
import { correctOwnName, correctPerson } from './details-service.ts'
import { detailsForm, ownNameForm } from './forms.ts'
import { findEmailProblems, getAccount } from './queries.ts'

/** Who somebody is: corrected by an administrator, one's own name by oneself. */
export const detailsRoutes = ({ reader, writer }: Context): Route[] => [
  post('/admin/people/:id/details', 'people.manage', async (request, response, person) => {
    const account = await getAccount(reader, idIn(request))
    const form = parseForm(detailsForm, request.body)
    if (!form.ok) {
      const state = withProblems(form.state, await findEmailProblems(reader, form.read.email, account.id))
      return render(response.status(422), 'layout/form', sameVersion(detailsPage(account, state), request.body))
    }
    const { version, ...wanted } = form.value
    try {
      const { changed, waits } = await correctPerson(writer, person, account.id, version, wanted)
      say(request, detailsSavedText(wanted.name, changed, waits))
      response.redirect(303, `/admin/people/${account.id}`)
    } catch (error) {
      if (error instanceof Problems)
        return render(response.status(422), 'layout/form', sameVersion(detailsPage(account, withRefusal(detailsFields, request.body, error)), request.body))
      if (!(error instanceof Stale)) throw error
      const now = await getAccount(reader, account.id)
      const typed = detailsPage(now, typedForm(detailsFields, request.body))
      render(response.status(409), 'layout/conflict', conflictPage(typed, detailsPage(now), 'account', request.body))
    }
  }),

  post('/account/name', 'signed in', async (request, response, person) => {
    const account = await getAccount(reader, person.id)
    const form = parseForm(ownNameForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(ownNamePage(account, form.state), request.body))
    try {
      await correctOwnName(writer, person, form.value.version, form.value.name)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const now = await getAccount(reader, person.id)
      const typed = ownNamePage(now, typedForm(ownNameFields, request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, ownNamePage(now), 'account', request.body))
    }
    say(request, 'Your name is saved.')
    response.redirect(303, '/account')
  }),
]
