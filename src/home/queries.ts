import { sql } from 'kysely'
import { servesMinorsIn } from '../centers/minors-queries.ts'
import type { Reader } from '../db/database.ts'
import { isPlanned } from '../payments/follower-queries.ts'
import { isAfter, toDay, type Day } from '../shared/days.ts'
import { longestMonths } from '../standing/decisions.ts'
import { holdsOn, lapseAfter } from '../standing/holds.ts'
import { listFacts } from '../standing/facts-queries.ts'
import { aheadDays, mostShown, type DoneEvent, type First, type HandedOver, type LedCenter, type LedReview, type SignedIn } from './work.ts'

const most = 50
/** All that one person can lead in earnest: the worst of them are known only once each is worked out. */
const mostLed = 500

/** Reviews under way that a person leads, the most late first. */
export async function listLedReviews(db: Reader, personId: number): Promise<First<LedReview>> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('centers', 'centers.id', 'reviews.center_id')
    .select(['reviews.id', 'reviews.kind', 'reviews.state', 'reviews.target_on', 'centers.name', sql<number>`count(*) OVER ()`.as('total')])
    .where('reviews.state', 'in', ['open', 'submitted'])
    .where('reviews.lead_id', '=', personId)
    .orderBy('reviews.target_on')
    .limit(mostShown)
    .execute()
  const reviews = rows.map(({ id, kind, state, target_on, name }) => ({ id, kind, center: name, submitted: state === 'submitted', targetOn: toDay(target_on) }))
  return { rows: reviews, total: rows[0]?.total ?? 0 }
}

const stands = (today: Day, kinds: readonly string[]) =>
  sql<boolean>`EXISTS (SELECT 1 FROM standing_spans s WHERE s.center_id = centers.id AND s.superseded_at IS NULL AND s.kind IN (${sql.join(kinds)})
    AND s.from_on <= ${today.toString()} AND (s.until_on IS NULL OR s.until_on > ${today.toString()}))`

/** Whether anything about a center can turn within the days that are looked at, so that only such centers are worked out. */
const turns = (today: Day) => {
  const ahead = today.add({ days: aheadDays }).toString()
  const longest = `+${longestMonths(true)} months`
  return sql<boolean>`(EXISTS (SELECT 1 FROM standing_spans s WHERE s.center_id = centers.id AND s.superseded_at IS NULL AND s.kind = 'lapsed' AND s.from_on BETWEEN ${today.toString()} AND ${ahead})
    OR EXISTS (SELECT 1 FROM documents d JOIN finding_evidence e ON e.document_id = d.id WHERE d.center_id = centers.id AND (d.expires_on IS NULL OR d.expires_on <= ${ahead}))
    OR EXISTS (SELECT 1 FROM decisions d JOIN conditions c ON c.decision_id = d.id LEFT JOIN condition_meetings m ON m.condition_id = c.id
      WHERE d.center_id = centers.id AND m.condition_id IS NULL AND c.due_on <= ${ahead})
    OR (${servesMinorsIn('centers.id')} AND EXISTS (SELECT 1 FROM decisions d WHERE d.center_id = centers.id
      AND d.valid_until > date(d.effective_on, ${longest}) AND date(d.effective_on, ${longest}) < ${ahead})))`
}

/** The centers that a person leads that were lapsed or suspended, and those vetted against which something stands, or will soon if nobody acts. */
export async function listLedCenters(db: Reader, personId: number, today: Day): Promise<LedCenter[]> {
  const rows = await db
    .selectFrom('centers')
    .select(['centers.id', 'centers.name'])
    .select(sql<0 | 1>`EXISTS (SELECT 1 FROM reviews r WHERE r.center_id = centers.id AND r.state IN ('open', 'submitted'))`.as('review_open'))
    .where('centers.lead_id', '=', personId)
    .where(({ or, and }) => or([stands(today, ['lapsed', 'suspended']), and([stands(today, ['vetted', 'conditional']), turns(today)])]))
    .orderBy('centers.name')
    .limit(mostLed)
    .execute()
  const ahead = today.add({ days: aheadDays })
  const facts = await listFacts(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, name, review_open }): LedCenter[] => {
    const of = facts.get(id)
    if (of === undefined) return []
    const [holds, lapse] = [holdsOn(of, today), lapseAfter(of, today)]
    const soon = lapse === null || isAfter(lapse.on, ahead) ? null : lapse
    return holds.length > 0 || soon !== null ? [{ id, name, holds, lapse: soon, reviewOpen: review_open === 1 }] : []
  })
}

/** Whether a person leads any center or review at all: if not, their page says the first step. */
export async function leadsAnything(db: Reader, personId: number): Promise<boolean> {
  const center = await db.selectFrom('centers').select('id').where('lead_id', '=', personId).limit(1).executeTakeFirst()
  const review = await db.selectFrom('reviews').select('id').where('lead_id', '=', personId).limit(1).executeTakeFirst()
  return center !== undefined || review !== undefined
}

/** What this person took over from others and what still waits: allocations first. */
export async function listHandedOver(db: Reader, personId: number): Promise<HandedOver[]> {
  const allocations = await db
    .selectFrom('allocation_followers as f')
    .innerJoin('allocations', 'allocations.id', 'f.allocation_id')
    .innerJoin('centers', 'centers.id', 'allocations.center_id')
    .innerJoin('people', 'people.id', 'allocations.drafted_by')
    .select(['allocations.id', 'allocations.state', 'allocations.amount_minor as minor', 'allocations.currency', 'centers.name as center', 'people.name as by'])
    .where('f.person_id', '=', personId)
    .where('allocations.state', 'in', ['draft', 'proposed'])
    .orderBy('allocations.id')
    .limit(most)
    .execute()
  const payments = await db
    .selectFrom('payment_followers as f')
    .innerJoin('payments', 'payments.id', 'f.payment_id')
    .innerJoin('allocations', 'allocations.id', 'payments.allocation_id')
    .innerJoin('centers', 'centers.id', 'allocations.center_id')
    .innerJoin('people', 'people.id', 'payments.planned_by')
    .select(['payments.id', 'payments.amount_minor as minor', 'allocations.currency', 'centers.name as center', 'people.name as by'])
    .where('f.person_id', '=', personId)
    .where(isPlanned)
    .orderBy('payments.id')
    .limit(most)
    .execute()
  return [
    ...allocations.map(({ state, ...each }): HandedOver => ({ ...each, state: state === 'proposed' ? 'proposed' : 'draft' })),
    ...payments.map((each): HandedOver => ({ ...each, state: 'planned' })),
  ]
}

/** Who was here last, by the sessions that are open. */
export async function listSignedIn(db: Reader): Promise<SignedIn[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(({ fn }) => ['people.name', fn.max<string>('sessions.started_at').as('at')])
    .groupBy('people.id')
    .orderBy('at', 'desc')
    .limit(8)
    .execute()
  return rows.map(({ name, at }) => ({ name, at: Temporal.Instant.from(at) }))
}

export async function listLastEvents(db: Reader): Promise<DoneEvent[]> {
  const rows = await db
    .selectFrom('events')
    .leftJoin('people', 'people.id', 'events.actor_id')
    .select(['events.seq', 'events.action', 'events.at', 'people.name'])
    .orderBy('events.seq', 'desc')
    .limit(8)
    .execute()
  return rows.map(({ seq, action, at, name }) => ({ seq, action, actor: name, at: Temporal.Instant.from(at) }))
}
