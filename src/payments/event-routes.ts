import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { parseForm, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Refusal } from '../shared/refusal.ts'
import { arrivalFields, arrivalPage, returnFields, returnPage, voidingPage } from './form-pages.ts'
import { arrivalForm, returnForm, voidingForm } from './forms.ts'
import { arrivalProblems, bankDayProblems, returnProblems } from './payment.ts'
import { getPayment, listEvents } from './queries.ts'
import { recordArrival, recordReturn, voidPayment } from './service.ts'

/** What becomes of a payment after it was planned, but for its release. */
export const paymentEventRoutes = (context: Context): Route[] => [...arrivalRoutes(context), ...returnRoutes(context), ...voidingRoutes(context)]

const arrivalRoutes = ({ reader, writer }: Context): Route[] => [
  get('/payments/:id/arrival', 'payments.plan', async (request, response, person) => {
    render(response, 'layout/form', arrivalPage(await getPayment(reader, idIn(request)), person.today, formToken()))
  }),
  post('/payments/:id/arrival', 'payments.plan', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const again = (state: Parameters<typeof arrivalPage>[3]): void => render(response.status(422), 'layout/form', arrivalPage(payment, person.today, formToken(), state))
    const form = parseForm(arrivalForm(payment.paid.currency), request.body)
    if (!form.ok) return again(withProblems(form.state, arrivalProblems(payment, await listEvents(reader, payment.id), form.read, person.today)))
    try {
      await recordArrival(writer, person, payment.id, form.value)
      say(request, 'The arrival is recorded.')
      response.redirect(303, `/payments/${payment.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      again(withRefusal(arrivalFields, request.body, error))
    }
  }),
]

const returnRoutes = ({ reader, writer }: Context): Route[] => [
  get('/payments/:id/return', 'payments.release', async (request, response) => {
    const id = idIn(request)
    render(response, 'layout/form', returnPage(await getPayment(reader, id), await listEvents(reader, id), formToken()))
  }),
  post('/payments/:id/return', 'payments.release', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const again = async (state: Parameters<typeof returnPage>[3]): Promise<void> =>
      render(response.status(422), 'layout/form', returnPage(payment, await listEvents(reader, payment.id), formToken(), state))
    const form = parseForm(returnForm(payment.currency), request.body)
    if (!form.ok) {
      const found = returnProblems(payment, await listEvents(reader, payment.id), form.read.amount)
      return again(withProblems(form.state, [...found, ...bankDayProblems(form.read.bankOn, person.today)]))
    }
    try {
      await recordReturn(writer, person, payment.id, form.value)
      say(request, 'The return is recorded.')
      response.redirect(303, `/payments/${payment.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await again(withRefusal(returnFields, request.body, error))
    }
  }),
]

const voidingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/payments/:id/voiding', 'payments.plan', async (request, response) => {
    render(response, 'layout/form', voidingPage(await getPayment(reader, idIn(request)), formToken()))
  }),
  post('/payments/:id/voiding', 'payments.plan', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const form = parseForm(voidingForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', voidingPage(payment, formToken(), form.state))
    await voidPayment(writer, person, payment.id, form.value)
    say(request, 'The payment is voided. It never left.')
    response.redirect(303, `/payments/${payment.id}`)
  }),
]
