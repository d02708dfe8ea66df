import { listHandled, type Handled } from '../allocations/approval-queries.ts'
import { approvalBar } from '../allocations/approval.ts'
import { proposersOf } from '../allocations/allocation.ts'
import { listAllocations } from '../allocations/list-queries.ts'
import type { Reader } from '../db/database.ts'
import { listPayments } from '../payments/list-queries.ts'
import { loadReleases } from '../payments/release-queries.ts'
import { releaseBars } from '../payments/release.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, toDay } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { closedBar } from '../standing/decisions.ts'
import { listHistories } from '../standing/facts-queries.ts'
import type { Waiting, WaitingGroup } from './waiting.ts'

const most = 100
const everywhere = { centerId: null, fundId: null } as const
const oldest = { by: 'id', descending: false } as const

/** Proposed allocations that this person may approve (M3), or could but that their center was closed since. */
export async function waitingAllocations(db: Reader, person: Person): Promise<WaitingGroup> {
  const rows = await listAllocations(db, { ...everywhere, state: 'proposed', followedBy: null }, { sort: oldest, page: 1, size: most })
  const handled = await listHandled(
    db,
    rows.map(({ id }) => id),
  )
  const may = ({ allocation, moves, approvals }: Handled): boolean => approvalBar(allocation, proposersOf(allocation, moves), approvals, person.id) === null
  const histories = await listHistories(db, [...new Set(rows.map(({ centerId }) => centerId))])
  const [mine, stopped]: [Waiting[], Waiting[]] = [[], []]
  for (const row of rows) {
    const [of, history] = [handled.get(row.id), histories.get(row.centerId)]
    if (of === undefined || !may(of)) continue
    const closed = history === undefined ? null : closedBar(history, person.today)
    const instead = closed === null ? '' : `. ${closed} Until then it can only be sent back or declined.`
    const about = `${row.purposeName}, from the fund ${row.fundCode}, drafted on ${dayText(toDay(row.draftedOn))}${instead}`
    const to = closed === null ? mine : stopped
    to.push({ label: `${moneyText(row)} for ${row.centerName}`, href: `/allocations/${row.id}`, about })
  }
  return { kind: 'allocations', mine, stopped, others: rows.length - mine.length - stopped.length }
}

/** Planned payments that this person may release now, or could but for what stands against the center (M4, M6). */
export async function waitingPayments(db: Reader, person: Person, threshold: Money): Promise<WaitingGroup> {
  const rows = await listPayments(db, { ...everywhere, state: 'planned', followedBy: null }, { sort: oldest, page: 1, size: most })
  const releases = await loadReleases(db, rows, threshold, person)
  const [mine, stopped]: [Waiting[], Waiting[]] = [[], []]
  for (const facts of releases) {
    const bars = releaseBars(facts, person)
    if (bars.some(({ kind }) => kind === 'person')) continue
    const { payment } = facts
    const about = `from the fund ${payment.fundCode}, planned for ${dayText(payment.plannedOn)}${bars.length === 0 ? '' : '. It cannot leave now'}`
    const to = bars.length === 0 ? mine : stopped
    to.push({ label: `${moneyText(payment)} to ${payment.centerName}`, href: `/payments/${payment.id}`, about })
  }
  return { kind: 'payments', mine, stopped, others: rows.length - mine.length - stopped.length }
}
