import type { Record } from '../audit/record.ts'
import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { scopeText, toScope, type Scope } from '../standing/scope.ts'
import type { Outcome, Standing } from '../standing/standing.ts'
import type { NewCondition } from './decision.ts'

export interface NewDecision {
  centerId: number
  reviewId: number | null
  outcome: Outcome
  effectiveOn: Day
  terms: { validUntil: Day; scope: Scope } | null
  rationale: string
  /** For an opening entry, its document. */
  documentId: number | null
}

/** A decision and its event. @returns its id */
export async function addDecision(trx: Trx, record: Record, actor: Person, decision: NewDecision): Promise<number> {
  const { centerId, outcome, effectiveOn, terms, reviewId, rationale, documentId } = decision
  const id = await insertDecision(trx, actor, decision)
  const days = { effectiveOn: effectiveOn.toString(), validUntil: terms?.validUntil.toString() ?? null }
  await record(
    `decision.${outcome.replaceAll(' ', '-')}`,
    { kind: 'decision', id, centerId },
    { outcome, ...days, scope: terms?.scope ?? null, review: reviewId, rationale, opening: documentId !== null, document: documentId },
  )
  return id
}

async function insertDecision(trx: Trx, actor: Person, decision: NewDecision): Promise<number> {
  const { terms, documentId } = decision
  const { id } = await trx
    .insertInto('decisions')
    .values({
      center_id: decision.centerId,
      review_id: decision.reviewId,
      outcome: decision.outcome,
      effective_on: decision.effectiveOn.toString(),
      valid_until: terms?.validUntil.toString() ?? null,
      scope: terms && scopeText(terms.scope),
      rationale: decision.rationale,
      opening: documentId === null ? 0 : 1,
      document_id: documentId,
      decided_by: actor.id,
      decided_on: actor.today.toString(),
      decided_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @returns the condition's id */
export async function insertCondition(trx: Trx, decisionId: number, { itemId, text, dueOn }: NewCondition): Promise<number> {
  const row = { decision_id: decisionId, item_id: itemId, text, due_on: dueOn.toString() }
  return (await trx.insertInto('conditions').values(row).returning('id').executeTakeFirstOrThrow()).id
}

/** Ends a submitted review as decided; what of the center decided which items apply stays as it was kept. */
export async function setDecided(trx: Trx, actor: Person, reviewId: number): Promise<void> {
  const moved = { state: 'decided' as const, ended_on: actor.today.toString(), moved_at: instantText(actor.now) }
  await trx
    .updateTable('reviews')
    .set(({ eb }) => ({ ...moved, version: eb('version', '+', 1) }))
    .where('id', '=', reviewId)
    .execute()
}

/** Who gave the suspension that is the center's last; null when it never was suspended (V8). */
export async function findSuspender(db: Reader, centerId: number): Promise<number | null> {
  const row = await db
    .selectFrom('decisions')
    .select('decided_by')
    .where('center_id', '=', centerId)
    .where('outcome', '=', 'suspend')
    .orderBy('effective_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.decided_by ?? null
}

const outcomeOf = { suspended: 'suspend', closed: 'close', declined: 'decline' } as const

/** Why a center is suspended, closed or declined: the reason given with the decision that made it so; null for every other standing. */
export async function findGrounds(db: Reader, centerId: number, standing: Standing): Promise<string | null> {
  if (standing.kind !== 'suspended' && standing.kind !== 'closed' && standing.kind !== 'declined') return null
  const row = await db
    .selectFrom('decisions')
    .select('rationale')
    .where('center_id', '=', centerId)
    .where('outcome', '=', outcomeOf[standing.kind])
    .where('effective_on', '=', standing.since.toString())
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.rationale ?? null
}

/** A decision as the history of a center shows it. */
export interface Decision {
  id: number
  reviewId: number | null
  outcome: Outcome
  effectiveOn: Day
  validUntil: Day | null
  scope: Scope | null
  rationale: string
  opening: boolean
  documentId: number | null
  decidedBy: number
  decidedOn: Day
}

/** Every decision on a center, the latest recorded first. */
export async function listDecisions(db: Reader, centerId: number): Promise<Decision[]> {
  const rows = await db.selectFrom('decisions').selectAll().where('center_id', '=', centerId).orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    reviewId: row.review_id,
    outcome: row.outcome,
    effectiveOn: toDay(row.effective_on),
    validUntil: toDayOrNull(row.valid_until),
    scope: row.scope === null ? null : toScope(row.scope),
    rationale: row.rationale,
    opening: row.opening === 1,
    documentId: row.document_id,
    decidedBy: row.decided_by,
    decidedOn: toDay(row.decided_on),
  }))
}
