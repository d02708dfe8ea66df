import { approveAllocation } from '../allocations/approval-service.ts'
import { listMoves, sealOf } from '../allocations/approval-queries.ts'
import { getAllocation, getUse, listCoverable } from '../allocations/queries.ts'
import { cancelAllocation, closeAllocation, declineAllocation, draftAllocation, proposeAllocation, returnAllocation } from '../allocations/service.ts'
import { getCenter } from '../centers/queries.ts'
import { getBalance, listFunds } from '../funds/queries.ts'
import { misfits, type Fund } from '../funds/fund.ts'
import { pay, type PaymentEnding } from './payments.ts'
import type { Random } from './random.ts'
import { scopeOf } from './vetting.ts'
import { centerCalled, otherManager, token, type Name, type World } from './world.ts'

export type AllocationEnding = PaymentEnding | 'draft' | 'proposed' | 'once approved' | 'returned' | 'declined' | 'cancelled' | 'approved' | 'closed'

export interface ToldAllocation {
  center: string
  by: Name
  approver: Name
  purpose: string
  forWhat: string
  /** In hundreds of dollars, or about as much in another currency. */
  hundreds: number
  ending: AllocationEnding
}

/** Drafts an allocation today, of a fund that can pay for it; what becomes of it follows. Where no fund can, nobody asks. */
export async function allocate(world: World, random: Random, told: ToldAllocation): Promise<void> {
  const center = await getCenter(world.reader, centerCalled(world, told.center))
  const fitting: Fund[] = []
  for (const fund of await listFunds(world.reader)) if (await canPay(world, fund, told, center.country)) fitting.push(fund)
  if (fitting.length === 0) return
  const fund = random.pick(fitting)
  const { populations, fromAge, toAge } = scopeOf(center)
  const needs = (await listCoverable(world.reader, center.id)).slice(0, told.purpose === 'FUND-BASIC' ? 1 : 0).map(({ id }) => id)
  const terms = { purpose: told.purpose, amount: amountIn(fund.currency, told.hundreds), forWhat: told.forWhat, populations, fromAge, toAge, needs, reportDays: 45 }
  const id = await draftAllocation(world.writer, world.as(told.by), { ...terms, fund: fund.id, center: center.id, token: token() })
  if (told.ending === 'draft') return
  world.after(1, async () => {
    await proposeAllocation(world.writer, world.as(told.by), id, token())
    answer(world, told, id, center.country)
  })
}

const amountIn = (currency: string, hundreds: number): number => hundreds * (currency === 'JPY' ? 15_000 : 10_000)

async function canPay(world: World, fund: Fund, { purpose, hundreds }: ToldAllocation, country: string): Promise<boolean> {
  const wanted = { purpose: { code: purpose, name: purpose }, country: { code: country, name: country }, day: world.today().add({ days: 30 }) }
  return misfits(fund, wanted).length === 0 && (await getBalance(world.reader, fund.id)).available >= 3 * amountIn(fund.currency, hundreds)
}

function answer(world: World, told: ToldAllocation, id: number, country: string): void {
  const manager = world.as(told.approver)
  const because = (reason: string): { reason: string; token: string } => ({ reason, token: token() })
  switch (told.ending) {
    case 'draft':
    case 'proposed':
      return
    case 'returned':
      return world.after(2, async () => {
        await returnAllocation(world.writer, world.as(told.approver), id, because('Say how many people it is for, and ask for a second quote.'))
      })
    case 'declined':
      return world.after(3, async () => {
        await declineAllocation(world.writer, world.as(told.approver), id, because(`${manager.name} asked the giver: this is not what the fund is for.`))
      })
    default:
      return world.after(2, () => approve(world, told, id, country))
  }
}

/** By one manager, and on the next day by the other where M3 asks for two. */
async function approve(world: World, told: ToldAllocation, id: number, country: string): Promise<void> {
  const first = await giveApproval(world, told.approver, id)
  if (told.ending === 'once approved') return
  if (first) return use(world, told, id, { country, last: told.approver })
  world.after(1, async () => {
    const other = otherManager(told.approver)
    if (await giveApproval(world, other, id)) await use(world, told, id, { country, last: other })
  })
}

async function giveApproval(world: World, by: Name, id: number): Promise<boolean> {
  const seal = sealOf(await getAllocation(world.reader, id), await listMoves(world.reader, id))
  const { approved } = await approveAllocation(world.writer, world.as(by), world.threshold, id, { seal, comment: null, token: token() })
  return approved
}

/** What an approved allocation is used for: paid in one sum, or in two with the second a month later. */
async function use(world: World, told: ToldAllocation, id: number, { country, last }: { country: string; last: Name }): Promise<void> {
  if (told.ending === 'approved') return
  if (told.ending === 'cancelled') {
    world.after(6, async () => {
      await cancelAllocation(world.writer, world.as(told.approver), id, { reason: 'Somebody else gave what it was for.', token: token() })
    })
    return
  }
  const { minor, currency } = await getAllocation(world.reader, id)
  const payment = { allocationId: id, country, plannedBy: told.by, releasedBy: otherManager(last) }
  const sum = told.ending === 'closed' ? Math.round(minor * 0.8) : minor
  const ending = told.ending === 'closed' ? 'arrived' : paymentEnding(told.ending)
  world.after(1, () => pay(world, { ...payment, amount: { minor: sum, currency }, ending }))
  if (told.ending === 'closed') world.after(60, () => close(world, told, id))
}

const paymentEnding = (ending: AllocationEnding): PaymentEnding =>
  ending === 'planned' || ending === 'void' || ending === 'sent' || ending === 'partly returned' ? ending : 'arrived'

async function close(world: World, told: ToldAllocation, id: number): Promise<void> {
  if ((await getUse(world.reader, id)).plannedMinor > 0) return
  await closeAllocation(world.writer, world.as(told.approver), id, { reason: 'The work is done, and cost less than was set aside.', token: token() })
}
