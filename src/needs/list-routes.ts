import type { Context } from '../app.ts'
import { get, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { needFilterNames, needFiltersOf } from './facet-pages.ts'
import { needColumns, needsPage, totalOf } from './list-pages.ts'
import { allNeeds, countNeeds, listNeeds, needSorts } from './list-queries.ts'

export const needListRoutes = ({ reader }: Context): Route[] => [
  get('/needs', 'supplies.read', async (request, response, person) => {
    const query = queryIn(request, needFilterNames)
    const filters = needFiltersOf(query, person)
    const sort = sortIn(request, needSorts, { by: 'needed-by', descending: false })
    const counts = await countNeeds(reader, person.today, person.id, filters.centerId)
    const page = pageIn(request, totalOf(counts, filters))
    const needs = await listNeeds(reader, filters, { sort, limit: pageSize, offset: (page - 1) * pageSize })
    render(response, 'needs/list', needsPage({ needs, counts, query, filters, sort, page, today: person.today }))
  }),

  get('/needs.csv', 'supplies.read', async (request, response, person) => {
    await sendCsv(response, 'needs', needColumns(person.today), allNeeds(reader, needFiltersOf(queryIn(request, needFilterNames), person)))
  }),
]
