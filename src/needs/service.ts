import { change, changeOnce } from '../audit/record.ts'
import { getCenter } from '../centers/queries.ts'
import type { Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import type { NeedDetails } from './forms.ts'
import { assertMayWithdraw, assertNotWithdrawn, changeProblems, type Need } from './need.ts'
import { getNeed, insertNeed, insertWithdrawal, updateNeed } from './queries.ts'

const subjectOf = ({ id, centerId }: Pick<Need, 'id' | 'centerId'>) => ({ kind: 'need', id, centerId })

/** Logs what a center lacks; with the same token once (M7). @returns the need's id. @throws Refusal while the center is closed */
export function logNeed(writer: Writer, actor: Person, token: string, centerId: number, need: NeedDetails): Promise<number> {
  return changeOnce(writer, actor, token, ['need.logged', centerId, need], async (trx, record) => {
    const center = await getCenter(trx, centerId)
    assertNotClosed(await historyOf(trx, center.id), actor.today)
    const id = await insertNeed(trx, actor, center.id, need)
    await record('need.logged', subjectOf({ id, centerId }), { after: said(need) })
    return id
  })
}

/** @throws Stale when somebody saved it since `version`; Refusal when it was withdrawn, or is another thing than what was sent for it */
export function changeNeed(writer: Writer, actor: Person, id: number, version: number, need: NeedDetails): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = await getNeed(trx, id)
    assertNotWithdrawn(before)
    if (before.version !== version) throw new Stale('need')
    assertNone(changeProblems(before, need))
    await updateNeed(trx, actor, id, version, need)
    await record('need.changed', subjectOf(before), { before: said(before), after: said(need) })
  })
}

/** @throws Refusal when the need is met or withdrawn already */
export function withdrawNeed(writer: Writer, actor: Person, id: number, reason: string): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const need = await getNeed(trx, id)
    assertMayWithdraw(need)
    await insertWithdrawal(trx, actor, id, reason)
    await record('need.withdrawn', subjectOf(need), { item: need.item, reason })
  })
}

/** A need's fields as the log holds them (R1). */
const said = (need: NeedDetails) => ({
  item: need.item,
  catalogueCode: need.catalogueCode,
  category: need.category,
  quantity: need.quantity,
  unit: need.unit,
  unitCost: need.unitCost,
  people: need.people,
  priority: need.priority,
  neededBy: need.neededBy?.toString() ?? null,
})
