import type { Traits } from '../checklists/checklist.ts'
import type { Reader, Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, type Day } from '../shared/days.ts'
import type { Move, ReviewKind, ReviewState } from './review.ts'

export interface NewReview {
  centerId: number
  kind: ReviewKind
  checklistId: number
  leadId: number
  targetOn: Day
}

export async function insertReview(trx: Trx, actor: Person, review: NewReview): Promise<number> {
  const at = instantText(actor.now)
  const { id } = await trx
    .insertInto('reviews')
    .values({
      center_id: review.centerId,
      kind: review.kind,
      checklist_id: review.checklistId,
      lead_id: review.leadId,
      opened_on: actor.today.toString(),
      opened_by: actor.id,
      opened_at: at,
      target_on: review.targetOn.toString(),
      moved_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes one step of a review's way: who, when and why. */
export async function insertMove(trx: Trx, actor: Person, reviewId: number, step: Pick<Move, 'move'> & Partial<Pick<Move, 'reason' | 'leadId'>>): Promise<void> {
  await trx
    .insertInto('review_moves')
    .values({
      review_id: reviewId,
      move: step.move,
      on_day: actor.today.toString(),
      reason: step.reason ?? null,
      lead_id: step.leadId ?? null,
      by_id: actor.id,
      at: instantText(actor.now),
    })
    .execute()
}

/** Moves a review on; `traits` are what of the center decided which items apply, kept from its submission on (V9). */
export async function setState(trx: Trx, actor: Person, reviewId: number, state: ReviewState, traits: Traits | null): Promise<void> {
  await trx
    .updateTable('reviews')
    .set(({ eb }) => ({
      state,
      traits: traits === null ? null : JSON.stringify(traits),
      moved_at: instantText(actor.now),
      ended_on: state === 'withdrawn' || state === 'decided' ? actor.today.toString() : null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', reviewId)
    .execute()
}

export async function setLead(trx: Trx, reviewId: number, leadId: number): Promise<void> {
  await trx
    .updateTable('reviews')
    .set(({ eb }) => ({ lead_id: leadId, version: eb('version', '+', 1) }))
    .where('id', '=', reviewId)
    .execute()
}

/** The last decided review of a center, from which a renewal starts (V2). */
export async function findLastDecided(db: Reader, centerId: number): Promise<number | null> {
  const row = await db
    .selectFrom('reviews')
    .select('id')
    .where('center_id', '=', centerId)
    .where('state', '=', 'decided')
    .orderBy('ended_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
