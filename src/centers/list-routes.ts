import type { Request } from 'express'
import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { get, type Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { pageIn, pageSize, queryIn, sortIn, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import { render, renderPart, wantsPart } from '../http/views.ts'
import type { Day } from '../shared/days.ts'
import { listRows, type CenterRow } from './center-row-queries.ts'
import { centerSorts, filterNames, filterOf, type CenterSort } from './directory.ts'
import { centerFinder } from './found-queries.ts'
import { centerColumns, centersPage, foundPart } from './list-pages.ts'

const byName = { by: 'name', descending: false } as const
const batch = 500

/** What the address asks for; the order stands in it only where it is not the usual one. */
function asked(request: Request): { query: ListQuery; sort: Sort<CenterSort> } {
  const sort = sortIn(request, centerSorts, byName)
  const query = queryIn(request, filterNames)
  return { query: sortText(sort) === 'name' ? query : { ...query, sort: [sortText(sort)] }, sort }
}

async function* batchesOf(reader: Reader, ids: readonly number[], day: Day): AsyncGenerator<CenterRow[]> {
  for (let from = 0; from < ids.length; from += batch) yield await listRows(reader, ids.slice(from, from + batch), day)
}

export const centerListRoutes = ({ reader }: Context): Route[] => {
  const findCenters = centerFinder(reader)
  return [
    get('/centers', 'directory.read', async (request, response, person) => {
      const { query, sort } = asked(request)
      const found = await findCenters(filterOf(query, person.id), sort, person.today, person.id)
      const page = pageIn(request, found.total)
      const rows = await listRows(reader, found.ids((page - 1) * pageSize, page * pageSize), person.today)
      const listing = { ...found, query, sort, page, rows }
      if (wantsPart(request)) return renderPart(response, 'centers/found', foundPart(listing))
      render(response, 'centers/list', centersPage(listing))
    }),

    get('/centers.csv', 'directory.read', async (request, response, person) => {
      const { query, sort } = asked(request)
      const { ids, total } = await findCenters(filterOf(query, person.id), sort, person.today, person.id)
      await sendCsv(response, 'centers', centerColumns, batchesOf(reader, ids(0, total), person.today))
    }),
  ]
}
