import { toMove } from '../allocations/approval-queries.ts'
import type { Move } from '../allocations/allocation.ts'
import { listAllocationsOfCenter, type AllocationRow } from '../allocations/list-queries.ts'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { listPaymentsOf, type PaymentWithEvents } from './queries.ts'

export interface CenterMoney {
  allocations: (AllocationRow & { moves: Move[] })[]
  payments: PaymentWithEvents[]
}

const movesOf = question((db, { centerId }: { centerId: number }) =>
  db
    .selectFrom('allocation_moves')
    .innerJoin('allocations', 'allocations.id', 'allocation_moves.allocation_id')
    .selectAll('allocation_moves')
    .where('allocations.center_id', '=', centerId)
    .orderBy('allocation_moves.id'),
)

/** A center's money: its allocations, the newest first, with what was done with them, and all their payments. */
export async function loadCenterMoney(db: Reader, centerId: number): Promise<CenterMoney> {
  const rows = await listAllocationsOfCenter(db, centerId)
  const moves = await movesOf(db, { centerId })
  const byAllocation = Map.groupBy(moves, ({ allocation_id }) => allocation_id)
  const allocations = rows.map((row) => ({ ...row, moves: (byAllocation.get(row.id) ?? []).map(toMove) }))
  return { allocations, payments: await listPaymentsOf(db, { centerId }) }
}
