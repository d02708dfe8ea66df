import type { Context } from '../app.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { parseForm, refusedStatus, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { Refusal } from '../shared/refusal.ts'
import { assertMeetable, meetingProblems } from './decision.ts'
import { meetingFields, meetingPage } from './condition-pages.ts'
import { getCondition } from './condition-queries.ts'
import { meetingForm } from './forms.ts'
import { meetCondition } from './service.ts'

export const conditionRoutes = ({ reader, writer }: Context): Route[] => [
  get('/conditions/:id/meeting', 'vetting.decide', async (request, response, person) => {
    const condition = await getCondition(reader, idIn(request))
    leadsBack(response, backToCenter(condition.centerId))
    assertMeetable(condition)
    render(response, 'layout/form', meetingPage(condition, person.today))
  }),

  post('/conditions/:id/meeting', 'vetting.decide', async (request, response, person) => {
    const condition = await getCondition(reader, idIn(request))
    leadsBack(response, backToCenter(condition.centerId))
    assertMeetable(condition)
    const form = parseForm(meetingForm, request.body)
    if (!form.ok)
      return render(
        response.status(422),
        'layout/form',
        meetingPage(condition, person.today, withProblems(form.state, meetingProblems(form.read, condition, person.today))),
      )
    try {
      await meetCondition(writer, person, condition.id, form.value)
    } catch (error) {
      // Somebody may have said so a moment ago: then nothing in the form can be put right.
      if (!(error instanceof Refusal) || error.code !== 'conflict' || (await getCondition(reader, condition.id)).met !== null) throw error
      return render(response.status(refusedStatus(error)), 'layout/form', meetingPage(condition, person.today, withRefusal(meetingFields, request.body, error)))
    }
    say(request, 'The condition is met.')
    response.redirect(303, `/centers/${condition.centerId}`)
  }),
]
