import type { Context } from '../app.ts'
import { get, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { parseForm, typedForm } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { parseAmount } from '../shared/money.ts'
import { assert, Stale } from '../shared/refusal.ts'
import { settingsForm } from './forms.ts'
import { settingsFields, settingsPage } from './pages.ts'
import { readSettings, readSettingsVersion } from './queries.ts'
import { changeSettings } from './service.ts'

export const settingsRoutes = ({ reader, writer, settings, refresh }: Context): Route[] => {
  /** As the register holds them: what the program runs under was read a moment ago. */
  const pageOf = async (form?: Parameters<typeof settingsPage>[2]): Promise<FormPage> => settingsPage(await readSettings(reader), await readSettingsVersion(reader), form)

  return [
    get('/admin/settings', 'settings.manage', async (_request, response) => {
      render(response, 'layout/form', await pageOf())
    }),

    post('/admin/settings', 'settings.manage', async (request, response, person) => {
      const { currency } = settings()
      const form = parseForm(settingsForm(currency), request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(await pageOf(form.state), request.body))
      const { threshold, version, ...rest } = form.value
      const thresholdMinor = parseAmount(threshold, currency)
      assert(thresholdMinor !== null, 'a form that was read has an amount')
      try {
        await changeSettings(writer, person, version, { ...rest, thresholdMinor })
      } catch (error) {
        if (!(error instanceof Stale)) throw error
        const typed = await pageOf(typedForm(settingsFields, request.body))
        return render(response.status(409), 'layout/conflict', conflictPage(typed, await pageOf(), 'register’s settings', request.body))
      }
      await refresh()
      say(request, 'The settings are saved.')
      response.redirect(303, '/admin/settings')
    }),
  ]
}
