import { listApprovals, listMoves, sealOf } from '../allocations/approval-queries.ts'
import { approvalBar } from '../allocations/approval.ts'
import { proposersOf } from '../allocations/allocation.ts'
import { listAllocations } from '../allocations/list-queries.ts'
import { getAllocation } from '../allocations/queries.ts'
import type { Reader } from '../db/database.ts'
import { listPayments } from '../payments/list-queries.ts'
import { loadRelease } from '../payments/release-queries.ts'
import { releaseBars } from '../payments/release.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, toDay } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import type { WaitingGroup } from './waiting.ts'

const most = 100
const everywhere = { centerId: null, fundId: null } as const
const oldest = { by: 'id', descending: false } as const

/** Proposed allocations that this person may approve (M3). */
export async function waitingAllocations(db: Reader, person: Person): Promise<WaitingGroup> {
  const rows = await listAllocations(db, { ...everywhere, state: 'proposed', draftedBy: null }, { sort: oldest, page: 1, size: most })
  const mine: WaitingGroup['mine'] = []
  for (const row of rows) {
    const allocation = await getAllocation(db, row.id)
    const moves = await listMoves(db, row.id)
    const approvals = await listApprovals(db, row.id, sealOf(allocation, moves))
    if (approvalBar(allocation, proposersOf(allocation, moves), approvals, person.id) !== null) continue
    const about = `${row.purposeName}, from the fund ${row.fundCode}, drafted on ${dayText(toDay(row.draftedOn))}`
    mine.push({ label: `${moneyText(row)} for ${row.centerName}`, href: `/allocations/${row.id}`, about })
  }
  return { kind: 'allocations', mine, others: rows.length - mine.length }
}

/** Planned payments that this person may release now, or could but for what stands against the center (M4, M6). */
export async function waitingPayments(db: Reader, person: Person, threshold: Money): Promise<WaitingGroup> {
  const rows = await listPayments(db, { ...everywhere, state: 'planned', plannedBy: null }, { sort: oldest, page: 1, size: most })
  const mine: WaitingGroup['mine'] = []
  for (const row of rows) {
    const bars = releaseBars(await loadRelease(db, row.id, threshold, person.today), person)
    if (bars.some(({ kind }) => kind === 'person')) continue
    const held = bars.length === 0 ? '' : '. It cannot leave now'
    mine.push({
      label: `${moneyText(row)} to ${row.centerName}`,
      href: `/payments/${row.id}`,
      about: `from the fund ${row.fundCode}, planned for ${dayText(row.plannedOn)}${held}`,
    })
  }
  return { kind: 'payments', mine, others: rows.length - mine.length }
}
