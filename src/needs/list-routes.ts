import type { Context } from '../app.ts'
import type { Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aCountry, aNumber, anyText, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { needFilterNames, needFiltersOf } from './facet-pages.ts'
import { needColumns, needsPage, totalOf } from './list-pages.ts'
import { needStates, priorities } from './need.ts'
import { allNeeds, countNeeds, keptNeedCounts, listNeeds, needSorts } from './list-queries.ts'

const usual = { by: 'needed-by', descending: false } as const
const known = {
  state: [...needStates, 'all'],
  priority: priorities,
  category: anyText,
  country: aCountry,
  late: ['yes'],
  mine: ['yes'],
  center: aNumber,
  sort: aSort(needSorts),
}

export const needListRoutes = ({ reader }: Context): Route[] => {
  const keptCounts = keptNeedCounts(reader)
  return [
    listGet('/needs', 'supplies.read', known, async (request, response, person) => {
      const query = queryIn(request, needFilterNames)
      const filters = needFiltersOf(query, person)
      const sort = sortIn(request, needSorts, usual)
      const { centerId = null } = filters
      const counts = await (centerId === null ? keptCounts(person.today, person.id) : countNeeds(reader, person.today, person.id, centerId))
      const page = pageIn(request, totalOf(counts, filters))
      const needs = await listNeeds(reader, filters, { sort, limit: pageSize, offset: (page - 1) * pageSize })
      render(response, 'needs/list', needsPage({ needs, counts, query, filters, sort, page, today: person.today }))
    }),

    listGet('/needs.csv', 'supplies.read', known, async (request, response, person) => {
      const filters = needFiltersOf(queryIn(request, needFilterNames), person)
      await sendCsv(response, 'needs', needColumns(person.today), allNeeds(reader, filters, sortIn(request, needSorts, usual)))
    }),
  ]
}
