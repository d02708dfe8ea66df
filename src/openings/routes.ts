import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { coverageOf } from '../centers/center.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, mayUse, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, refusedStatus, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn } from '../http/upload.ts'
import { render } from '../http/views.ts'
import { listPopulations } from '../lists/queries.ts'
import type { Person } from '../shared/actor.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { answerForm, openingFields, openingForm } from './forms.ts'
import { assertFirst, openingProblems, type Opening } from './opening.ts'
import { answerPage, openingPage } from './pages.ts'
import { countDecisions, findWaitingOpening, getOpening } from './queries.ts'
import { answerOpening, askForOpening, withdrawOpening } from './service.ts'

export const openingRoutes = (context: Context): Route[] => [...askingRoutes(context), ...answerRoutes(context)]

const askingRoutes = ({ reader, writer }: Context): Route[] => [
  get('/centers/:id/opening/new', 'vetting.write', async (request, response) => {
    const center = await getCenter(reader, idIn(request))
    const waiting = await findWaitingOpening(reader, center.id)
    if (waiting !== null) return response.redirect(303, `/opening-approvals/${waiting.id}`)
    leadsBack(response, backToCenter(center.id))
    assertFirst(await countDecisions(reader, center.id))
    render(response, 'layout/form', openingPage(center))
  }),

  post(
    '/centers/:id/opening',
    'vetting.write',
    async (request, response, person) => {
      const center = await getCenter(reader, idIn(request))
      const form = parseForm(openingForm, request.body)
      if (!form.ok) {
        const state = withProblems(form.state, openingProblems(form.read, coverageOf(center), person.today))
        return render(response.status(422), 'layout/form', openingPage(center, state))
      }
      const file = uploadIn(request)
      assert(file !== null, 'a form that was read holds its file')
      try {
        await askForOpening(writer, person, center.id, form.value, file)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
        return render(response.status(refusedStatus(error)), 'layout/form', openingPage(center, withRefusal(openingFields, request.body, error)))
      }
      say(request, 'A manager other than you must take it over. Until then nothing changes.')
      response.redirect(303, `/centers/${center.id}`)
    },
    upload(),
  ),
]

function answerRoutes({ reader, writer }: Context): Route[] {
  const pageFacts = async (opening: Opening, person: Person) => {
    const [names, populations] = await Promise.all([namesOf(reader), listPopulations(reader)])
    return { opening, names, nameOf: (code: string): string => populations.find((each) => each.code === code)?.name ?? code, own: opening.askedBy === person.id }
  }
  return [
    get('/opening-approvals/:id', 'vetting.write', async (request, response, person) => {
      const opening = await getOpening(reader, idIn(request))
      leadsBack(response, backToCenter(opening.centerId))
      if (opening.answer !== null) throw new Refusal('conflict', `This was ${opening.answer.said} already.`)
      if (opening.askedBy !== person.id && !mayUse(person.roles, 'vetting.decide'))
        throw new Refusal('forbidden', 'It waits for a program manager other than who asked: only they take over an approval.')
      render(response, 'layout/form', answerPage(await pageFacts(opening, person)))
    }),

    post('/opening-approvals/:id/answer', 'vetting.decide', async (request, response, person) => {
      const opening = await getOpening(reader, idIn(request))
      const form = parseForm(answerForm, request.body)
      if (!form.ok) return render(response.status(422), 'layout/form', answerPage(await pageFacts(opening, person), form.state))
      leadsBack(response, backToCenter(opening.centerId))
      await answerOpening(writer, person, opening.id, form.value.answer)
      say(request, form.value.answer === 'declined' ? 'The request is declined.' : `The approval of ${opening.centerName} is taken over.`)
      response.redirect(303, `/centers/${opening.centerId}`)
    }),

    post('/opening-approvals/:id/withdrawal', 'vetting.write', async (request, response, person) => {
      const opening = await withdrawOpening(writer, person, idIn(request))
      say(request, 'Your request is withdrawn.')
      response.redirect(303, `/centers/${opening.centerId}`)
    }),
  ]
}
