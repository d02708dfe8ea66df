import type { Response } from 'express'
import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { filledForm, parseForm, withError, type FormState } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { listPopulations } from '../lists/queries.ts'
import { listPaymentRows } from '../payments/state-pages.ts'
import { listPaymentsOf } from '../payments/queries.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import { closedBar } from '../standing/decisions.ts'
import { holdsOn } from '../standing/holds.ts'
import { historyOf, loadFacts } from '../standing/queries.ts'
import { heldTexts } from '../payments/release.ts'
import { assertMayCancel, assertMayDecline, assertMayReturn, givenBackByClosing, type Allocation, type Use } from './allocation.ts'
import { listApprovals, listMoves, sealOf } from './approval-queries.ts'
import { approveAllocation } from './approval-service.ts'
import { backToAllocation, endingPage, type Ending } from './form-pages.ts'
import { findFollower, listHandings } from './follower-queries.ts'
import { findShortfall } from './fitting-queries.ts'
import { approvalForm, proposalForm, reasonForm } from './forms.ts'
import { findNeeded } from './needed-queries.ts'
import { allocationPage } from './pages.ts'
import { getAllocation, getUse, listCoverable } from './queries.ts'
import { cancelAllocation, closeAllocation, declineAllocation, proposeAllocation, returnAllocation } from './service.ts'

export const allocationRoutes = (context: Context): Route[] => [
  get('/allocations/:id', 'funds.read', (request, response, person) => showAllocation(context, response, idIn(request), person)),

  post('/allocations/:id/proposal', 'allocations.propose', async (request, response, person) => {
    const form = parseForm(proposalForm, request.body)
    const { id } = await getAllocation(context.reader, idIn(request))
    leadsBack(response, backToAllocation({ id }))
    if (!form.ok) throw new Refusal('conflict', 'Open the allocation again and propose it from there.')
    await proposeAllocation(context.writer, person, id, form.value.token)
    say(request, 'The allocation is proposed. Somebody else must approve it.')
    response.redirect(303, `/allocations/${id}`)
  }),

  post('/allocations/:id/approval', 'allocations.approve', async (request, response, person) => {
    const id = idIn(request)
    const form = parseForm(approvalForm, request.body)
    if (!form.ok)
      return showAllocation(
        context,
        response.status(422),
        id,
        person,
        withError(['comment'], request.body, form.state.fields.comment.error ?? form.state.error ?? 'Look the allocation over again.'),
      )
    try {
      const { approved, more } = await approveAllocation(context.writer, person, thresholdOf(context), id, form.value)
      say(
        request,
        approved
          ? 'The allocation is approved. A payment can be planned.'
          : `Your approval is kept. ${more === 1 ? 'One more person' : `${more} more people`} must approve it.`,
      )
      response.redirect(303, `/allocations/${id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const status = error.code === 'forbidden' ? 403 : 409
      await showAllocation(context, response.status(status), id, person, withError(['comment'], request.body, error.message))
    }
  }),

  ...endingRoutes(context, 'return', 'allocations.approve', returnAllocation, 'The allocation is sent back.'),
  ...endingRoutes(context, 'decline', 'allocations.approve', declineAllocation, 'The allocation is declined.'),
  ...endingRoutes(context, 'cancellation', 'allocations.propose', cancelAllocation, 'The allocation is cancelled.'),
  ...endingRoutes(context, 'closing', 'allocations.approve', closeAllocation, 'The allocation is closed. What was unpaid is back in the fund.'),
]

/** What each ending needs. @throws Refusal */
const mayEnd: Record<Ending, (allocation: Allocation, use: Use, person: Person) => unknown> = {
  return: assertMayReturn,
  decline: assertMayDecline,
  cancellation: assertMayCancel,
  closing: givenBackByClosing,
}

/** Each ending asks for its reason on a page of its own. */
const endingRoutes = (
  { reader, writer }: Context,
  ending: Ending,
  permission: 'allocations.approve' | 'allocations.propose',
  end: typeof returnAllocation,
  done: string,
): Route[] => [
  get(`/allocations/:id/${ending}`, permission, async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    leadsBack(response, backToAllocation(allocation))
    mayEnd[ending](allocation, await getUse(reader, allocation.id), person)
    render(response, 'layout/form', endingPage(allocation, ending, formToken()))
  }),
  post(`/allocations/:id/${ending}`, permission, async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    const form = parseForm(reasonForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', endingPage(allocation, ending, formToken(), form.state))
    leadsBack(response, backToAllocation(allocation))
    await end(writer, person, allocation.id, form.value)
    say(request, done)
    response.redirect(303, `/allocations/${allocation.id}`)
  }),
]

/** M3's threshold, in the reporting currency. */
const thresholdOf = ({ settings }: Context) => ({ minor: settings().thresholdMinor, currency: settings().currency })

async function showAllocation(context: Context, response: Response, id: number, person: Person, form: FormState<'comment'> = filledForm(['comment'])): Promise<void> {
  const { reader } = context
  const allocation = await getAllocation(reader, id)
  const moves = await listMoves(reader, id)
  const seal = sealOf(allocation, moves)
  const records = {
    allocation,
    moves,
    seal,
    use: await getUse(reader, id),
    approvals: await listApprovals(reader, id, seal),
    needed: await findNeeded(reader, { allocation, moves }, thresholdOf(context), person),
    closed: closedBar(await historyOf(reader, allocation.centerId), person.today),
    held: heldTexts(holdsOn(await loadFacts(reader, allocation.centerId), person.today)),
    short: await findShortfall(reader, allocation),
    populations: new Map((await listPopulations(reader)).map(({ code, name }) => [code, name])),
    needs: await listCoverable(reader, allocation.centerId),
    payments: listPaymentRows(await listPaymentsOf(reader, { allocationId: id })),
    names: await namesOf(reader),
    follower: await findFollower(reader, id),
    handings: await listHandings(reader, id, context.settings().timeZone),
  }
  const may = {
    id: person.id,
    propose: mayUse(person.roles, 'allocations.propose'),
    approve: mayUse(person.roles, 'allocations.approve'),
    plan: mayUse(person.roles, 'payments.plan'),
  }
  render(response, 'allocations/show', allocationPage(records, may, formToken(), form))
}
