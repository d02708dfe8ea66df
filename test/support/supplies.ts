import { randomUUID } from 'node:crypto'
import { pack, send } from '../../src/deliveries/service.ts'
import { receive, type Arrival } from '../../src/deliveries/receipt-service.ts'
import { getDelivery, type Packing } from '../../src/deliveries/queries.ts'
import type { Delivery, ReceiptLine } from '../../src/deliveries/delivery.ts'
import type { NeedDetails } from '../../src/needs/forms.ts'
import { logNeed } from '../../src/needs/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { cora, type TestRegister } from './register.ts'

const mattress: NeedDetails = {
  catalogueCode: 'NEED-BEDD-01',
  category: 'bedding',
  item: 'Mattress, single',
  unit: 'piece',
  quantity: 24,
  unitCost: { minor: 8200, currency: 'USD' },
  people: 24,
  priority: 'normal',
  neededBy: Temporal.PlainDate.from('2026-12-01'),
}

/** Logs a need as Cora. @returns its id */
export const logged = ({ writer }: TestRegister, centerId: number, need: Partial<NeedDetails> = {}, who: Person = cora): Promise<number> =>
  logNeed(writer, who, randomUUID(), centerId, { ...mattress, ...need })

/** Packs 24 mattresses for a need, unless other lines are said. @returns the delivery's id */
export const packed = ({ writer }: TestRegister, centerId: number, needId: number | null, more: Partial<Packing> = {}, who: Person = cora): Promise<number> =>
  pack(writer, who, randomUUID(), centerId, {
    expectedOn: null,
    carrier: null,
    note: null,
    lines: [{ needId, item: 'Mattress, single', quantity: 24, unit: 'piece', unitValue: { minor: 8200, currency: 'USD' } }],
    ...more,
  })

/** The form that sends a delivery which its sender looked over as it was first packed. */
export const lookedOver = (token: string = randomUUID()): { token: string; version: number } => ({ token, version: 1 })

/** Packs and sends 24 mattresses for a need. @returns the delivery with its lines */
export async function sent(register: TestRegister, centerId: number, needId: number | null, more: Partial<Packing> = {}, who: Person = cora): Promise<Delivery> {
  const id = await packed(register, centerId, needId, more, who)
  await send(register.writer, who, lookedOver(), id)
  return getDelivery(register.reader, id)
}

/** Records what arrived of the first line. @returns the receipt's id */
export function arrived(register: TestRegister, delivery: Delivery, said: Partial<ReceiptLine>, more: Partial<Arrival> = {}, who: Person = cora): Promise<number> {
  const line = { lineId: delivery.lines[0]?.id ?? 0, received: 0, damaged: 0, missing: 0, why: null, ...said }
  return receive(register.writer, who, randomUUID(), delivery.id, { on: who.today, confirmedBy: 'Matron Wanjiru', note: null, lines: [line], proof: null, ...more })
}
