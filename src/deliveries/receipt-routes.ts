import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { keptToken, parseForm, refusedStatus, typedForm, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { Problems, problemsOf, Refusal, type Problem } from '../shared/refusal.ts'
import { backToDelivery, completionPage, emptyCompletion, reversalPage } from './asking-pages.ts'
import { assertMayReceive, assertMayReverse, assertOnTheWay, leftOf, receiptProblems } from './delivery.ts'
import { completionFields, completionForm, readReceipt, receiptFields, receiptForm, reversalForm } from './forms.ts'
import { deliveryOfReceipt, getDelivery } from './queries.ts'
import { emptyReceipt, receiptPage, type ReceiptForm } from './receipt-form-pages.ts'
import { complete, receive, reverse } from './receipt-service.ts'
import { withRowProblems } from './row-forms.ts'

/** What arrived, and what was said of it wrongly. */
export const receiptRoutes = (context: Context): Route[] => [...receivingRoutes(context), ...completionRoutes(context), ...reversalRoutes(context)]

const receivingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/deliveries/:id/receipts/new', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    leadsBack(response, backToDelivery(delivery))
    assertMayReceive(delivery)
    render(response, 'deliveries/lines-form', receiptPage(delivery, formToken(), emptyReceipt(delivery, person.today.toString())))
  }),

  post(
    '/deliveries/:id/receipts',
    'supplies.write',
    async (request, response, person) => {
      const delivery = await getDelivery(reader, idIn(request))
      const lines = readReceipt(request.body)
      const details = parseForm(receiptForm, lines.whole)
      const again = (problems: readonly Problem[]): ReceiptForm => {
        const { lines: rows, others } = withRowProblems(lines, problems)
        return { details: withProblems(details.ok ? typedForm(receiptFields, lines.whole) : details.state, others), lines: rows }
      }
      if (!details.ok || lines.summary.length > 0) {
        const token = details.ok ? details.value.token : (keptToken(details.state) ?? formToken())
        const { on } = details.ok ? details.value : details.read
        // Where a line could not be read, it is not known yet that nothing is said of any.
        const said = lines.summary.length > 0 && lines.lines.length === 0 ? {} : { lines: lines.lines }
        const problems = receiptProblems(delivery, { ...(on && { on }), ...said }, person.today)
        return render(response.status(422), 'deliveries/lines-form', receiptPage(delivery, token, again(problems)))
      }
      const { token, ...said } = details.value
      try {
        await receive(writer, person, token, delivery.id, { ...said, lines: lines.lines, proof: uploadIn(request) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return render(
          response.status(refusedStatus(error)),
          'deliveries/lines-form',
          receiptPage(await getDelivery(reader, delivery.id), token, again(problemsOf(error))),
        )
      }
      const left = leftOf(await getDelivery(reader, delivery.id))
      say(request, left === 0 ? 'The receipt is recorded, and all of the delivery is accounted for.' : `The receipt is recorded. ${left} left to account for.`)
      response.redirect(303, `/deliveries/${delivery.id}`)
    },
    upload(),
  ),
]

const completionRoutes = ({ reader, writer }: Context): Route[] => [
  get('/deliveries/:id/completion', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    leadsBack(response, backToDelivery(delivery))
    assertOnTheWay(delivery)
    render(response, 'layout/form', completionPage(delivery, formToken(), emptyCompletion(person.today.toString())))
  }),

  post('/deliveries/:id/completion', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(completionForm, request.body)
    if (!form.ok) {
      const { on } = form.read
      const state = withProblems(form.state, receiptProblems(delivery, on ? { on } : {}, person.today))
      return render(response.status(422), 'layout/form', completionPage(delivery, keptToken(form.state) ?? formToken(), state))
    }
    const { token, ...said } = form.value
    try {
      await complete(writer, person, token, delivery.id, said)
    } catch (error) {
      if (!(error instanceof Problems)) throw error
      return render(response.status(refusedStatus(error)), 'layout/form', completionPage(delivery, token, withRefusal(completionFields, request.body, error)))
    }
    say(request, 'The rest is recorded as missing, and is still wanted.')
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]

const reversalRoutes = ({ reader, writer }: Context): Route[] => [
  get('/receipts/:id/reversal', 'supplies.write', async (request, response) => {
    const id = idIn(request)
    const delivery = await getDelivery(reader, await deliveryOfReceipt(reader, id))
    leadsBack(response, backToDelivery(delivery))
    assertMayReverse(delivery, id)
    render(response, 'layout/form', reversalPage(delivery, id, formToken()))
  }),

  post('/receipts/:id/reversal', 'supplies.write', async (request, response, person) => {
    const id = idIn(request)
    const delivery = await getDelivery(reader, await deliveryOfReceipt(reader, id))
    const form = parseForm(reversalForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', reversalPage(delivery, id, keptToken(form.state) ?? formToken(), form.state))
    leadsBack(response, backToDelivery(delivery))
    await reverse(writer, person, form.value.token, id, form.value.reason)
    say(request, `Receipt ${id} is reversed. Record what really arrived.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]
