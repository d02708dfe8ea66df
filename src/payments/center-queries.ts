import { listMoves } from '../allocations/approval-queries.ts'
import { listAllocations, type AllocationRow } from '../allocations/list-queries.ts'
import type { Move } from '../allocations/allocation.ts'
import type { Reader } from '../db/database.ts'
import { listPaymentsOf, type PaymentWithEvents } from './queries.ts'

export interface CenterMoney {
  allocations: (AllocationRow & { moves: Move[] })[]
  payments: PaymentWithEvents[]
}

const most = 200

/** What of a center's money its page shows: allocations, the newest first, with what was done with them, and all their payments. */
export async function loadCenterMoney(db: Reader, centerId: number): Promise<CenterMoney> {
  const filter = { centerId, state: null, fundId: null, draftedBy: null }
  const rows = await listAllocations(db, filter, { sort: { by: 'id', descending: true }, page: 1, size: most })
  const allocations: CenterMoney['allocations'] = []
  for (const row of rows) allocations.push({ ...row, moves: await listMoves(db, row.id) })
  return { allocations, payments: await listPaymentsOf(db, { centerId }) }
}
