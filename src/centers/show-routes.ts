import type { Response } from 'express'
import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { conditionsSection, standingSection } from '../decisions/center-pages.ts'
import { holdNotice, unseenNotice } from '../decisions/hold-pages.ts'
import { documentsSection } from '../documents/pages.ts'
import { get, idIn, mayUse, queryText, type Route } from '../http/access.ts'
import { pageIn, pagination } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { readOpenAddress } from '../locations/address-queries.ts'
import { readLocation } from '../locations/queries.ts'
import { placeSection, type PlaceSeen } from '../locations/section-pages.ts'
import { needsSection } from '../needs/section-pages.ts'
import { moneySection } from '../payments/center-pages.ts'
import { reviewsSection } from '../reviews/center-pages.ts'
import type { Person } from '../shared/actor.ts'
import { standingOn } from '../standing/standing.ts'
import { shownPlace, type Center } from './center.ts'
import { listHistory } from './history-queries.ts'
import { countNotes, listNotes } from './note-queries.ts'
import { notesPage } from './note-pages.ts'
import { getCenter } from './queries.ts'
import { centerHistoryPage, centerPage, type CenterSections } from './show-pages.ts'
import { loadShown, type Shown } from './show-queries.ts'
import { numberIn } from '../shared/written.ts'

const eventsAPage = 50
const notesAPage = 25

/** What other nouns show of a center: each makes its own section here. Nothing is begun for a closed one (`assertNotClosed`). */
function sectionsOf(shown: Shown, place: PlaceSeen, person: Person): CenterSections {
  const { center, names, standing } = shown
  const nameOf = (code: string): string => shown.populations.find((each) => each.code === code)?.name ?? code
  const closed = standingOn(shown.facts.history, person.today).kind === 'closed'
  return {
    hold: holdNotice(center.id, standing, person),
    unseen: unseenNotice(center.id, shown.unseen, shown.facts, person),
    standing: standingSection({ ...standing, centerId: center.id, person, nameOf }),
    conditions: conditionsSection(standing.conditions, names, person),
    money: moneySection(center.id, shown.money, mayUse(person.roles, 'allocations.propose') && !closed),
    needs: needsSection(center.id, shown.needs, shown.deliveries, person.today, closed),
    reviews: { ...reviewsSection(center.id, shown.reviews, shown.renewing, names, person), ...(closed && { start: null }) },
    documents: documentsSection(center.id, shown.documents, person.today, mayUse(person.roles, 'directory.write')),
    place: placeSection(center, place, person.today, mayUse(person.roles, 'places.reveal')),
  }
}

/** What this person may see of a center's place without asking. If its seal does not open, the page still comes, and the fault is in the log. */
async function placeSeenBy({ reader, writer, log }: Context, response: Response, center: Center, person: Person): Promise<PlaceSeen> {
  const told = (error: unknown): void => log.fault(String(response.locals['requestId']), error)
  const address = mayUse(person.roles, 'places.reveal') ? await readOpenAddress(reader, writer.keys, center.id, person.today, told) : null
  return { location: await readLocation(reader, center.id), shown: shownPlace(center, person.today), address }
}

export const centerShowRoutes = (context: Context): Route[] => [...showingRoutes(context), ...pastRoutes(context)]

const showingRoutes = (context: Context): Route[] => [
  get('/centers/:id', 'directory.read', async (request, response, person) => {
    const shown = await loadShown(context.reader, idIn(request), person.today)
    const place = await placeSeenBy(context, response, shown.center, person)
    render(response, 'centers/show', centerPage(shown, sectionsOf(shown, place, person), person))
  }),
]

const pastRoutes = ({ reader }: Context): Route[] => [
  get('/centers/:id/history', 'directory.read', async (request, response) => {
    const center = await getCenter(reader, idIn(request))
    const before = numberIn(queryText(request, 'before'))
    const events = await listHistory(reader, center.id, { before, most: eventsAPage + 1 })
    const shown = events.slice(0, eventsAPage)
    const olderFrom = events.length > eventsAPage ? (shown.at(-1)?.seq ?? null) : null
    render(response, 'centers/history', centerHistoryPage(center, shown, await namesOf(reader), olderFrom))
  }),

  get('/centers/:id/notes', 'directory.read', async (request, response) => {
    const center = await getCenter(reader, idIn(request))
    const total = await countNotes(reader, center.id)
    const page = pageIn(request, total, notesAPage)
    const notes = await listNotes(reader, center.id, { most: notesAPage, from: (page - 1) * notesAPage })
    const under = pagination(`/centers/${center.id}/notes`, {}, { page, total, size: notesAPage })
    render(response, 'centers/notes', notesPage(center, notes, await namesOf(reader), under))
  }),
]
