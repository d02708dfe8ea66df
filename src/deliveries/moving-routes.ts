import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { mailingAddressOf } from '../locations/queries.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { holdsOn } from '../standing/holds.ts'
import { loadFacts } from '../standing/queries.ts'
import { backToDelivery, lossPage, settingAsidePage } from './asking-pages.ts'
import { assertOnTheWay, assertPacking, type Delivery } from './delivery.ts'
import { reasonForm, sendingForm } from './forms.ts'
import { packingListPage, receiptPaperPage, sendingPage } from './paper-pages.ts'
import { getDelivery } from './queries.ts'
import { callLost, send, setAside } from './service.ts'

/** What becomes of a delivery as a whole, and its papers. */
export const deliveryMovingRoutes = (context: Context): Route[] => [...leavingRoutes(context), ...endingsOf(context)]

const packedAnew = 'Someone else changed what is packed after you opened this page, so nothing was sent. Below is what is in it now. Look it over before you send it.'

const leavingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/deliveries/:id/packing-list', 'supplies.read', async (request, response) => {
    const delivery = await getDelivery(reader, idIn(request))
    render(response, 'deliveries/packing-list', packingListPage(delivery, await mailingAddressOf(reader, delivery.centerId)))
  }),

  get('/deliveries/:id/receipt-form', 'supplies.read', async (request, response) => {
    render(response, 'deliveries/receipt-paper', receiptPaperPage(await getDelivery(reader, idIn(request))))
  }),

  get('/deliveries/:id/sending', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    leadsBack(response, backToDelivery(delivery))
    assertPacking(delivery)
    render(response, 'deliveries/sending', sendingPage(delivery, holdsOn(await loadFacts(reader, delivery.centerId), person.today), formToken()))
  }),

  post('/deliveries/:id/sending', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const form = parseForm(sendingForm, request.body)
    if (!form.ok) throw new Refusal('conflict', 'This form has changed. Open the delivery and send it again.')
    leadsBack(response, backToDelivery(delivery))
    const { token } = form.value
    try {
      await send(writer, person, form.value, delivery.id)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const now = await getDelivery(reader, delivery.id)
      const holds = holdsOn(await loadFacts(reader, now.centerId), person.today)
      return render(response.status(409), 'deliveries/sending', sendingPage(now, holds, token, packedAnew))
    }
    say(request, `Delivery ${delivery.id} is on its way to ${delivery.centerName}.`)
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]

interface Ending {
  assertMay: (delivery: Delivery) => void
  page: typeof lossPage
  end: typeof callLost
  /** What was done, to follow "Delivery 7". */
  done: string
}

/** The two ways in which a delivery ends without arriving: each asks for its reason on a page of its own. */
function endingsOf({ reader, writer }: Context): Route[] {
  const ending = (path: string, { assertMay, page, end, done }: Ending): Route[] => [
    get(`/deliveries/:id/${path}`, 'supplies.write', async (request, response) => {
      const delivery = await getDelivery(reader, idIn(request))
      leadsBack(response, backToDelivery(delivery))
      assertMay(delivery)
      render(response, 'layout/form', page(delivery))
    }),
    post(`/deliveries/:id/${path}`, 'supplies.write', async (request, response, person) => {
      const delivery = await getDelivery(reader, idIn(request))
      const form = parseForm(reasonForm, request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', page(delivery, form.state))
      leadsBack(response, backToDelivery(delivery))
      await end(writer, person, delivery.id, form.value.reason)
      say(request, `Delivery ${delivery.id} ${done}`)
      response.redirect(303, `/deliveries/${delivery.id}`)
    }),
  ]
  return [
    ...ending('loss', { assertMay: assertOnTheWay, page: lossPage, end: callLost, done: 'is called lost. What it was for is still wanted.' }),
    ...ending('setting-aside', { assertMay: assertPacking, page: settingAsidePage, end: setAside, done: 'is set aside.' }),
  ]
}
