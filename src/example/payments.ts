import { planPayment, recordArrival, recordReturn, releasePayment, voidPayment } from '../payments/service.ts'
import { getPayment } from '../payments/queries.ts'
import { loadRelease } from '../payments/release-queries.ts'
import { releaseBars } from '../payments/release.ts'
import type { Money } from '../shared/money.ts'
import { convert } from '../shared/rates.ts'
import { countryOf } from './story.ts'
import { token, type Name, type World } from './world.ts'

export type PaymentEnding = 'planned' | 'void' | 'sent' | 'arrived' | 'partly returned'

export interface ToldPayment {
  allocationId: number
  amount: Money
  country: string
  plannedBy: Name
  releasedBy: Name
  ending: PaymentEnding
}

/** Plans a payment today; what becomes of it follows in the days after. */
export async function pay(world: World, told: ToldPayment): Promise<void> {
  const { currency, rate: worth } = countryOf(told.country)
  const isLocal = told.amount.currency === 'USD' && currency !== undefined && worth !== undefined
  const paid = isLocal ? { minor: convert(told.amount, worth, currency), currency } : told.amount
  const rate = isLocal ? { rate: worth, source: 'Example Central Bank', on: world.today() } : null
  const { allocationId, amount, plannedBy } = told
  const instruction = {
    minor: amount.minor,
    plannedOn: world.today().add({ days: 2 }),
    method: 'bank transfer',
    reference: `LAN-${allocationId}`,
    paid,
    rate,
    // The register has rates of what funds lie in alone, so whoever plans says that this one was looked up.
    rateIsRight: isLocal,
  } as const
  const id = await planPayment(world.writer, world.as(plannedBy), allocationId, { ...instruction, token: token() })
  if (told.ending === 'planned') return
  if (told.ending === 'void') {
    world.after(3, () => takeBack(world, plannedBy, id, 'Planned against the wrong allocation.'))
    return
  }
  world.after(2, () => release(world, told, id, 3))
}

const takeBack = async (world: World, by: Name, id: number, reason: string): Promise<void> =>
  void (await voidPayment(world.writer, world.as(by), id, { reason, token: token() }))

/** Leaves as soon as nothing stands against it; what never may is voided. */
async function release(world: World, told: ToldPayment, id: number, tries: number): Promise<void> {
  const actor = world.as(told.releasedBy)
  const bars = releaseBars(await loadRelease(world.reader, id, world.threshold, actor), actor)
  if (bars.length > 0) {
    if (tries > 1) world.after(14, () => release(world, told, id, tries - 1))
    else world.after(1, () => takeBack(world, told.releasedBy, id, 'The center could not be paid for six weeks. It will be planned anew.'))
    return
  }
  await releasePayment(world.writer, actor, world.threshold, id, { bankOn: world.today(), token: token() })
  if (told.ending === 'sent') return
  world.after(5, async () => {
    const { paid } = await getPayment(world.reader, id)
    await recordArrival(world.writer, world.as(told.plannedBy), id, { amount: paid.minor, on: world.today(), note: null, token: token() })
  })
  if (told.ending !== 'partly returned') return
  world.after(20, async () => {
    const form = { amount: Math.round(told.amount.minor / 4), bankOn: world.today(), reason: 'It cost less than the quote; the rest was sent back.', token: token() }
    await recordReturn(world.writer, world.as(told.plannedBy), id, form)
  })
}
