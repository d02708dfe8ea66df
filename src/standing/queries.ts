import type { Reader, Trx } from '../db/database.ts'
import { among } from '../db/ids.ts'
import { question } from '../db/question.ts'
import type { Actor } from '../shared/actor.ts'
import { earlier, instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { firstSpanDay, rewriteEvidenceSpans } from './evidence-span-queries.ts'
import { listCriticalItems } from './evidence-queries.ts'
import { listFacts, listHistories } from './facts-queries.ts'
import type { HoldFacts } from './holds.ts'
import { toScope, type Approval } from './scope.ts'
import { spansOf, type Span } from './spans.ts'
import { decidedOn, type StandingHistory } from './standing.ts'

/** Everything that a center's standing follows from, on any day. */
export const historyOf = async (db: Reader, centerId: number): Promise<StandingHistory> => only((await listHistories(db, [centerId])).get(centerId))

/** All that holds on a center follow from. */
export const loadFacts = async (db: Reader, centerId: number): Promise<HoldFacts> => only((await listFacts(db, [centerId])).get(centerId))

function only<Found>(found: Found | undefined): Found {
  assert(found !== undefined, 'what is asked of one center is answered for it')
  return found
}

const scopesOf = question((db, { ids }: { ids: string }) => db.selectFrom('decisions').select(['id', 'effective_on', 'scope']).where('id', 'in', among(ids)))

/** The approval that stands on a day beneath whatever masks it, with whom it covers; null when there is none. */
export const findApproval = async (db: Reader, history: StandingHistory, day: Day): Promise<Approval | null> => (await listApprovals(db, [history], day))[0] ?? null

/** The same of several centers at once, in the order of their histories. */
export async function listApprovals(db: Reader, histories: readonly StandingHistory[], day: Day): Promise<(Approval | null)[]> {
  const approvals = histories.map(({ decisions }) => decidedOn(decisions, day).approval)
  const ids = approvals.flatMap((approval) => (approval === null ? [] : [approval.decisionId]))
  const rows = new Map((ids.length === 0 ? [] : await scopesOf(db, { ids: JSON.stringify(ids) })).map((row) => [row.id, row]))
  return approvals.map((approval) => {
    if (approval === null) return null
    const row = rows.get(approval.decisionId)
    assert(row, 'an approval is a decision')
    return { ...approval, effectiveOn: toDay(row.effective_on), scope: toScope(row.scope ?? '{}') }
  })
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
  await rewriteEvidence(trx, centerId, { history, from, at })
}

async function rewriteEvidence(trx: Trx, centerId: number, { history, from, at }: { history: StandingHistory; from: Day; at: string }): Promise<void> {
  const criticalItems = (await listCriticalItems(trx, [centerId])).get(centerId) ?? []
  await rewriteEvidenceSpans(trx, centerId, { facts: { history, criticalItems }, from, at })
}

/** Writes anew when a center's evidence is not in date, after new evidence was accepted between reviews: its standing stays. */
export async function renewSpans(trx: Trx, centerId: number, actor: Pick<Actor, 'now'>): Promise<void> {
  await rewriteEvidence(trx, centerId, { history: await historyOf(trx, centerId), from: await firstSpanDay(trx, centerId), at: instantText(actor.now) })
}

/** Before anything was recorded: what is written for the past of a register that an older program kept counts as always known. */
const alwaysKnown = '0001-01-01T00:00:00.000Z'

/** Writes the evidence spans of up to so many centers that have none yet, in a register that an older program kept. @returns how many centers it was */
export async function writeMissingSpans(trx: Trx, most: number): Promise<number> {
  const waiting = await trx.selectFrom('centers_without_evidence_spans').select('center_id').limit(most).execute()
  for (const { center_id } of waiting) {
    await rewriteEvidence(trx, center_id, { history: await historyOf(trx, center_id), from: await firstSpanDay(trx, center_id), at: alwaysKnown })
    await trx.deleteFrom('centers_without_evidence_spans').where('center_id', '=', center_id).execute()
  }
  return waiting.length
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
