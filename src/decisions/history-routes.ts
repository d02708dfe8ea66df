import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, queryText, type Route } from '../http/access.ts'
import { optionalDay } from '../http/inputs.ts'
import { render } from '../http/views.ts'
import { listPopulations } from '../lists/queries.ts'
import { historyOf } from '../standing/queries.ts'
import { listConditions } from './condition-queries.ts'
import { decisionsPage } from './history-pages.ts'
import { listDecisions } from './queries.ts'

const asked = optionalDay('Enter a day to ask about.')

export const decisionRoutes = ({ reader }: Context): Route[] => [
  get('/centers/:id/decisions', 'vetting.read', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const on = asked.safeParse(queryText(request, 'on'))
    const [history, decisions, conditions, names, populations] = await Promise.all([
      historyOf(reader, center.id),
      listDecisions(reader, center.id),
      listConditions(reader, center.id),
      namesOf(reader),
      listPopulations(reader),
    ])
    const nameOf = (code: string): string => populations.find((each) => each.code === code)?.name ?? code
    const day = (on.success ? on.data : null) ?? person.today
    const wrongDay = on.success ? null : 'Enter a day to ask about.'
    render(
      response,
      'decisions/history',
      decisionsPage({ center, history, decisions, conditions, names, nameOf, day, wrongDay, entered: queryText(request, 'on') || day.toString() }),
    )
  }),
]
