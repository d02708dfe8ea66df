import { change, changeOnce, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { findFund, getFund } from '../funds/queries.ts'
import type { Person } from '../shared/actor.ts'
import { moneyText } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { historyOf } from '../standing/queries.ts'
import {
  assertMayCancel,
  assertMayChange,
  assertMayDecline,
  assertMayPropose,
  assertMayReturn,
  givenBackByClosing,
  subjectOf,
  type Allocation,
  type AllocationState,
} from './allocation.ts'
import { insertMove, type MoveToMake } from './approval-queries.ts'
import { assertTermsFit } from './fitting-queries.ts'
import type { ChangedAllocation, NewAllocation } from './forms.ts'
import { getAllocation, getUse, insertAllocation, updateState, updateTerms } from './queries.ts'
import { termsOf } from './terms.ts'

/** @returns the id of the draft. @throws Refusal while the center is closed; Problems when it names what is not there, or the fund is not for this purpose or country (M2) */
export function draftAllocation(writer: Writer, actor: Person, { token, ...form }: NewAllocation): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.drafted', form], async (trx, record) => {
    assertNotClosed(await historyOf(trx, form.center), actor.today)
    const [fund, terms] = [await findFund(trx, form.fund), termsOf(form)]
    await assertTermsFit(trx, fund, form.center, terms, actor.today)
    assert(fund, 'a fund that is none was refused')
    const id = await insertAllocation(trx, actor, { fundId: fund.id, centerId: form.center, currency: fund.currency }, terms)
    const made = await getAllocation(trx, id)
    await record('allocation.drafted', subjectOf(made), { after: { fund: fund.code, ...said(made) } })
    return id
  })
}

/** @throws Stale when somebody else saved it meanwhile (R3) */
export function changeAllocation(writer: Writer, actor: Person, id: number, form: ChangedAllocation): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = await getAllocation(trx, id)
    assertMayChange(before)
    const terms = termsOf(form)
    await assertTermsFit(trx, await getFund(trx, before.fundId), before.centerId, terms, actor.today)
    await updateTerms(trx, id, form.version, terms)
    await record('allocation.changed', subjectOf(before), { before: said(before), after: said(await getAllocation(trx, id)) })
  })
}

export function proposeAllocation(writer: Writer, actor: Person, id: number, token: string): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.proposed', id], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    assertMayPropose(allocation)
    assertNotClosed(await historyOf(trx, allocation.centerId), actor.today)
    await assertTermsFit(trx, await getFund(trx, allocation.fundId), allocation.centerId, allocation, actor.today)
    return move(trx, record, actor, allocation, 'proposed', { move: 'proposed' })
  })
}

interface Because {
  reason: string
  token: string
}

/** Back to who proposed it, to be changed; approvals given so far count no longer. */
export function returnAllocation(writer: Writer, actor: Person, id: number, { reason, token }: Because): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.returned', id, reason], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    assertMayReturn(allocation)
    return move(trx, record, actor, allocation, 'draft', { move: 'returned', reason })
  })
}

export function declineAllocation(writer: Writer, actor: Person, id: number, { reason, token }: Because): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.declined', id, reason], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    assertMayDecline(allocation)
    return move(trx, record, actor, allocation, 'declined', { move: 'declined', reason })
  })
}

export function cancelAllocation(writer: Writer, actor: Person, id: number, { reason, token }: Because): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.cancelled', id, reason], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    assertMayCancel(allocation, await getUse(trx, id), actor)
    return move(trx, record, actor, allocation, 'cancelled', { move: 'cancelled', reason })
  })
}

/** Gives back to the fund what is unpaid (M2). */
export function closeAllocation(writer: Writer, actor: Person, id: number, { reason, token }: Because): Promise<number> {
  return changeOnce(writer, actor, token, ['allocation.closed', id, reason], async (trx, record) => {
    const allocation = await getAllocation(trx, id)
    const gaveBackMinor = givenBackByClosing(allocation, await getUse(trx, id))
    return move(trx, record, actor, allocation, 'closed', { move: 'closed', reason, gaveBackMinor })
  })
}

async function move(trx: Trx, record: Record, actor: Person, allocation: Allocation, to: AllocationState, made: MoveToMake): Promise<number> {
  await insertMove(trx, actor, allocation.id, made)
  await updateState(trx, allocation.id, to)
  const { currency, state } = allocation
  const gaveBack = made.gaveBackMinor === undefined ? {} : { gaveBack: moneyText({ minor: made.gaveBackMinor, currency }) }
  await record(`allocation.${made.move}`, subjectOf(allocation), {
    amount: moneyText(allocation),
    before: { state },
    after: { state: to, ...gaveBack },
    ...(made.reason ? { reason: made.reason } : {}),
  })
  return allocation.id
}

/** What the log keeps of the terms. */
const said = ({ minor, currency, purposeCode, forWhat, populations, fromAge, toAge, needs, reportDays }: Allocation) => ({
  amount: moneyText({ minor, currency }),
  purposeCode,
  forWhat,
  populations,
  fromAge,
  toAge,
  needs,
  reportDays,
})
