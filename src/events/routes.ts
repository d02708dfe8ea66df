import type { Request } from 'express'
import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import type { Route } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { aNumber, anyText, listGet } from '../http/known.ts'
import { listHref, queryIn, type ListQuery } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { instantText, toDay, type Day } from '../shared/days.ts'
import type { LogFilter } from './event.ts'
import { eventColumns, eventFilters, eventsPage } from './pages.ts'
import { allEvents, listEvents, listNames } from './queries.ts'
import { numberIn } from '../shared/written.ts'

const pageSize = 50
/** Days are answered for by the form: one that cannot be read is said beside its field. The register itself is nobody, 0. */
const known = { who: (value: string) => value === '0' || aNumber(value), action: anyText, kind: anyText, id: aNumber, below: aNumber, since: anyText, until: anyText }

/** The log, for administrators. */
export const eventRoutes = ({ reader, settings }: Context): Route[] => [
  listGet('/admin/events.csv', 'events.read', known, async (request, response) => {
    const read = readFilter(queryIn(request, eventFilters), settings().timeZone)
    if (Object.keys(read.wrong).length > 0) return response.redirect(303, listHref('/admin/events', queryIn(request, eventFilters)))
    await sendCsv(response, 'events', eventColumns, allEvents(reader, read.filter))
  }),

  listGet('/admin/events', 'events.read', known, async (request, response) => {
    const { timeZone } = settings()
    const query = queryIn(request, eventFilters)
    const { filter, wrong } = readFilter(query, timeZone)
    const bad = Object.keys(wrong).length > 0
    const below = belowIn(request)
    const found = bad ? [] : await listEvents(reader, filter, { below, limit: pageSize + 1 })
    const people = [...(await namesOf(reader))].map(([id, name]) => ({ id, name }))
    const events = found.slice(0, pageSize)
    const given = { events, more: found.length > pageSize, paged: below !== null, query, wrong, people, names: await listNames(reader), timeZone }
    render(bad ? response.status(422) : response, 'events/list', eventsPage(given))
  }),
]

function belowIn(request: Request): number | null {
  return numberIn(queryIn(request, ['below'])['below']?.[0] ?? '')
}

type Wrong = Partial<Record<'since' | 'until', string>>

function readFilter(query: ListQuery, timeZone: string): { filter: LogFilter; wrong: Wrong } {
  const text = (name: string): string | null => query[name]?.[0] ?? null
  const number = (name: string): number | null => (/^\d{1,15}$/.test(text(name) ?? '') ? Number(text(name)) : null)
  const wrong: Wrong = {}
  const dayIn = (name: 'since' | 'until'): Day | null => {
    const day = readDay(text(name))
    if (day === 'wrong') wrong[name] = 'Enter a day, as 2026-11-21, or leave it empty.'
    return day === 'wrong' ? null : day
  }
  const startOf = (day: Day | null): string | null => (day === null ? null : instantText(day.toZonedDateTime(timeZone).toInstant()))
  const until = dayIn('until')
  const filter = {
    who: number('who'),
    action: text('action'),
    kind: text('kind'),
    id: number('id'),
    since: startOf(dayIn('since')),
    before: startOf(until?.add({ days: 1 }) ?? null),
  }
  return { filter, wrong }
}

function readDay(text: string | null): Day | null | 'wrong' {
  if (text === null) return null
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? toDay(text) : 'wrong'
  } catch {
    return 'wrong'
  }
}
