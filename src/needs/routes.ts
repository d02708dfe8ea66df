import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { formToken } from '../audit/record.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { listDeliveriesForNeed } from '../deliveries/list-queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { leadsBack } from '../http/errors.ts'
import { keptToken, parseForm, refusedStatus, typedForm, withProblems, withRefusal } from '../http/forms.ts'
import type { Link } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { listCatalogue } from '../lists/queries.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { changedNeedPage, emptyNeed, newNeedPage, withdrawalPage } from './form-pages.ts'
import { changedNeedForm, detailsOf, neededIn, needFields, newNeedForm, withdrawalForm } from './forms.ts'
import { assertMayWithdraw, assertNotWithdrawn, changeProblems, type Need } from './need.ts'
import { needPage } from './pages.ts'
import { getNeed, listAllocationsOf } from './queries.ts'
import { changeNeed, logNeed, withdrawNeed } from './service.ts'

const backToNeed = ({ id }: Pick<Need, 'id'>): Link => ({ label: 'Back to the need', href: `/needs/${id}` })

export const needRoutes = (context: Context): Route[] => [...newRoutes(context), ...ownRoutes(context)]

const newRoutes = ({ reader, writer, settings }: Context): Route[] => [
  get('/centers/:id/needs/new', 'supplies.write', async (request, response, person) => {
    const [center, catalogue] = [await getCenter(reader, idIn(request)), await listCatalogue(reader)]
    leadsBack(response, backToCenter(center.id))
    assertNotClosed(await historyOf(reader, center.id), person.today)
    const item = catalogue.find(({ code }) => code === queryText(request, 'item'))
    render(response, 'layout/form', newNeedPage(center, catalogue, formToken(), emptyNeed(settings().currency, item?.item)))
  }),

  post('/centers/:id/needs', 'supplies.write', async (request, response, person) => {
    const [center, catalogue] = [await getCenter(reader, idIn(request)), await listCatalogue(reader)]
    const form = parseForm(newNeedForm(catalogue), request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', newNeedPage(center, catalogue, keptToken(form.state) ?? formToken(), form.state))
    const details = detailsOf(catalogue, form.value)
    leadsBack(response, backToCenter(center.id))
    const id = await logNeed(writer, person, form.value.token, center.id, details)
    say(request, `The need for ${details.quantity} ${details.item} is logged.`)
    response.redirect(303, `/needs/${id}`)
  }),
]

/** A need's own page, and what can be done with it. */
const ownRoutes = ({ reader, writer }: Context): Route[] => [
  get('/needs/:id', 'supplies.read', async (request, response, person) => {
    const need = await getNeed(reader, idIn(request))
    const [deliveries, allocations, names] = await Promise.all([listDeliveriesForNeed(reader, need.id), listAllocationsOf(reader, need.id), namesOf(reader)])
    render(response, 'needs/show', needPage(need, { deliveries, allocations, names, today: person.today }))
  }),

  get('/needs/:id/edit', 'supplies.write', async (request, response) => {
    const need = await getNeed(reader, idIn(request))
    leadsBack(response, backToNeed(need))
    assertNotWithdrawn(need)
    render(response, 'layout/form', changedNeedPage(need, await listCatalogue(reader)))
  }),

  post('/needs/:id/edit', 'supplies.write', async (request, response, person) => {
    const [need, catalogue] = [await getNeed(reader, idIn(request)), await listCatalogue(reader)]
    const form = parseForm(changedNeedForm(catalogue, need), request.body)
    if (!form.ok) {
      const state = withProblems(form.state, changeProblems(need, neededIn(catalogue, form.read)))
      return render(response.status(422), 'layout/form', sameVersion(changedNeedPage(need, catalogue, state), request.body))
    }
    try {
      await changeNeed(writer, person, need.id, form.value.version, detailsOf(catalogue, form.value))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const now = await getNeed(reader, need.id)
      if (!(error instanceof Stale)) {
        const refused = changedNeedPage(now, catalogue, withRefusal(needFields, request.body, error))
        return render(response.status(refusedStatus(error)), 'layout/form', sameVersion(refused, request.body))
      }
      const typed = changedNeedPage(now, catalogue, typedForm(needFields, request.body))
      return render(response.status(409), 'layout/conflict', conflictPage(typed, changedNeedPage(now, catalogue), 'need', request.body))
    }
    say(request, `The need for ${need.item} is saved.`)
    response.redirect(303, `/needs/${need.id}`)
  }),

  get('/needs/:id/withdrawal', 'supplies.write', async (request, response) => {
    const need = await getNeed(reader, idIn(request))
    leadsBack(response, backToNeed(need))
    assertMayWithdraw(need)
    render(response, 'layout/form', withdrawalPage(need))
  }),

  post('/needs/:id/withdrawal', 'supplies.write', async (request, response, person) => {
    const need = await getNeed(reader, idIn(request))
    const form = parseForm(withdrawalForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', withdrawalPage(need, form.state))
    leadsBack(response, backToNeed(need))
    await withdrawNeed(writer, person, need.id, form.value.reason)
    say(request, `The need for ${need.item} is withdrawn.`)
    response.redirect(303, `/needs/${need.id}`)
  }),
]
