import { getAllocation, getUse } from '../allocations/queries.ts'
import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { backToPayment, reversalFields, reversalPage } from './form-pages.ts'
import { reversalForm } from './forms.ts'
import { cameBackAtOnce } from './arrival.ts'
import { assertMayReverse, assertStillThere, type ReversibleKind } from './payment.ts'
import { getPayment, listEvents, paymentOfEvent } from './queries.ts'
import { reverseEvent } from './service.ts'

/** Takes back what was said wrongly of a payment (M9): whoever may record it may do so. */
export const reversalRoutes = (context: Context): Route[] => [
  ...reversing(context, '/arrivals/:id/reversal', 'payments.plan', 'received'),
  ...reversing(context, '/returns/:id/reversal', 'payments.release', 'returned'),
]

const reversing = ({ reader, writer }: Context, path: `/${string}`, permission: 'payments.plan' | 'payments.release', kind: ReversibleKind): Route[] => {
  const load = async (id: number) => {
    const payment = await getPayment(reader, await paymentOfEvent(reader, id, kind))
    const events = await listEvents(reader, payment.id)
    const event = events.find((each) => each.id === id)
    assert(event !== undefined, 'a payment has the events that are of it')
    return { payment, events, event: { ...event, kind } }
  }
  return [
    get(path, permission, async (request, response) => {
      const said = await load(idIn(request))
      const { payment, events, event } = said
      leadsBack(response, backToPayment(payment))
      assertMayReverse(events, event)
      if (kind === 'returned') assertStillThere(await getAllocation(reader, payment.allocationId), await getUse(reader, payment.allocationId), event.minor)
      render(response, 'layout/form', reversalPage(said, formToken()))
    }),
    post(path, permission, async (request, response, person) => {
      const said = await load(idIn(request))
      const { payment, events, event } = said
      const form = parseForm(reversalForm, request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', reversalPage(said, formToken(), form.state))
      try {
        await reverseEvent(writer, person, kind, event.id, form.value)
        say(request, kind === 'returned' ? 'The return is reversed.' : `The arrival is reversed. ${cameBackAtOnce(payment, events) ?? 'Record what really arrived.'}`)
        response.redirect(303, `/payments/${payment.id}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        render(response.status(409), 'layout/form', reversalPage(said, formToken(), withRefusal(reversalFields, request.body, error)))
      }
    }),
  ]
}
