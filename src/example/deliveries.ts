import { receive, reverse } from '../deliveries/receipt-service.ts'
import { getDelivery, type Packing } from '../deliveries/queries.ts'
import { callLost, pack, send, setAside } from '../deliveries/service.ts'
import { getNeed } from '../needs/queries.ts'
import { withdrawNeed } from '../needs/service.ts'
import { isHeld } from './money.ts'
import { picture } from './papers.ts'
import type { Random } from './random.ts'
import { centerCalled, token, type Name, type World } from './world.ts'

export type DeliveryEnding = 'packing' | 'set aside' | 'under way' | 'whole' | 'short' | 'damaged' | 'in two' | 'reversed' | 'lost'

export interface ToldDelivery {
  center: string
  by: Name
  needId: number
  ending: DeliveryEnding
  carrier: string
}

/** Packs today for a need, with a few things more; what becomes of it follows in the days after. */
export async function deliver(world: World, random: Random, told: ToldDelivery): Promise<void> {
  const centerId = centerCalled(world, told.center)
  const need = await getNeed(world.reader, told.needId)
  if (need.withdrawnBecause !== null) return
  const lines: Packing['lines'] = [{ needId: need.id, item: need.item, quantity: need.quantity, unit: need.unit, unitValue: need.unitCost }]
  if (random.chance(0.3)) lines.push({ ...free, quantity: random.between(2, 10) })
  const expectedOn = world.today().add({ days: random.between(8, 20) })
  const id = await pack(world.writer, world.as(told.by), token(), centerId, { expectedOn, carrier: told.carrier, note: null, lines })
  if (told.ending === 'packing') return
  if (told.ending === 'set aside') {
    world.after(2, () => setAside(world.writer, world.as(told.by), id, 'The center bought it meanwhile.'))
    return
  }
  world.after(1, async () => {
    if (await isHeld(world, told.center)) return setAside(world.writer, world.as(told.by), id, 'Nothing may be sent to this center now.')
    await send(world.writer, world.as(told.by), { token: token(), version: 1 }, id)
    arrive(world, random, told, id)
  })
}

const free = { needId: null, item: 'Books and games', unit: 'box', unitValue: { minor: 2500, currency: 'USD' } }

function arrive(world: World, random: Random, told: ToldDelivery, id: number): void {
  const days = random.between(5, 16)
  switch (told.ending) {
    case 'packing':
    case 'set aside':
    case 'under way':
      return
    case 'lost':
      return world.after(35, () => callLost(world.writer, world.as(told.by), id, 'The carrier cannot say where it is, and pays for it.'))
    case 'in two':
      world.after(days, () => confirm(world, random, told, id, { share: 0.5, damaged: 0, missing: 0 }))
      return world.after(days + 9, () => confirm(world, random, told, id, { share: 1, damaged: 0, missing: 0 }))
    case 'reversed':
      world.after(days, () => confirm(world, random, told, id, { share: 1, damaged: 0, missing: 0 }))
      world.after(days + 2, () => takeBack(world, told, id))
      return world.after(days + 3, () => confirm(world, random, told, id, { share: 1, damaged: 0, missing: 1 }))
    case 'short':
      world.after(days, () => confirm(world, random, told, id, { share: 1, damaged: 0, missing: random.between(1, 2) }))
      return giveUp(world, random, told, days)
    case 'damaged':
      world.after(days, () => confirm(world, random, told, id, { share: 1, damaged: 1, missing: 0 }))
      return giveUp(world, random, told, days)
    case 'whole':
      return world.after(days, () => confirm(world, random, told, id, { share: 1, damaged: 0, missing: 0 }))
    default:
      return told.ending satisfies never
  }
}

/** What did not arrive whole leaves its need open; in two of three cases until the center has found the rest elsewhere. */
function giveUp(world: World, random: Random, { by, needId }: ToldDelivery, days: number): void {
  if (random.chance(0.65)) world.after(days + 30, () => withdrawNeed(world.writer, world.as(by), needId, 'They bought what was missing in the town.'))
}

/** A receipt for this share of what is left of each line; of the first line some came damaged or is missing. */
async function confirm(world: World, random: Random, told: ToldDelivery, id: number, of: { share: number; damaged: number; missing: number }): Promise<void> {
  const { lines, receipts } = await getDelivery(world.reader, id)
  const said = lines.flatMap((line, index) => {
    const before = receipts.flatMap((receipt) => receipt.lines).filter(({ lineId }) => lineId === line.id)
    const left = line.quantity - before.reduce((sum, each) => sum + each.received + each.damaged + each.missing, 0)
    const some = Math.max(1, Math.floor(left * of.share))
    const [damaged, missing] = index === 0 ? [Math.min(of.damaged, some), Math.min(of.missing, some - Math.min(of.damaged, some))] : [0, 0]
    const why = damaged > 0 ? 'Wet on the way.' : missing > 0 ? 'The box had been opened.' : null
    return left <= 0 ? [] : [{ lineId: line.id, received: some - damaged - missing, damaged, missing, why }]
  })
  if (said.length === 0) return
  const proof = random.chance(0.4) ? picture(random.between(40, 220)) : null
  await receive(world.writer, world.as(told.by), token(), id, { on: world.today(), confirmedBy: 'The house manager', note: null, lines: said, proof })
}

async function takeBack(world: World, { by }: ToldDelivery, id: number): Promise<void> {
  const { receipts } = await getDelivery(world.reader, id)
  const last = receipts.at(-1)
  if (last) await reverse(world.writer, world.as(by), token(), last.id, 'Counted again: one was missing after all.')
}
