import type { Request, Response } from 'express'
import { amountProblems, assertLeftToPlan, assertMayPay } from '../allocations/allocation.ts'
import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { backToAllocation } from '../allocations/form-pages.ts'
import { getAllocation, getUse } from '../allocations/queries.ts'
import { formToken } from '../audit/record.ts'
import { listConditions } from '../decisions/condition-queries.ts'
import { listFunds } from '../funds/queries.ts'
import { get, idIn, mayUse, post, queryText, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { leadsBack } from '../http/errors.ts'
import { filledForm, parseForm, refusedStatus, withProblems, withRefusal, type FormState } from '../http/forms.ts'
import { aNumber, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { listPopulations } from '../lists/queries.ts'
import { findYardstick } from '../rates/queries.ts'
import type { Person } from '../shared/actor.ts'
import { moneyText } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { standingOn } from '../standing/standing.ts'
import { paymentColumns } from './csv-pages.ts'
import { firstPlanned, newPaymentPage } from './form-pages.ts'
import { newPaymentOf, paymentFields, paymentForm, releaseForm, typedPlan } from './forms.ts'
import { paymentsPage } from './list-pages.ts'
import { paymentPage } from './pages.ts'
import { bankDayProblems, paymentStates } from './payment.ts'
import { planProblems } from './plan.ts'
import { allPayments, countPayments, listPayments, paymentSorts, type PaymentFilter } from './list-queries.ts'
import { findFollower } from './follower-queries.ts'
import { getPayment, listEvents } from './queries.ts'
import { loadRelease } from './release-queries.ts'
import { planPayment, releasePayment } from './service.ts'
import { numberIn } from '../shared/written.ts'

export const paymentRoutes = (context: Context): Route[] => [
  ...listRoutes(context),
  ...planRoutes(context),
  get('/payments/:id', 'funds.read', (request, response, person) => showPayment(context, response, idIn(request), person)),

  post('/payments/:id/release', 'payments.release', async (request, response, person) => {
    const { reader, writer } = context
    const payment = await getPayment(reader, idIn(request))
    const form = parseForm(releaseForm, request.body)
    if (!form.ok) return showPayment(context, response.status(422), payment.id, person, withProblems(form.state, bankDayProblems(form.read.bankOn, person.today)))
    try {
      await releasePayment(writer, person, thresholdOf(context), payment.id, form.value)
      say(request, `${moneyText(payment)} is released to ${payment.centerName}.`)
      response.redirect(303, `/payments/${payment.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showPayment(
        context,
        response.status(error.code === 'forbidden' ? 403 : refusedStatus(error)),
        payment.id,
        person,
        withRefusal(['bankOn'], request.body, error),
      )
    }
  }),
]

const filterIn = (request: Request, person: Person): PaymentFilter => ({
  state: paymentStates.find((state) => state === queryText(request, 'state')) ?? null,
  fundId: numberIn(queryText(request, 'fund')),
  centerId: numberIn(queryText(request, 'center')),
  followedBy: queryText(request, 'mine') === 'yes' ? person.id : null,
})

const usual = { by: 'id', descending: true } as const
const known = { state: paymentStates, fund: aNumber, center: aNumber, mine: ['yes'], sort: aSort(paymentSorts) }

const listRoutes = ({ reader }: Context): Route[] => [
  listGet('/payments', 'funds.read', known, async (request, response, person) => {
    const filter = filterIn(request, person)
    const sort = sortIn(request, paymentSorts, usual)
    const total = await countPayments(reader, filter)
    const page = pageIn(request, total)
    const rows = await listPayments(reader, filter, { sort, page, size: pageSize })
    const query = queryIn(request, ['state', 'fund', 'center', 'mine'])
    render(response, 'payments/list', paymentsPage({ rows, total, query, sort, page, funds: await listFunds(reader) }))
  }),
  listGet('/payments.csv', 'funds.read', known, async (request, response, person) => {
    await sendCsv(response, 'payments', paymentColumns, allPayments(reader, filterIn(request, person), sortIn(request, paymentSorts, usual)))
  }),
]

const planRoutes = ({ reader, writer }: Context): Route[] => [
  get('/allocations/:id/payments/new', 'payments.plan', async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    const use = await getUse(reader, allocation.id)
    leadsBack(response, backToAllocation(allocation))
    assertMayPay(allocation)
    assertNotClosed(await historyOf(reader, allocation.centerId), person.today)
    assertLeftToPlan(allocation, use)
    render(response, 'layout/form', newPaymentPage(allocation, use, formToken(), firstPlanned(allocation, use, person.today)))
  }),
  post('/allocations/:id/payments', 'payments.plan', async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    const form = parseForm(paymentForm(allocation.currency), request.body)
    const read = form.ok ? form.value : form.read
    const plan = typedPlan(read, allocation.currency)
    const held = plan.rateOn && read.paidCurrency ? await findYardstick(reader, allocation.currency, read.paidCurrency, plan.rateOn) : null
    const again = async (state: Parameters<typeof newPaymentPage>[3]): Promise<void> =>
      render(response.status(422), 'layout/form', newPaymentPage(allocation, await getUse(reader, allocation.id), formToken(), state, held))
    if (!form.ok) {
      const problems = [...amountProblems(allocation, await getUse(reader, allocation.id), read.amount), ...planProblems(plan, held, person.today)]
      return again(withProblems(form.state, problems))
    }
    try {
      const id = await planPayment(writer, person, allocation.id, newPaymentOf(form.value, allocation.currency))
      say(request, 'The payment is planned. A program manager who did not propose it can release it.')
      response.redirect(303, `/payments/${id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await again(withRefusal(paymentFields, request.body, error))
    }
  }),
]

/** M3's and M4's threshold, in the reporting currency. */
const thresholdOf = ({ settings }: Context) => ({ minor: settings().thresholdMinor, currency: settings().currency })

async function showPayment(context: Context, response: Response, id: number, person: Person, form: FormState<'bankOn'> = filledForm(['bankOn'])): Promise<void> {
  const { reader } = context
  const facts = await loadRelease(reader, id, thresholdOf(context), person)
  const { payment } = facts
  const records = {
    facts,
    events: await listEvents(reader, id),
    standing: standingOn(await historyOf(reader, payment.centerId), person.today),
    conditions: await listConditions(reader, payment.centerId),
    populations: new Map((await listPopulations(reader)).map(({ code, name }) => [code, name])),
    held: payment.rate === null ? null : await findYardstick(reader, payment.currency, payment.paid.currency, person.today),
    names: await namesOf(reader),
    follower: await findFollower(reader, id),
  }
  const may = { person, plan: mayUse(person.roles, 'payments.plan'), release: mayUse(person.roles, 'payments.release') }
  render(response, 'payments/show', paymentPage(records, may, formToken(), form))
}
