import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { parseForm } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { mailingAddressOf } from '../locations/queries.ts'
import { Refusal } from '../shared/refusal.ts'
import { holdsOn } from '../standing/holds.ts'
import { loadFacts } from '../standing/queries.ts'
import { lossPage, settingAsidePage } from './asking-pages.ts'
import { assertOnTheWay, assertPacking } from './delivery.ts'
import { reasonForm, sendingForm } from './forms.ts'
import { packingListPage, receiptPaperPage, sendingPage } from './paper-pages.ts'
import { getDelivery } from './queries.ts'
import { callLost, send, setAside } from './service.ts'

/** What becomes of a delivery as a whole, and its papers. */
export const deliveryMovingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/deliveries/:id/packing-list', 'supplies.read', async (request, response) => {
    const delivery = await getDelivery(reader, idIn(request))
    render(response, 'deliveries/packing-list', packingListPage(delivery, await mailingAddressOf(reader, delivery.centerId)))
  }),

  get('/deliveries/:id/receipt-form', 'supplies.read', async (request, response) => {
    render(response, 'deliveries/receipt-paper', receiptPaperPage(await getDelivery(reader, idIn(request))))
  }),

  get('/deliveries/:id/sending', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    assertPacking(delivery)
    render(response, 'deliveries/sending', sendingPage(delivery, holdsOn(await loadFacts(reader, delivery.centerId), person.today), formToken()))
  }),

  post('/deliveries/:id/sending', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(sendingForm, request.body)
    if (!form.ok) throw new Refusal('conflict', 'This form has changed. Open the delivery and send it again.')
    await send(writer, person, form.value.token, delivery.id)
    say(request, `Delivery ${delivery.id} is on its way to ${delivery.centerName}.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),

  get('/deliveries/:id/loss', 'supplies.write', async (request, response) => {
    const delivery = await getDelivery(reader, idIn(request))
    assertOnTheWay(delivery)
    render(response, 'layout/form', lossPage(delivery))
  }),

  post('/deliveries/:id/loss', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(reasonForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', lossPage(delivery, form.state))
    await callLost(writer, person, delivery.id, form.value.reason)
    say(request, `Delivery ${delivery.id} is called lost. What it was for is still wanted.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),

  get('/deliveries/:id/setting-aside', 'supplies.write', async (request, response) => {
    const delivery = await getDelivery(reader, idIn(request))
    assertPacking(delivery)
    render(response, 'layout/form', settingAsidePage(delivery))
  }),

  post('/deliveries/:id/setting-aside', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(reasonForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', settingAsidePage(delivery, form.state))
    await setAside(writer, person, delivery.id, form.value.reason)
    say(request, `Delivery ${delivery.id} is set aside.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]
