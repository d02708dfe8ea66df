import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, withProblems, withRefusal } from '../http/forms.ts'
import type { Link } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Refusal } from '../shared/refusal.ts'
import { arrivalFields, arrivalPage, backToPayment, returnFields, returnPage, voidingPage } from './form-pages.ts'
import { arrivalForm, returnForm, voidingForm } from './forms.ts'
import { arrivalProblems, assertMayArrive, cameBackAtOnce, lastReturn, likelyArrival } from './arrival.ts'
import { assertMayReturn, assertMayVoid, bankDayProblems, returnProblems, type Payment, type PaymentEvent } from './payment.ts'
import { getPayment, listEvents } from './queries.ts'
import { recordArrival, recordReturn, voidPayment } from './service.ts'

/** What becomes of a payment after it was planned, but for its release. */
export const paymentEventRoutes = (context: Context): Route[] => [...arrivalRoutes(context), ...returnRoutes(context), ...voidingRoutes(context)]

const arrivalRoutes = ({ reader, writer }: Context): Route[] => [
  get('/payments/:id/arrival', 'payments.plan', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const events = await listEvents(reader, payment.id)
    leadsBack(response, wayToArrive(payment, events, mayUse(person.roles, 'payments.release')))
    assertMayArrive(payment, events)
    render(response, 'layout/form', arrivalPage(payment, likelyArrival(payment, events, person.today), formToken()))
  }),
  post('/payments/:id/arrival', 'payments.plan', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const events = await listEvents(reader, payment.id)
    const again = (state: Parameters<typeof arrivalPage>[3]): void =>
      render(response.status(422), 'layout/form', arrivalPage(payment, likelyArrival(payment, events, person.today), formToken(), state))
    const form = parseForm(arrivalForm(payment.paid.currency), request.body)
    if (!form.ok) return again(withProblems(form.state, arrivalProblems(payment, events, form.read, person.today)))
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

/** What stands in the way of an arrival may be a return: whoever may reverse that is led there. */
function wayToArrive(payment: Payment, events: readonly PaymentEvent[], mayReverse: boolean): Link {
  const back = cameBackAtOnce(payment, events) === null ? undefined : lastReturn(events)
  return mayReverse && back ? { label: 'Reverse the return', href: `/returns/${back.id}/reversal` } : backToPayment(payment)
}

const returnRoutes = ({ reader, writer }: Context): Route[] => [
  get('/payments/:id/return', 'payments.release', async (request, response) => {
    const payment = await getPayment(reader, idIn(request))
    const events = await listEvents(reader, payment.id)
    leadsBack(response, backToPayment(payment))
    assertMayReturn(payment, events)
    render(response, 'layout/form', returnPage(payment, events, formToken()))
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
    const payment = await getPayment(reader, idIn(request))
    leadsBack(response, backToPayment(payment))
    assertMayVoid(payment, await listEvents(reader, payment.id))
    render(response, 'layout/form', voidingPage(payment, formToken()))
  }),
  post('/payments/:id/voiding', 'payments.plan', async (request, response, person) => {
    const payment = await getPayment(reader, idIn(request))
    const form = parseForm(voidingForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', voidingPage(payment, formToken(), form.state))
    leadsBack(response, backToPayment(payment))
    await voidPayment(writer, person, payment.id, form.value)
    say(request, 'The payment is voided. It never left.')
    response.redirect(303, `/payments/${payment.id}`)
  }),
]
