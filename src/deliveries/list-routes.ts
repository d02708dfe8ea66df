import type { Context } from '../app.ts'
import type { Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aCountry, aNumber, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { deliveryStates } from './delivery.ts'
import { deliveriesPage, deliveryColumns, deliveryFilterNames, deliveryFiltersOf, totalOf } from './list-pages.ts'
import { allDeliveries, countDeliveries, deliverySorts, listDeliveries } from './list-queries.ts'

const usual = { by: 'number', descending: true } as const
const known = { state: deliveryStates, country: aCountry, late: ['yes'], mine: ['yes'], center: aNumber, sort: aSort(deliverySorts) }

export const deliveryListRoutes = ({ reader }: Context): Route[] => [
  listGet('/deliveries', 'supplies.read', known, async (request, response, person) => {
    const query = queryIn(request, deliveryFilterNames)
    const filters = deliveryFiltersOf(query, person)
    const sort = sortIn(request, deliverySorts, usual)
    const counts = await countDeliveries(reader, person.today, person.id, filters.centerId)
    const page = pageIn(request, totalOf(counts, filters))
    const deliveries = await listDeliveries(reader, filters, { sort, limit: pageSize, offset: (page - 1) * pageSize })
    render(response, 'deliveries/list', deliveriesPage({ deliveries, counts, query, filters, sort, page, today: person.today }))
  }),

  listGet('/deliveries.csv', 'supplies.read', known, async (request, response, person) => {
    const filters = deliveryFiltersOf(queryIn(request, deliveryFilterNames), person)
    await sendCsv(response, 'deliveries', deliveryColumns, allDeliveries(reader, filters, sortIn(request, deliverySorts, usual)))
  }),
]
