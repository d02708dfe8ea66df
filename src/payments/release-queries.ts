import { proposersOf } from '../allocations/allocation.ts'
import { listHandled } from '../allocations/approval-queries.ts'
import { listNeeded } from '../allocations/needed-queries.ts'
import { listUses } from '../allocations/queries.ts'
import type { Reader } from '../db/database.ts'
import { misfits } from '../funds/fund.ts'
import { listFundsById } from '../funds/queries.ts'
import { listPopulations } from '../lists/queries.ts'
import type { Person } from '../shared/actor.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import type { Money } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'
import { listFacts } from '../standing/facts-queries.ts'
import { holdsOn } from '../standing/holds.ts'
import { listApprovals } from '../standing/queries.ts'
import { outsideScope } from '../standing/scope.ts'
import { stateOf } from './payment.ts'
import { getPayment, listEvents, type PaymentWithEvents } from './queries.ts'
import type { ReleaseFacts } from './release.ts'

/** All that decides whether a payment may leave this person's hand today: the same for the page that shows it and the transaction that sends it. */
export async function loadRelease(db: Reader, paymentId: number, threshold: Money, person: Pick<Person, 'id' | 'today'>): Promise<ReleaseFacts> {
  const payment = { ...(await getPayment(db, paymentId)), events: await listEvents(db, paymentId) }
  const [facts] = await loadReleases(db, [payment], threshold, person)
  assert(facts !== undefined, 'what is asked of one payment is answered for it')
  return facts
}

/** The same of several payments at once: what they have in common is read once. */
export async function loadReleases(db: Reader, payments: readonly PaymentWithEvents[], threshold: Money, person: Pick<Person, 'id' | 'today'>): Promise<ReleaseFacts[]> {
  const { today } = person
  const allocationIds = [...new Set(payments.map(({ allocationId }) => allocationId))]
  const centerIds = [...new Set(payments.map(({ centerId }) => centerId))]
  const handled = await listHandled(db, allocationIds)
  const uses = await listUses(db, allocationIds)
  const funds = await listFundsById(db, [...new Set(payments.map(({ fundId }) => fundId))])
  const centers = await centersOn(db, centerIds, today)
  const needed = await listNeeded(db, [...handled.values()], threshold, person)
  return payments.map((payment) => {
    const [of, use, fund, center] = [handled.get(payment.allocationId), uses.get(payment.allocationId), funds.get(payment.fundId), centers.get(payment.centerId)]
    assert(of && use && fund && center, 'a payment has its allocation, its fund and its center')
    const { allocation, moves } = of
    const approvals = of.approvals.filter(({ counts }) => counts)
    const country = { code: allocation.country, name: countryName(allocation.country) ?? allocation.country }
    return {
      payment,
      state: stateOf(payment, payment.events),
      allocation,
      use,
      approved: approvals.length > 0,
      proposers: proposersOf(allocation, moves),
      lastApprover: approvals.at(-1)?.by ?? null,
      aboveThreshold: needed.get(allocation.id)?.people === 2 || approvals.length > 1,
      holds: center.holds,
      outside: center.outside(allocation),
      misfits: misfits(fund, { purpose: { code: allocation.purposeCode, name: allocation.purposeName }, country, day: today }),
      balance: fund.balance,
    }
  })
}

interface CenterOn {
  holds: ReleaseFacts['holds']
  outside: (allocation: ReleaseFacts['allocation']) => string[]
}

/** Of each center: what holds it on a day, and what of an allocation its approval leaves out. */
async function centersOn(db: Reader, centerIds: readonly number[], today: Day): Promise<Map<number, CenterOn>> {
  const names = new Map((await listPopulations(db)).map(({ code, name }) => [code, name]))
  const centers = [...(await listFacts(db, centerIds))]
  const approvals = await listApprovals(
    db,
    centers.map(([, { history }]) => history),
    today,
  )
  return new Map(
    centers.map(([id, facts], at) => {
      const approval = approvals[at] ?? null
      const outside: CenterOn['outside'] = (allocation) => (approval === null ? [] : outsideScope(approval.scope, allocation, (code) => names.get(code) ?? code))
      return [id, { holds: holdsOn(facts, today), outside }]
    }),
  )
}
