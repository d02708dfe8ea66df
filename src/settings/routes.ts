import type { Context } from '../app.ts'
import { get, post, type Route } from '../http/access.ts'
import { parseForm } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { parseAmount } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'
import { settingsForm } from './forms.ts'
import { settingsPage } from './pages.ts'
import { changeSettings } from './service.ts'

export const settingsRoutes = ({ writer, settings, refresh }: Context): Route[] => [
  get('/admin/settings', 'settings.manage', (_request, response) => {
    render(response, 'layout/form', settingsPage(settings()))
  }),

  post('/admin/settings', 'settings.manage', async (request, response, person) => {
    const { currency } = settings()
    const form = parseForm(settingsForm(currency), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', settingsPage(settings(), form.state))
    const { threshold, ...rest } = form.value
    const thresholdMinor = parseAmount(threshold, currency)
    assert(thresholdMinor !== null, 'a form that was read has an amount')
    await changeSettings(writer, person, { ...rest, thresholdMinor })
    await refresh()
    say(request, 'The settings are saved.')
    response.redirect(303, '/admin/settings')
  }),
]
