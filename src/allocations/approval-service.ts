import { changeOnce } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import { sameSecret } from '../db/keys.ts'
import type { Person } from '../shared/actor.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import { proposersOf, subjectOf } from './allocation.ts'
import { assertMayApprove, stillNeeded } from './approval.ts'
import { insertApproval, insertMove, listApprovals, listMoves, proposalOf, sealOf } from './approval-queries.ts'
import { assertFitsFund } from './fitting-queries.ts'
import { findNeeded } from './needed-queries.ts'
import { getAllocation, updateState } from './queries.ts'

export type Approved = { approved: boolean; more: number }

/**
 * One person's approval; with the last one that M3 asks for, the allocation is approved and its amount bound (M2).
 * @param form `seal` names what this person was shown
 * @param threshold in the reporting currency: above it two people approve
 */
export function approveAllocation(
  writer: Writer,
  actor: Person,
  threshold: Money,
  id: number,
  form: { seal: string; comment: string | null; token: string },
): Promise<Approved> {
  return changeOnce(writer, actor, form.token, ['allocation.approval-given', id, form], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    const moves = await listMoves(trx, id)
    const seal = sealOf(allocation, moves)
    const approvals = await listApprovals(trx, id, seal)
    assertMayApprove(allocation, proposersOf(allocation, moves), approvals, actor.id)
    assertNotClosed(await historyOf(trx, allocation.centerId), actor.today)
    if (!sameSecret(seal, form.seal)) throw new Refusal('conflict', 'This allocation was changed since you looked at it. Look at it again before you approve it.')
    await assertFitsFund(trx, allocation, actor.today)
    const needed = await findNeeded(trx, { allocation, moves }, threshold, actor)
    const more = stillNeeded(needed, approvals) - 1
    await insertApproval(trx, actor, { allocationId: id, proposalId: proposalOf(moves), comment: form.comment, seal })
    await record('allocation.approval-given', subjectOf(allocation), { amount: moneyText(allocation), comment: form.comment, hash: seal, more })
    if (more > 0) return { approved: false, more }
    await insertMove(trx, actor, id, { move: 'approved' })
    await updateState(trx, id, 'approved')
    await record('allocation.approved', subjectOf(allocation), {
      amount: moneyText(allocation),
      before: { state: allocation.state },
      after: { state: 'approved' },
    })
    return { approved: true, more: 0 }
  })
}
