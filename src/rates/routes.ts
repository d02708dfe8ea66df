import type { Request, Response } from 'express'
import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { formToken } from '../audit/record.ts'
import { get, mayUse, post, type Route } from '../http/access.ts'
import { parseForm, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import { readPage, pageSize, queryIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import { rateFields, rateForm, type RateField } from './forms.ts'
import { rateFormPage, ratesPage } from './pages.ts'
import { listRatedCurrencies, listRates } from './queries.ts'
import { rateProblems } from './rate.ts'
import { enterRate } from './service.ts'

export const rateRoutes = (context: Context): Route[] => [
  get('/rates', 'funds.read', (request, response, person) => showRates(context, request, response, person)),
  post('/rates', 'funds.write', async (request, response, person) => {
    const reporting = context.settings().currency
    const form = parseForm(rateForm, request.body)
    if (!form.ok) return showRates(context, request, response.status(422), person, withProblems(form.state, rateProblems(form.read, reporting, person.today)))
    try {
      await enterRate(context.writer, person, reporting, form.value)
      say(request, `The rate of ${form.value.currency} is entered.`)
      response.redirect(303, '/rates')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showRates(context, request, response.status(422), person, withRefusal(rateFields, request.body, error))
    }
  }),
]

async function showRates({ reader, settings }: Context, request: Request, response: Response, person: Person, form?: FormState<RateField>): Promise<void> {
  const [query, reporting] = [queryIn(request, ['currency']), settings().currency]
  const found = await readPage(request, pageSize, (page) => listRates(reader, { currency: query['currency']?.[0] ?? null, page, size: pageSize }))
  const listed = { ...found, query, currencies: await listRatedCurrencies(reader), reporting, names: await namesOf(reader) }
  render(response, 'rates/list', ratesPage(listed, mayUse(person.roles, 'funds.write') ? rateFormPage(reporting, person.today, formToken(), form) : null))
}
