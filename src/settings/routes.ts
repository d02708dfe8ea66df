import type { Context } from '../app.ts'
import { get, post, type Route } from '../http/access.ts'
import { parseForm, withError } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { parseAmount } from '../shared/money.ts'
import { settingsForm } from './forms.ts'
import { settingsFields, settingsPage } from './pages.ts'
import { changeSettings } from './service.ts'

export const settingsRoutes = ({ writer, settings, refresh }: Context): Route[] => [
  get('/admin/settings', 'settings.manage', (_request, response) => {
    render(response, 'layout/form', settingsPage(settings()))
  }),

  post('/admin/settings', 'settings.manage', async (request, response, person) => {
    const form = parseForm(settingsForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', settingsPage(settings(), form.state))
    const { threshold, ...rest } = form.value
    const thresholdMinor = parseAmount(threshold, settings().currency)
    if (thresholdMinor === null) {
      const again = withError(settingsFields, request.body, 'Enter an amount, such as 10,000.00.', 'threshold')
      return render(response.status(422), 'layout/form', settingsPage(settings(), again))
    }
    await changeSettings(writer, person, { ...rest, thresholdMinor })
    await refresh()
    say(request, 'The settings are saved.')
    response.redirect(303, '/admin/settings')
  }),
]
