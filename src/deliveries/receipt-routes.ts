import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { keptToken, parseForm, typedForm, withError } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { Refusal } from '../shared/refusal.ts'
import { completionPage, emptyCompletion, reversalPage } from './asking-pages.ts'
import { assertMayReceive, assertMayReverse, assertOnTheWay, leftOf } from './delivery.ts'
import { completionForm, readReceipt, receiptFields, receiptForm, reversalForm } from './forms.ts'
import { deliveryOfReceipt, getDelivery } from './queries.ts'
import { emptyReceipt, receiptPage } from './receipt-form-pages.ts'
import { complete, receive, reverse } from './receipt-service.ts'

/** What arrived, and what was said of it wrongly. */
export const receiptRoutes = ({ reader, writer }: Context): Route[] => [
  get('/deliveries/:id/receipts/new', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
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
      if (!details.ok || lines.summary.length > 0) {
        const token = details.ok ? details.value.token : (keptToken(details.state) ?? formToken())
        const form = { details: details.ok ? typedForm(receiptFields, lines.whole) : details.state, lines }
        return render(response.status(422), 'deliveries/lines-form', receiptPage(delivery, token, form))
      }
      const { token, ...said } = details.value
      try {
        await receive(writer, person, token, delivery.id, { ...said, lines: lines.lines, proof: uploadIn(request) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const form = { details: withError(receiptFields, lines.whole, error.message), lines }
        return render(response.status(409), 'deliveries/lines-form', receiptPage(await getDelivery(reader, delivery.id), token, form))
      }
      const left = leftOf(await getDelivery(reader, delivery.id))
      say(request, left === 0 ? 'The receipt is recorded, and all of the delivery is accounted for.' : `The receipt is recorded. ${left} left to account for.`)
      response.redirect(303, `/deliveries/${delivery.id}`)
    },
    upload(),
  ),

  get('/deliveries/:id/completion', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    assertOnTheWay(delivery)
    render(response, 'layout/form', completionPage(delivery, formToken(), emptyCompletion(person.today.toString())))
  }),

  post('/deliveries/:id/completion', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(completionForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', completionPage(delivery, keptToken(form.state) ?? formToken(), form.state))
    const { token, ...said } = form.value
    await complete(writer, person, token, delivery.id, said)
    say(request, 'The rest is recorded as missing, and is still wanted.')
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),

  get('/receipts/:id/reversal', 'supplies.write', async (request, response) => {
    const id = idIn(request)
    const delivery = await getDelivery(reader, await deliveryOfReceipt(reader, id))
    assertMayReverse(delivery, id)
    render(response, 'layout/form', reversalPage(delivery, id, formToken()))
  }),

  post('/receipts/:id/reversal', 'supplies.write', async (request, response, person) => {
    const id = idIn(request)
    const delivery = await getDelivery(reader, await deliveryOfReceipt(reader, id))
    const form = parseForm(reversalForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', reversalPage(delivery, id, keptToken(form.state) ?? formToken(), form.state))
    await reverse(writer, person, form.value.token, id, form.value.reason)
    say(request, `Receipt ${id} is reversed. Record what really arrived.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]
