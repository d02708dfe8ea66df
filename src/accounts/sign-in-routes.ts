import type { Request, Response } from 'express'
import type { Context } from '../app.ts'
import { nextIn, openGet, openPost, post, queryText, type Route } from '../http/access.ts'
import { filledForm, parseForm, withError, type FormState } from '../http/forms.ts'
import { ownPath } from '../http/security.ts'
import { endSession, say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Refusal } from '../shared/refusal.ts'
import { deviceOf } from './device.ts'
import { newPasswordForm, signInForm } from './forms.ts'
import { getLink } from './link-queries.ts'
import { linkPage } from './pages.ts'
import { hashPassword } from './password.ts'
import { countPeople, getAccount } from './queries.ts'
import { useLinkFor } from './service.ts'
import { checkPassword, signIn } from './sign-in.ts'
import { recordSignIn } from './sign-in-service.ts'

const refused = 'That address and password do not fit together, or there were too many tries. Wait a minute and try again, or ask an administrator for a new link.'

const signedOut = 'You are signed out everywhere.'
const unsaved =
  'You had been signed out, so nothing of what you typed or sent was saved. Sign in, then press your browser’s Back button until the form stands there again. Not every browser still holds what was typed in it: it may have to be typed once more.'

/** What the page that somebody comes from had to say, and could not: their session had ended. */
function saidTo(request: Request): string | null {
  if (queryText(request, 'unsaved') === 'yes') return unsaved
  return queryText(request, 'signed-out') === 'everywhere' ? signedOut : null
}

export const signInRoutes = (context: Context): Route[] => {
  const { reader, writer, settings } = context
  const show = (response: Response, next: string, form: FormState<'email' | 'password'>, said: string | null = null): void =>
    render(response, 'accounts/sign-in', { title: 'Sign in', organization: settings().organization, next, said, form })

  return [
    openGet('/sign-in', async (request, response) => {
      if (request.user) return response.redirect(303, nextIn(request))
      if ((await countPeople(reader)) === 0) return render(response, 'set-up/waiting', { title: 'Not set up yet' })
      show(response, nextIn(request), filledForm(['email', 'password']), saidTo(request))
    }),

    openPost('/sign-in', async (request, response) => {
      const form = parseForm(signInForm, request.body)
      const next = form.ok ? ownPath(form.value.next) : '/'
      const user = form.ok ? await checkPassword(context, request, response) : false
      const again = withError(['email', 'password'], { email: form.ok ? form.value.email : '' }, refused)
      if (!user) return show(response.status(422), next, again)
      try {
        await signIn(context, request, response, user)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        // It did fit when it was checked, and does not any more: one answer for both (AUTH-06).
        await recordSignIn(writer, context.register(), user.id, 'refused', deviceOf(context, request, user.id))
        return show(response.status(422), next, again)
      }
      response.redirect(303, next)
    }),

    post('/sign-out', 'signed in', async (request, response, person) => {
      await recordSignIn(writer, person, person.id, 'signed-out')
      await endSession(request, response, context.secure)
      response.redirect(303, '/sign-in')
    }),

    openGet('/links/:token', async (request, response) => {
      const link = await getLink(reader, String(request.params['token']), context.now())
      if (link.personId === null) return response.redirect(303, `/set-up/${encodeURIComponent(String(request.params['token']))}`)
      render(response, 'layout/form', linkPage(await getAccount(reader, link.personId), String(request.params['token'])))
    }),

    openPost('/links/:token', async (request, response) => {
      const token = String(request.params['token'])
      const link = await getLink(reader, token, context.now())
      const account = await getAccount(reader, link.personId ?? 0)
      const form = parseForm(newPasswordForm([account.name, account.email, settings().organization]), request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', linkPage(account, token, form.state))
      const version = await useLinkFor(writer, { ...context.register(), id: account.id, name: account.name }, token, await hashPassword(form.value.password))
      await signIn(context, request, response, { id: account.id, name: account.name, roles: [], version })
      say(request, account.joined ? 'Your password is set, and you are signed in.' : 'Welcome to Lantern. You are signed in.')
      response.redirect(303, '/')
    }),
  ]
}
