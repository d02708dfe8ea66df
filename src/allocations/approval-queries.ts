import { createHash } from 'node:crypto'
import type { Reader, Trx } from '../db/database.ts'
import { among } from '../db/ids.ts'
import { sameSecret } from '../db/keys.ts'
import type { Person } from '../shared/actor.ts'
import { earlier, instantText, isAfter, isBefore, toDay, type Day } from '../shared/days.ts'
import type { Allocation, Move, MoveKind } from './allocation.ts'
import { approvedText, countedDays, type Approval, type Counted } from './approval.ts'
import { listAllocationsById } from './queries.ts'

/** In the order in which they were made. */
export async function listMoves(db: Reader, allocationId: number): Promise<Move[]> {
  const rows = await db.selectFrom('allocation_moves').selectAll().where('allocation_id', '=', allocationId).orderBy('id').execute()
  return rows.map(toMove)
}

/** An allocation with what was done about it: all that says who may approve it, and who may release its payments. */
export interface Handled {
  allocation: Allocation
  moves: Move[]
  approvals: Approval[]
}

/** Allocations by their ids, each with its moves and its approvals. */
export async function listHandled(db: Reader, ids: readonly number[]): Promise<Map<number, Handled>> {
  const allocations = await listAllocationsById(db, ids)
  const moves = Map.groupBy(await db.selectFrom('allocation_moves').selectAll().where('allocation_id', 'in', among(ids)).orderBy('id').execute(), allocationOf)
  const approvals = Map.groupBy(await db.selectFrom('approvals').selectAll().where('allocation_id', 'in', among(ids)).orderBy('id').execute(), allocationOf)
  return new Map(
    [...allocations].map(([id, allocation]) => {
      const made = (moves.get(id) ?? []).map(toMove)
      const seal = sealOf(allocation, made)
      return [id, { allocation, moves: made, approvals: (approvals.get(id) ?? []).map((row) => toApproval(row, seal)) }]
    }),
  )
}

const allocationOf = ({ allocation_id }: { allocation_id: number }): number => allocation_id

interface MoveRow {
  id: number
  move: MoveKind
  gave_back_minor: number
  on_day: string
  at: string
  reason: string | null
  by_id: number
}

export const toMove = (row: MoveRow): Move => ({
  id: row.id,
  move: row.move,
  gaveBackMinor: row.gave_back_minor,
  on: toDay(row.on_day),
  at: row.at,
  reason: row.reason,
  by: row.by_id,
})

export interface MoveToMake {
  move: MoveKind
  reason?: string | null
  gaveBackMinor?: number
}

export async function insertMove(trx: Trx, actor: Person, allocationId: number, { move, reason = null, gaveBackMinor = 0 }: MoveToMake): Promise<void> {
  await trx
    .insertInto('allocation_moves')
    .values({
      allocation_id: allocationId,
      move,
      reason,
      gave_back_minor: gaveBackMinor,
      on_day: actor.today.toString(),
      by_id: actor.id,
      at: instantText(actor.now),
    })
    .execute()
}

/** The move that last proposed it; 0 when none did. */
export const proposalOf = (moves: readonly Move[]): number => moves.findLast(({ move }) => move === 'proposed')?.id ?? 0

/** The hash of what an approval binds, as it stands: any later change, and any new proposal, makes it another. */
export const sealOf = (allocation: Allocation, moves: readonly Move[]): string =>
  createHash('sha256')
    .update(approvedText(allocation, proposalOf(moves)))
    .digest('hex')

/** All approvals ever given, each with whether it still counts for `seal`. */
export async function listApprovals(db: Reader, allocationId: number, seal: string): Promise<Approval[]> {
  const rows = await db.selectFrom('approvals').selectAll().where('allocation_id', '=', allocationId).orderBy('id').execute()
  return rows.map((row) => toApproval(row, seal))
}

const toApproval = (row: { id: number; approved_by: number; on_day: string; comment: string | null; hash: string }, seal: string): Approval => ({
  id: row.id,
  by: row.approved_by,
  on: toDay(row.on_day),
  comment: row.comment,
  counts: sameSecret(row.hash, seal),
})

export interface NewApproval {
  allocationId: number
  /** The move that it answers, beside the hash: the database can read it and make no hash. */
  proposalId: number
  comment: string | null
  seal: string
}

export async function insertApproval(trx: Trx, actor: Person, approval: NewApproval): Promise<void> {
  await trx
    .insertInto('approvals')
    .values({
      allocation_id: approval.allocationId,
      proposal_id: approval.proposalId,
      approved_by: actor.id,
      on_day: actor.today.toString(),
      at: instantText(actor.now),
      comment: approval.comment,
      hash: approval.seal,
    })
    .execute()
}

/**
 * M3: what counts towards the threshold for allocations, by their ids: each itself, and its center's others approved in the 30 days up to `today`.
 * For one that is approved already, only what was approved before it: what came later did not count then.
 */
export async function countedOf(db: Reader, handled: readonly { allocation: Allocation; moves: readonly Move[] }[], today: Day): Promise<Map<number, Counted[]>> {
  const asked = handled.map(({ allocation, moves }) => {
    const approved = moves.find(({ move }) => move === 'approved')
    return { allocation, before: approved?.id ?? Infinity, day: approved?.on ?? today }
  })
  const first = asked.reduce((day, each) => earlier(day, each.day), today).subtract({ days: countedDays })
  const centerIds = [...new Set(handled.map(({ allocation }) => allocation.centerId))]
  const others = Map.groupBy(await listApproved(db, centerIds, first), ({ centerId }) => centerId)
  return new Map(
    asked.map(({ allocation, before, day }) => {
      const from = day.subtract({ days: countedDays })
      const counted = (others.get(allocation.centerId) ?? []).filter(
        ({ id, moveId, on }) => id !== allocation.id && moveId < before && !isBefore(on, from) && !isAfter(on, day),
      )
      const { id, minor, currency } = allocation
      return [id, [{ id, minor, currency, on: day }, ...counted]]
    }),
  )
}

/** Every approval since a day of the allocations of these centers that still bind or bound money. */
async function listApproved(db: Reader, centerIds: readonly number[], first: Day): Promise<(Counted & { centerId: number; moveId: number })[]> {
  const rows = await db
    .selectFrom('allocations')
    .innerJoin('allocation_moves', 'allocation_moves.allocation_id', 'allocations.id')
    .where('allocations.center_id', 'in', among(centerIds))
    .where('allocations.state', 'in', ['approved', 'closed'])
    .where('allocation_moves.move', '=', 'approved')
    .where('allocation_moves.on_day', '>=', first.toString())
    .select(['allocations.id', 'allocations.center_id', 'allocations.amount_minor', 'allocations.currency'])
    .select(['allocation_moves.id as move_id', 'allocation_moves.on_day'])
    .execute()
  return rows.map((row) => ({ id: row.id, centerId: row.center_id, moveId: row.move_id, minor: row.amount_minor, currency: row.currency, on: toDay(row.on_day) }))
}
