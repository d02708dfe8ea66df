import { listHolders, namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { conflictPage, sameVersion } from '../http/conflict.ts'
import { leadsBack } from '../http/errors.ts'
import { filledForm, parseForm, refusedStatus, typedForm, withProblems, withRefusal } from '../http/forms.ts'
import type { ConflictPage, Link } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { Problems, Refusal, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { leadPage, openingFields, openingPage, openingStart, returnPage, withdrawalPage } from './form-pages.ts'
import { leadForm, openingForm, reasonForm } from './forms.ts'
import { reviewPage } from './pages.ts'
import { findUnderWay, getReview, hasApproval, readReview } from './queries.ts'
import { assertSubmitted, assertUnderWay, Incomplete, openingProblems, UnderReview, type Review } from './review.ts'
import { handOverReview, openReview, returnReview, submitReview, withdrawReview } from './service.ts'
import { kindName, type Reading } from './words.ts'

/** The way back from a step of a review. */
export const backToReview = ({ id }: Pick<Review, 'id'>): Link => ({ label: 'Back to the review', href: `/reviews/${id}` })

/** What the checklist page needs to know of who reads it. */
export const readingOf = async ({ reader, settings }: Context, person: Person): Promise<Reading> => ({
  personId: person.id,
  names: await namesOf(reader),
  today: person.today,
  timeZone: settings().timeZone,
  mayWrite: mayUse(person.roles, 'vetting.write'),
})

export const reviewRoutes = (context: Context): Route[] => [...openingRoutes(context), ...stepRoutes(context), ...leadRoutes(context)]

const openingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/reviews/new', 'vetting.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    leadsBack(response, backToCenter(center.id))
    assertNotClosed(await historyOf(reader, center.id), person.today)
    const underWay = await findUnderWay(reader, center.id)
    if (underWay) {
      leadsBack(response, { label: 'Open that review', href: `/reviews/${underWay.id}` })
      throw new UnderReview(underWay)
    }
    const [leads, renewing] = await Promise.all([listHolders(reader, ['coordinator', 'manager']), hasApproval(reader, center.id)])
    render(response, 'layout/form', openingPage(center, leads, openingStart(renewing, person.id, person.today)))
  }),

  post('/centers/:id/reviews', 'vetting.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const leads = await listHolders(reader, ['coordinator', 'manager'])
    const form = parseForm(openingForm, request.body)
    if (!form.ok)
      return render(response.status(422), 'layout/form', openingPage(center, leads, withProblems(form.state, openingProblems(form.read, leads, person.today))))
    try {
      const id = await openReview(writer, person, center.id, form.value)
      say(request, `The ${kindName[form.value.kind].toLowerCase()} of ${center.name} is open.`)
      response.redirect(303, `/reviews/${id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const underWay = error instanceof UnderReview ? error : null
      render(response.status(refusedStatus(error)), 'layout/form', openingPage(center, leads, withRefusal(openingFields, request.body, error), underWay))
    }
  }),
]

const stepRoutes = (context: Context): Route[] => [
  get('/reviews/:id', 'vetting.read', async (request, response, person) => {
    const id = idIn(request)
    const [review, reading] = await Promise.all([readReview(context.reader, id), readingOf(context, person)])
    render(response, 'reviews/show', reviewPage(review, person, reading))
  }),

  post('/reviews/:id/submission', 'vetting.write', async (request, response, person) => {
    const id = idIn(request)
    try {
      await submitReview(context.writer, person, id)
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error
      const [review, reading] = await Promise.all([getReview(context.reader, id), readingOf(context, person)])
      return render(response.status(409), 'reviews/show', reviewPage(review, person, reading, { incomplete: error }))
    }
    say(request, 'The review is submitted. A manager who did not assess it decides it.')
    response.redirect(303, `/reviews/${id}`)
  }),
  ...askingRoutes(context, 'return', {
    permission: 'vetting.decide',
    assertMay: assertSubmitted,
    page: returnPage,
    act: returnReview,
    done: 'The review is sent back and open again.',
  }),
  ...askingRoutes(context, 'withdrawal', {
    permission: 'vetting.write',
    assertMay: assertUnderWay,
    page: withdrawalPage,
    act: withdrawReview,
    done: 'The review is withdrawn.',
  }),
]

interface Asking {
  permission: 'vetting.decide' | 'vetting.write'
  assertMay: (review: Review) => void
  page: typeof returnPage
  act: typeof returnReview
  done: string
}

/** A move that asks for its reason on a page of its own. */
const askingRoutes = ({ reader, writer }: Context, path: string, { permission, assertMay, page, act, done }: Asking): Route[] => [
  get(`/reviews/:id/${path}`, permission, async (request, response) => {
    const review = await getReview(reader, idIn(request))
    leadsBack(response, backToReview(review))
    assertMay(review)
    render(response, 'layout/form', page(review))
  }),
  post(`/reviews/:id/${path}`, permission, async (request, response, person) => {
    const review = await getReview(reader, idIn(request))
    const form = parseForm(reasonForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', page(review, form.state))
    leadsBack(response, backToReview(review))
    await act(writer, person, review.id, form.value.reason)
    say(request, done)
    response.redirect(303, `/reviews/${review.id}`)
  }),
]

function leadConflict(review: Review, leads: { id: number; name: string }[], body: unknown): ConflictPage {
  const held = leadPage(review, leads, filledForm(['lead'], { lead: String(review.leadId) }), true)
  return conflictPage(leadPage(review, leads, typedForm(['lead'], body), true), held, 'review', body)
}

const leadRoutes = ({ reader, writer }: Context): Route[] => [
  get('/reviews/:id/lead', 'vetting.write', async (request, response) => {
    const review = await getReview(reader, idIn(request))
    leadsBack(response, backToReview(review))
    assertUnderWay(review)
    render(response, 'layout/form', leadPage(review, await listHolders(reader, ['coordinator', 'manager'])))
  }),

  post('/reviews/:id/lead', 'vetting.write', async (request, response, person) => {
    const review = await getReview(reader, idIn(request))
    const leads = await listHolders(reader, ['coordinator', 'manager'])
    const form = parseForm(leadForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', sameVersion(leadPage(review, leads, form.state), request.body))
    leadsBack(response, backToReview(review))
    try {
      await handOverReview(writer, person, review.id, form.value.lead, form.value.version)
    } catch (error) {
      if (error instanceof Stale) return render(response.status(409), 'layout/conflict', leadConflict(await getReview(reader, review.id), leads, request.body))
      if (!(error instanceof Problems)) throw error
      return render(response.status(422), 'layout/form', sameVersion(leadPage(review, leads, withRefusal(['lead'], request.body, error)), request.body))
    }
    say(request, `${leads.find(({ id }) => id === form.value.lead)?.name ?? 'Somebody else'} leads the review now.`)
    response.redirect(303, `/reviews/${review.id}`)
  }),
]
