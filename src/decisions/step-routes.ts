import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, refusedStatus, withRefusal } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import { assertAllowed, assertMayReinstate } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { outcomeText } from '../standing/words.ts'
import { stepForm } from './forms.ts'
import { findSuspender } from './queries.ts'
import { steps, takeStep, type Step } from './service.ts'
import { stepFields, stepPage, stepPath } from './step-pages.ts'
import { findWaiting } from './waiting-queries.ts'

/** Suspending, reinstating, closing and reopening: a page that says what it will do, and the doing of it. */
export const stepRoutes = (context: Context): Route[] => steps.flatMap((step) => routesOf(context, step))

function routesOf({ reader, writer }: Context, step: Step): Route[] {
  const path = `/centers/:id/${stepPath(step)}`
  const pageOf = async (centerId: number, person: Person, form?: Parameters<typeof stepPage>[2]): Promise<FormPage> => {
    const [center, history, waiting] = await Promise.all([getCenter(reader, centerId), historyOf(reader, centerId), findWaiting(reader, centerId)])
    return stepPage(step, { center, history, waiting, today: person.today, token: formToken() }, form)
  }
  return [
    get(path, 'vetting.decide', async (request, response, person) => {
      const centerId = idIn(request)
      const page = await pageOf(centerId, person)
      leadsBack(response, backToCenter(centerId))
      assertAllowed(await historyOf(reader, centerId), step, person.today)
      if (step === 'reinstate') assertMayReinstate(await findSuspender(reader, centerId), person.id)
      render(response, 'layout/form', page)
    }),

    post(path, 'vetting.decide', async (request, response, person) => {
      const centerId = idIn(request)
      const form = parseForm(stepForm, request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', await pageOf(centerId, person, form.state))
      try {
        await takeStep(writer, person, centerId, step, form.value.reason, form.value.token)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
        return render(response.status(refusedStatus(error)), 'layout/form', await pageOf(centerId, person, withRefusal(stepFields, request.body, error)))
      }
      say(request, `${outcomeText[step]} from today on.`)
      response.redirect(303, `/centers/${centerId}`)
    }),
  ]
}
