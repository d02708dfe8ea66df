import type { Context } from '../app.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { filledForm, parseForm, withProblems } from '../http/forms.ts'
import { endSession, say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { problemIf } from '../shared/refusal.ts'
import { listAccountEvents } from './event-queries.ts'
import { changePasswordForm } from './forms.ts'
import { accountPage } from './account-pages.ts'
import { hashPassword } from './password.ts'
import { findSignIn, getAccount, namesOf } from './queries.ts'
import { roleConfirmedText, rolesWaitingPage } from './role-pages.ts'
import { changePassword, confirmRole, signOutEverywhere } from './service.ts'
import { sessionHash } from './session-queries.ts'
import { knowsPassword } from './sign-in.ts'
import { listWaitingRoles } from './waiting-queries.ts'

const wrong = 'This is not the password that you use now. After five wrong ones the right one is not taken either for a while: then wait a minute and try again.'

export const accountRoutes = (context: Context): Route[] => [...ownRoutes(context), ...roleRoutes(context)]

const ownRoutes = (context: Context): Route[] => [
  get('/account', 'signed in', async (_request, response, person) => {
    render(response, 'accounts/account', accountPage(await getAccount(context.reader, person.id), await listAccountEvents(context.reader, person.id)))
  }),

  post('/account/password', 'signed in', async (request, response, person) => {
    const { reader, writer } = context
    const account = await getAccount(reader, person.id)
    const form = parseForm(changePasswordForm([account.name, account.email, context.settings().organization]), request.body)
    // Whatever is wrong with the new one, the current one is tried when it was typed, and each try is counted (AUTH-07).
    const { current } = form.ok ? form.value : form.read
    const kept = (await findSignIn(reader, account.email))?.password_hash ?? null
    const known = current === undefined || (await knowsPassword(context, request, person, kept, current))
    if (!form.ok || !known) {
      const state = withProblems(form.ok ? filledForm(['current', 'password']) : form.state, problemIf(!known, 'current', wrong))
      return render(response.status(422), 'accounts/account', accountPage(account, await listAccountEvents(reader, person.id), state))
    }
    await changePassword(writer, person, await hashPassword(form.value.password), sessionHash(request.sessionID))
    say(request, 'Your password is changed. Everywhere else you are signed out.')
    response.redirect(303, '/account')
  }),

  post('/account/sign-out-everywhere', 'signed in', async (request, response, person) => {
    await signOutEverywhere(context.writer, person, person.id)
    await endSession(request, response, context.secure)
    response.redirect(303, '/sign-in?signed-out=everywhere')
  }),
]

const roleRoutes = ({ reader, writer }: Context): Route[] => [
  get('/roles', 'roles.confirm', async (_request, response, person) => {
    render(response, 'accounts/roles-waiting', rolesWaitingPage(await listWaitingRoles(reader), await namesOf(reader), person.id))
  }),

  post('/roles/:id/confirmation', 'roles.confirm', async (request, response, person) => {
    say(request, roleConfirmedText(await confirmRole(writer, person, idIn(request))))
    response.redirect(303, '/roles')
  }),
]
