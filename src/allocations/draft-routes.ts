import type { Request } from 'express'
import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { findCenter, getCenter } from '../centers/queries.ts'
import { getFund, listFunds, listFundsWithBalances } from '../funds/queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { sendCsv } from '../http/csv.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, typedIn, withProblems, withRefusal } from '../http/forms.ts'
import { aNumber, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { listPopulations, listPurposes } from '../lists/queries.ts'
import { heldTexts } from '../payments/release.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { holdsOn } from '../standing/holds.ts'
import { historyOf, loadFacts } from '../standing/queries.ts'
import { allocationStates, assertMayChange } from './allocation.ts'
import { allocationColumns } from './csv-pages.ts'
import { backToAllocation, changedAllocationPage, firstEntered, newAllocationPage, type DraftLists } from './form-pages.ts'
import { allocationFields, changedAllocationForm, changedFields, newAllocationForm } from './forms.ts'
import { findTermsProblems } from './fitting-queries.ts'
import { allocationsPage } from './list-pages.ts'
import { allAllocations, allocationSorts, countAllocations, listAllocations, type AllocationFilter } from './list-queries.ts'
import { getAllocation, listCoverable } from './queries.ts'
import { changeAllocation, draftAllocation } from './service.ts'
import { numberIn } from '../shared/written.ts'

/** The list of allocations, and drafts: what stands before anybody is asked. */
export const draftRoutes = (context: Context): Route[] => [...listRoutes(context), ...newRoutes(context), ...editRoutes(context)]

const filterNames = ['state', 'fund', 'center', 'mine']
const usual = { by: 'id', descending: true } as const
const known = { state: allocationStates, fund: aNumber, center: aNumber, mine: ['yes'], sort: aSort(allocationSorts) }

const filterIn = (request: Request, person: Person): AllocationFilter => ({
  state: allocationStates.find((state) => state === queryText(request, 'state')) ?? null,
  fundId: numberIn(queryText(request, 'fund')),
  centerId: numberIn(queryText(request, 'center')),
  followedBy: queryText(request, 'mine') === 'yes' ? person.id : null,
})

const listRoutes = ({ reader }: Context): Route[] => [
  listGet('/allocations', 'funds.read', known, async (request, response, person) => {
    const [filter, sort] = [filterIn(request, person), sortIn(request, allocationSorts, usual)]
    const total = await countAllocations(reader, filter)
    const page = pageIn(request, total)
    const rows = await listAllocations(reader, filter, { sort, page, size: pageSize })
    render(response, 'allocations/list', allocationsPage({ rows, total, query: queryIn(request, filterNames), sort, page, funds: await listFunds(reader) }))
  }),
  listGet('/allocations.csv', 'funds.read', known, async (request, response, person) => {
    await sendCsv(response, 'allocations', allocationColumns, allAllocations(reader, filterIn(request, person), sortIn(request, allocationSorts, usual)))
  }),
]

const newRoutes = ({ reader, writer }: Context): Route[] => {
  const listsOf = (centerId: number, today: Day) => loadLists(reader, centerId, today)
  return [
    get('/allocations/new', 'allocations.propose', async (request, response, person) => {
      const centerId = numberIn(queryText(request, 'center'))
      if (centerId === null) return response.redirect(303, '/centers')
      await getCenter(reader, centerId)
      leadsBack(response, backToCenter(centerId))
      assertNotClosed(await historyOf(reader, centerId), person.today)
      const lists = await listsOf(centerId, person.today)
      const form = firstEntered(queryText(request, 'fund'), lists)
      render(response, 'layout/form', newAllocationPage(await listFundsWithBalances(reader), lists, formToken(), form))
    }),
    post('/allocations', 'allocations.propose', async (request, response, person) => {
      const funds = await listFundsWithBalances(reader)
      const typed = typedIn(request.body)
      const currency = funds.find(({ id }) => String(id) === typed['fund'])?.currency ?? 'USD'
      const form = parseForm(newAllocationForm(currency), request.body)
      const again = async (state: Parameters<typeof newAllocationPage>[3]): Promise<void> => {
        const lists = await listsOf(numberIn(String(typed['center'])) ?? 0, person.today)
        render(response.status(422), 'layout/form', newAllocationPage(funds, lists, formToken(), state))
      }
      if (!form.ok) {
        const { fund, center, purpose } = form.read
        const terms = {
          ...form.read,
          fund: fund === undefined ? fund : (funds.find(({ id }) => id === fund) ?? null),
          centerId: center,
          ...(purpose && { purposeCode: purpose }),
        }
        return again(withProblems(form.state, await findTermsProblems(reader, terms, person.today)))
      }
      try {
        const id = await draftAllocation(writer, person, form.value)
        say(request, 'The draft is kept. Look it over, then propose it.')
        response.redirect(303, `/allocations/${id}`)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'not-found') throw error
        await again(withRefusal(allocationFields, request.body, error))
      }
    }),
  ]
}

const editRoutes = ({ reader, writer }: Context): Route[] => [
  get('/allocations/:id/edit', 'allocations.propose', async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    leadsBack(response, backToAllocation(allocation))
    assertMayChange(allocation)
    render(response, 'layout/form', changedAllocationPage(allocation, await loadLists(reader, allocation.centerId, person.today)))
  }),
  post('/allocations/:id/edit', 'allocations.propose', async (request, response, person) => {
    const allocation = await getAllocation(reader, idIn(request))
    const lists = await loadLists(reader, allocation.centerId, person.today)
    const form = parseForm(changedAllocationForm(allocation.currency, allocation), request.body)
    if (!form.ok) {
      const { purpose } = form.read
      const terms = { ...form.read, fund: await getFund(reader, allocation.fundId), centerId: allocation.centerId, ...(purpose && { purposeCode: purpose }) }
      const state = withProblems(form.state, await findTermsProblems(reader, terms, person.today))
      return render(response.status(422), 'layout/form', sameVersion(changedAllocationPage(allocation, lists, state), request.body))
    }
    try {
      await changeAllocation(writer, person, allocation.id, form.value)
      say(request, 'The draft is saved.')
      response.redirect(303, `/allocations/${allocation.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const typed = changedAllocationPage(allocation, lists, withRefusal(changedFields, request.body, error))
      if (!(error instanceof Stale)) return render(response.status(422), 'layout/form', sameVersion(typed, request.body))
      render(
        response.status(409),
        'layout/conflict',
        conflictPage(typed, changedAllocationPage(await getAllocation(reader, allocation.id), lists), 'allocation', request.body),
      )
    }
  }),
]

async function loadLists(reader: Context['reader'], centerId: number, today: Day): Promise<DraftLists> {
  const center = await findCenter(reader, centerId)
  return {
    center: center && { id: center.id, name: center.name, served: center.populations.map(({ code }) => code) },
    held: center === null ? [] : heldTexts(holdsOn(await loadFacts(reader, centerId), today)),
    purposes: await listPurposes(reader),
    populations: await listPopulations(reader),
    needs: await listCoverable(reader, centerId),
  }
}
