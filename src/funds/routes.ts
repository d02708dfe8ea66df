import type { Request, Response } from 'express'
import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { listAllocations } from '../allocations/list-queries.ts'
import { formToken } from '../audit/record.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, refusedStatus, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { listPurposes } from '../lists/queries.ts'
import { countNeedsByState } from '../needs/list-queries.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { getEntry, listEntries, loadEntryFacts } from './entry-queries.ts'
import { changedFundPage, entryPage, newFundPage, reversalPage } from './form-pages.ts'
import { changedFundForm, entryFields, entryForm, fundFields, newFundForm, reversalFields, reversalForm } from './forms.ts'
import { assertCanGive, assertMayReverse, entryProblems } from './fund.ts'
import { fundPage } from './pages.ts'
import { findCodeProblems, getFund, listFunds, loadBalance } from './queries.ts'
import { addEntry, addFund, changeFund, reverseEntry } from './service.ts'

const shown = 25

export const fundRoutes = (context: Context): Route[] => [
  get('/funds/new', 'funds.write', async (_request, response) => {
    render(response, 'layout/form', newFundPage(await listPurposes(context.reader), formToken()))
  }),
  get('/funds/:id', 'funds.read', (request, response, person) => showFund(context, response, idIn(request), person)),
  ...writingRoutes(context),
  ...entryRoutes(context),
]

async function showFund({ reader }: Context, response: Response, id: number, person: Person): Promise<void> {
  const fund = await getFund(reader, id)
  const needs = await countNeedsByState(reader, { countries: fund.countries })
  const filter = { fundId: id, state: null, centerId: null, followedBy: null }
  const records = {
    fund,
    balance: await loadBalance(reader, id),
    entries: await listEntries(reader, id, 200),
    allocations: await listAllocations(reader, filter, { sort: { by: 'id', descending: true }, page: 1, size: shown }),
    openNeeds: needs.open + needs['partly met'],
    purposes: await listPurposes(reader),
    funds: await listFunds(reader),
    names: await namesOf(reader),
  }
  render(response, 'funds/show', fundPage(records, person.today, { write: mayUse(person.roles, 'funds.write'), propose: mayUse(person.roles, 'allocations.propose') }))
}

const writingRoutes = ({ reader, writer }: Context): Route[] => [
  post('/funds', 'funds.write', async (request, response, person) => {
    const purposes = await listPurposes(reader)
    const form = parseForm(newFundForm, request.body)
    if (!form.ok)
      return render(
        response.status(422),
        'layout/form',
        newFundPage(purposes, formToken(), withProblems(form.state, await findCodeProblems(reader, form.read.code, null))),
      )
    try {
      const id = await addFund(writer, person, form.value)
      say(request, `The fund ${form.value.code} is added. Record what is in it.`)
      response.redirect(303, `/funds/${id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      render(response.status(422), 'layout/form', newFundPage(purposes, formToken(), withRefusal(fundFields, request.body, error)))
    }
  }),
  get('/funds/:id/edit', 'funds.write', async (request, response) => {
    render(response, 'layout/form', changedFundPage(await getFund(reader, idIn(request)), await listPurposes(reader)))
  }),
  post('/funds/:id/edit', 'funds.write', async (request, response, person) => {
    const [fund, purposes] = [await getFund(reader, idIn(request)), await listPurposes(reader)]
    const form = parseForm(changedFundForm, request.body)
    if (!form.ok) {
      const state = withProblems(form.state, await findCodeProblems(reader, form.read.code, fund.id))
      return render(response.status(422), 'layout/form', sameVersion(changedFundPage(fund, purposes, state), request.body))
    }
    try {
      await changeFund(writer, person, fund.id, form.value)
      say(request, `The fund ${form.value.code} is saved.`)
      response.redirect(303, `/funds/${fund.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const typed = changedFundPage(fund, purposes, withRefusal(fundFields, request.body, error))
      if (!(error instanceof Stale)) return render(response.status(422), 'layout/form', sameVersion(typed, request.body))
      render(response.status(409), 'layout/conflict', conflictPage(typed, changedFundPage(await getFund(reader, fund.id), purposes), 'fund', request.body))
    }
  }),
]

const entryRoutes = ({ reader, writer }: Context): Route[] => {
  const entryFormPage = async (id: number, form?: Parameters<typeof entryPage>[4]) => {
    const fund = await getFund(reader, id)
    const others = (await listFunds(reader)).filter(({ id: other, currency }) => other !== id && currency === fund.currency)
    return entryPage(fund, await loadBalance(reader, id), others, formToken(), form)
  }
  const recordEntry = async (request: Request, response: Response, person: Person): Promise<void> => {
    const fund = await getFund(reader, idIn(request))
    const form = parseForm(entryForm(fund.currency), request.body)
    if (!form.ok) {
      const facts = await loadEntryFacts(reader, fund, form.read)
      const problems = entryProblems({ ...form.read, hasDocument: uploadIn(request) !== null }, facts, person.today)
      return render(response.status(422), 'layout/form', await entryFormPage(fund.id, withProblems(form.state, problems)))
    }
    try {
      await addEntry(writer, person, fund.id, form.value, uploadIn(request))
      say(request, 'The entry is recorded.')
      response.redirect(303, `/funds/${fund.id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      render(response.status(refusedStatus(error)), 'layout/form', await entryFormPage(fund.id, withRefusal(entryFields, request.body, error)))
    }
  }
  return [
    get('/funds/:id/entries/new', 'funds.write', async (request, response) => {
      render(response, 'layout/form', await entryFormPage(idIn(request)))
    }),
    post('/funds/:id/entries', 'funds.write', recordEntry, upload()),
    get('/fund-entries/:id/reversal', 'funds.write', async (request, response) => {
      const entry = await getEntry(reader, idIn(request))
      const fund = await getFund(reader, entry.fundId)
      leadsBack(response, { label: 'Back to the fund', href: `/funds/${fund.id}` })
      assertMayReverse(entry)
      if (entry.minor > 0) assertCanGive(fund, (await loadBalance(reader, fund.id)).available, entry.minor)
      render(response, 'layout/form', reversalPage(fund, entry, formToken()))
    }),
    post('/fund-entries/:id/reversal', 'funds.write', async (request, response, person) => {
      const entry = await getEntry(reader, idIn(request))
      const form = parseForm(reversalForm, request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', reversalPage(await getFund(reader, entry.fundId), entry, formToken(), form.state))
      try {
        const fundId = await reverseEntry(writer, person, entry.id, form.value)
        say(request, 'The entry is reversed.')
        response.redirect(303, `/funds/${fundId}`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const typed = withRefusal(reversalFields, request.body, error)
        render(response.status(409), 'layout/form', reversalPage(await getFund(reader, entry.fundId), entry, formToken(), typed))
      }
    }),
  ]
}
