import { namesOf } from '../accounts/queries.ts'
import { atOneMoment, type Reader } from '../db/database.ts'
import { loadStanding } from '../decisions/center-queries.ts'
import { countUnseen } from '../decisions/unseen-queries.ts'
import { listDeliveriesOf } from '../deliveries/list-queries.ts'
import { listCenterDocuments } from '../documents/list-queries.ts'
import { listPopulations } from '../lists/queries.ts'
import { listNeedsOf } from '../needs/queries.ts'
import { loadCenterMoney } from '../payments/center-queries.ts'
import { hasApproval, listReviewsOf } from '../reviews/queries.ts'
import type { Day } from '../shared/days.ts'
import { loadFacts } from '../standing/queries.ts'
import { latestReadings } from './capacity-queries.ts'
import { listContacts } from './contact-queries.ts'
import { listHistory } from './history-queries.ts'
import { listNotes } from './note-queries.ts'
import { getCenter } from './queries.ts'

const notesShown = 5
const eventsShown = 8
const deliveriesRead = 20

export type Shown = Awaited<ReturnType<typeof loadShown>>

/**
 * All that a center's page shows but its place, its own and what other nouns say of it, as it was at one moment.
 * @throws Refusal (not found)
 */
export const loadShown = (db: Reader, id: number, today: Day) =>
  atOneMoment(db, async () => {
    const center = await getCenter(db, id)
    const facts = await loadFacts(db, id)
    const notes = await listNotes(db, id, { most: notesShown + 1 })
    return {
      center,
      facts,
      names: await namesOf(db),
      contacts: await listContacts(db, id),
      notes: notes.slice(0, notesShown),
      notesMore: notes.length > notesShown,
      readings: await latestReadings(db, id),
      events: await listHistory(db, id, { before: null, most: eventsShown }),
      standing: await loadStanding(db, id, facts, today),
      unseen: await countUnseen(db, center, facts.history, today),
      populations: await listPopulations(db),
      money: await loadCenterMoney(db, id),
      needs: await listNeedsOf(db, id),
      deliveries: await listDeliveriesOf(db, id, deliveriesRead),
      reviews: await listReviewsOf(db, id),
      renewing: await hasApproval(db, id),
      documents: await listCenterDocuments(db, id),
    }
  })
