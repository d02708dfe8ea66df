import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import type { Reader } from '../db/database.ts'
import { conditionsSection, holdNotice, standingSection } from '../decisions/center-pages.ts'
import { loadStanding } from '../decisions/center-queries.ts'
import { listCenterDocuments } from '../documents/list-queries.ts'
import { documentsSection } from '../documents/pages.ts'
import { get, idIn, mayUse, queryText, type Route } from '../http/access.ts'
import { pageIn, pagination } from '../http/lists.ts'
import { render } from '../http/views.ts'
import { listPopulations } from '../lists/queries.ts'
import { placeSection } from '../locations/section-pages.ts'
import { readLocation } from '../locations/queries.ts'
import { listDeliveriesOf } from '../deliveries/list-queries.ts'
import { listNeedsOf } from '../needs/queries.ts'
import { needsSection } from '../needs/section-pages.ts'
import { moneySection } from '../payments/center-pages.ts'
import { loadCenterMoney } from '../payments/center-queries.ts'
import { reviewsSection } from '../reviews/center-pages.ts'
import { hasApproval, listReviewsOf } from '../reviews/queries.ts'
import type { Person } from '../shared/actor.ts'
import type { HoldFacts } from '../standing/holds.ts'
import { loadFacts } from '../standing/queries.ts'
import { latestReadings } from './capacity-queries.ts'
import { shownPlace, type Center } from './center.ts'
import { listContacts } from './contact-queries.ts'
import { listHistory } from './history-queries.ts'
import { countNotes, listNotes } from './note-queries.ts'
import { notesPage } from './note-pages.ts'
import { getCenter } from './queries.ts'
import { centerHistoryPage, centerPage, type CenterRecords, type CenterSections } from './show-pages.ts'

const notesShown = 5
const eventsShown = 8
const eventsAPage = 50
const notesAPage = 25

async function recordsOf(reader: Reader, center: Center, facts: HoldFacts, names: ReadonlyMap<number, string>): Promise<CenterRecords> {
  const [contacts, notes, readings, events] = await Promise.all([
    listContacts(reader, center.id),
    listNotes(reader, center.id, { most: notesShown + 1 }),
    latestReadings(reader, center.id),
    listHistory(reader, center.id, { before: null, most: eventsShown }),
  ])
  return { center, facts, contacts, notes: notes.slice(0, notesShown), notesMore: notes.length > notesShown, readings, events, names }
}

/** What other nouns show of a center: each loads its own section here. */
async function sectionsOf(reader: Reader, center: Center, facts: HoldFacts, names: ReadonlyMap<number, string>, person: Person): Promise<CenterSections> {
  const [money, needs, deliveries, reviews, renewing, documents, location, standing, populations] = await Promise.all([
    loadCenterMoney(reader, center.id),
    listNeedsOf(reader, center.id),
    listDeliveriesOf(reader, center.id, 20),
    listReviewsOf(reader, center.id),
    hasApproval(reader, center.id),
    listCenterDocuments(reader, center.id),
    readLocation(reader, center.id),
    loadStanding(reader, center.id, facts, person.today),
    listPopulations(reader),
  ])
  const nameOf = (code: string): string => populations.find((each) => each.code === code)?.name ?? code
  return {
    hold: holdNotice(center.id, standing, person),
    standing: standingSection({ ...standing, centerId: center.id, person, nameOf }),
    conditions: conditionsSection(standing.conditions, names, person),
    money: moneySection(center.id, money, mayUse(person.roles, 'allocations.propose')),
    needs: needsSection(center.id, needs, deliveries, person.today),
    reviews: reviewsSection(center.id, reviews, renewing, names, person),
    documents: documentsSection(center.id, documents, person.today, mayUse(person.roles, 'directory.write')),
    place: placeSection(location, shownPlace(center, person.today), person.today, mayUse(person.roles, 'places.reveal')),
  }
}

export const centerShowRoutes = ({ reader }: Context): Route[] => [
  get('/centers/:id', 'directory.read', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const names = await namesOf(reader)
    const facts = await loadFacts(reader, center.id)
    const [records, sections] = await Promise.all([recordsOf(reader, center, facts, names), sectionsOf(reader, center, facts, names, person)])
    render(response, 'centers/show', centerPage(records, sections, person))
  }),

  get('/centers/:id/history', 'directory.read', async (request, response) => {
    const center = await getCenter(reader, idIn(request))
    const before = queryText(request, 'before')
    const events = await listHistory(reader, center.id, { before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null, most: eventsAPage + 1 })
    const shown = events.slice(0, eventsAPage)
    render(response, 'centers/history', centerHistoryPage(center, shown, events.length > eventsAPage ? (shown.at(-1)?.seq ?? null) : null))
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
