import { sumMinor } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'

/** Where a fund stands, in minor units of its currency. */
export interface Balance {
  /** Entries, transfers and adjustments included. */
  received: number
  /** Approved allocations, less what closed ones gave back. */
  committed: number
  /** Sent, less what came back. */
  paid: number
  available: number
}

/** What of an allocation its fund's balance follows from. */
export interface Committed {
  state: 'draft' | 'proposed' | 'approved' | 'closed' | 'declined' | 'cancelled'
  minor: number
  gaveBackMinor: number
  /** Sent, less what came back. */
  paidMinor: number
}

const binds = ({ state }: Committed): boolean => state === 'approved' || state === 'closed'

/** M2: available = entries − approved allocations + what closed allocations gave back. */
export function balanceOf(entries: readonly number[], allocations: readonly Committed[]): Balance {
  const bound = allocations.filter(binds)
  const received = sumMinor(entries)
  const committed = sumMinor(bound.map(({ minor, gaveBackMinor }) => minor - gaveBackMinor))
  const paid = sumMinor(bound.map(({ paidMinor }) => paidMinor))
  for (const { minor, gaveBackMinor, paidMinor } of bound) assert(paidMinor + gaveBackMinor <= minor, 'an allocation is paid and given back at most whole (M5)')
  return { received, committed, paid, available: received - committed }
}
