import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { lapseAfter, type Lapse } from './holds.ts'
import { listFacts } from './facts-queries.ts'
import type { Span } from './spans.ts'

/** The span of standing that covers a day, of each center asked about; one that was not registered by then is left out. */
export async function listStandings(db: Reader, centerIds: readonly number[], day: Day): Promise<Map<number, Span>> {
  if (centerIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('standing_spans')
    .select(['center_id', 'kind', 'from_on', 'until_on'])
    .where('center_id', 'in', centerIds)
    .where('superseded_at', 'is', null)
    .where('from_on', '<=', day.toString())
    .where(({ or, eb }) => or([eb('until_on', 'is', null), eb('until_on', '>', day.toString())]))
    .execute()
  return new Map(rows.map(({ center_id, kind, from_on, until_on }) => [center_id, { kind, from: toDay(from_on), until: toDayOrNull(until_on) }]))
}

/** A center that is vetted, and stops being one that may be sent to unless somebody does something. */
export interface Lapsing extends Lapse {
  centerId: number
  centerName: string
  leadId: number | null
}

/**
 * The vetted centers whose approval lapses, or on which a hold begins by itself, within so many days; the first to go first.
 * Three cheap questions find who may be meant: a span that ends, a condition that falls due, a document that ends; the rule then judges each.
 */
export async function listLapsing(db: Reader, day: Day, within: number): Promise<Lapsing[]> {
  const last = day.add({ days: within })
  const found = new Map(
    [...(await endingSpans(db, day, last)), ...(await dueConditions(db, day, last)), ...(await endingEvidence(db, day, last))].map((row) => [row.id, row]),
  )
  const facts = await listFacts(db, [...found.keys()])
  const lapsing = [...found.values()].flatMap(({ id, name, lead_id }): Lapsing[] => {
    const of = facts.get(id)
    const lapse = of === undefined ? null : lapseAfter(of, day)
    return lapse !== null && Temporal.PlainDate.compare(lapse.on, last) <= 0 ? [{ ...lapse, centerId: id, centerName: name, leadId: lead_id }] : []
  })
  return lapsing.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on) || a.centerId - b.centerId)
}

/** Centers vetted or conditional on a day, with the end of that span. */
const vettedOn = (db: Reader, day: Day) =>
  db
    .selectFrom('standing_spans as s')
    .innerJoin('centers', 'centers.id', 's.center_id')
    .select(['centers.id', 'centers.name', 'centers.lead_id'])
    .where('s.superseded_at', 'is', null)
    .where('s.kind', 'in', ['vetted', 'conditional'])
    .where('s.from_on', '<=', day.toString())
    .where(({ or, eb }) => or([eb('s.until_on', 'is', null), eb('s.until_on', '>', day.toString())]))

const endingSpans = (db: Reader, day: Day, last: Day) => vettedOn(db, day).where('s.until_on', '<=', last.toString()).execute()

const dueConditions = (db: Reader, day: Day, last: Day) =>
  vettedOn(db, day)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('decisions as d')
          .innerJoin('conditions as c', 'c.decision_id', 'd.id')
          .leftJoin('condition_meetings as m', 'm.condition_id', 'c.id')
          .select('c.id')
          .whereRef('d.center_id', '=', 'centers.id')
          .where('m.condition_id', 'is', null)
          .where('c.due_on', '>=', day.toString())
          .where('c.due_on', '<', last.toString()),
      ),
    )
    .execute()

/** Centers with a document for a critical item that ends about then. */
async function endingEvidence(db: Reader, day: Day, last: Day) {
  const attached = vettedOn(db, day)
    .innerJoin('reviews as r', 'r.center_id', 'centers.id')
    .innerJoin('finding_evidence as e', 'e.review_id', 'r.id')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .innerJoin('checklist_items as i', 'i.id', 'e.item_id')
    .where('r.state', '=', 'decided')
    .where('e.removed_at', 'is', null)
  const renewed = vettedOn(db, day)
    .innerJoin('evidence_renewals as e', 'e.center_id', 'centers.id')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .innerJoin('checklist_items as i', 'i.id', 'e.item_id')
    .where('e.answer', '=', 'accepted')
  const found = await Promise.all([
    attached.where('i.importance', '=', 'critical').where(endsAbout(day, last)).distinct().execute(),
    renewed.where('i.importance', '=', 'critical').where(endsAbout(day, last)).distinct().execute(),
  ])
  return found.flat()
}

// A few days too many are asked about, since SQLite and the rule end short months differently; the rule decides.
const endsAbout = (day: Day, last: Day) =>
  sql<boolean>`coalesce(doc.expires_on, date(doc.dated_on, '+' || i.months_good || ' months')) BETWEEN ${day.subtract({ days: 4 }).toString()} AND ${last.add({ days: 4 }).toString()}`
