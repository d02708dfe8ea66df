import type { Request } from 'express'
import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import type { Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aCountry, anyText, aSort, listGet } from '../http/known.ts'
import { pageIn, pageSize, queryIn, sortIn, sortText, type ListQuery, type Sort } from '../http/lists.ts'
import { render, renderPart, wantsPart } from '../http/views.ts'
import type { Day } from '../shared/days.ts'
import { keptRows, listRows } from './center-row-queries.ts'
import { centerSorts, filterNames, filterOf, type CenterOrder } from './directory.ts'
import { withHolds, type ListedCenter } from './facet-pages.ts'
import { centerFinder, type Found } from './found-queries.ts'
import { centerColumns, centersPage, foundPart } from './list-pages.ts'
import { standingKinds } from './standing-kinds.ts'

const byName = { by: 'name', descending: false } as const
const byFit = { by: 'fit', descending: false } as const
/** A service, a group or a state that no center has finds none, and the page says so. */
const known = {
  q: anyText,
  standing: standingKinds,
  country: aCountry,
  state: anyText,
  service: anyText,
  population: anyText,
  hold: ['yes'],
  mine: ['me', 'yes'],
  sort: aSort(centerSorts),
}
const batch = 500

/** What the address asks for; the order stands in it only where it is not the usual one. */
function asked(request: Request): { query: ListQuery; sort: Sort<CenterOrder> } {
  const query = queryIn(request, filterNames)
  const usual = query['q'] === undefined ? byName : byFit
  const sort = sortIn<CenterOrder>(request, centerSorts, usual)
  return { query: sortText(sort) === sortText(usual) ? query : { ...query, sort: [sortText(sort)] }, sort }
}

async function* batchesOf(reader: Reader, { ids, total, held }: Found, day: Day): AsyncGenerator<ListedCenter[]> {
  const all = ids(0, total)
  for (let from = 0; from < all.length; from += batch) yield withHolds(await listRows(reader, all.slice(from, from + batch), day), held)
}

export const centerListRoutes = ({ reader }: Context): Route[] => {
  const [findCenters, rowsOn] = [centerFinder(reader), keptRows(reader)]
  return [
    listGet('/centers', 'directory.read', known, async (request, response, person) => {
      const { query, sort } = asked(request)
      const found = await findCenters(filterOf(query, person.id), sort, person.today, person.id)
      const page = pageIn(request, found.total)
      const rows = await rowsOn(found.ids((page - 1) * pageSize, page * pageSize), person.today)
      const listing = { ...found, query, sort, page, rows: withHolds(rows, found.held) }
      if (wantsPart(request)) return renderPart(response, 'centers/found', foundPart(listing))
      render(response, 'centers/list', centersPage(listing))
    }),

    listGet('/centers.csv', 'directory.read', known, async (request, response, person) => {
      const { query, sort } = asked(request)
      const found = await findCenters(filterOf(query, person.id), sort, person.today, person.id)
      await sendCsv(response, 'centers', centerColumns, batchesOf(reader, found, person.today))
    }),
  ]
}
