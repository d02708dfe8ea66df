import type { Reader, Trx } from '../db/database.ts'
import type { Actor } from '../shared/actor.ts'
import { earlier, instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { listCriticalItems } from './evidence-queries.ts'
import type { HoldFacts } from './holds.ts'
import { toScope, type Approval } from './scope.ts'
import { spansOf, type Span } from './spans.ts'
import { decidedOn, type StandingHistory } from './standing.ts'

/** Everything that a center's standing follows from, on any day. A center of which nothing is recorded has an empty one. */
export async function historyOf(db: Reader, centerId: number): Promise<StandingHistory> {
  const decisions = await db.selectFrom('decisions').select(['id', 'outcome', 'effective_on', 'valid_until']).where('center_id', '=', centerId).execute()
  const conditions = await db
    .selectFrom('conditions')
    .innerJoin('decisions', 'decisions.id', 'conditions.decision_id')
    .leftJoin('condition_meetings', 'condition_meetings.condition_id', 'conditions.id')
    .select(['conditions.decision_id', 'conditions.due_on', 'condition_meetings.met_on'])
    .where('decisions.center_id', '=', centerId)
    .orderBy('conditions.id')
    .execute()
  const reviews = await db.selectFrom('reviews').select(['opened_on', 'ended_on']).where('center_id', '=', centerId).execute()
  return {
    decisions: decisions.map((row) => ({ id: row.id, outcome: row.outcome, effectiveOn: toDay(row.effective_on), validUntil: toDayOrNull(row.valid_until) })),
    conditions: conditions.map((row) => ({ decisionId: row.decision_id, dueOn: toDay(row.due_on), metOn: toDayOrNull(row.met_on) })),
    reviews: reviews.map((row) => ({ openedOn: toDay(row.opened_on), endedOn: toDayOrNull(row.ended_on) })),
  }
}

/** All that holds on a center follow from: its history, and the evidence behind its approvals. */
export async function loadFacts(db: Reader, centerId: number): Promise<HoldFacts> {
  return { history: await historyOf(db, centerId), criticalItems: await listCriticalItems(db, centerId) }
}

/** The approval that stands on a day beneath whatever masks it, with whom it covers; null when there is none. */
export async function findApproval(db: Reader, history: StandingHistory, day: Day): Promise<Approval | null> {
  const approval = decidedOn(history.decisions, day).approval
  if (approval === null) return null
  const row = await db.selectFrom('decisions').select(['effective_on', 'scope']).where('id', '=', approval.decisionId).executeTakeFirstOrThrow()
  return { ...approval, effectiveOn: toDay(row.effective_on), scope: toScope(row.scope ?? '{}') }
}

/**
 * Writes what a center's decisions now amount to. Whatever changes decisions, conditions met or reviews, or registers a center,
 * calls it in its own transaction, after its own writes. A span that no longer holds is superseded, and nothing is written when all hold.
 */
export async function rewriteSpans(trx: Trx, centerId: number, actor: Pick<Actor, 'now'>): Promise<void> {
  const center = await trx.selectFrom('centers').select('created_on').where('id', '=', centerId).executeTakeFirst()
  if (!center) throw new Refusal('not-found', 'There is no such center.')
  const history = await historyOf(trx, centerId)
  // An opening entry is older than the record of the center.
  const from = history.decisions.reduce((first, { effectiveOn }) => earlier(first, effectiveOn), toDay(center.created_on))
  const wanted = new Map(spansOf(history, from).map((span) => [spanKey(toSpanRow(span)), toSpanRow(span)]))
  const current = await trx
    .selectFrom('standing_spans')
    .select(['id', 'kind', 'from_on', 'until_on'])
    .where('center_id', '=', centerId)
    .where('superseded_at', 'is', null)
    .execute()
  const at = instantText(actor.now)
  for (const row of current) {
    if (wanted.delete(spanKey(row))) continue
    await trx.updateTable('standing_spans').set({ superseded_at: at }).where('id', '=', row.id).execute()
  }
  const added = [...wanted.values()].map((row) => ({ ...row, center_id: centerId, recorded_at: at }))
  if (added.length > 0) await trx.insertInto('standing_spans').values(added).execute()
}

type SpanRow = { kind: Span['kind']; from_on: string; until_on: string | null }

const toSpanRow = ({ kind, from, until }: Span): SpanRow => ({ kind, from_on: from.toString(), until_on: until?.toString() ?? null })
const spanKey = ({ kind, from_on, until_on }: SpanRow): string => `${kind} ${from_on} ${until_on ?? 'on'}`

/** A center's spans as they stand now, earliest first. */
export async function listSpans(db: Reader, centerId: number): Promise<Span[]> {
  const rows = await db
    .selectFrom('standing_spans')
    .select(['kind', 'from_on', 'until_on'])
    .where('center_id', '=', centerId)
    .where('superseded_at', 'is', null)
    .orderBy('from_on')
    .execute()
  return rows.map(({ kind, from_on, until_on }) => ({ kind, from: toDay(from_on), until: toDayOrNull(until_on) }))
}
