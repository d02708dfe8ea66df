import type { Context } from '../app.ts'
import { getLink } from '../accounts/link-queries.ts'
import { hashPassword } from '../accounts/password.ts'
import { getAccount } from '../accounts/queries.ts'
import { signIn } from '../accounts/sign-in.ts'
import { openGet, openPost, type Route } from '../http/access.ts'
import { parseForm } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { defaultIdleMinutes } from '../settings/settings.ts'
import { parseAmount } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'
import { setUpForm } from './forms.ts'
import { setUpPage } from './pages.ts'
import { anotherByStart, setUp } from './service.ts'

export const setUpRoutes = (context: Context): Route[] => [
  openGet('/set-up/:token', async (request, response) => {
    const token = String(request.params['token'])
    await getLink(context.reader, token, context.now(), anotherByStart)
    render(response, 'layout/form', setUpPage(token, Intl.DateTimeFormat().resolvedOptions().timeZone))
  }),

  openPost('/set-up/:token', async (request, response) => {
    const token = String(request.params['token'])
    await getLink(context.reader, token, context.now(), anotherByStart)
    const form = parseForm(setUpForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', setUpPage(token, 'UTC', form.state))
    const { organization, timeZone, currency, threshold, name, email, password } = form.value
    const thresholdMinor = parseAmount(threshold, currency)
    assert(thresholdMinor !== null, 'a form that was read has an amount')
    const settings = { organization, timeZone, currency, thresholdMinor, idleMinutes: defaultIdleMinutes, example: false }
    const id = await setUp(context.writer, context.register(), token, settings, { name, email, passwordHash: await hashPassword(password) })
    await context.refresh()
    await signIn(context, request, response, { id, name, roles: [], version: (await getAccount(context.reader, id)).version })
    say(request, 'Lantern is set up. Invite your coordinators, program managers and board next.')
    response.redirect(303, '/admin/people')
  }),
]
