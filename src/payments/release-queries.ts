import { approvalsNeeded } from '../allocations/approval.ts'
import { proposersOf } from '../allocations/allocation.ts'
import { listApprovals, listCounted, listMoves, sealOf } from '../allocations/approval-queries.ts'
import { getAllocation, getUse } from '../allocations/queries.ts'
import type { Reader } from '../db/database.ts'
import { misfits } from '../funds/fund.ts'
import { getBalance, getFund } from '../funds/queries.ts'
import { listPopulations } from '../lists/queries.ts'
import { loadRates } from '../rates/queries.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'
import { holdsOn } from '../standing/holds.ts'
import { findApproval, loadFacts } from '../standing/queries.ts'
import { outsideScope } from '../standing/scope.ts'
import { stateOf } from './payment.ts'
import { getPayment, listEvents } from './queries.ts'
import type { ReleaseFacts } from './release.ts'

/** All that decides whether a payment may leave on a day: the same for the page that shows it and the transaction that sends it. */
export async function loadRelease(db: Reader, paymentId: number, threshold: Money, today: Day): Promise<ReleaseFacts> {
  const payment = await getPayment(db, paymentId)
  const [allocation, fund] = [await getAllocation(db, payment.allocationId), await getFund(db, payment.fundId)]
  const moves = await listMoves(db, allocation.id)
  const approvals = (await listApprovals(db, allocation.id, sealOf(allocation, moves))).filter(({ counts }) => counts)
  const needed = approvalsNeeded(await listCounted(db, allocation, moves, today), threshold, await loadRates(db))
  const center = await loadFacts(db, payment.centerId)
  const approval = await findApproval(db, center.history, today)
  const names = new Map((await listPopulations(db)).map(({ code, name }) => [code, name]))
  const country = { code: allocation.country, name: countryName(allocation.country) ?? allocation.country }
  return {
    payment,
    state: stateOf(payment, await listEvents(db, paymentId)),
    allocation,
    use: await getUse(db, allocation.id),
    approved: approvals.length > 0,
    proposers: proposersOf(allocation, moves),
    lastApprover: approvals.at(-1)?.by ?? null,
    aboveThreshold: needed.people === 2 || approvals.length > 1,
    holds: holdsOn(center, today),
    outside: approval === null ? [] : outsideScope(approval.scope, allocation, (code) => names.get(code) ?? code),
    misfits: misfits(fund, { purpose: { code: allocation.purposeCode, name: allocation.purposeName }, country, day: today }),
    balance: await getBalance(db, fund.id),
  }
}
