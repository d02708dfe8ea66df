import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import type { Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aCountry, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn, type ListQuery } from '../http/lists.ts'
import { render } from '../http/views.ts'
import type { Reader } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { csvColumns, pipelineFilters, pipelinePage } from './pipeline-pages.ts'
import { countFacets, countPipeline, listPipeline } from './pipeline-queries.ts'
import { pipelineSorts, type PipelineFilter, type PipelineRow, type PipelineSort } from './pipeline.ts'
import { reviewKinds, reviewStates } from './review.ts'
import { readingOf } from './routes.ts'

const usual: PipelineSort = { by: 'target', descending: false }
const known = { state: reviewStates, kind: reviewKinds, country: aCountry, late: ['yes'], mine: ['yes'], sort: aSort(pipelineSorts) }

export const pipelineRoutes = (context: Context): Route[] => [
  listGet('/reviews', 'vetting.read', known, async (request, response, person) => {
    const { reader } = context
    const query = queryIn(request, pipelineFilters)
    const filter = filterOf(query, person)
    const sort = sortIn(request, pipelineSorts, usual)
    const total = await countPipeline(reader, filter)
    const page = pageIn(request, total)
    const [rows, facets, reading] = await Promise.all([
      listPipeline(reader, filter, sort, { limit: pageSize, offset: (page - 1) * pageSize }),
      countFacets(reader, filter),
      readingOf(context, person),
    ])
    render(response, 'reviews/list', pipelinePage({ query, sort, page, total, rows, facets }, reading))
  }),

  listGet('/reviews.csv', 'vetting.read', known, async (request, response, person) => {
    const filter = filterOf(queryIn(request, pipelineFilters), person)
    const columns = csvColumns({ today: person.today, names: await namesOf(context.reader) })
    await sendCsv(response, `reviews-${person.today.toString()}`, columns, batches(context.reader, filter, sortIn(request, pipelineSorts, usual)))
  }),
]

function filterOf(query: ListQuery, person: Person): PipelineFilter {
  const among = <Word extends string>(words: readonly Word[], name: string): Word[] => words.filter((word) => query[name]?.includes(word))
  return {
    states: among(reviewStates, 'state'),
    kinds: among(reviewKinds, 'kind'),
    countries: [...(query['country'] ?? [])],
    late: query['late'] !== undefined,
    mine: query['mine'] !== undefined,
    personId: person.id,
    today: person.today,
  }
}

async function* batches(db: Reader, filter: PipelineFilter, sort: PipelineSort): AsyncGenerator<PipelineRow[]> {
  const limit = 500
  for (let offset = 0; ; offset += limit) {
    const rows = await listPipeline(db, filter, sort, { limit, offset })
    yield rows
    if (rows.length < limit) return
  }
}
