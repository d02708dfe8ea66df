import type { Context } from '../app.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { parseForm, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Problems, Refusal } from '../shared/refusal.ts'
import { disablingForm, invitationForm, rolesForm } from './forms.ts'
import type { Account } from './account.ts'
import { invitationPage, linkMadePage, peoplePage, personPage, type PersonPage } from './pages.ts'
import { findEmailProblems, getAccount, listAccounts, listHolders } from './queries.ts'
import { changeRoles, disable, enable, invite, sendLink, signOutEverywhere } from './service.ts'
import { handedText } from './work.ts'
import { workOf } from './work-queries.ts'

export const peopleRoutes = (context: Context): Route[] => [...invitingRoutes(context), ...accountRoutes(context)]

const invitingRoutes = ({ reader, writer, origin }: Context): Route[] => [
  get('/admin/people', 'people.manage', async (_request, response) => {
    render(response, 'accounts/people', peoplePage(await listAccounts(reader)))
  }),

  get('/admin/people/new', 'people.manage', (_request, response) => {
    render(response, 'layout/form', invitationPage())
  }),

  post('/admin/people', 'people.manage', async (request, response, person) => {
    const form = parseForm(invitationForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', invitationPage(withProblems(form.state, await findEmailProblems(reader, form.read.email))))
    try {
      const { id, token } = await invite(writer, person, form.value)
      render(response, 'accounts/link-made', linkMadePage({ id, name: form.value.name, joined: false }, `${origin}/links/${token}`))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      render(response.status(422), 'layout/form', invitationPage(withRefusal(['name', 'email', 'roles'], request.body, error)))
    }
  }),
]

const accountRoutes = ({ reader, writer, origin }: Context): Route[] => {
  const shown = async (account: Account, isSelf: boolean, forms: Parameters<typeof personPage>[2] = {}): Promise<PersonPage> =>
    personPage(account, { successors: await listHolders(reader, ['coordinator', 'manager']), work: await workOf(reader, account.id), isSelf }, forms)

  return [
    get('/admin/people/:id', 'people.manage', async (request, response, person) => {
      const account = await getAccount(reader, idIn(request))
      render(response, 'accounts/person', await shown(account, account.id === person.id))
    }),

    post('/admin/people/:id/roles', 'people.manage', async (request, response, person) => {
      const account = await getAccount(reader, idIn(request))
      const form = parseForm(rolesForm, request.body)
      if (!form.ok) return render(response.status(422), 'accounts/person', await shown(account, account.id === person.id, { roles: form.state }))
      await changeRoles(writer, person, account.id, form.value.roles)
      say(request, `The roles of ${account.name} are changed.`)
      response.redirect(303, `/admin/people/${account.id}`)
    }),

    post('/admin/people/:id/link', 'people.manage', async (request, response, person) => {
      const { account, token } = await sendLink(writer, person, idIn(request))
      render(response, 'accounts/link-made', linkMadePage(account, `${origin}/links/${token}`))
    }),

    post('/admin/people/:id/closing', 'people.manage', async (request, response, person) => {
      const account = await getAccount(reader, idIn(request))
      const form = parseForm(disablingForm, request.body)
      if (!form.ok) return render(response.status(422), 'accounts/person', await shown(account, false, { successor: form.state }))
      try {
        const { work, successor } = await disable(writer, person, account.id, form.value.successor)
        say(request, handedText(account.name, work, successor))
        response.redirect(303, '/admin/people')
      } catch (error) {
        if (!(error instanceof Problems)) throw error
        const state = withRefusal(['successor'], request.body, error)
        render(response.status(422), 'accounts/person', await shown(account, false, { successor: state }))
      }
    }),

    post('/admin/people/:id/opening', 'people.manage', async (request, response, person) => {
      const id = idIn(request)
      await enable(writer, person, id)
      say(request, 'The account is open again.')
      response.redirect(303, `/admin/people/${id}`)
    }),

    post('/admin/people/:id/sign-out', 'people.manage', async (request, response, person) => {
      const id = idIn(request)
      await signOutEverywhere(writer, person, id)
      say(request, 'They are signed out everywhere.')
      response.redirect(303, `/admin/people/${id}`)
    }),
  ]
}
