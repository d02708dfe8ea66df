import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm, withProblems, withRefusal } from '../http/forms.ts'
import type { Notice } from '../http/parts.ts'
import { endSession, say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { Problems, Refusal, Stale } from '../shared/refusal.ts'
import { disablingForm, invitationForm, rolesForm } from './forms.ts'
import { assertClosesAnother, mayLead, rolesOf, type Account } from './account.ts'
import { invitationPage, linkMadePage, peoplePage, personPage, type PersonPage } from './pages.ts'
import { findDetailsProblems, getAccount, listAccounts, listHolders } from './queries.ts'
import { handOverNotice, rolesPage } from './role-pages.ts'
import { changeRoles, disable, enable, invite, sendLink, signOutEverywhere } from './service.ts'
import { handedText, rolesChangedText, shutReviews, type Work } from './work.ts'
import { listLedReviews, workOf } from './work-queries.ts'

export const peopleRoutes = (context: Context): Route[] => [...invitingRoutes(context), ...rolesRoutes(context), ...accountRoutes(context)]

const invitingRoutes = ({ reader, writer, origin }: Context): Route[] => [
  get('/admin/people', 'people.manage', async (_request, response) => {
    render(response, 'accounts/people', peoplePage(await listAccounts(reader)))
  }),

  get('/admin/people/new', 'people.manage', (_request, response) => {
    render(response, 'layout/form', invitationPage())
  }),

  post('/admin/people', 'people.manage', async (request, response, person) => {
    const form = parseForm(invitationForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', invitationPage(withProblems(form.state, await findDetailsProblems(reader, form.read))))
    try {
      const { id, token } = await invite(writer, person, form.value)
      render(response, 'accounts/link-made', linkMadePage({ id, name: form.value.name, joined: false }, `${origin}/links/${token}`))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      render(response.status(422), 'layout/form', invitationPage(withRefusal(['name', 'email', 'roles'], request.body, error)))
    }
  }),
]

type Forms = Parameters<typeof personPage>[2]

/** The page of a person, and what to do about reviews that they lead and cannot open. */
async function pageOf(reader: Reader, account: Account, person: Person, forms: Forms = {}): Promise<PersonPage> {
  const work = await workOf(reader, account.id)
  const notice = shutReviews(rolesOf(account), work.reviews) > 0 ? { notice: await handingOver(reader, account, person, work) } : {}
  return personPage(account, { successors: await listHolders(reader, ['coordinator', 'manager']), work, isSelf: account.id === person.id }, { ...notice, ...forms })
}

const handingOver = async (reader: Reader, account: Account, person: Person, { reviews }: Work): Promise<Notice> =>
  handOverNotice(account, reviews, mayUse(person.roles, 'vetting.write') ? await listLedReviews(reader, account.id) : [])

const rolesRoutes = ({ reader, writer, secure }: Context): Route[] => [
  post('/admin/people/:id/roles', 'people.manage', async (request, response, person) => {
    const account = await getAccount(reader, idIn(request))
    const isSelf = account.id === person.id
    const again = async (forms: Forms): Promise<void> => {
      const page = await pageOf(reader, account, person, forms)
      render(response.status(422), 'accounts/person', { ...page, roles: sameVersion(page.roles, request.body) })
    }
    const form = parseForm(rolesForm, request.body)
    if (!form.ok) return again({ roles: form.state })
    try {
      const changed = await changeRoles(writer, person, account.id, form.value.version, form.value.roles)
      if (changed && isSelf) {
        await endSession(request, response, secure)
        return response.redirect(303, '/sign-in?signed-out=everywhere')
      }
    } catch (error) {
      if (error instanceof Problems)
        return again({ roles: withRefusal(['roles'], request.body, error), notice: await handingOver(reader, account, person, await workOf(reader, account.id)) })
      if (!(error instanceof Stale)) throw error
      const now = await getAccount(reader, account.id)
      const typed = rolesPage(now, isSelf, typedForm(['roles'], request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, rolesPage(now, isSelf), 'account', request.body))
    }
    say(request, rolesChangedText(account.name, mayLead(form.value.roles), await workOf(reader, account.id)))
    response.redirect(303, `/admin/people/${account.id}`)
  }),
]

const accountRoutes = ({ reader, writer, origin, secure }: Context): Route[] => {
  return [
    get('/admin/people/:id', 'people.manage', async (request, response, person) => {
      const account = await getAccount(reader, idIn(request))
      render(response, 'accounts/person', await pageOf(reader, account, person))
    }),

    post('/admin/people/:id/link', 'people.manage', async (request, response, person) => {
      const { account, token } = await sendLink(writer, person, idIn(request))
      render(response, 'accounts/link-made', linkMadePage(account, `${origin}/links/${token}`))
    }),

    post('/admin/people/:id/closing', 'people.manage', async (request, response, person) => {
      const account = await getAccount(reader, idIn(request))
      assertClosesAnother(account.id, person.id) // Their own page has no form to show again.
      const form = parseForm(disablingForm, request.body)
      if (!form.ok) return render(response.status(422), 'accounts/person', await pageOf(reader, account, person, { successor: form.state }))
      try {
        const { work, successor } = await disable(writer, person, account.id, form.value.successor)
        say(request, handedText(account.name, work, successor))
        response.redirect(303, '/admin/people')
      } catch (error) {
        if (!(error instanceof Problems)) throw error
        const state = withRefusal(['successor'], request.body, error)
        render(response.status(422), 'accounts/person', await pageOf(reader, account, person, { successor: state }))
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
      if (id === person.id) {
        await endSession(request, response, secure)
        return response.redirect(303, '/sign-in?signed-out=everywhere')
      }
      say(request, 'They are signed out everywhere.')
      response.redirect(303, `/admin/people/${id}`)
    }),
  ]
}
