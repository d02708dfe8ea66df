import type { Request, Response } from 'express'
import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { formToken } from '../audit/record.ts'
import { mayUse, post, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { parseForm, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import { aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { isCurrency } from '../shared/currencies.ts'
import { Refusal } from '../shared/refusal.ts'
import { rateFields, rateForm, type RateField } from './forms.ts'
import { rateFormPage } from './form-pages.ts'
import { allRates, countRates, listRatedCurrencies, listRates, rateSorts, type RateFilter } from './list-queries.ts'
import { rateColumns, ratesPage } from './pages.ts'
import { findNearest } from './queries.ts'
import { doubtOf, rateProblems, type Doubt } from './rate.ts'
import { enterRate } from './service.ts'

const usual = { by: 'day', descending: true } as const
const known = { currency: isCurrency, mine: ['yes'], sort: aSort(rateSorts) }

const filterIn = (request: Request, person: Person): RateFilter => ({
  currency: queryIn(request, ['currency'])['currency']?.[0] ?? null,
  enteredBy: queryText(request, 'mine') === 'yes' ? person.id : null,
})

export const rateRoutes = (context: Context): Route[] => [
  listGet('/rates', 'funds.read', known, (request, response, person) => showRates(context, request, response, person)),
  listGet('/rates.csv', 'funds.read', known, async (request, response, person) => {
    const columns = rateColumns(context.settings().currency, await namesOf(context.reader))
    await sendCsv(response, 'rates', columns, allRates(context.reader, filterIn(request, person), sortIn(request, rateSorts, usual)))
  }),
  post('/rates', 'funds.write', async (request, response, person) => {
    const reporting = context.settings().currency
    const form = parseForm(rateForm, request.body)
    const read = form.ok ? form.value : form.read
    const nearest = read.currency && read.on ? await findNearest(context.reader, read.currency, read.on) : undefined
    const doubt = doubtOf(read, nearest, reporting)
    const again = (state: FormState<RateField>): Promise<void> => showRates(context, request, response.status(422), person, { state, doubt })
    if (!form.ok) return again(withProblems(form.state, rateProblems(read, doubt, reporting, person.today)))
    try {
      await enterRate(context.writer, person, reporting, form.value)
      say(request, `The rate of ${form.value.currency} is entered.`)
      response.redirect(303, '/rates')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await again(withRefusal(rateFields, request.body, error))
    }
  }),
]

/** A rate that was typed and not kept, and what is asked of it. */
interface Typed {
  state: FormState<RateField>
  doubt: Doubt | null
}

async function showRates({ reader, settings }: Context, request: Request, response: Response, person: Person, typed?: Typed): Promise<void> {
  const [filter, sort, reporting] = [filterIn(request, person), sortIn(request, rateSorts, usual), settings().currency]
  const total = await countRates(reader, filter)
  const page = pageIn(request, total)
  const listed = {
    rates: await listRates(reader, filter, { sort, page, size: pageSize }),
    query: queryIn(request, ['currency', 'mine']),
    currencies: await listRatedCurrencies(reader),
    names: await namesOf(reader),
  }
  const form = mayUse(person.roles, 'funds.write') ? rateFormPage(reporting, person.today, formToken(), typed?.state, typed?.doubt) : null
  render(response, 'rates/list', ratesPage({ ...listed, total, page, sort, reporting }, form))
}
