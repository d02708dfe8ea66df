import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { filledForm, parseForm, refusedStatus, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { answerFields, answerForm, renewalFields, renewalForm } from './forms.ts'
import { listRenewableItems } from './item-queries.ts'
import { answerPage, evidencePage, renewalPage } from './pages.ts'
import { findDecidedReview, getRenewal } from './queries.ts'
import { assertMayAnswer, itemProblems, renewalProblems } from './renewal.ts'
import { answerRenewal, renewEvidence } from './service.ts'

export const renewalRoutes = (context: Context): Route[] => [...addingRoutes(context), ...answerRoutes(context)]

function addingRoutes({ reader, writer }: Context): Route[] {
  const itemsOf = async (centerId: number, person: Person) => {
    const reviewId = await findDecidedReview(reader, centerId, person.today)
    return reviewId === null ? [] : listRenewableItems(reader, reviewId)
  }
  return [
    get('/centers/:id/evidence', 'vetting.read', async (request, response, person) => {
      const center = await getCenter(reader, idIn(request))
      render(response, 'renewals/list', evidencePage(center, await itemsOf(center.id, person), await namesOf(reader), person))
    }),

    get('/centers/:id/evidence/new', 'vetting.write', async (request, response, person) => {
      const center = await getCenter(reader, idIn(request))
      const items = await itemsOf(center.id, person)
      leadsBack(response, backToCenter(center.id))
      if (items.length === 0) throw new Refusal('conflict', 'No approval that came of a review stands, so there is no evidence to renew. Start a review first.')
      render(response, 'layout/form', renewalPage(center, items, filledForm(renewalFields, { item: queryText(request, 'item') })))
    }),

    post(
      '/centers/:id/evidence',
      'vetting.write',
      async (request, response, person) => {
        const center = await getCenter(reader, idIn(request))
        const form = parseForm(renewalForm, request.body)
        if (!form.ok) {
          const items = await itemsOf(center.id, person)
          const item = items.find(({ code }) => code === form.read.item) ?? null
          const problems = [...itemProblems(form.read.item, items), ...renewalProblems(form.read, item, person.today)]
          return render(response.status(422), 'layout/form', renewalPage(center, items, withProblems(form.state, problems)))
        }
        const file = uploadIn(request)
        assert(file !== null, 'a form that was read holds its file')
        try {
          await renewEvidence(writer, person, center.id, form.value, file)
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
          return render(
            response.status(refusedStatus(error)),
            'layout/form',
            renewalPage(center, await itemsOf(center.id, person), withRefusal(renewalFields, request.body, error)),
          )
        }
        say(request, `The evidence for ${form.value.item} waits for someone else to accept it.`)
        response.redirect(303, `/centers/${center.id}/evidence`)
      },
      upload(),
    ),
  ]
}

const answerRoutes = ({ reader, writer }: Context): Route[] => [
  get('/evidence/:id', 'vetting.write', async (request, response, person) => {
    const renewal = await getRenewal(reader, idIn(request))
    leadsBack(response, { label: 'Back to its evidence', href: `/centers/${renewal.centerId}/evidence` })
    assertMayAnswer(renewal, person.id)
    render(response, 'layout/form', answerPage(renewal, await namesOf(reader)))
  }),

  post('/evidence/:id/answer', 'vetting.write', async (request, response, person) => {
    const renewal = await getRenewal(reader, idIn(request))
    const form = parseForm(answerForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', answerPage(renewal, await namesOf(reader), form.state))
    try {
      await answerRenewal(writer, person, renewal.id, form.value)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict' || renewal.answer !== null) throw error
      return render(response.status(409), 'layout/form', answerPage(renewal, await namesOf(reader), withRefusal(answerFields, request.body, error)))
    }
    say(request, form.value.answer === 'accepted' ? `The evidence for ${renewal.itemCode} counts from today.` : `The evidence for ${renewal.itemCode} is declined.`)
    response.redirect(303, `/centers/${renewal.centerId}/evidence`)
  }),
]
